package rows

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// growthsOf reads the growth printed beside the figures. It is kept apart from them; where the row has no amount for the
// same time (NBS prints … for 固定资产投资), the growth is the figure.
func (r *bodyReading) growthsOf(row xlsx.Row, it *tally.Item) {
	for _, c := range r.f.Growths() {
		f := r.Figure(row.At(c.Col()), it.Name, "%")
		span, period := r.growthSpan(c)
		if !f.Number.OK() || f.Why != "" || (f.Unit != "" && f.Unit != "%") {
			r.sayGrowth(row.Number, c, f, it, !hasActual(it, span, period) && growthStands(it, span, period))
			continue
		}
		if f.Mark != "" {
			r.sayMark(xlsx.Ref(row.Number, c.Col()), f, it)
		}
		a := tally.Actual{Cell: xlsx.Ref(row.Number, c.Col()), Period: period, Span: span, Text: f.Text, Value: f.Number, Unit: "%", Rank: f.Rank}
		it.Growth = append(it.Growth, a)
		if !hasActual(it, span, period) && growthStands(it, span, period) {
			it.Actuals = append(it.Actuals, a)
		}
	}
}

// sayGrowth names a growth that was not read: it blocks where it is the row's figure, and is a note beside one.
func (r *teller) sayGrowth(row int, c *columns.Column, f cells.Figure, it *tally.Item, stands bool) {
	switch {
	case f.Nothing, f.Text == "" && f.Why == "":
		return
	case f.Why == "":
		f.Why = "写的是“" + vocabulary.Clip(f.Text, 20) + "”，不是增长率"
	}
	found := r.unreadableOf(row, c, f.Why, it)
	if !stands || f.Words {
		found.Class, found.Expected = tally.ClassD, "请填增长率的数字；下降的填负数"
	}
	r.Find(found)
}

// growthStands reports that the growth may stand for the figure: the row is counted in per cent, or a sign says that there
// is no amount. A blank cell is a figure forgotten, not one that does not exist.
func growthStands(it *tally.Item, span tally.Span, period tally.Round) bool {
	if it.Unit == "" || it.Unit == "%" {
		return true
	}
	for _, e := range it.Empty {
		if e.Span == span && e.Period == period {
			return e.Text != ""
		}
	}
	return false
}

func hasActual(it *tally.Item, span tally.Span, period tally.Round) bool {
	return slices.ContainsFunc(it.Actuals, func(a tally.Actual) bool { return a.Span == span && a.Period == period })
}

// growthSpan is the time of a column of growth: what its heading says, else that of the figures to its left.
func (r *bodyReading) growthSpan(c *columns.Column) (tally.Span, tally.Round) {
	left := (*columns.Column)(nil)
	for _, a := range r.f.Actuals() {
		if a.Col() < c.Col() {
			left = a
		}
	}
	span, period := tally.SpanYTD, r.actualPeriod(c)
	if left != nil {
		span = left.Span()
		if !c.When().Months() {
			period = r.actualPeriod(left)
		}
	}
	for _, h := range c.Path() {
		switch {
		case r.Headings.Has(vocabulary.MonthGrowth, h.Text):
			span = tally.SpanMonth
		case r.Headings.Has(vocabulary.SumGrowth, h.Text):
			span = tally.SpanYTD
		}
	}
	if c.When().To > 0 {
		span = tally.SpanYTD
		if !c.When().UpTo && c.When().From == c.When().To && (left == nil || left.Role() == vocabulary.RoleMonth) {
			span = tally.SpanMonth
		}
	}
	return span, period
}
