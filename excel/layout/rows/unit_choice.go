package rows

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// cornerUnit is the unit of a corner with several (单位:户、平方米) that the name of what is measured tells: 户数, 签约面积, 完成投资; "" where none does
// or more than one would.
func cornerUnit(r *cells.Reader, units []string, name string) string {
	name = vocabulary.WithoutBrackets(name)
	found := ""
	for _, u := range units {
		if counted := strings.HasSuffix(name, u+"数") || strings.HasSuffix(name, u) && utf8.RuneCountInString(u) > 1; counted && len(u) > len(found) {
			found = u
		}
	}
	if found != "" {
		return found
	}
	for _, k := range [...]struct {
		names vocabulary.List
		is    func(unit string) bool
	}{
		{vocabulary.AreaNames, func(u string) bool { return r.Words.SameKind(u, "平方米") }},
		{vocabulary.LengthNames, func(u string) bool { return r.Words.SameKind(u, "公里") }},
		{vocabulary.MoneyNames, func(u string) bool { return r.Headings.Ends(vocabulary.MoneyEnds, u) }},
		{vocabulary.CountedNames, func(u string) bool { is, ok := r.Words.Unit(u); return ok && is.Counter }},
	} {
		if !r.Headings.Ends(k.names, name) {
			continue
		}
		for _, u := range units {
			switch {
			case !k.is(u):
			case found != "":
				return ""
			default:
				found = u
			}
		}
		return found
	}
	return ""
}

// eitherOf is the one of two units that a corner gives as 户/平方米 that a name tells: 户数 is counted in no 户 per 平方米.
func eitherOf(r *cells.Reader, unit, name string) string {
	a, b, two := strings.Cut(unit, "/")
	if of, ok := r.Words.Unit(a); !two || !ok || !of.Counter || !r.IsUnit(b) { // 元/人 is one unit
		return ""
	}
	return cornerUnit(r, []string{a, b}, name)
}

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
