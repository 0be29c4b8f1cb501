package check

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// unit finds a value about 10⁴ or 10⁸ times what it should be near to: 万元 or 元 under 亿元. One finding a line.
func (k rules) unit(l *reported) {
	for _, span := range []tally.Span{tally.SpanYTD, tally.SpanProject, tally.SpanMonth} {
		v, ok := l.at(span)
		if !ok || !v.Value.OK() || v.Value.Sign() == 0 || l.ind.Measure == tally.Rank {
			continue
		}
		if inPoints(l.ind) {
			k.hundredfold(l, v)
			continue
		}
		ref := k.reference(l.ind, v)
		if ref.near.Sign() == 0 {
			continue
		}
		power, off := k.powerOff(v.Value, ref)
		// A small month after large ones is no mistake of unit.
		if !off || span == tally.SpanMonth && power < 0 {
			continue
		}
		l.suspect = true
		should := v.Value.Shift(-power)
		k.add(tally.UnitSuspect, v.Source.Sheet, v.Source.Cell, l.ind.Name,
			quoted(l.ind.Name)+spanWords(v.Period, span)+"填的是"+printedAs(&v.Figure)+"，"+ref.words(v.Unit)+"，相差约"+powerWords[power]+"，疑似单位填错。",
			"如果单位填错，应为"+amount(should, v.Unit)+"左右；数值无误的，请说明原因（6个字以上）")
		return
	}
}

// reference is what a value should be near to.
type reference struct {
	near exact.Number
	last *tally.Figure // what it is taken from; nil: the goal of the year
	goal exact.Number
}

// words say what the reference is; unit is the goal's.
func (r reference) words(unit string) string {
	if r.last != nil {
		return spanWords(r.last.Period, r.last.Span) + "是" + printedAs(r.last)
	}
	return "全年目标是" + amount(r.goal, unit)
}

// reference is a value's own last figure, that of a year ago, or else the target as far as it should be done by then.
// near is zero where there is none.
func (k rules) reference(ind *tally.Indicator, v *value) reference {
	if f, ok := k.in.History.Latest(ind.ID, v.Period, v.Span, v.Period.YearAgo()); ok && f.Value.Sign() != 0 {
		return reference{near: f.Value, last: &f}
	}
	t := targetFor(ind, v.Period)
	if t == nil || !t.Recur.IsZero() || ind.Asks(tally.AskNumber) { // 每月1次, 每村1场: the year's number is not the one printed
		return reference{}
	}
	goal, ok := k.goal(t, v.Unit)
	if !ok {
		return reference{}
	}
	near := goal
	if flows(ind) {
		rounds := int64(dataPlace(ind, v.Period))
		if v.Span == tally.SpanMonth {
			rounds = 1
		}
		near = exact.FractionOf(goal).Mul(exact.Ratio(rounds, inYear(v.Period.Kind()))).Round(12)
	}
	return reference{near: near, goal: goal}
}

// goal is a target's number in a unit: the floor, or the stretch where no floor is printed.
func (k rules) goal(t *tally.Target, unit string) (exact.Number, bool) {
	n, in := t.Floor, t.Unit
	if !n.OK() {
		n = t.Stretch
		if t.StretchUnit != "" {
			in = t.StretchUnit
		}
	}
	if !n.OK() {
		return exact.Number{}, false
	}
	if in == "" || unit == "" || in == unit {
		return n, true
	}
	return k.words.Convert(n, in, unit)
}

// powerOff reports by which of 10⁴, 10⁸ and their inverses a value is about off.
// The powers between them (百, 千, 百万) are nearer to what happens, so a value must be closer to them, and one far below a goal may
// have just begun: only what was filed before tells.
func (k rules) powerOff(v exact.Number, from reference) (int32, bool) {
	v, ref := v.Abs(), from.near.Abs()
	near := func(power int32, within exact.Number) bool {
		expected := ref.Shift(power)
		return v.Mul(within).Cmp(expected) >= 0 && v.Cmp(expected.Mul(within)) <= 0
	}
	closely := exact.Int(2)
	for _, power := range [...]int32{6, 3, 2, -6, -3, -2} {
		if (from.last != nil || power > 2) && near(power, closely) {
			return power, true
		}
	}
	for _, power := range [...]int32{4, 8, -4, -8} {
		if near(power, k.thresholds.UnitWithin) {
			return power, true
		}
	}
	return 0, false
}

// powerWords say how far off the powers are that powerOff knows.
var powerWords = map[int32]string{
	2: "一百倍", 3: "一千倍", 4: "一万倍", 6: "一百万倍", 8: "一亿倍",
	-2: "百分之一", -3: "千分之一", -4: "万分之一", -6: "百万分之一", -8: "亿分之一",
}

// accumulation holds the year-to-date against the last one and the month against their difference.
// Growth and shares do not accumulate; a stock may fall.
func (k rules) accumulation(l *reported) {
	if !flows(l.ind) || l.suspect {
		return
	}
	k.projectToDate(l)
	ytd, ok := l.at(tally.SpanYTD)
	if !ok || ytd.point {
		return
	}
	last, known := k.lastOfYear(l, ytd.Period)
	if known && k.fell(l, ytd, last) {
		return
	}
	month, ok := l.at(tally.SpanMonth)
	if !ok || !month.Value.OK() || !ytd.Value.OK() {
		return
	}
	switch {
	case dataPlace(l.ind, ytd.Period) == 1 && ytd.Period.Kind().Tiles():
		k.monthAgainst(l, month, ytd, &value{})
	case known && last.Period == ytd.Period.Add(-1) && last.Value.OK():
		k.monthAgainst(l, month, ytd, last)
	}
}

// projectToDate may not fall either, over the turn of the year.
func (k rules) projectToDate(l *reported) {
	v, ok := l.at(tally.SpanProject)
	if !ok {
		return
	}
	if f, known := k.in.History.Latest(l.ind.ID, v.Period, tally.SpanProject, v.Period.YearAgo()); known {
		k.fell(l, v, k.stored(&f))
	}
}

// lastOfYear is the newest year-to-date of the same year before p: as stored, or else as this sheet prints it again.
func (k rules) lastOfYear(l *reported, p tally.Round) (*value, bool) {
	if f, ok := k.in.History.Latest(l.ind.ID, p, tally.SpanYTD, dataFirst(l.ind, p)); ok {
		return k.stored(&f), true
	}
	last := &value{}
	for i := range l.earlier {
		v := &l.earlier[i]
		if v.Span == tally.SpanYTD && v.Period.Kind() == p.Kind() && v.Period.Compare(dataFirst(l.ind, p)) >= 0 && v.Period.Compare(last.Period) > 0 {
			last = v
		}
	}
	return last, !last.Period.IsZero()
}

// stored is a figure of history with its grain.
func (k rules) stored(f *tally.Figure) *value {
	if !f.Value.OK() {
		return &value{Figure: *f}
	}
	v := &value{Figure: *f, grain: f.Value.Grain()}
	n, ok := lexicon.ReadNumber(f.Printed)
	if !ok {
		return v
	}
	grain := n.Grain()
	if f.PrintedIn != "" && f.PrintedIn != f.Unit {
		if grain, ok = k.words.Convert(grain, f.PrintedIn, f.Unit); !ok {
			return v
		}
	}
	v.grain = grain
	return v
}

// fell reports, and says, that a cumulative figure is less than the one before it.
func (k rules) fell(l *reported, now, last *value) bool {
	less := ""
	switch {
	case now.Value.OK() && last.Value.OK():
		a, b := toCoarser(now, last)
		// What is already negative is a net amount, which goes either way.
		if a.Cmp(b) >= 0 || b.Sign() < 0 {
			return false
		}
		less = "，少了" + amount(last.Value.Sub(now.Value), now.Unit)
	case !partFell(now.Parts, last.Parts):
		return false
	}
	l.fallen = true
	k.add(tally.YTDDecreased, now.Source.Sheet, now.Source.Cell, l.ind.Name,
		quoted(l.ind.Name)+spanWords(now.Period, now.Span)+printedAs(&now.Figure)+"，比"+spanWords(last.Period, last.Span)+"的"+printedAs(&last.Figure)+"还低"+less+"。",
		"累计数应不小于"+printedAs(&last.Figure)+"；确有核减的，请说明原因（6个字以上）")
	return true
}

// partFell compares things counted in bands, band by band: 10亿元2个 after 10亿元3个.
func partFell(now, last []tally.Part) bool {
	for _, l := range last {
		for _, n := range now {
			same := n.Threshold.Equal(l.Threshold) && n.Unit == l.Unit && n.Of == l.Of
			if same && n.Count.OK() && l.Count.OK() && n.Count.Cmp(l.Count) < 0 {
				return true
			}
		}
	}
	return false
}

// monthAgainst holds a month against the change of the year-to-date (上月止累计+本月=本月止累计). The zero
// last stands for January, which begins at nothing.
func (k rules) monthAgainst(l *reported, month, ytd, last *value) {
	change := ytd.Value.Sub(last.Value)
	off := month.Value.Sub(change).Abs()
	if off.Cmp(rounding(l.ind, month, ytd, last)) <= 0 {
		return
	}
	k.add(tally.MonthDisagrees, month.Source.Sheet, month.Source.Cell, l.ind.Name,
		quoted(l.ind.Name)+spanWords(month.Period, tally.SpanMonth)+"填的是"+printedAs(&month.Figure)+"，而"+changeWords(ytd, last)+"，应为"+amount(change, ytd.Unit)+"。",
		"当月数应为"+amount(change, ytd.Unit)+"，请核对当月数或累计数；有调整的，请说明原因（6个字以上）")
}

func changeWords(ytd, last *value) string {
	if last.Period.IsZero() {
		return "1月的当月数就是累计数" + printedAs(&ytd.Figure)
	}
	return spanWords(ytd.Period, tally.SpanYTD) + printedAs(&ytd.Figure) + "减去" + spanWords(last.Period, tally.SpanYTD) + printedAs(&last.Figure)
}

// restated says that an earlier month, printed again, is not what was stored for it. Equal values confirm it.
func (k rules) restated(l *reported) {
	for i := range l.earlier {
		v := &l.earlier[i]
		f, ok := k.in.History.At(l.ind.ID, v.Period, v.Span)
		if !ok || !v.Value.OK() || !f.Value.OK() {
			continue
		}
		if a, b := toCoarser(v, k.stored(&f)); a.Equal(b) {
			continue
		}
		k.add(tally.MonthDisagrees, v.Source.Sheet, v.Source.Cell, l.ind.Name,
			quoted(l.ind.Name)+spanWords(v.Period, v.Span)+"这里印的是"+printedAs(&v.Figure)+"，而当时报送的是"+printedAs(&f)+"，以前月份的数被改动了。",
			"以前月份的数不会随本表改动；请改回"+printedAs(&f)+"，或说明原因（6个字以上）并另行更正"+v.Period.Chinese()+"的报送")
	}
}
