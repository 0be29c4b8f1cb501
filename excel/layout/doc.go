// Package layout reads the layouts of plans and monthly sheets: cells in, a tally.Reading out.
//
// Its entry point is Reader.Read; excel/layout/byhand holds what a person said of columns that it could not understand. Stages, in the order
// data flows:
//
//	sheets      layout.go: which sheets hold something, what a cover says (over xlsx.Grid, merged cells laid out)
//	tables      tables.go, find_table.go, list.go: where a heading stands and where its body ends; mapping.go where a person said so
//	captions    excel/layout/captions: title, month, unit and department around a table
//	columns     column.go, columns.go, block.go, measures.go, groups.go, target_columns.go, column_periods.go: each column's role and time
//	selection   select_sheets.go: plan or progress, and which of the sheets are read
//	rows        body.go, matrix.go, row_kinds.go: what each row is; excel/layout/hierarchy: whose part
//	items       item.go, targets.go, actuals.go, growth.go, weights.go
//	reading     assemble.go, unread.go, unknown.go, fingerprint.go: the reading, what was not read, and why
//
// What a stage gives is a value that the next one is shown: sheet.go is the sheet as all of them see it, journal.go takes down what they
// find, note and why. What a single cell means stands in excel/layout/cells, the words in excel/vocabulary, how a cell looks in excel/xlsx. It knows no files: excel hands it cells.
package layout
