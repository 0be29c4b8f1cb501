package layout

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Some sheets write what is planned and what was done of an indicator in two rows, one below the other (计划 over 实际), with a month a
// column. The rows of one name are one indicator: its figures stand in the row of what was done, the year's target in its own column or
// in the row of the plan.

// settlePairs makes a table of such pairs readable: every name has at most one row of each kind, and the columns say of which months
// they are. kind is the column that tells the rows apart.
func (s *sheetReading) settlePairs(b *block, kind *column) bool {
	if b.kind != tally.KindProgress || len(b.actuals) == 0 {
		return false
	}
	targets, done := 0, 0
	for _, row := range s.g.Rows[b.body:b.end] {
		if row.At(b.name).Kind == xlsx.Text && row.At(kind.col).Kind == xlsx.Text {
			targets, done = 0, 0
		}
		switch role := s.kindOfRow(row.At(kind.col)); {
		case role.IsTarget():
			targets++
		case role == vocabulary.RoleDone, role == vocabulary.RoleStatus:
			done++
		case role.IsActual(): // 本月 over 累计: of which column a figure is, the row says
			return false
		}
		if targets > 1 || done > 1 {
			return false
		}
	}
	b.pairs = kind.col
	for i := range b.cols {
		if c := &b.cols[i]; c.role == vocabulary.RoleNone && c.isWholeYear() {
			c.role = vocabulary.RoleAside // of what is planned the year's, of what was done a sum
			b.wholeYear = c
		}
	}
	s.note("工作表“" + s.g.Name + "”的计划和实际各占一行，按实际一行的数读，计划一行里分月的数未读")
	return true
}

// pair is the open rows of one indicator.
type pair struct{ named, planned, done xlsx.Row }

// pairRow takes a row of a pair: a new name ends the one before it. It reports false for a row of another kind.
func (r *bodyReading) pairRow(row xlsx.Row) bool {
	if r.b.pairs == 0 {
		return false
	}
	role := r.kindOfRow(row.At(r.b.pairs))
	if role == vocabulary.RoleNone || row.At(r.b.name).Kind == xlsx.Text && !r.sameName(row) {
		r.endPair()
	}
	if role == vocabulary.RoleNone {
		return false
	}
	if r.pair.named.Number == 0 {
		r.pair.named = row
	}
	switch {
	case role.IsTarget():
		r.pair.planned = row
	case role.IsDone():
		r.pair.done = row
	}
	return true
}

// sameName reports that a row goes on with the open pair's name.
func (r *bodyReading) sameName(row xlsx.Row) bool {
	return r.pair.named.Number > 0 && vocabulary.HeadingForm(r.pair.named.At(r.b.name).Value) == vocabulary.HeadingForm(row.At(r.b.name).Value)
}

// plannedOf reads the year's target of a row of the plan. What it plans for single months is said in a note: the schedule that a month is
// held against is the plan's own.
func (r *bodyReading) plannedOf(row xlsx.Row, it *tally.Item) {
	c := r.b.wholeYear
	if c == nil {
		return
	}
	cell := row.At(c.col)
	text := strings.TrimSpace(r.CellText(cell))
	if cell.Kind == xlsx.Blank || r.Headings.IsNothing(text) || r.fault(cell, row.Number, tally.ClassA) {
		return
	}
	t := tally.Target{Cell: xlsx.Ref(row.Number, c.col), Text: text, Period: r.targetPeriod(c, it), Parts: []tally.Part{}}
	r.phrase(&t, c, it)
	r.addTarget(it, &t, vocabulary.RoleTarget)
}

// endPair reads the open pair as one indicator.
func (r *bodyReading) endPair() {
	if r.pair.named.Number > 0 {
		r.item(r.pair.named)
	}
	r.pair = pair{}
}
