package layout

import (
	"context"

	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// findBlocks finds the tables of a sheet and dates their columns.
func (s *sheetReading) findBlocks() {
	var sur captions.Said
	around := captions.Reader{Reader: s.sheet.Reader}
	from := 0
	for _, t := range findTables(s.sheet, s.opt.Mapping) {
		head := s.g.From(t.first)
		b := &block{table: t}
		start := head
		for start > from && around.IsSurrounding(s.g.Rows[start-1]) {
			start--
		}
		switch last := len(s.blocks) - 1; {
		case last < 0:
			start = 0
		case head < s.blocks[last].body: // beside the one before it
			start = head
		default:
			for i := last; i >= 0 && s.blocks[i].end > start; i-- {
				s.blocks[i].end = start
			}
		}
		sur = around.LookCaptions(s.g.Rows[start:head], sur)
		b.sur = sur
		if start < head {
			if c := s.g.Rows[head-1].Cells[0]; len(s.g.Rows[head-1].Cells) == 1 && captions.IsNumbered(c.Value) {
				b.section = s.Label(c)
			}
		}
		before := s.rolesOf(b)
		s.dateColumns(b)
		s.changed(b, before, "按表头的时间、有没有目标列、下面填的是数还是文字")
		b.period = s.periodOf(b)
		s.sayTable(b, s.lastRow(b))
		s.blocks = append(s.blocks, b)
		from = t.body
	}
	if len(s.blocks) == 0 && s.opt.Kind != tally.KindProgress {
		if sur, items, ok := readList(s.sheet, s.journal); ok {
			for i := range items {
				s.journal.spent.count(&items[i])
			}
			s.keep(items)
			s.blocks = append(s.blocks, &block{sur: sur, list: true})
		}
	}
}

// tableFinder looks for the headings of a sheet's tables.
type tableFinder struct {
	sheet
	looked int // rows looked at as headings
}

// findTables finds the tables of a sheet: as its mapping says, nil for none, else by their headings.
func findTables(shown sheet, m *byhand.Mapping) []table {
	s := &tableFinder{sheet: shown}
	if m != nil {
		if tables := s.mappedTables(m); len(tables) > 0 {
			return tables
		}
	}
	var tables []table
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
func (s *sheetReading) readBlocks(ctx context.Context) error {
	if len(s.blocks) > 0 {
		s.opt.Why.Say(trail.Sheets, "工作表“%s”：读，有%d张表，整本按“%s”读", s.g.Name, len(s.blocks), map[tally.Kind]string{tally.KindPlan: "目标任务分解表", tally.KindProgress: "进展报表"}[s.out.Kind])
	} else {
		s.opt.Why.Say(trail.Sheets, "工作表“%s”：没有认出表头，不读", s.g.Name)
	}
	for _, b := range s.blocks {
		if b.list {
			continue
		}
		b.kind = s.out.Kind
		s.settle(b)
		s.sayColumns(b)
		if b.matrix {
			items, err := readMatrix(ctx, s.sheet, s.journal, b, s.opt.Department)
			if s.keep(items); err != nil {
				return err
			}
			continue
		}
		if l := s.lacking(b); l.what != "" {
			s.unknownTable(b, l)
			continue
		}
		s.sayOldHeadings(b)
		rows, err := readRows(ctx, s.sheet, s.journal, b, s.opt.Period)
		if s.keep(rows.items); err != nil {
			return err
		}
		b.sur.Department = rows.department
		if len(rows.items) == 0 && s.anyFigure(b) {
			s.unknownTable(b, lack{xlsx.Ref(b.last, b.name), "但下面有数的行都没有读出指标名称", "请在" + xlsx.Letter(b.name) + "列逐行填写指标名称"})
		}
		s.sayUnread(b)
	}
	s.sayHidden()
	return nil
}

// eachRow hands the rows of a block to read, until the workbook has given more than it may.
func eachRow(ctx context.Context, s sheet, j *journal, b *block, read func(xlsx.Row)) error {
	for i, row := range s.g.Rows[b.body:b.end] {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if why := j.spent.passed(); why != "" {
			j.findings = append(j.findings, tally.NewFinding(tally.FileLimit, s.g.Name, xlsx.Ref(row.Number, 1), why+"，从这一行起没有再读", "请删去与报送无关的内容，或分成几个文件上传"))
			return nil
		}
		if b.to > 0 {
			row.Cells = within(row.Cells, b.from, b.to)
		}
		if len(row.Cells) > 0 {
			read(row)
		}
	}
	return nil
}

// keep takes the items that a table gave.
func (s *sheetReading) keep(items []tally.Item) {
	if len(s.read) == 0 {
		s.read = items // mostly a sheet has one table, and its items need not be copied
		return
	}
	s.read = append(s.read, items...)
}

// count adds an item to what the workbook has given.
func (b *budget) count(it *tally.Item) {
	b.items++
	b.figures += len(it.Targets) + len(it.Actuals) + len(it.Growth) + len(it.Rates) + len(it.Empty)
}
