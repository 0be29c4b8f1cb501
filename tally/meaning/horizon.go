package meaning

import (
	"strconv"

	"github.com/tallysheet/tallysheet/tally"
)

// A sum over several years, in the target or in the name, and what is done in several years, of which each may have its own number.
var (
	yearsSum  = mustCue(`(?:^|[^第\d])([两三四五六十]|[2-9]|10)年(?:内|间)?(?:累计|共|合计|总|期间|行动)|十[三四五]五|"?1[345]五"?|五年规划|规划期|任期内|届内`)
	yearsDone = mustCue(`(?:^|[^第\d])([两三四五六十]|[2-9]|10)年(?:内|间)?(?:新增|新建|新|完成|建成|引进|培育|实施|改造|实现|投入|达到)`)
)

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
	if year := r.planEnd(); year != "" {
		if year > plan {
			r.far(year, "写的是“"+year+"年末”的数，表里没有"+plan+"年的数", plan)
		}
		return
	}
	printedEach := r.row.Years > 1 // 三年引进… beside a target for each of the three
	if yearsSum.MatchString(r.text) || yearsSum.MatchString(r.name.folded) || yearsDone.MatchString(r.text) || yearsDone.MatchString(r.name.folded) && !printedEach {
		r.far("多年累计", "写的是几年的累计数，表里没有"+plan+"年的数", plan)
		return
	}
	due := r.row.Deadline
	if len(due) >= 4 && due[:4] > plan && r.row.Years <= 1 && !r.row.Annual {
		switch r.m.Measure {
		case tally.Growth, tally.Share, tally.Delta, tally.Rank, tally.Ceiling:
			return
		case tally.Level, tally.Count, tally.Stock, tally.Ratio, tally.Multi, tally.Milestone, tally.Text: // pile up, or are due then
		}
		r.far(due[:4], "完成时限是"+due+"，看不出这个数是"+plan+"年的还是到那时的", plan)
		d := &r.m.Doubts[len(r.m.Doubts)-1] // the same answer for every row of a list of projects
		d.Proposed, d.Choices[0] = tally.ByDeadline, tally.ByDeadline
	}
}

// far is a number that may be for another time than the plan's year; said is the year that a person named.
func (r *reader) far(horizon, why, plan string) {
	choices := []string{horizon, plan}
	if r.row.Based && len(horizon) == 4 {
		choices = append(choices, tally.PathEven, tally.PathCompound)
	}
	switch said := r.said(tally.AskHorizon); said {
	case tally.ByDeadline:
		r.m.Horizon, r.m.Origin.Horizon = horizon, tally.Confirmed
	case "", tally.PathEven, tally.PathCompound:
		r.m.Horizon, r.m.Origin.Horizon = horizon, tally.Assumed
	case plan:
		r.m.Origin.Horizon = tally.Confirmed
	default:
		r.m.Horizon, r.m.Origin.Horizon = said, tally.Confirmed
	}
	r.m.doubt(tally.AskHorizon, why, horizon, choices...)
}

// fiveYears names a five-year plan, in words or digits, and its end.
var fiveYears = mustCue(`(十[一二三四五]|1[1-5])五["”」』]?(期?末|期间末|规划末|末年|末期)?`)

var ordinal = map[string]int{"十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15}

// planEnd is the last year of the five-year plan whose end a row speaks of (“十四五”末森林覆盖率), or whose state, where the figure is none
// that adds up over its years; "" where it speaks of none.
func (r *reader) planEnd() string {
	adds := r.m.Measure == tally.Level || r.m.Measure == tally.Count || r.m.Measure == tally.Multi
	for _, text := range []string{r.text, r.name.folded} {
		m := fiveYears.FindStringSubmatch(text)
		if m == nil || m[2] == "" && adds {
			continue
		}
		n, known := ordinal[m[1]]
		if !known {
			n, _ = strconv.Atoi(m[1])
		}
		return strconv.Itoa(1955 + 5*n)
	}
	return ""
}
