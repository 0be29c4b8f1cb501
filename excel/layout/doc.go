// Package layout reads the layouts of plans and monthly sheets: cells in, a tally.Reading out.
//
// Its entry point is Reader.Read; excel/layout/byhand holds what a person said of columns that it could not understand. Stages, in the order
// data flows, each a value that the next one is shown:
//
//	sheets      layout.go: which sheets hold something, what a cover says
//	captions    excel/layout/captions: title, month, unit and department around a table
//	tables      excel/layout/columns, Find: where a heading stands and where its body ends, each column's time → Block
//	selection   select_sheets.go: plan or progress, and which of the sheets are read
//	columns     excel/layout/columns, Settle: each column's role, now that the kind is known → another Block, or what it lacks
//	rows        excel/layout/rows: what each row is, and its figures → items; excel/layout/hierarchy: whose part
//	reading     assemble.go, unread.go, unknown.go, changed.go: the reading, what was not read, and why
//
// excel/layout/journal takes down what the stages find, note and why. What a single cell means stands in excel/layout/cells, the words in
// excel/vocabulary, how a cell looks in excel/xlsx. It knows no files: excel hands it cells.
package layout
