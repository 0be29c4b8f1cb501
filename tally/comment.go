package tally

import "time"

// Comment is a 点评: what the office says of a round, of a department in it or of all.
type Comment struct {
	Department string    `json:"department"` // "" for the whole
	Text       string    `json:"text"`
	By         string    `json:"by"`
	At         time.Time `json:"at"`
}
