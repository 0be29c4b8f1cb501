// Package hierarchy tells which row of a table is a part of which: Parents from marks (其中, #), indentation and dotted numbers
// (hierarchy.go), Groups from rows and columns that name one (group_path.go), and AdoptChildren, which lets the figures of rows that
// were read decide where the marks leave it open (children.go). It knows names and items, no cells.
package hierarchy
