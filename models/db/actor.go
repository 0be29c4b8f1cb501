package db

import (
	"unicode"

	"github.com/google/uuid"
)

// Actor is who does something: the sign-in name, the name to print, and where the request came from.
// The clock acts as System.
type Actor struct {
	ID      string
	Name    string
	Address string // of the network; "" on the command line
}

// System is the actor of what runs by the clock.
func System() Actor { return Actor{ID: "system", Name: "系统"} }

// The widths of columns, in characters: those that say who, and those that name a thing.
const (
	MaxLabel = 100
	MaxName  = 255
)

// Label is the name to print: the Name, else the ID.
func (a Actor) Label() string {
	if a.Name == "" {
		return Cut(a.ID, MaxLabel)
	}
	return Cut(a.Name, MaxLabel)
}

// Cut keeps text within its column, and makes it valid UTF-8.
func Cut(text string, longest int) string {
	r := []rune(text)
	return string(r[:min(len(r), longest)])
}

// CutName keeps the name of a file within its column.
func CutName(name string) string { return Cut(name, MaxName) }

// Unseen reports the characters by which two names look alike and are not: they take no room, or turn the writing.
func Unseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// NewID makes a UUIDv7: unique without the database, so that an act has its name before it commits and can be
// looked up when the answer to COMMIT was lost.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }
