package consolidate

import (
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/tally"
)

// absent says why an indicator has no figure this month. A figure is never carried forward: for GDP that would be
// wrong (DOMAIN §10.26); the last one is named instead.
func (c *consolidation) absent(m *member, t *tally.Target, department string) string {
	if !c.filed[department] {
		switch c.state[department] {
		case tally.ReportUnaccepted:
			return "已报送，未审核"
		case tally.ReportReturned:
			return "已退回，未重报"
		case tally.ReportAccepted:
		default:
			return "未报"
		}
	}
	if !c.asked(m.ID) && len(c.closing) == 0 {
		return "不报" + c.Period.Kind().Chinese()
	}
	this := c.Period.Kind().This()
	if c.onlyMonth(m) {
		return "只有" + map[bool]string{true: "当月", false: this}[c.Period.Kind() == tally.Monthly] + "数，没有本年累计数"
	}
	if _, ok := m.figure(c.now, tally.SpanProject); ok {
		return "只有自开始累计数，不能与年度目标比较"
	}
	last := c.last(m, t)
	switch {
	case m.DueIn(c.Period):
		return "应报未报（" + everyText(m.Every) + last + "）"
	case m.Every > 1:
		return this + "无数据（" + everyText(m.Every) + last + "）"
	case c.Period.Kind() == tally.Monthly && c.Period.Month() == 1:
		return "本月无数据（1月与2月合并统计）"
	case c.quarterly(m):
		return this + "无数据（" + everyText(3) + last + "）"
	case last != "":
		return this + "无数据（" + last[len("，"):] + "）"
	}
	return this + "无数据"
}

func (c *consolidation) onlyMonth(m *member) bool {
	_, ok := m.figure(c.now, tally.SpanMonth)
	return ok
}

func everyText(months int) string {
	switch months {
	case 3:
		return "季度指标"
	case 6:
		return "半年指标"
	case 12:
		return "年度指标"
	}
	return "每" + strconv.Itoa(months) + "个月报一次"
}

// last names the latest figure of the year.
func (c *consolidation) last(m *member, t *tally.Target) string {
	for _, p := range slices.Backward(c.series[:len(c.series)-1]) {
		if f := c.find(m, t, p); f.ok {
			return "，最近 " + p.String() + "：" + c.shown(&f.figure, t)
		}
	}
	return ""
}

// quarterly reports an indicator that was filed at the ends of quarters only, while its department filed other figures
// in a month between.
func (c *consolidation) quarterly(m *member) bool {
	if c.Period.Kind() != tally.Monthly {
		return false
	}
	atEnds := false
	for _, e := range m.entries {
		p := c.Filed[e.of].Figures.Period(int(e.n), c.Filed[e.of].Period)
		if p.Kind() != tally.Monthly {
			continue
		}
		if p.Month()%3 != 0 {
			return false
		}
		atEnds = atEnds || p.Year() == c.Period.Year()
	}
	return atEnds && c.Period.Month()%3 != 0
}

// shown is a figure as the plan counts.
func (c *consolidation) shown(f *tally.Figure, t *tally.Target) string {
	if !f.Value.OK() {
		return f.Printed
	}
	if n, ok := c.Words.Convert(f.Value, f.Unit, t.Unit); ok {
		return n.Plain() + t.Unit
	}
	return f.Value.Plain() + f.Unit
}
