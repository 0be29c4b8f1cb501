package rows

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// actualsOf reads the figures of a row, the printed rates and the growth beside them.
func (r *bodyReading) actualsOf(row xlsx.Row, it *tally.Item) {
	for _, c := range r.f.Actuals() {
		cell := row.At(c.Col())
		if ofWeek(r, c) || r.Fault(cell, row.Number, tally.ClassA) {
			continue
		}
		if m := r.Grid().Merge(row.Number, c.Col()); m.LastCol > m.FirstCol && cell.Kind != xlsx.Blank && r.b.SpansFigures(m) {
			r.unreadable(row.Number, c, "是合并单元格，看不出是哪一列的数", it)
			continue
		}
		if m := r.Grid().Merge(row.Number, c.Col()); m.LastRow > r.Grid().Merge(row.Number, r.b.NameCol()).LastRow && cell.Kind != xlsx.Blank && r.namedBelow(row.Number, m.LastRow) {
			r.unreadable(row.Number, c, fmt.Sprintf("与下面到第%d行是合并单元格，看不出各行分别是多少", m.LastRow), it)
			continue
		}
		unit, from := r.actualUnit(c, it)
		f := r.Figure(cell, it.Name, unit)
		at, period, span := xlsx.Ref(row.Number, c.Col()), r.actualPeriod(c), c.Span()
		switch {
		case f.Nothing:
			it.Empty = append(it.Empty, tally.Empty{Cell: at, Period: period, Span: span, Text: shownAbove(r.Sheet, row.Number, c.Col(), f.Text)})
			continue
		case (f.Why != "" || f.Words) && cell.Kind == xlsx.Text && countsNothing(it):
			it.Progress = joinLines(it.Progress, cells.Prose(cell))
			continue
		case f.Words || f.State && it.Unit != "":
			it.Empty = append(it.Empty, tally.Empty{Cell: at, Period: period, Span: span, Text: f.Text})
			r.wordsOnly(at, c, f.Text, it)
			continue
		case f.Why != "":
			if cell.Kind == xlsx.Text && r.offerWords(at, cell, c, unit, it) {
				continue
			}
			if cell.Kind == xlsx.Text { // a plan may take words here: progress, parts, places risen
				it.Empty = append(it.Empty, tally.Empty{Cell: at, Period: period, Span: span, Text: f.Text})
			}
			r.unreadable(row.Number, c, f.Why, it)
			continue
		}
		if f.Mark != "" {
			r.sayMark(at, f, it)
		}
		if f.Unit != "" {
			unit, from = f.Unit, fromCell
		}
		r.sayUnit(at, it, unit, from)
		if len(it.Actuals) == 0 {
			it.Actuals = make([]tally.Actual, 0, min(len(r.f.Actuals()), 4)) // a sheet of a column a month may be nearly empty
		}
		it.Actuals = append(it.Actuals, tally.Actual{Cell: at, Period: period, Span: span, Text: f.Text, Value: f.Number, Unit: unit, Parts: f.Parts, Rank: f.Rank})
		if it.Unit == "" {
			it.Unit, r.unitFrom = unit, from
		}
	}
	r.growthsOf(row, it)
	r.ratesOf(row, it)
}

// wordsOnly is the finding for words where a number was expected: the row has no figure, and says why.
func (r *teller) wordsOnly(at string, c *columns.Column, text string, it *tally.Item) {
	f := tally.NewFinding(tally.ValueEmpty, r.On(), at, fmt.Sprintf("“%s”的“%s”写的是“%s”，没有数", it.Name, c.Title(), vocabulary.Clip(text, 20)), "请填数；暂时没有数的，请说明原因（6个字以上）")
	f.Class, f.About = tally.ClassC, it.Name
	r.Find(f)
}

// shownAbove is what a blank cell shows: a figure merged down over it stands before everybody's eyes, though it is the upper
// row's alone.
func shownAbove(r columns.Sheet, row, col int, text string) string {
	m := r.Grid().Merge(row, col)
	corner := r.Grid().At(m.FirstRow, m.FirstCol)
	if text != "" || m.FirstRow == row || corner.Kind == xlsx.Blank {
		return text
	}
	return "与" + xlsx.Ref(m.FirstRow, m.FirstCol) + "合并的" + vocabulary.Clip(r.CellText(corner), 20)
}

// namedBelow reports a row of its own name below a row, down to the last given.
func (r *bodyReading) namedBelow(row, last int) bool {
	for i := r.Grid().From(row + 1); i < len(r.Grid().Rows) && r.Grid().Rows[i].Number <= last; i++ {
		if r.Grid().Rows[i].At(r.b.NameCol()).Kind == xlsx.Text {
			return true
		}
	}
	return false
}

// countsNothing reports a task whose target is words alone: how it goes is told, not counted.
func countsNothing(it *tally.Item) bool {
	for _, t := range it.Targets {
		if t.Floor.OK() || t.Stretch.OK() || t.Max.OK() || len(t.Parts) > 0 || cells.Measurable(t.Text) && t.Why != "" {
			return false
		}
	}
	return it.Unit == "" && len(it.Targets) > 0
}

// actualUnit is the unit of a column's figures in this row: the row's own, else the column's, else the corner's. A
// row of growth or shares stays in per cent whatever its column says.
func (r *bodyReading) actualUnit(c *columns.Column, it *tally.Item) (unit, from string) {
	own := r.ownUnit(c, it.Row)
	switch {
	case own != "":
		return own, fromOwn
	case headsUnit(r, c) != "":
		return c.Unit(), fromHead
	case r.rowUnit != "":
		return r.rowUnit, fromRow
	case c.Unit() != "":
		return c.Unit(), fromHead
	case it.Unit != "":
		return it.Unit, fromRow
	}
	return r.sharedUnit()
}

// ownUnit is the unit that stands in a row for one column of figures alone; "" where one stands for all of them.
func (r *bodyReading) ownUnit(c *columns.Column, row int) string {
	if c.UnitCol() == 0 {
		return ""
	}
	if cell := r.Grid().Shown(row, c.UnitCol()); cell.Kind == xlsx.Text && r.IsUnit(cell.Value) {
		return vocabulary.HeadingForm(cell.Value)
	}
	return ""
}

// actualPeriod is the round that a column's figures end with.
func (r *bodyReading) actualPeriod(c *columns.Column) tally.Round {
	if p := r.b.Period(); r.rowWhen.To > 0 && p.Year() > 0 && (c.When().To == 0 || c.When().To == p.Month()) {
		return r.rowWhen.Period(p.Year())
	}
	if c.When().Dated() {
		year := r.b.Year()
		if r.b.Period().Year() > 0 {
			year = r.b.Period().Year()
		}
		return c.When().Round(year, r.filed)
	}
	if c.When().Year > 0 && r.b.Period().IsZero() && r.filed.IsZero() { // 2021年 beside 2022年, in a sheet that is of no month
		return tally.YearOf(c.When().Year)
	}
	return r.b.Period()
}

// ratesOf reads the completion rates that are printed; they are recomputed, never taken, so what cannot be read of
// them is passed over and an error value only noted.
func (r *bodyReading) ratesOf(row xlsx.Row, it *tally.Item) {
	for _, c := range r.f.Rates() {
		cell := row.At(c.Col())
		if cell.Kind == xlsx.Error {
			r.Fault(cell, row.Number, tally.ClassD)
			continue
		}
		if n, ok := rate(r.Reader, cell, it.Name); ok {
			it.Rates = append(it.Rates, tally.Rate{Cell: xlsx.Ref(row.Number, c.Col()), Value: n})
		}
	}
}

// rate is the number of a cell for a rate; what it shows is asked for nowhere.
func rate(r *cells.Reader, c xlsx.Cell, name string) (exact.Number, bool) {
	if c.Kind == xlsx.Number {
		n, ok := cells.CellNumber(c)
		return n, ok && !c.ShowsDate()
	}
	f := r.Figure(c, name, "%")
	return f.Number, f.Number.OK() && f.Why == "" && (f.Unit == "" || f.Unit == "%") // 3所 is no rate
}
