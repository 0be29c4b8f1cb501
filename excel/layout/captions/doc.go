// Package captions understands what stands around a table: title, month, unit and department in the rows before it (captions.go,
// caption_dates.go) and on a cover (cover.go).
//
// Its entry point is Reader, over the cells that it is shown; what it gives is a value (Said), which knows no table and no column.
package captions
