package phrase

// Each stage has a type of its own that stands on the line, which never changes once it is made. What a stage finds goes to the next as
// a value; none asks a stage that comes after it.

// scanner finds the numbers and dates of a line, with the words bound to them.
type scanner struct{ *line }

// clauses tells what stands around a number in its clause: names, nouns, lists, brackets and quotation marks.
type clauses struct{ *line }

// roles weighs what each number is.
type roles struct{ clauses }

// maker makes a phrase of the numbers and their roles.
type maker struct{ clauses }

// composer cuts a phrase into sentences and clauses, each of which is read by itself.
type composer struct{ *line }

// makerOf is the maker of a line.
func makerOf(l *line) maker { return maker{clauses{l}} }

// weigh scans a line and weighs what it finds.
func weigh(l *line) ([]quantity, []moment) {
	qs, ms := scanner{l}.scan()
	return roles{clauses{l}}.assign(qs), ms
}
