// Package audit answers the auditor: the chain as searched (search.go), an act with old beside new (lines.go), and what was asked for as a
// file (export.go).
package audit
