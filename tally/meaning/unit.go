package meaning

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// unit: a target in another unit than its row's is no question where one converts to the other.
func (r *reader) unit() {
	own, row := r.row.Phrase.Unit, r.row.Unit
	switch {
	case r.said(tally.AskUnit) != "":
		r.m.Origin.Unit = tally.Confirmed
		return
	case own == "" && row == "":
		r.m.Origin.Unit = tally.Assumed
		return
	case r.m.Measure == tally.Text, r.m.Measure == tally.Milestone, r.m.Measure == tally.Multi, r.m.Measure == tally.Rank:
		return
	case own == "" || row == "":
		return
	case r.countsOthers(own, row):
	case r.units.Comparable(own, row):
		return
	case r.units.Percent(own) && r.units.Percent(row) && r.m.Measure != tally.Delta:
		return
	}
	r.m.Origin.Unit = tally.Assumed
	why := "目标的单位是“" + own + "”，这一行的单位是“" + row + "”，两者不能换算，看不出各部门该按哪个填"
	if r.m.Measure == tally.Growth && r.units.Percent(own) && !r.units.Percent(row) {
		why = "目标是增幅（" + own + "），这一行的单位是“" + row + "”，看不出各部门该填哪个：填增幅的直接比；填" + row + "数的要有去年同期的数才算得出增长"
	}
	r.m.doubt(tally.AskUnit, why, own, own, row)
}

var fraction = mustCue(`^0?\.\d*[1-9]\d*$`)

// scale: 0.085 in a row of per cents may be 8.5 %.
func (r *reader) scale() {
	p := r.row.Phrase
	if !r.percent() || r.units.Points(r.unitText()) || !fraction.MatchString(r.text) {
		return
	}
	n := p.Floor
	if !n.OK() || n.Cmp(exact.Int(1)) >= 0 || r.m.Better == tally.Lower && n.Shift(1).Cmp(exact.Int(2)) >= 0 {
		return
	}
	as := n.Shift(2).Plain() + "%"
	if said := r.said(tally.AskScale); said != "" {
		if r.m.Origin.Unit = tally.Confirmed; said == tally.ScaleFraction {
			r.m.Shift = 2
		}
		return
	}
	r.m.Origin.Unit = tally.Assumed
	r.m.doubt(tally.AskScale, "单位是“%”，写的是"+r.text+"，可能是"+as, tally.ScaleFraction, tally.ScaleFraction, tally.ScalePrinted)
}

// groups are bodies of people that are counted as one: 12个团队 are not 12 people.
var groups = mustCue(`\d(?:个|支|组)[^\d,，;；]{0,6}(?:团队|班组|小组|家庭|集体|组织|队伍|分队)`)

// countsOthers reports a target that counts people in a row of other things, or other things in a row of people. 个 counts either, unless
// it counts bodies of people.
func (r *reader) countsOthers(own, row string) bool {
	if !r.units.Counter(own) || !r.units.Counter(row) || r.units.People(own) == r.units.People(row) {
		return false
	}
	return own != "个" && row != "个" || groups.MatchString(r.text)
}
