package rows

import (
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// ofWeek reports a column of one week's figures (本周新增) in a sheet that is of a month: they stand for no month, and it is said that they were not read.
func ofWeek(r *bodyReading, c *columns.Column) bool {
	title := vocabulary.HeadingForm(c.Title())
	if c.Span() != tally.SpanMonth || !r.Headings.Has(vocabulary.OfWeek, title) || r.Headings.Has(vocabulary.OfSum, title) {
		return false
	}
	p := r.actualPeriod(c)
	if p.IsZero() {
		p = r.filed
	}
	if p.Kind() != tally.Monthly {
		return false
	}
	if at := xlsx.Ref(r.b.Last(), c.Col()); !r.SaidOf(tally.LayoutUnknown, at) {
		r.Doubt(at, c.Letter()+"列“"+vocabulary.Clip(c.Title(), 20)+"”是一周的数，不是"+p.Chinese()+"的数，这一列没有读", "按月报送的请填本月完成或本年累计；按周报送的请在报送时选这一周")
	}
	return true
}
