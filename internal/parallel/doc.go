// Package parallel runs work beside the caller and gives a panic in it as an error: nobody above can recover one in
// another goroutine, and one bad plan must not end the process.
//
// Group runs several pieces, Safely one.
package parallel
