package excel

import "github.com/tallysheet/tallysheet/tally"

// findBlocks finds the tables of a sheet and dates their columns.
func (s *sheetReading) findBlocks() {
	var sur surroundings
	from := 0
	for _, t := range s.tables() {
		head := s.g.from(t.first)
		b := &block{table: t}
		start := head
		for start > from && s.isSurrounding(s.g.Rows[start-1]) {
			start--
		}
		switch last := len(s.blocks) - 1; {
		case last < 0:
			start = 0
		case s.blocks[last].first == t.first: // beside the one before it
			start = head
		default:
			for i := last; i >= 0 && s.blocks[i].end > start; i-- {
				s.blocks[i].end = start
			}
		}
		sur = s.look(s.g.Rows[start:head], sur)
		b.sur = sur
		if start < head {
			if c := s.g.Rows[head-1].Cells[0]; len(s.g.Rows[head-1].Cells) == 1 && isNumbered(c.Value) {
				b.section = s.label(c)
			}
		}
		s.dateColumns(b)
		b.period = s.periodOf(b)
		s.blocks = append(s.blocks, b)
		from = t.body
	}
	if len(s.blocks) == 0 && s.opt.Kind != tally.KindProgress {
		s.readList()
	}
}

// tables finds the tables of a sheet: as its mapping says, else by their headings.
func (s *sheetReading) tables() []table {
	tables := s.mappedTables()
	if len(tables) > 0 {
		return tables
	}
	for i := 0; i < len(s.g.Rows); {
		t, ok := s.findTable(i)
		if !ok {
			break
		}
		tables = append(tables, sideBySide(t)...)
		i = t.end
	}
	return tables
}

// readBlocks reads the bodies of a sheet's tables.
func (s *sheetReading) readBlocks() {
	for _, b := range s.blocks {
		if b.list {
			continue
		}
		b.kind = s.out.Kind
		s.settle(b)
		if b.matrix {
			s.readMatrix(b)
			continue
		}
		if lack := s.lacking(b); lack != "" {
			s.unknownTable(b, lack)
			continue
		}
		s.readBody(b)
		s.sayUnread(b)
	}
	s.sayHidden()
}
