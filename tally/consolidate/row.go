package consolidate

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// row fills the line of one indicator.
func (c *consolidation) row(r *tally.Row, m *member, peers exact.Number) {
	r.Indicator, r.Department = m.Indicator, c.carrier(m)
	target, has := c.target(m.Indicator)
	found := c.find(m, target, c.Period)
	r.Figures = found.figures
	r.YTD, r.Printed = found.figure.Value, found.figure.Printed
	var own []int
	r.Month, own = c.ownValue(m)
	for _, k := range own {
		if !slices.Contains(r.Figures, k) {
			r.Figures = append(r.Figures, k)
		}
	}
	if p, ok := c.Period.Earlier(); ok {
		r.LastMonth = c.find(m, target, p).figure.Value
	}
	c.lastYear(r, m, target)
	r.Remark, r.Was = c.remark(m, r.Department), was(c, m)
	if !has {
		r.Main = greyDeviation(target, c.noTarget(m.Indicator))
		r.Year = c.plainYear(m, target)
		return
	}
	against := deviation.Against{Indicator: m.Indicator, Target: target, Actual: &found.figure, Reported: found.ok, Progress: r.Remark.Progress, Evidence: r.Remark.Evidence != "",
		Period: c.Period, AsOf: c.AsOf, LastYear: r.LastYear, Peers: peers, Words: c.Words, Rules: c.Rules}
	if !found.ok {
		against.Absent = c.absent(m, target, r.Department)
	}
	against.Readings = deviation.ReadingsOf(&against)
	r.Year, against.Before = c.year(r, m, &against)
	r.Main = deviation.Deviate(against)
	if r.Main.Light != tally.Grey {
		r.Main.Sentence = c.borrowed(&found.figure) + r.Main.Sentence
	}
	r.Year = append(r.Year, monthPoint(m, c.Period, &found.figure, &r.Main))
	c.Rules.MakeUp(r.Year)
	r.Others = c.others(&against)
}

func greyDeviation(t *tally.Target, why string) tally.Deviation {
	return tally.Deviation{Target: t, Basis: tally.Unmeasured, Raw: tally.Grey, Light: tally.Grey, Sentence: why}
}

func monthPoint(m *member, p tally.Round, f *tally.Figure, d *tally.Deviation) tally.MonthPoint {
	y := tally.MonthPoint{Period: p, YTD: f.Value, Completion: d.Completion, Schedule: d.Schedule, Raw: d.Raw, Light: d.Light, Sentence: d.Sentence}
	more := m.filed(f, d.Target.Drop)
	more.Gap = d.Gap
	return y.WithMore(more)
}

// filed says with a month what its number alone does not: a rank's and a fall's are read from the words too.
func (m *member) filed(f *tally.Figure, drop bool) (more tally.MonthMore) {
	if more.Parts = f.Parts; f.Unit != "" && f.Unit != m.Unit {
		more.Unit = f.Unit
	}
	if !f.Value.OK() || m.Measure == tally.Rank || drop {
		more.Printed = f.Printed
	}
	return more
}

// carrier is whose light it is: the first of the leads that reports the indicator, or else the first; the units that
// carry it out where nobody leads.
func (c *consolidation) carrier(m *member) string {
	leads := m.units[:min(len(m.units), max(len(m.Lead), 1))]
	for _, d := range leads {
		for _, e := range m.entries {
			if c.Filed[e.of].Department == d {
				return d
			}
		}
	}
	if len(leads) > 0 {
		return leads[0]
	}
	if len(m.entries) > 0 {
		return c.Filed[m.entries[0].of].Department
	}
	return ""
}

var noTarget tally.Target

// target is the main target of the period, the plan's own: the rows of 300,000 indicators would hold 100 MB of copies.
func (c *consolidation) target(ind *tally.Indicator) (*tally.Target, bool) {
	if t := ind.TargetIn(c.Period); t != nil {
		return t, true
	}
	for i := range ind.Targets { // a month's own target, where the year has none
		if t := &ind.Targets[i]; t.Tier == "" && t.Period == c.Period.String() {
			return t, true
		}
	}
	return &noTarget, false
}

func (c *consolidation) noTarget(ind *tally.Indicator) string {
	year := strconv.Itoa(c.Period.Year())
	for _, t := range ind.Targets {
		if len(t.Period) >= 4 && t.Period[:4] > year {
			return "未到期：目标期为" + t.Period
		}
	}
	return "没有" + year + "年的目标"
}

// figure is the best figure of an indicator for a period, by its order, and a span: the lead's, of the latest version. It is given by its
// place among the member's entries.
func (m *member) figure(order int, s tally.Span) (int, bool) {
	key := keyOf(order, s)
	k, _ := slices.BinarySearchFunc(m.entries, key, func(e entry, key uint64) int { return cmp.Compare(e.key, key) })
	return k, k < len(m.entries) && m.entries[k].key>>nearBits == key>>nearBits
}

// filedIn reports a round of which anything was filed.
func (m *member) filedIn(order int) bool {
	k, _ := m.figure(order, tally.SpanYTD) // the first of a round's
	return k < len(m.entries) && m.entries[k].order() == order
}

// read is the figure of an entry of the member.
func (c *consolidation) read(m *member, k int) tally.Figure {
	if i := k - m.own; i >= 0 && m.entries[k].order() == c.now {
		return c.Figures[m.figures+i]
	}
	e := m.entries[k]
	return c.Filed[e.of].Figure(int(e.n))
}

// index is that of an entry's figure: of the period's in Figures, of an earlier one behind them.
func (c *consolidation) index(m *member, k int) int {
	if i := k - m.own; i >= 0 && m.entries[k].order() == c.now {
		return m.figures + i
	}
	return len(c.Figures) + m.from + k
}

// found is the actual of a period and the figures that it comes from, those of an earlier one left out.
type found struct {
	figure  tally.Figure
	figures []int
	at      int // its place among the member's entries, where it is one of them
	ok      bool
}

// filedFor is what was filed of an indicator for a round: the year to date; the sum of the rounds' own values where all of them were
// filed and they add; since the project began, where the target has a window of its own; the round's own value for what is
// a state and not a flow. Anything else would compare unlike things.
func (c *consolidation) filedFor(m *member, t *tally.Target, p tally.Round) found {
	if len(m.entries) == 0 {
		return found{}
	}
	order := c.now
	if p != c.Period {
		if order = p.Order(); !m.filedIn(order) { // most rounds of a plan's first year
			return found{}
		}
	}
	if k, ok := c.suitable(m, order, t); ok {
		return c.one(m, k)
	}
	if !m.Curve.From.IsZero() || m.Measure == tally.Milestone || m.Measure == tally.Text {
		if k, ok := m.figure(order, tally.SpanProject); ok {
			return c.one(m, k)
		}
	}
	if deviation.Accumulates(m.Measure) {
		return c.sum(m, p)
	}
	if m.Measure != tally.Growth {
		if k, ok := m.figure(order, tally.SpanMonth); ok {
			return c.one(m, k)
		}
	}
	return found{}
}

func (c *consolidation) one(m *member, k int) found {
	if i := c.index(m, k); i < len(c.each) {
		return found{figure: c.Figures[i], figures: c.each[i : i+1 : i+1], at: k, ok: true}
	}
	e := m.entries[k]
	return found{figure: c.Filed[e.of].Said(int(e.n)), at: k, ok: true}
}

// suitable takes the year to date; where several stand there (a level and its growth), the one in the target's kind of
// Unit.
func (c *consolidation) suitable(m *member, order int, t *tally.Target) (int, bool) {
	first, ok := m.figure(order, tally.SpanYTD)
	if !ok {
		return 0, false
	}
	for i := first; i < len(m.entries) && m.entries[i].key>>nearBits == m.entries[first].key>>nearBits; i++ {
		if i == first && (i+1 == len(m.entries) || m.entries[i+1].key>>nearBits != m.entries[i].key>>nearBits) {
			return first, true // the only one
		}
		f := c.read(m, i)
		if _, ok := c.Words.ConvertPrinted(f.Value, f.Unit, t.Unit); ok {
			return i, true
		}
	}
	return first, true
}

// year is the earlier rounds of the year, and their lights for rules that remember.
func (c *consolidation) year(r *tally.Row, m *member, now *deviation.Against) ([]tally.MonthPoint, []tally.Light) {
	points := c.yearOf(m)
	lights := make([]tally.Light, 0, len(c.series))
	many := c.Period.Kind() == tally.Monthly || c.Period.Kind() == tally.Weekly
	then := *now
	then.Reported, then.Absent, then.Peers, then.LastYear, then.Progress = true, "", exact.Number{}, exact.Number{}, ""
	var f found // of all rounds, since what is pointed to is allocated
	for _, p := range c.series[:len(c.series)-1] {
		target := c.heldThen(m, p, now, &then)
		f = c.find(m, target, p)
		if !f.ok {
			points = append(points, tally.MonthPoint{Period: p, Raw: tally.Grey, Light: tally.Grey, Sentence: c.Period.Kind().This() + "无数据"})
			lights = append(lights, tally.Grey)
			continue
		}
		then.Period, then.Before, then.Actual, then.LastYear = p, lights, &f.figure, c.yearAgo(r, m, target, p)
		d := deviation.Judge(&then)
		if many {
			d.Gap = exact.Number{} // completion and schedule say it; where there are quarters a workbook compares the gaps
		}
		points = append(points, monthPoint(m, p, &f.figure, &d))
		lights = append(lights, d.Raw)
	}
	return points, lights
}

// yearOf is where the year of a member goes: the rounds of all stand side by side, since they are most of what an edition holds.
func (c *consolidation) yearOf(m *member) []tally.MonthPoint {
	from := m.place * len(c.series)
	return c.years[from : from : from+len(c.series)]
}

func (c *consolidation) plainYear(m *member, t *tally.Target) []tally.MonthPoint {
	points := c.yearOf(m)
	for _, p := range c.series {
		f := c.find(m, t, p).figure
		points = append(points, tally.MonthPoint{Period: p, YTD: f.Value, Raw: tally.Grey, Light: tally.Grey}.WithMore(m.filed(&f, t.Drop)))
	}
	return points
}

// others holds the same actual against the further targets: the superior's, and the stretch.
func (c *consolidation) others(main *deviation.Against) []tally.Deviation {
	var ds []tally.Deviation
	for i := range main.Indicator.Targets {
		if t := &main.Indicator.Targets[i]; t.Tier != "" && (t.Period == "" || c.Period.InYear(t.Period)) {
			ds = append(ds, deviation.Deviate(otherwise(main, t)))
		}
	}
	if main.Target.Floor.OK() && main.Target.Stretch.OK() {
		t := *main.Target
		if n, ok := c.Words.ConvertPrinted(t.Stretch, t.StretchUnit, t.Unit); ok {
			t.Tier, t.Floor, t.Stretch, t.StretchUnit = tally.TierStretch, n, exact.Number{}, ""
			ds = append(ds, deviation.Deviate(otherwise(main, &t)))
		}
	}
	return ds
}

// otherwise is the same actual against another target; the memory is the main target's alone.
func otherwise(main *deviation.Against, t *tally.Target) deviation.Against {
	other := *main
	other.Target, other.Before, other.Readings = t, nil, nil
	return other
}

// peers is the average of the actuals of the same indicator in several departments, for each indicator of the plan; absent where
// it stands alone.
func (c *consolidation) peers() []exact.Number {
	means := make([]exact.Number, len(c.Plan.Indicators))
	for _, group := range c.several {
		sum, n := exact.Integer(0), int64(0)
		for _, k := range group {
			m := &c.members[k]
			t, _ := c.target(m.Indicator)
			f := c.find(m, t, c.Period)
			v, ok := c.Words.ConvertPrinted(f.figure.Value, f.figure.Unit, t.Unit)
			if f.ok && ok && v.OK() {
				sum = sum.Add(exact.FractionOf(v))
				n++
			}
		}
		if n < 2 {
			continue
		}
		for _, k := range group {
			means[k] = exact.NumberOf(sum.Quo(exact.Integer(n)))
		}
	}
	return means
}

func (c *consolidation) remark(m *member, department string) tally.Remark {
	if k, ok := c.said[[2]string{m.ID, department}]; ok {
		return c.Remarks[k]
	}
	for _, d := range m.units {
		if k, ok := c.said[[2]string{m.ID, d}]; ok {
			return c.Remarks[k]
		}
	}
	return tally.Remark{}
}

// heldThen has an earlier round held against the target that was in force for it: one revised since makes no light of a month that was
// published another.
func (c *consolidation) heldThen(m *member, p tally.Round, now, then *deviation.Against) *tally.Target {
	then.Indicator, then.Target, then.Readings = now.Indicator, now.Target, now.Readings
	for _, past := range c.past[m.ID] {
		if p.Compare(past.Until) > 0 {
			continue
		}
		if t, has := c.target(&past.Indicator); has {
			then.Indicator, then.Target = &past.Indicator, t
			then.Readings = deviation.ReadingsOf(then)
		}
		break
	}
	return then.Target
}

// was says what a row's target was in earlier rounds of the year.
func was(c *consolidation, m *member) []tally.TargetWas {
	var all []tally.TargetWas
	for _, past := range c.past[m.ID] {
		if t, has := c.target(&past.Indicator); has {
			all = append(all, tally.TargetWas{Until: past.Until, Text: targetText(t)})
		}
	}
	return all
}
