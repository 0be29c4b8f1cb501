package tally

import (
	"strings"
	"time"
)

// CopyProperty is the document property of a named copy of an issued workbook that holds its NamedCopy's line.
const CopyProperty = "tallysheet.copy"

// NamedCopy says for whom a copy of an issued workbook was made, and when.
type NamedCopy struct {
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

// String is the copy in one line, as ParseNamedCopy reads it.
func (c NamedCopy) String() string { return c.At.Format(time.RFC3339) + " " + c.Name }

// Chinese says whose copy it is, for the head of a page: 陈主任 2018-11-12 09:30.
func (c NamedCopy) Chinese() string { return c.Name + " " + c.At.Format("2006-01-02 15:04") }

// ParseNamedCopy reads the line of a document property; ok is false where it says nothing of a copy.
func ParseNamedCopy(line string) (c NamedCopy, ok bool) {
	at, name, found := strings.Cut(line, " ")
	t, err := time.Parse(time.RFC3339, at)
	if !found || err != nil || name == "" {
		return NamedCopy{}, false
	}
	return NamedCopy{Name: name, At: t}, true
}
