package columns

import (
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// sayOldHeadings asks about the headings of an earlier month under a title of this one: they were left from last month's sheet, or the
// Sheet tells the figures of that month.
func (s *finder) sayOldHeadings(b *Block) {
	title := b.sur.When
	if b.mapped || b.kind != tally.KindProgress || !title.Months() || title.To == 0 {
		return
	}
	var old *Column
	for _, c := range b.actuals {
		switch {
		case c.when.To == 0 && c.when.Year == 0: // 累计 beside 一季度 is of the title's month
			return
		case c.when.To == 0 || c.when.Year > 0 && title.Year > 0 && c.when.Year != title.Year:
		case c.when.To >= title.To:
			return
		case old == nil || c.when.To > old.when.To:
			old = c
		}
	}
	if old == nil {
		return
	}
	at := xlsx.Ref(b.last, old.col)
	f := tally.NewFinding(tally.PeriodDiffers, s.g.Name, at, fmt.Sprintf("表题写的是%d月，%s的表头写的是“%s”，按%d月的数读", title.To, at, old.Title(), old.when.To), fmt.Sprintf("是%d月的数，请把表头改成%d月；确实是%d月的数，请改表题或说明", title.To, title.To, old.when.To))
	if s.known.Period.IsZero() || s.known.Period.Month() != title.To {
		f.Class = tally.ClassC
	}
	s.Find(f)
}

// sayQuarters says of the last of several quarters that it was not read, where no sum up to its end stands beside it: the table then holds
// nothing of the time that it is about.
func (s *finder) sayQuarters(b *Block) {
	if b.kind != tally.KindProgress || b.mapped {
		return
	}
	var last *Column
	for i := range b.cols {
		if c := &b.cols[i]; c.role == vocabulary.RoleAside && !c.saysAside() && c.when.Quarter > 1 && !c.when.UpTo && s.HoldsNumbers(b, c.col) && (last == nil || c.when.To > last.when.To) {
			last = c
		}
	}
	if last == nil {
		return
	}
	for _, c := range b.actuals {
		if c.when.To == 0 || c.when.To >= last.when.To {
			return
		}
	}
	f := tally.NewFinding(tally.LayoutUnknown, s.g.Name, xlsx.Ref(b.last, last.col), fmt.Sprintf("%s列“%s”是单季的数，没有读；表里没有到%d月的累计数", last.Letter(), last.Title(), last.when.To), fmt.Sprintf("请加一列“1-%d月累计”", last.when.To))
	f.Class = tally.ClassC
	s.Find(f)
}

// saysAside reports a column whose headings say that nobody reads it.
func (c *Column) saysAside() bool {
	return slices.ContainsFunc(c.path, func(h cells.Heading) bool { return h.Role == vocabulary.RoleAside })
}
