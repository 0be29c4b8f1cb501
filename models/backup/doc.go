// Package backup puts all that is kept into one file, and one file into an empty database, of another kind too.
//
// Write: the tables as they stand at one instant → lines with counts, sums and a digest. Verify: a file read to its end,
// every digest, count and stored file held against what it says of itself. Restore: Verify, then the rows, then the
// tables read back and held against the file, and the audit chain walked. docs/operating.md says the format line by line.
package backup
