package columns

import (
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/tally"
)

// Known is what is known of a workbook before a sheet of it is looked at.
type Known struct {
	Kind    tally.Kind      // what it is filed as; "" where its columns are to decide
	Period  tally.Round     // the month filed for
	Mapping *byhand.Mapping // columns mapped by hand
	Cover   captions.Said   // what a sheet of words before it said
}

// finder finds the tables of one sheet, and says of each column what it is.
type finder struct {
	Sheet
	*journal.Journal
	known Known
}

// Find finds the tables of a sheet and dates their columns.
func Find(shown Sheet, j *journal.Journal, by Known) []Block {
	s := &finder{shown, j, by}
	var blocks []Block
	var sur captions.Said
	around := captions.Reader{Reader: s.Sheet.Reader}
	from := 0
	for _, t := range findTables(s.Sheet, s.known) {
		head := s.g.From(t.first)
		b := Block{table: t}
		start := head
		for start > from && around.IsSurrounding(s.g.Rows[start-1]) {
			start--
		}
		switch last := len(blocks) - 1; {
		case last < 0:
			start = 0
		case head < blocks[last].body: // beside the one before it
			start = head
		default:
			for i := last; i >= 0 && blocks[i].end > start; i-- {
				blocks[i].end = start
			}
		}
		sur = around.LookCaptions(s.g.Rows[start:head], sur)
		b.sur = sur
		if start < head {
			if c := s.g.Rows[head-1].Cells[0]; len(s.g.Rows[head-1].Cells) == 1 && captions.IsNumbered(c.Value) {
				b.section = s.Label(c)
			}
		}
		before := s.rolesOf(&b)
		s.dateColumns(&b)
		s.changed(&b, before, "按表头的时间、有没有目标列、下面填的是数还是文字")
		b.period = s.periodOf(&b)
		s.sayTable(&b, s.lastRow(&b))
		blocks = append(blocks, b)
		from = t.body
	}
	return blocks
}

// tableFinder looks for the headings of a sheet's tables.
type tableFinder struct {
	Sheet
	known  Known
	looked int // rows looked at as headings
	held   int // columns of all tables found so far
}

// findTables finds the tables of a sheet: as its mapping says, nil for none, else by their headings.
func findTables(shown Sheet, by Known) []table {
	s := &tableFinder{Sheet: shown, known: by}
	if m := by.Mapping; m != nil {
		if tables := s.mappedTables(m); len(tables) > 0 {
			return s.besideMapped(tables)
		}
	}
	var tables []table
	for i := 0; i < len(s.g.Rows); {
		t, ok := s.findTable(i)
		if !ok {
			break
		}
		parts := sideBySide(t)
		if s.held += len(parts) * len(t.cols); s.held > mostColumns { // not a sheet that a person made: no table of it is taken
			return nil
		}
		tables = append(tables, parts...)
		i = t.end
	}
	return tables
}

// mostColumns bounds the columns of all tables of a sheet together, each half of a table with all of its own: hundreds of tables under one
// another are a few thousand.
const mostColumns = 40_000
