package check

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// flows reports what adds up over the year and cannot fall (DESIGN §5: level and count). What is told in several
// targets may hold a growth among them.
func flows(ind *tally.Indicator) bool {
	return ind.Measure == tally.Level || ind.Measure == tally.Count
}

// dataPlace is which of its kind in the year the round is that a figure filed for p runs to: another month where figures lag (错月).
func dataPlace(ind *tally.Indicator, p tally.Round) int {
	if p.Kind() == tally.Monthly {
		return p.Add(-ind.Lag).Month()
	}
	return p.Place()
}

// dataFirst is the first round of the year that a figure filed for p counts from.
func dataFirst(ind *tally.Indicator, p tally.Round) tally.Round { return p.Add(1 - dataPlace(ind, p)) }

// inYear is how many rounds of the kind a year has, nearly.
func inYear(kind tally.RoundKind) int64 {
	switch kind {
	case tally.Dated:
		return 365
	case tally.Weekly:
		return 52
	case tally.Quarterly:
		return 4
	case tally.HalfYear:
		return 2
	case tally.Yearly:
		return 1
	case tally.Monthly:
	}
	return 12
}

// inPoints reports what moves in percentage points rather than in times itself.
func inPoints(ind *tally.Indicator) bool {
	switch ind.Measure {
	case tally.Growth, tally.Share, tally.Delta:
		return true
	case tally.Level, tally.Count:
		return false
	case tally.Stock, tally.Ratio, tally.Rank, tally.Ceiling, tally.Multi, tally.Milestone, tally.Text: // as their unit says
	}
	return ind.Unit == "%" || ind.Unit == "‰" || ind.Unit == "个百分点"
}

// jump finds a value far outside its own history. A year-to-date that fell has been named already.
func (k rules) jump(l *reported) {
	if l.suspect || l.fallen {
		return
	}
	v, ok := l.at(tally.SpanYTD)
	if !ok || !v.Value.OK() {
		return
	}
	switch {
	case inPoints(l.ind):
		k.jumpInPoints(l, v)
	case flows(l.ind):
		if !k.jumpInPace(l, v) {
			k.jumpInYear(l, v)
		}
	case l.ind.Measure == tally.Stock || l.ind.Measure == tally.Ratio || l.ind.Measure == tally.Ceiling:
		k.jumpInTimes(l, v)
	}
}

func (k rules) jumpInPoints(l *reported, v *value) {
	last, ok := k.in.History.Latest(l.ind.ID, v.Period, tally.SpanYTD, dataFirst(l.ind, v.Period))
	if !ok || !last.Value.OK() {
		return
	}
	most := k.thresholds.JumpGrowth
	if l.ind.Measure == tally.Share {
		most = k.thresholds.JumpShare
	}
	moved := v.Value.Sub(last.Value)
	if moved.Abs().Cmp(most) <= 0 {
		return
	}
	k.jumped(l, v, last, "变动了"+amount(moved.Abs(), "个百分点"), "一般不超过"+most.Plain()+"个百分点")
}

// jumpInPace: the addition since the last figure against the average round of the year until then. One is
// no average, so it begins when two have passed.
func (k rules) jumpInPace(l *reported, v *value) bool {
	last, ok := k.in.History.Latest(l.ind.ID, v.Period, tally.SpanYTD, dataFirst(l.ind, v.Period))
	if !ok || !last.Value.OK() || v.Period.Kind() == tally.Dated || dataPlace(l.ind, last.Period) < 2 || last.Value.Sign() <= 0 {
		return false
	}
	added := v.Value.Sub(last.Value)
	pace := exact.FractionOf(last.Value).Quo(exact.Integer(int64(dataPlace(l.ind, last.Period)))).Round(12)
	rounds := exact.Int(int64(v.Period.RoundsSince(last.Period)))
	if added.Cmp(pace.Mul(rounds).Mul(k.thresholds.JumpMonth)) <= 0 || k.fewThings(l, added) {
		return false
	}
	k.jumped(l, v, last, "增加了"+amount(added, v.Unit)+"，是此前每"+v.Period.Kind().Each()+"平均"+amount(pace.Round(2), v.Unit)+"的"+k.thresholds.JumpMonth.Plain()+"倍以上", "按此前进度应增加"+amount(pace.Mul(rounds).Round(2), v.Unit)+"左右")
	return true
}

func (k rules) jumpInYear(l *reported, v *value) {
	last, ok := k.in.History.LastYear(l.ind.ID, v.Period, tally.SpanYTD)
	if ok && last.Value.OK() {
		k.timesOff(l, v, last, k.thresholds.JumpYear)
	}
}

func (k rules) jumpInTimes(l *reported, v *value) {
	last, ok := k.in.History.Latest(l.ind.ID, v.Period, tally.SpanYTD, v.Period.YearAgo())
	if ok && last.Value.OK() {
		k.timesOff(l, v, last, k.thresholds.JumpStock)
	}
}

// timesOff says that a value is more than so many times another, or less than that part of it. Only two positive
// values have a meaningful ratio.
func (k rules) timesOff(l *reported, v *value, last tally.Figure, times exact.Number) {
	a, b := v.Value, last.Value
	if a.Sign() <= 0 || b.Sign() <= 0 || k.fewThings(l, a.Sub(b).Abs()) {
		return
	}
	switch {
	case a.Cmp(b.Mul(times)) > 0:
		k.jumped(l, v, last, "超过它的"+times.Plain()+"倍", "一般不超过"+amount(b.Mul(times), v.Unit))
	case a.Mul(times).Cmp(b) < 0:
		k.jumped(l, v, last, "不到它的"+times.Plain()+"分之一", "一般不低于"+amount(exact.FractionOf(b).Quo(exact.FractionOf(times)).Round(4), v.Unit))
	}
}

// fewThings: small numbers of things jump by nature.
func (k rules) fewThings(l *reported, change exact.Number) bool {
	return l.ind.Measure == tally.Count && change.Cmp(k.thresholds.JumpCount) < 0
}

func (k rules) jumped(l *reported, v *value, last tally.Figure, how, expected string) {
	when := spanWords(last.Period, last.Span)
	if last.Period.Year() != v.Period.Year() {
		when = count(last.Period.Year()) + "年" + when
	}
	k.add(tally.Jump, v.Source.Sheet, v.Source.Cell, l.ind.Name,
		quoted(l.ind.Name)+spanWords(v.Period, v.Span)+printedAs(&v.Figure)+"，与"+when+"的"+printedAs(&last)+"相比"+how+"。",
		expected+"；数值无误的，请说明原因（6个字以上）")
}
