// Package db is what the nouns of models stand on: one database, whatever its kind, on which every act is one
// transaction with its audit rows, tried again where it collided. It knows no plan, month or edition.
//
// In the order in which an act passes through it: Open (sqlite.go, mysql.go: what differs between databases, each fact
// with its reason) → Migrate and CheckSchema → DB.Write (transaction.go: one transaction, retry, and the question whether
// a COMMIT whose answer was lost happened) → groupcommit.go → insert.go and blob.go (rows by many, files in packed
// pieces) → audit.go (the chain of hashes, verified from end to end) → classify.go (what a failed statement means).
// Beside it: Claims (claim.go, lease.go), by which any number of processes share work and publish each piece once.
//
// What it has of its own where libraries exist, and why:
//
//   - The statement cache (statementcache.go). GORM writes SQL text anew for each statement and SQLite keeps none
//     parsed; GORM's own cache (PrepareStmt) prepares on the pool, not inside a transaction's connection. Parsing cost a
//     quarter of a filing; with some 40 statements of a filing kept on each connection it costs nothing.
//   - Group commit (groupcommit.go). SQLite has one writer and syncs the disk at each COMMIT. Acts that come while another
//     is being written share its transaction, each behind a savepoint of its own: on the last day of a month, when offices
//     file together, up to 16 filings wait for one sync instead of 16.
//   - Claims. Job queues on databases lean on SKIP LOCKED or GET_LOCK, which SQLite lacks and which elect several at once
//     on a Galera cluster. A claim is one conditional UPDATE that raises a fence, and a result is published in one
//     transaction that still holds it; test/cluster fails when the conditions are taken away (build tag brokenclaim).
//   - Multi-row INSERTs (insert.go). GORM makes the rows inside the transaction by reflection; here the values are made
//     before it, and inserted by 64, 16, 4 and 1, few enough sizes to stay prepared.
package db
