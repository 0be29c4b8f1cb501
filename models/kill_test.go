package models_test

const uploaderEnv = "X"

func uploadUntilKilled(string) {}
