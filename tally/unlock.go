package tally

import "time"

// Unlock is an act of the office that opened a locked round for a while: for a department, or for all.
type Unlock struct {
	Department string    `json:"department,omitempty"` // "" for all
	At         time.Time `json:"at"`
	Until      time.Time `json:"until"` // then it locked itself again
	By         string    `json:"by"`
	Reason     string    `json:"reason"`
}
