// Package telling says who is told of what, and by which channel: those who may be told (audience.go), the office's reminder to those who
// have not filed (urge.go), a message that tries a channel (trial.go), and why something did not go out, in words (why.go).
//
// It puts messages in the outbox; what sends them is the clock of jobs.
package telling
