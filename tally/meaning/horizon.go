package meaning

import (
	"regexp"
	"strconv"

	"github.com/tallysheet/tallysheet/tally"
)

var recurs = regexp.MustCompile(`(?:每|逐)(?:个)?(天|日|周|星期|月|季度|季|半年|年)(?:度)?[^\d]{0,8}\d`)

var each = map[string]string{"天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "季度": "quarter", "季": "quarter", "半年": "half", "年": "year"}

// recurrence: 每月1次 is due again every month; 每年4次 is 4 in the year.
func (r *reader) recurrence() {
	m := recurs.FindStringSubmatch(r.text)
	if m == nil || m[1] == "年" || r.row.Phrase.Measure == tally.Multi || r.row.Phrase.Measure == tally.Growth || r.units.Percent(r.row.Phrase.Unit) {
		return
	}
	if r.units.Counter(r.row.Phrase.Unit) {
		r.m.Recur = tally.Recurrence{Each: each[m[1]]}
	}
}

// A sum over several years, in the target or in the name.
var yearsSum = regexp.MustCompile(`([三四五六十]|[2-9]|10)年(?:内)?(?:累计|共|合计|总|期间|行动)|十[三四五]五|"?1[345]五"?|五年规划|规划期|任期内|届内`)

// horizon: the number may be for another year than the plan's, or for several.
func (r *reader) horizon() {
	if r.row.Year == 0 || r.m.Measure == tally.Milestone || r.m.Measure == tally.Text {
		return
	}
	plan := strconv.Itoa(r.row.Year)
	if far := r.row.Phrase.Deadline; len(far) >= 4 && far[:4] > plan {
		r.far(far[:4], "目标写的是"+far[:4]+"年的数，表里没有"+plan+"年的数", plan)
		return
	}
	for _, text := range []string{r.text, r.v.fold(r.row.Name)} {
		m := yearsSum.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		r.far("多年累计", "写的是几年的累计数，表里没有"+plan+"年的数", plan)
		return
	}
	due := r.row.Deadline
	if len(due) >= 4 && due[:4] > plan && r.row.Years <= 1 {
		switch r.m.Measure {
		case tally.Growth, tally.Share, tally.Delta, tally.Rank, tally.Ceiling:
			return
		case tally.Level, tally.Count, tally.Stock, tally.Ratio, tally.Multi, tally.Milestone, tally.Text: // pile up, or are due then
		}
		r.far(due[:4], "完成时限是"+due+"，看不出这个数是"+plan+"年的还是到那时的", plan)
	}
}

// far is a number that may be for another time than the plan's year; said is the year that a person named.
func (r *reader) far(horizon, why, plan string) {
	switch said := r.said(tally.AskHorizon); said {
	case "":
		r.m.Horizon, r.m.Origin.Horizon = horizon, tally.Assumed
	case plan:
		r.m.Origin.Horizon = tally.Confirmed
	default:
		r.m.Horizon, r.m.Origin.Horizon = said, tally.Confirmed
	}
	r.m.doubt(tally.AskHorizon, why, horizon, horizon, plan)
}
