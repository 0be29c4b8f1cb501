package models

import "github.com/google/uuid"

// Actor is who does something: the sign-in name, the name to print, and where the request came from.
// The clock acts as System.
type Actor struct {
	ID      string
	Name    string
	Address string // of the network; "" on the command line
}

// System is the actor of what runs by the clock.
func System() Actor { return Actor{ID: "system", Name: "系统"} }

// maxLabel is the width of the columns that say who, in characters.
const maxLabel = 100

// Label is the name to print: the Name, else the ID.
func (a Actor) Label() string {
	if a.Name == "" {
		return cut(a.ID, maxLabel)
	}
	return cut(a.Name, maxLabel)
}

// cut keeps text within its column, and makes it valid UTF-8.
func cut(text string, longest int) string {
	r := []rune(text)
	return string(r[:min(len(r), longest)])
}

// newID makes a UUIDv7: unique without the database, so that an act has its name before it commits and can be
// looked up when the answer to COMMIT was lost.
func newID() string { return uuid.Must(uuid.NewV7()).String() }
