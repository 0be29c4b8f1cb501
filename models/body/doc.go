// Package body is an edition as it is kept: JSON, its long lists written and read entry by entry (write.go, read.go), the year of a row as
// one short text (course.go). Editions from before that text are read alike. Write and Read are the entries; List is for other long lists.
package body
