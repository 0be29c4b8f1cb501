// Package handlers is the only place that knows HTTP: the JSON API, the pages and the sign-in.
//
// A handler reads the request, asks the workflow or the store, and shows the answer; it computes
// nothing of the field. Handlers return an error, and one function answers it in the caller's
// format: problem+json under /api, a page elsewhere.
package handlers
