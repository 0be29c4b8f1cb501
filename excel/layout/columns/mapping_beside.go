package columns

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// besideMapped gives the tables of a sheet of which some were mapped by hand: a mapped table ends where the next heading stands, one that
// comes again has the same mapping, and tables that nobody mapped are found by their own headings.
func (s *tableFinder) besideMapped(mapped []table) []table {
	var tables []table
	at := 0
	for from := 0; from < len(mapped); {
		to := from + 1
		for to < len(mapped) && mapped[to].body == mapped[from].body { // side by side
			to++
		}
		tables = append(tables, s.found(at, s.g.From(mapped[from].first))...)
		tables = append(tables, s.fromHeading(mapped[from:to])...)
		at, from = mapped[from].end, to
	}
	return append(tables, s.found(at, len(s.g.Rows))...)
}

// fromHeading are the tables from a mapped heading down to the next mapped one.
func (s *tableFinder) fromHeading(group []table) []table {
	var tables []table
	open, start, end := group, group[0].body, group[0].end
	until := func(i int) {
		if open == nil {
			tables = append(tables, s.found(start, i)...)
			return
		}
		tables = append(tables, endingAt(open, i)...)
	}
	for i := start; i < end; i++ {
		again := s.comesAgain(group, i)
		if again == nil && (open == nil || !s.mayBeHeading(s.g.Rows[i]) || !s.isHeading(i)) {
			continue
		}
		until(i)
		if open, start = again, i; again != nil {
			i = again[0].body - 1
		}
	}
	until(end)
	return tables
}

// found are the tables whose heading begins in the rows from one index to another; they end there too.
func (s *tableFinder) found(from, to int) []table {
	var tables []table
	for i := from; i < to; {
		t, ok := s.findTable(i)
		if !ok || s.g.From(t.first) >= to {
			break
		}
		t.end = min(t.end, to)
		parts := sideBySide(t)
		if s.held += len(parts) * len(t.cols); s.held > mostColumns { // not a sheet that a person made
			break
		}
		tables = append(tables, parts...)
		i = t.end
	}
	return slices.DeleteFunc(tables, func(t table) bool { return t.body >= t.end })
}

// endingAt are tables that end at the row with the index.
func endingAt(group []table, end int) []table {
	ended := slices.Clone(group)
	for i := range ended {
		ended[i].end = end
	}
	return slices.DeleteFunc(ended, func(t table) bool { return t.body >= t.end })
}

// comesAgain are the same tables under their heading printed once more, in the row with the index; nil where it is another row.
func (s *tableFinder) comesAgain(group []table, at int) []table {
	first := group[0].first
	if head := s.g.From(first); head == len(s.g.Rows) || s.g.Rows[head].Number != first || !sameTexts(s.g.Rows[head], s.g.Rows[at]) {
		return nil
	}
	moved := s.g.Rows[at].Number - first
	again := slices.Clone(group)
	for i := range again {
		t := &again[i]
		t.first, t.last = t.first+moved, t.last+moved
		t.body = s.g.From(t.last + 1)
	}
	return again
}

// sameTexts reports two rows that hold the same, two cells at least.
func sameTexts(a, b xlsx.Row) bool {
	return len(a.Cells) > 1 && slices.EqualFunc(a.Cells, b.Cells, func(x, y xlsx.Cell) bool { return x.Col == y.Col && x.Kind == y.Kind && x.Value == y.Value })
}
