// Package api answers programs under /api/v1: JSON and workbooks, as handlers/openapi.yaml promises.
//
// A struct a noun; its methods are the routes of handlers/routes.go. What a page does too stands in handlers/web.
package api
