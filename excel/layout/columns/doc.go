// Package columns finds the tables of a sheet and settles what each of their columns is.
//
// Its stages, in the order data flows: sheet.go lays the cells out → Find (tables.go, find_table.go, matrix_heading.go, side_by_side.go;
// mapping.go where a person said so) finds the headings, reads each column's path of headings (paths.go) and dates the columns (times.go,
// period.go) → Settle, once it is known what the workbook is, names the rows' column, shares out units and measures (block.go,
// unit_columns.go, measures.go, pairs.go) and says what is lacking (lack.go). why.go tells what was decided, and by which rule.
//
// Both give a Block, a value of its own: Settle leaves the one that it was given as it is. The stages behind are shown it through
// shown.go: they can look at all of it and change nothing.
package columns
