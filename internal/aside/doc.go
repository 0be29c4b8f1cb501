// Package aside keeps bytes that are long, and not needed now, in a file of the machine that nobody else sees and that is gone with the
// process (file.go). New is the entry.
package aside
