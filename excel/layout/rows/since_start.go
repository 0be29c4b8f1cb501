package rows

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// askSinceStart asks about a sum whose heading does not say of which time it is (累计完成投资) beside a total (总投资): far over the year's
// target and within the total it may be what was done since the beginning.
func askSinceStart(r *bodyReading, row xlsx.Row, it *tally.Item) {
	total, ok := r.b.Only(vocabulary.RoleTotal)
	t, aimed := yearTarget(it)
	if !ok || !aimed || t.Floor.Sign() <= 0 {
		return
	}
	whole := r.Figure(row.At(total.Col()), it.Name, it.Unit).Number
	if !whole.OK() {
		return
	}
	for _, c := range r.f.Actuals() {
		if c.Role() != vocabulary.RoleYTD || !c.When().IsZero() || cells.Says(r.Headings, c.Path(), vocabulary.WithinYear) || cells.Says(r.Headings, c.Path(), vocabulary.ThisYear) {
			continue
		}
		for _, a := range it.Actuals {
			if a.Cell != xlsx.Ref(row.Number, c.Col()) || !a.Value.OK() || a.Value.Mul(exact.Int(2)).Cmp(t.Floor.Mul(exact.Int(3))) <= 0 || a.Value.Cmp(whole) > 0 {
				continue
			}
			f := tally.NewFinding(tally.RemarkAsks, r.Grid().Name, a.Cell, fmt.Sprintf("“%s”的“%s”是%s，超过年度目标%s的一半以上，没有写明是本年的还是开工以来的，按本年累计读", it.Name, c.Title(), a.Text, t.Floor.Plain()),
				"是本年的请说明；是开工以来的，请把表头写成“开工以来累计”，另填本年累计")
			f.About = it.Name
			r.Find(f)
		}
	}
}
