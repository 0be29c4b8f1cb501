package rows

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// inChargeOf takes who is in charge of a row from its columns, and else from the line over its group.
func (r *bodyReading) inChargeOf(row int, it *tally.Item) {
	u := cells.InCharge{Headings: r.Headings}
	for _, c := range r.b.InCharge() {
		if c.Col() == r.b.NameCol() {
			continue
		}
		if cell := r.Grid().Shown(row, c.Col()); cell.Kind == xlsx.Text && !r.Headings.IsNothing(cell.Value) {
			u.Offices = nil
			if r.Headings.Has(vocabulary.PersonHeads, c.Title()) {
				u.Offices = r.Headings.OfficeWords()
			}
			u.Add(c.Role(), cell.Value)
		}
	}
	if len(r.b.InCharge()) == 0 {
		inChargeOfGroup(r, it, &u)
	}
	u.Settle(it)
}

// inChargeOfGroup takes who is in charge from the line over a group, where no column says it: 责任部门:经济发展局.
func inChargeOfGroup(r *bodyReading, it *tally.Item, u *cells.InCharge) {
	for i, g := range it.Group {
		word, name, said := strings.Cut(g, ":")
		if role := r.Headings.WordRole(vocabulary.HeadingForm(word)); said && name != "" && role.IsUnitInCharge() {
			u.Add(role, name)
			it.Group = slices.Delete(slices.Clone(it.Group), i, i+1)
			return
		}
	}
}
