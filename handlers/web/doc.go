// Package web is what API, pages and sign-in share: one request from its reference number to its answer, and who is
// behind it.
//
// In the order of a request: request.go (number, log line, panics, headers) → person.go (session or token → Person; Access
// says who may) → form.go, param.go, upload.go (what was sent, bounded) → the handler of another room → problem.go (an
// error in the caller's format, one table from code to status) or pages.go (a page in its language) and download.go.
// mistake.go and refill.go bring a refused form back with what was typed.
//
// What an API answer and a page both do to a noun stands here once, under the noun's name: decision.go (submit, accept,
// return, explain, waive), submission.go, plan.go, edition.go, board.go.
package web
