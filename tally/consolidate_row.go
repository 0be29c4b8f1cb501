package tally

import (
	"slices"
	"strconv"
)

// row is the line of one indicator.
func (c *consolidation) row(ind *Indicator, peers Number) Row {
	r := Row{Indicator: *ind, Department: c.carrier(ind)}
	target, has := c.target(ind)
	found := c.find(ind, &target, c.Period)
	r.Figures = found.figures
	r.YTD, r.Printed = found.figure.Value, found.figure.Printed
	if k, ok := c.figure(ind.ID, c.Period, SpanMonth); ok {
		r.Month = c.Figures[k].Value
		if !slices.Contains(r.Figures, k) {
			r.Figures = append(r.Figures, k)
		}
	}
	if c.Period.Month > 1 {
		r.LastMonth = c.find(ind, &target, c.Period.Add(-1)).figure.Value
	}
	r.LastYear = c.find(ind, &target, c.Period.Add(-12)).figure.Value
	r.Remark = c.remark(ind, r.Department)
	if !has {
		r.Main = greyDeviation(target, c.noTarget(ind))
		r.Year = c.plainYear(ind, &target)
		return r
	}
	against := Against{Indicator: *ind, Target: target, Actual: found.figure, Reported: found.ok, Progress: r.Remark.Progress,
		Period: c.Period, AsOf: c.AsOf, LastYear: r.LastYear, Peers: peers, Words: c.Words, Rules: c.Rules}
	if !found.ok {
		against.Absent = c.absent(ind, &target, r.Department)
	}
	r.Year, against.Before = c.year(&against)
	r.Main = Deviate(against)
	r.Year = append(r.Year, monthPoint(c.Period, r.YTD, &r.Main))
	c.Rules.makeUp(r.Year)
	r.Others = c.others(against)
	return r
}

func greyDeviation(t Target, why string) Deviation {
	return Deviation{Target: t, Basis: Unmeasured, Raw: Grey, Light: Grey, Sentence: why}
}

func monthPoint(p Period, ytd Number, d *Deviation) MonthPoint {
	return MonthPoint{Period: p, YTD: ytd, Completion: d.Completion, Schedule: d.Schedule, Gap: d.Gap, Raw: d.Raw, Light: d.Light, Sentence: d.Sentence}
}

// carrier is whose light it is: the first of the leads that reports the indicator, or else the first; the units that
// carry it out where nobody leads.
func (c *consolidation) carrier(ind *Indicator) string {
	units := c.carries[ind.ID]
	leads := units[:min(len(units), max(len(ind.Lead), 1))]
	for _, d := range leads {
		if slices.ContainsFunc(c.figuresOf(ind), func(f Figure) bool { return f.Department == d }) {
			return d
		}
	}
	if len(leads) > 0 {
		return leads[0]
	}
	if own := c.figuresOf(ind); len(own) > 0 {
		return own[0].Department
	}
	return ""
}

// figuresOf is the stretch of Figures that belongs to the indicator.
func (c *consolidation) figuresOf(ind *Indicator) []Figure {
	k := c.place[ind.ID]
	return c.Figures[c.from[k]:c.from[k+1]]
}

// target is the main target of the period.
func (c *consolidation) target(ind *Indicator) (Target, bool) {
	if t, ok := ind.TargetFor(c.Period); ok {
		return t, true
	}
	for _, t := range ind.Targets { // a month's own target, where the year has none
		if t.Tier == "" && t.Period == c.Period.String() {
			return t, true
		}
	}
	return Target{}, false
}

func (c *consolidation) noTarget(ind *Indicator) string {
	year := strconv.Itoa(c.Period.Year)
	for _, t := range ind.Targets {
		if len(t.Period) >= 4 && t.Period[:4] > year {
			return "未到期:目标期为" + t.Period
		}
	}
	return "没有" + year + "年的目标"
}

// figure is the best figure of an indicator for a period and span: the lead's, of the latest version.
func (c *consolidation) figure(indicator string, p Period, s Span) (int, bool) {
	place := c.place[indicator]
	for k := c.from[place]; k < c.from[place+1]; k++ {
		if f := &c.Figures[k]; f.Period == p && f.Span == s {
			return k, true
		}
	}
	return 0, false
}

// found is the actual of a period and the figures that it comes from.
type found struct {
	figure  Figure
	figures []int
	ok      bool
}

// find is what the indicator stood at: the year to date; the sum of the months where all of them were filed and they
// add; since the project began, where the target has a window of its own; the month's value for what is
// a state and not a flow. Anything else would compare unlike things.
func (c *consolidation) find(ind *Indicator, t *Target, p Period) found {
	if k, ok := c.suitable(ind.ID, p, t); ok {
		return found{c.Figures[k], []int{k}, true}
	}
	if !ind.Curve.From.IsZero() || ind.Measure == Milestone || ind.Measure == Text {
		if k, ok := c.figure(ind.ID, p, SpanProject); ok {
			return found{c.Figures[k], []int{k}, true}
		}
	}
	if accumulates(ind.Measure) {
		return c.sum(ind, p)
	}
	if ind.Measure != Growth {
		if k, ok := c.figure(ind.ID, p, SpanMonth); ok {
			return found{c.Figures[k], []int{k}, true}
		}
	}
	return found{}
}

// suitable takes the year to date; where several stand there (a level and its growth), the one in the target's kind of
// unit.
func (c *consolidation) suitable(id string, p Period, t *Target) (int, bool) {
	first, ok := c.figure(id, p, SpanYTD)
	if !ok {
		return 0, false
	}
	for k := first; k < c.from[c.place[id]+1] && c.Figures[k].Period == p && c.Figures[k].Span == SpanYTD; k++ {
		if _, ok := (Against{Words: c.Words}).convert(c.Figures[k].Value, c.Figures[k].Unit, t.Unit); ok {
			return k, true
		}
	}
	return first, true
}

func (c *consolidation) sum(ind *Indicator, p Period) found {
	var f found
	total := integer(0)
	for m := 1; m <= p.Month; m++ {
		k, ok := c.figure(ind.ID, Period{p.Year, m}, SpanMonth)
		if !ok || !c.Figures[k].Value.OK() || len(f.figures) > 0 && c.Figures[k].Unit != f.figure.Unit {
			return found{}
		}
		f.figure = c.Figures[k]
		f.figures = append(f.figures, k)
		total = total.add(rat(f.figure.Value))
	}
	f.figure.Value, f.figure.Span, f.figure.Printed, f.ok = number(total), SpanYTD, "", true
	return f
}

// year is the earlier months of the year, and their lights for rules that remember.
func (c *consolidation) year(now *Against) ([]MonthPoint, []Light) {
	points := make([]MonthPoint, 0, c.Period.Month)
	lights := make([]Light, 0, c.Period.Month)
	for m := 1; m < c.Period.Month; m++ {
		p := Period{c.Period.Year, m}
		f := c.find(&now.Indicator, &now.Target, p)
		d := greyDeviation(now.Target, "本月无数据")
		if f.ok {
			then := *now
			then.Period, then.Before, then.Actual, then.Reported, then.Absent = p, lights, f.figure, true, ""
			then.Peers, then.LastYear, then.Progress = Number{}, Number{}, ""
			d = judge(then).dev
		}
		points = append(points, monthPoint(p, f.figure.Value, &d))
		lights = append(lights, d.Raw)
	}
	return points, lights
}

func (c *consolidation) plainYear(ind *Indicator, t *Target) []MonthPoint {
	var points []MonthPoint
	for m := 1; m <= c.Period.Month; m++ {
		p := Period{c.Period.Year, m}
		points = append(points, MonthPoint{Period: p, YTD: c.find(ind, t, p).figure.Value, Raw: Grey, Light: Grey})
	}
	return points
}

// makeUp recolours earlier months that were made up since: a red month turns yellow once a later one is green.
func (r *Rules) makeUp(year []MonthPoint) {
	green := false
	for k := len(year) - 1; k >= 0; k-- {
		if to, ok := r.madeUp[year[k].Raw]; ok && green {
			year[k].Light = to
			year[k].Sentence = "后已补上"
		}
		green = green || year[k].Raw == Green
	}
}

// others holds the same actual against the further targets: the superior's, and the stretch.
func (c *consolidation) others(main Against) []Deviation {
	var ds []Deviation
	year := strconv.Itoa(c.Period.Year)
	for _, t := range main.Indicator.Targets {
		if t.Tier == "" || t.Period != year && t.Period != "" {
			continue
		}
		ds = append(ds, Deviate(main.to(t)))
	}
	if t := main.Target; t.Floor.OK() && t.Stretch.OK() {
		if n, ok := main.convert(t.Stretch, t.StretchUnit, t.Unit); ok {
			t.Tier, t.Floor, t.Stretch, t.StretchUnit = TierStretch, n, Number{}, ""
			ds = append(ds, Deviate(main.to(t)))
		}
	}
	return ds
}

// to is the same actual against another target; the memory is the main target's alone.
func (in Against) to(t Target) Against {
	in.Target, in.Before = t, nil
	return in
}

// peers is the average of the actuals of the same indicator in several departments, for each indicator of the plan; absent where
// it stands alone.
func (c *consolidation) peers() []Number {
	means := make([]Number, len(c.Plan.Indicators))
	for _, group := range c.several {
		sum, n := integer(0), int64(0)
		for _, k := range group {
			ind := &c.Plan.Indicators[k]
			t, _ := c.target(ind)
			f := c.find(ind, &t, c.Period)
			v, ok := (Against{Words: c.Words}).convert(f.figure.Value, f.figure.Unit, t.Unit)
			if f.ok && ok && v.OK() {
				sum = sum.add(rat(v))
				n++
			}
		}
		if n < 2 {
			continue
		}
		for _, k := range group {
			means[k] = number(sum.quo(integer(n)))
		}
	}
	return means
}

func (c *consolidation) remark(ind *Indicator, department string) Remark {
	if r, ok := c.remarks[[2]string{ind.ID, department}]; ok {
		return r
	}
	for _, d := range c.carries[ind.ID] {
		if r, ok := c.remarks[[2]string{ind.ID, d}]; ok {
			return r
		}
	}
	return Remark{}
}
