// Package cells understands single cells: as text (cell.go), as a heading (heading.go), as a figure with its unit, its rank and the mark
// of a note (figure.go, figure_words.go), as the units in charge (responsible.go), and a sentence of a plan as a name and its target (sentence.go).
//
// Its entry point is NewReader. A Reader knows the words and the workbook's date system, no table and nothing of what was read before:
// it keeps what it understood, so that a text that comes again need not be understood again, and changes nothing.
package cells
