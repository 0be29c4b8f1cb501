package db

import "fmt"

// Code says what kind of refusal an Error is; handlers map it to a status in one table.
type Code string

// The codes.
const (
	NotFound    Code = "not_found"    // 404: no such thing
	Conflict    Code = "conflict"     // 409: somebody else was first; Given and Current tell the versions
	Invalid     Code = "invalid"      // 422: the request itself is wrong
	Locked      Code = "locked"       // 423: the period is locked for this department
	Idempotency Code = "idempotency"  // 422: an Idempotency-Key was used again for something else
	Busy        Code = "busy"         // 503: the database was too busy for every attempt; try again
	SchemaOld   Code = "schema_old"   // the database is older than the program: run migrate
	SchemaNew   Code = "schema_newer" // the database is newer than the program: refused
	Fenced      Code = "fenced"       // a claim was lost to another process
	Unreachable Code = "unreachable"  // 503: the database does not answer; see Unanswered
	NoSpace     Code = "no_space"     // 507: the disk, or what a department may put on it, is full
)

// Error is what the store refuses, with a sentence in plain Chinese for the person who asked.
// Any other error from the store is internal.
type Error struct {
	Code    Code
	Message string
	// Given and Current are the version that the caller had before it and the one that stands now,
	// for Conflict; 0 where they say nothing.
	Given, Current int
	Field          string // of the request, that is wrong: reason, alias, days; "" where it is not one alone
	Cause          error
}

// At names the field of the request that is wrong.
func (e *Error) At(field string) *Error {
	e.Field = field
	return e
}

// Error implements error.
func (e *Error) Error() string { return e.Message }

// Unwrap gives the cause, nil where there is none.
func (e *Error) Unwrap() error { return e.Cause }

// Is lets errors.Is(err, &Error{Code: NotFound}) ask for a code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

func Refuse(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

func ConflictOf(given, current int, format string, args ...any) *Error {
	return &Error{Code: Conflict, Given: given, Current: current, Message: fmt.Sprintf(format, args...)}
}

func FirstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
