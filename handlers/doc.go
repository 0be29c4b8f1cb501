// Package handlers is HTTP: the only room that knows it. The root lays the routes and says who may ask each (routes.go,
// pageroutes.go), serves them, and brings back a form that was refused or sent too late (mistake.go, lapsed.go).
//
// Below it: api answers programs, page answers people, access is how they come in; all three stand on web, which is one
// request from its reference number to its answer. None of the three knows another.
package handlers
