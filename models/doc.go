// Package models is the store: plans, departments, submissions with every version and its original bytes,
// figures with the cells that they came from, findings, editions, the audit chain, and the claims that let
// many processes share one database. It runs on SQLite and on MySQL and its kin through GORM.
//
// Rules of the house: every act is one transaction with its audit rows (see write); nothing is read and then
// written back, what must be decided is decided by an INSERT on a primary key or by one conditional UPDATE; the
// SQL keeps to what every MySQL-speaking database has (no foreign keys, triggers, CHECK, SKIP LOCKED or GET_LOCK).
package models
