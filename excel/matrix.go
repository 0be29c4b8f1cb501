package excel

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// A matrix has a district or a department a row and an indicator a column; each cell is a figure, often with its rank
// in brackets.

// isMatrixHeading reports the heading of a matrix: districts or departments in the first column, short headings that are no
// roles over the others, figures below.
func (s *sheetReading) isMatrixHeading(i int) bool {
	row := s.g.Rows[i]
	if len(row.Cells) < 3 || i+1 >= len(s.g.Rows) {
		return false
	}
	k := 0
	if s.Headings.whole[headingForm(row.Cells[0].Value)] == RoleSeq {
		k = 1
	}
	if r := s.Headings.whole[headingForm(row.Cells[k].Value)]; row.Cells[k].Kind != xlsx.Text || (r != RoleArea && r != RoleResponsible && r != RoleUnit) {
		return false
	}
	for _, c := range row.Cells[k+1:] {
		if c.Kind != xlsx.Text || utf8.RuneCountInString(c.Value) > 30 || !s.namesIndicator(s.heading(c.Value)) {
			return false
		}
	}
	for _, below := range s.g.Rows[i+1 : min(i+4, len(s.g.Rows))] {
		if s.figuresIn(below, row.Cells[k].Col) >= 2 {
			return true
		}
	}
	return false
}

// namesIndicator reports a heading that is the name of an indicator: no role, or growth of something that it names.
func (s *sheetReading) namesIndicator(h heading) bool {
	return h.noun != "" && (h.role == RoleNone || h.role == RoleGrowth && utf8.RuneCountInString(h.noun) > 4) || h.role == RoleAside || h.role == RoleScore
}

func (s *sheetReading) figuresIn(row xlsx.Row, after int) int {
	n := 0
	for _, c := range row.Cells {
		if c.Col > after && (c.Kind == xlsx.Number || c.Kind == xlsx.Text && s.figure(c, "", "").number.OK()) {
			n++
		}
	}
	return n
}

// readMatrix reads each cell as the figure of its column's indicator, its row's unit leading.
func (s *sheetReading) readMatrix(b *block) {
	for _, row := range s.g.Rows[b.body:b.end] {
		who := row.At(b.name)
		if who.Kind != xlsx.Text || s.Headings.isFooter(who.Value) || s.Headings.isFooter(row.Cells[0].Value) || s.Headings.isTotal(who.Value) {
			continue
		}
		unit := nameForm(who.Value)
		if s.opt.Department != "" && s.names(b, s.opt.Department) && unit != s.opt.Department {
			continue
		}
		for i := range b.cols {
			if c := &b.cols[i]; c.col > b.name && len(c.path) > 0 && s.namesIndicator(c.path[0]) && c.role != RoleAside && c.role != RoleScore {
				s.matrixCell(b, row, c, unit)
			}
		}
	}
}

// names reports that one of the matrix's rows is the unit.
func (s *sheetReading) names(b *block, unit string) bool {
	for _, row := range s.g.Rows[b.body:b.end] {
		if nameForm(row.At(b.name).Value) == unit {
			return true
		}
	}
	return false
}

func (s *sheetReading) matrixCell(b *block, row xlsx.Row, c *column, unit string) {
	cell := row.At(c.col)
	if s.fault(cell, row.Number, tally.ClassA) {
		return
	}
	it := tally.Item{Sheet: s.g.Name, Row: row.Number, NameCell: xlsx.Ref(b.first, c.col), Name: matrixName(c), Unit: c.unit, Group: []string{}, Lead: []string{unit},
		Support: []string{}, Implementing: []string{}, Targets: []tally.Target{}, Actuals: []tally.Actual{}}
	if it.Measure, it.Better = s.Words.MeasureOf(it.Name, it.Unit, ""); it.Unit == "" && (it.Measure == tally.Growth || it.Measure == tally.Share) {
		it.Unit = "%"
	}
	if it.Unit == "" {
		it.Unit = b.sur.unit
	}
	r := &bodyReading{sheetReading: s, b: b, f: &b.figures}
	if b.kind == tally.KindPlan {
		if text := strings.TrimSpace(s.cellText(cell)); !s.Headings.isNothing(text) {
			t := tally.Target{Cell: xlsx.Ref(row.Number, c.col), Text: text, Period: r.targetPeriod(c, &it), Parts: []tally.Part{}}
			r.phrase(&t, c, &it)
			it.Targets = append(it.Targets, t)
			s.items = append(s.items, it)
		}
		return
	}
	f := s.figure(cell, it.Name, it.Unit)
	switch {
	case f.nothing: // a district without this indicator
		return
	case !f.number.OK() && len(f.parts) == 0:
		s.unreadable(row.Number, c, f.why, &it)
		return
	}
	a := tally.Actual{Cell: xlsx.Ref(row.Number, c.col), Period: r.actualPeriod(c), Span: tally.SpanYTD, Text: f.text, Value: f.number, Unit: it.Unit, Parts: f.parts, Rank: f.rank}
	if f.unit != "" {
		a.Unit = f.unit
	}
	if !a.Rank.OK() {
		a.Rank = s.rankBeside(b, row, c)
	}
	it.Actuals = append(it.Actuals, a)
	s.items = append(s.items, it)
}

// rankBeside is the rank in the next column, where both stand under one heading.
func (s *sheetReading) rankBeside(b *block, row xlsx.Row, c *column) tally.Number {
	next := b.column(c.col + 1)
	if next == nil || next.role != RoleAside || len(next.path) < 2 || len(c.path) == 0 || next.path[0].text != c.path[0].text {
		return tally.Number{}
	}
	return s.figure(row.At(next.col), "", "").number
}

// matrixName is the name of a column's indicator: its headings without time and unit.
func matrixName(c *column) string {
	var b strings.Builder
	for _, h := range c.path {
		b.WriteString(strings.TrimSuffix(h.noun, "%"))
	}
	return b.String()
}
