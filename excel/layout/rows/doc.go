// Package rows reads the rows of a table whose columns are settled: what each row is, and its figures.
//
// Read goes down the rows (body.go, each.go): totals, notes, examples and subtotals are told apart (row_kinds.go, groups.go), the others
// are items (item.go) with their targets (targets.go), figures (actuals.go), growth, weights and remarks; offers.go offers a figure that
// a row says otherwise. ReadMatrix reads a district a row and an indicator a column, ReadList a list of sentences.
//
// It is shown the sheet and the columns.Block, and gives items; what it finds goes to the journal.
package rows
