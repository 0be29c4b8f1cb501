package consolidate

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// corrections is what the edition changes against the one before: old → new → who → why.
func (c *consolidation) corrections(now tally.Edition) ([]tally.Correction, error) {
	if c.Previous == nil {
		return nil, nil
	}
	changed := map[int][][3]string{} // by place among the rows
	had := make([]bool, len(now.Rows))
	var gone []tally.Correction
	err := c.Previous.Rows(func(old *tally.Row) {
		k, is := c.place[old.Indicator.ID]
		if !is {
			gone = append(gone, c.correction(now, *old, "指标", old.Indicator.Name, ""))
			return
		}
		had[k] = true
		if of := changes(old, &now.Rows[k], c.Period.Kind()); len(of) > 0 {
			changed[k] = of
		}
	})
	if err != nil {
		return nil, err
	}
	var all []tally.Correction
	for k := range now.Rows {
		r := &now.Rows[k]
		if !had[k] {
			all = append(all, c.correction(now, *r, "指标", "", r.Indicator.Name))
		}
		all = append(all, c.ofRow(now, r, changed[k])...)
	}
	return append(all, gone...), nil
}

// ofRow gives the corrections of one row.
func (c *consolidation) ofRow(now tally.Edition, r *tally.Row, changed [][3]string) []tally.Correction {
	var all []tally.Correction
	for _, ch := range changed {
		x := c.correction(now, *r, ch[0], ch[1], ch[2])
		if x.What == lightCell && !given(c.Reasons, r, lightCell) {
			x.By, x.Why = causes(all, x)
		}
		all = append(all, x)
	}
	return all
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

// What other reports than the row's own bring: the same round a year before, and, after a round, its sum of the year. What follows from
// the others: the light.
const (
	lastYearCell = "上年同期"
	monthCell    = "累计"
	lightCell    = "亮灯"
	progressCell = "进展情况"
)

// changes lists what differs between two rows: what, old, new.
func changes(old, now *tally.Row, kind tally.RoundKind) [][3]string {
	var all [][3]string
	add := func(what, before, after string) {
		if before != after {
			all = append(all, [3]string{what, before, after})
		}
	}
	add("责任单位", old.Department, now.Department)
	add("读法", readingText(old), readingText(now))
	add("目标值", targetText(old.Main.Target), targetText(now.Main.Target))
	add(kind.This(), old.Month.Plain(), now.Month.Plain())
	if old.YTD.OK() || now.YTD.OK() {
		add("本年累计", old.YTD.Plain(), now.YTD.Plain())
	} else {
		add("完成情况", old.Printed, now.Printed)
	}
	for _, p := range now.Year {
		if p.Period.Compare(now.Year[len(now.Year)-1].Period) == 0 {
			continue
		}
		for _, q := range old.Year {
			if q.Period == p.Period {
				add(p.Period.String()+monthCell, q.YTD.Plain(), p.YTD.Plain())
			}
		}
	}
	add(lastYearCell, old.LastYear.Plain(), now.LastYear.Plain())
	if now.Main.Basis == tally.ByDate { // what becomes of a milestone is said in words
		add(progressCell, old.Remark.Progress, now.Remark.Progress)
	}
	add(lightCell, old.Main.Light.Chinese(), now.Main.Light.Chinese())
	return all
}

// readingText is what a person said of the meaning of a row's target, or that it is asked.
func readingText(r *tally.Row) string {
	var said []string
	for _, code := range tally.QuestionCodes() {
		if answer, ok := r.Indicator.Confirmed[code]; ok {
			said = append(said, code.Chinese()+tally.AnswerWord(code, answer))
		}
	}
	if r.Main.Asked {
		said = append(said, "待确认")
	}
	return strings.Join(said, "、")
}

func targetText(t *tally.Target) string {
	if t.Text != "" {
		return tally.WithUnit(t.Text, t.Unit)
	}
	if t.Max.OK() {
		return t.Floor.Plain() + "—" + t.Max.Plain() + t.Unit
	}
	return t.Value().Plain() + t.Unit
}

// ofFigures reports what a department's report changes; the rest is the plan's.
func ofFigures(what string) bool {
	return what != "目标值" && what != "指标" && what != "读法" && what != "责任单位" && otherMonth(what, "-") == ""
}

// otherMonth is why a figure that another report brought is another; "" where the row's own report did.
func otherMonth(what, now string) string {
	switch {
	case what == lastYearCell && now == "":
		return "上年同期的数不再有效（退回、撤回或待审核）"
	case what == lastYearCell:
		return "上年同期的数有更正"
	}
	month, is := strings.CutSuffix(what, monthCell)
	p, err := tally.ParseRound(month)
	switch {
	case !is || err != nil || month == "":
		return ""
	case now == "":
		return p.Chinese() + "的报送不再有效（退回、撤回或待审核）"
	}
	return p.Chinese() + "的报送有更正"
}

// whyLight is why a light is another of which nothing else in the row is.
func (c *consolidation) whyLight() string {
	now := tally.Edition{Legend: c.Rules.Legend()}
	switch was, is := c.Previous.Rule, now.RuleTitle(); {
	case was != is:
		return "亮灯规则由“" + was + "”改为“" + is + "”"
	case !slices.Equal(c.Previous.Lines, now.RuleLines()):
		return "亮灯规则“" + is + "”有修改"
	}
	return "佐证材料或作比较的其他指标有变化"
}

// correction fills in who and why: as was given for it, or else from the submission that brought the figure.
func (c *consolidation) correction(ed tally.Edition, r tally.Row, what, old, now string) tally.Correction {
	x := tally.Correction{Indicator: r.Indicator.Name, Department: r.Department, What: what, Old: old, New: now}
	for _, reason := range c.Reasons {
		if (reason.Indicator == r.Indicator.ID || reason.Indicator == r.Indicator.Name || reason.Indicator == "") &&
			(reason.What == what || reason.What == "" && ofFigures(what)) && (reason.Department == "" || reason.Department == r.Department) {
			x.By, x.Why = reason.By, reason.Why
			return x
		}
	}
	if why := otherMonth(what, now); why != "" {
		x.Why = why
		return x
	}
	switch {
	case what == progressCell:
		x.Why = "部门更新了进展情况"
		return x
	case what == lightCell: // and nothing else of the row
		x.Why = c.whyLight()
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
