// Package page answers people: one struct a noun, whose methods are the pages and forms of handlers/pageroutes.go. Each
// page has a named struct that its template in templates/pages is filled from.
//
// What the API does too stands in handlers/web; what a person does to their own account in handlers/access.
package page
