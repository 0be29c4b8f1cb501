// Package custody keeps backups: one is written, read back to its end and only then given its name (file.go); a drill restores one into a
// database of its own that is thrown away (drill.go); the folder of the service is listed with what is on record of each (keeper.go).
package custody
