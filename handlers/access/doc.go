// Package access is how people come in and what they are: signing in by password (signin.go), by a second factor
// (totp.go), by the unified sign-in (oidc.go), by a one-time link; their own account (account.go); and the
// administrator's pages of people (people.go).
//
// Who is behind a request, and what a route asks for, is in handlers/web (person.go): this room opens and ends what that
// one looks up.
package access
