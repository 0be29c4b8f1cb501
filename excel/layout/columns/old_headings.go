package columns

import (
	"fmt"

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
