// Package meaning says what a target is beyond its phrase: which measure, which way is better, which time it is for, and
// where that was taken from, with the questions that only a person can answer.
//
// Words.Plan settles the rows of a plan as read, Words.Settle one indicator after a person's answer. The stages: rows
// gathers what stands around a row, row asks the vocabulary for measure, direction and horizon, plan writes the meaning
// and its questions back.
package meaning
