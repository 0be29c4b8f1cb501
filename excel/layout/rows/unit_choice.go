package rows

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// oneOfUnits asks for the unit of a row that has none of its own under a corner that gives several (单位:亿元、万美元): which of them is
// the row's is not said. The row keeps the choices, so that the unit of its plan can settle it.
func (r *bodyReading) oneOfUnits(it *tally.Item) {
	units := r.sur.Units
	if it.Unit != "" || len(units.Of) == 0 || !holdsNumber(it) || r.Words.HasNoUnit(it.Name) {
		return
	}
	it.UnitOf = units.Of
	list := strings.Join(units.Of, "、")
	f := tally.NewFinding(tally.UnitSuspect, r.Grid().Name, it.NameCell, fmt.Sprintf("“%s”没有写单位，%s写着“%s”，看不出它用哪一个", it.Name, units.Cell, list),
		"请在名称后面用括号写上单位，或加一列“计量单位”")
	f.About = it.Name
	r.Find(f)
}

// holdsNumber reports a row with a number that a unit belongs to.
func holdsNumber(it *tally.Item) bool {
	for _, a := range it.Actuals {
		if a.Value.OK() && a.Unit == "" {
			return true
		}
	}
	for _, t := range it.Targets {
		if (t.Floor.OK() || t.Stretch.OK()) && t.Unit == "" {
			return true
		}
	}
	return false
}
