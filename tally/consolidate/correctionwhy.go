package consolidate

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// ofRow gives the corrections of one row.
func (c *consolidation) ofRow(now tally.Edition, r *tally.Row, changed [][3]string) []tally.Correction {
	var all, told []tally.Correction // all, and those that do not follow from another
	first, adds := firstMonth(now, r, changed)
	for _, ch := range changed {
		x := c.correction(now, *r, ch[0], ch[1], ch[2])
		month, earlier := monthOf(x.What)
		switch {
		case x.What == lightCell && !given(c.Reasons, r, lightCell):
			x.By, x.Why = causes(told, x)
		case adds && (earlier && month != first || x.What == "本年累计"):
			x.By, x.Why = "", "由"+first.Chinese()+"的数带来"
		case !slices.Contains(remarkCells, x.What): // which make no light
			told = append(told, x)
		}
		all = append(all, x)
	}
	return all
}

// firstMonth is the first of the months that changed in a row whose sum is made of the months that were filed, where the edition's own did
// not: what stood at the end of the later ones, and stands now, follows from it.
func firstMonth(now tally.Edition, r *tally.Row, changed [][3]string) (first tally.Round, adds bool) {
	if len(r.Figures) == 0 || slices.ContainsFunc(r.Figures, func(i int) bool { return now.Figures[i].Span != tally.SpanMonth }) {
		return first, false
	}
	for _, ch := range changed {
		if ch[0] == now.Period.Kind().This() {
			return first, false
		}
		if month, earlier := monthOf(ch[0]); earlier && !adds {
			first, adds = month, true
		}
	}
	return first, adds
}

// given reports whether somebody said of the row itself why that is another.
func given(reasons []tally.Correction, r *tally.Row, what string) bool {
	return slices.ContainsFunc(reasons, func(reason tally.Correction) bool {
		return reason.What == what && (reason.Indicator == r.Indicator.ID || reason.Indicator == r.Indicator.Name)
	})
}

// causes says of a light what was said of the changes that brought it, and not who last filed the row: a target that the office raised is
// no department's doing. Where nothing else of the row changed, what is known of the light alone stands.
func causes(of []tally.Correction, light tally.Correction) (by, why string) {
	var who, whys []string
	for _, x := range of {
		if x.By != "" && !slices.Contains(who, x.By) {
			who = append(who, x.By)
		}
		if x.Why != "" && !slices.Contains(whys, x.Why) {
			whys = append(whys, x.Why)
		}
	}
	if len(whys) == 0 {
		return light.By, light.Why
	}
	return strings.Join(who, "、"), strings.Join(whys, "；")
}

// ofFigures reports what a department's report changes; the rest is the plan's.
func ofFigures(what string) bool {
	return !slices.Contains([]string{"目标值", "指标", "读法", "责任单位", "单位", "完成时限", scheduleCell}, what) && otherMonth(what, "-") == ""
}

// otherMonth is why a figure that another report brought is another; "" where the row's own report did.
func otherMonth(what, now string) string {
	switch {
	case what == lastYearCell && now == "":
		return "上年同期的数不再有效（退回、撤回、待审核或没有填）"
	case what == lastYearCell:
		return "上年同期的数有更正"
	}
	p, is := monthOf(what)
	switch {
	case !is:
		return ""
	case now == "":
		return p.Chinese() + "的数不再有效（退回、撤回、待审核或没有填）"
	}
	return p.Chinese() + "的报送有更正"
}

// monthOf is the earlier round whose sum of the year a correction is of.
func monthOf(what string) (tally.Round, bool) {
	month, is := strings.CutSuffix(what, monthCell)
	p, err := tally.ParseRound(month)
	return p, is && err == nil && month != ""
}

// whyLight is why a light is another of which nothing else in the row is.
func whyLight(c *consolidation) string {
	now := tally.Edition{Legend: c.Rules.Legend()}
	switch was, is := c.Previous.Rule, now.RuleTitle(); {
	case was != is:
		return "亮灯规则由“" + was + "”改为“" + is + "”"
	case !slices.Equal(c.Previous.Lines, now.RuleLines()):
		return "亮灯规则“" + is + "”有修改"
	}
	return "本行的数和目标没有变，佐证材料、作比较的其他指标或程序的判断有变化"
}

// correction fills in who and why: as was given for it, or else from the submission that brought the figure.
func (c *consolidation) correction(ed tally.Edition, r tally.Row, what, old, now string) tally.Correction {
	x := tally.Correction{Indicator: r.Indicator.Name, Department: r.Department, What: what, Old: old, New: now}
	for _, reason := range c.Reasons {
		if (reason.Indicator == r.Indicator.ID || reason.Indicator == r.Indicator.Name || reason.Indicator == "") &&
			(reason.What == what || reason.What == "" && ofFigures(what)) && (reason.Department == "" || c.canonical(reason.Department) == r.Department) {
			x.By, x.Why = reason.By, reason.Why
			return x
		}
	}
	if why := otherMonth(what, now); why != "" {
		x.Why = why
		return x
	}
	refiled := slices.IndexFunc(c.Refiled, func(of tally.Correction) bool { return c.canonical(of.Department) == r.Department })
	switch {
	case what == lightCell: // and nothing else of the row
		x.Why = whyLight(c)
		return x
	case ofFigures(what) && refiled >= 0:
		if x.By, x.Why = c.Refiled[refiled].By, c.Refiled[refiled].Why; now == "" && c.Refiled[refiled].What != WholeReport {
			x.Why += "，没有填"
		}
		return x
	case what == progressCell:
		x.Why = "部门更新了进展情况"
		return x
	case what == scheduleCell:
		x.Why = "计划的序时安排或亮灯规则有调整"
		return x
	case ofFigures(what) && now == "":
		x.Why = "报送不再有效，或没有填"
		return x
	case len(r.Figures) == 0 || !ofFigures(what):
		x.Why = "计划已调整"
		return x
	}
	s := ed.Figures[r.Figures[0]].Source
	x.By = s.By()
	x.Why = "重新报送：" + s.File()
	if old == "" {
		x.Why = "补报：" + s.File()
	}
	return x
}
