// Package packed writes the parts of a workbook: text as XML holds it (text.go) and the room that it takes (measure.go), and parts deflated side by side into a zip that has the
// same bytes for the same parts (pack.go). WriteAll is the entry.
package packed
