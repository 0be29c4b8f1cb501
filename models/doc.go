// Package models is the store, noun by noun: plans, departments, submissions with every version and its original bytes,
// figures with the cells that they came from, findings, editions, accounts. Each noun is a field of Store (Plans.Import,
// Submissions.File, Editions.Publish) and has its file. The database under them is models/db; models/backup is one file
// out and one file in; models/migrations is the schema.
//
// The way of a filing: filing.go (one transaction: version, original, figures, findings) → reconcile.go (what was waived
// or explained before) → conflict.go (who else reports the figure) → decision.go (submitted, accepted, returned). The way
// of an edition: inputs.go (claimed and fixed once) → edition.go (published under the claim).
//
// Rules of the house: every act is one transaction with its audit rows (db.DB.Write); nothing is read and then
// written back, what must be decided is decided by an INSERT on a primary key or by one conditional UPDATE; the
// SQL keeps to what every MySQL-speaking database has (no foreign keys, triggers, CHECK, SKIP LOCKED or GET_LOCK).
package models
