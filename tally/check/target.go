package check

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// target holds each target that the sheet prints against the plan's of the same year.
func (k rules) target(l *reported) {
	for _, it := range l.items {
		for i := range it.Targets {
			t := &it.Targets[i]
			plan := k.planTargets(l.ind, t)
			if len(plan) == 0 || k.targetAgrees(it, t, plan) || l.suspect && k.alsoSuspect(it, l, t, plan[0]) {
				continue
			}
			k.add(tally.TargetDiffers, it.Sheet, t.Cell, l.ind.Name,
				quoted(l.ind.Name)+"表上的目标是「"+tally.WithUnit(t.Text, t.Unit)+"」，计划里是「"+targetWords(plan[0])+"」。",
				"按计划应为"+targetWords(plan[0])+"；目标确已调整的，请说明依据的文号（6个字以上），由督查部门修订计划")
		}
	}
}

// planTargets are the plan's targets for the year that a printed one is for, the own tier first.
func (k rules) planTargets(ind *tally.Indicator, t *tally.Target) []*tally.Target {
	period := t.Period
	if period == "" && !k.in.Period.IsZero() {
		period = k.in.Period.String()[:4]
	}
	var own, other []*tally.Target
	for i := range ind.Targets {
		p := &ind.Targets[i]
		switch {
		case p.Period != period && p.Period != "":
		case p.Tier == t.Tier:
			own = append(own, p)
		case t.Tier == "":
			other = append(other, p)
		}
	}
	return append(own, other...)
}

// targetAgrees reports that a printed target is one of the plan's: the same number in whatever unit, its stretch
// where only that is printed, the same parts, or the same words.
func (k rules) targetAgrees(it *tally.Item, t *tally.Target, plan []*tally.Target) bool {
	for _, p := range plan {
		if sameWords(t.Text, p.Text) {
			return true
		}
		if len(t.Parts) > 0 || len(p.Parts) > 0 {
			if sameParts(t.Parts, p.Parts) {
				return true
			}
			continue
		}
		if k.sameGoal(it, t, p) {
			return true
		}
	}
	// What neither side could read as a number is for a person to compare, not for a rule.
	return !t.Floor.OK() && !t.Stretch.OK() && len(t.Parts) == 0
}

func (k rules) sameGoal(it *tally.Item, t, p *tally.Target) bool {
	floor, stretch := k.inUnit(t.Floor, cmp.Or(t.Unit, it.Unit), p.Unit), k.inUnit(t.Stretch, cmp.Or(t.StretchUnit, t.Unit, it.Unit), cmp.Or(p.StretchUnit, p.Unit))
	switch {
	case floor.OK() && floor.Equal(p.Floor):
		return !stretch.OK() || !p.Stretch.OK() || stretch.Equal(p.Stretch)
	case floor.OK():
		return !stretch.OK() && k.inUnit(t.Floor, cmp.Or(t.Unit, it.Unit), cmp.Or(p.StretchUnit, p.Unit)).Equal(p.Stretch)
	}
	return stretch.OK() && stretch.Equal(p.Stretch)
}

func (k rules) inUnit(n exact.Number, from, to string) exact.Number {
	if !n.OK() || from == "" || to == "" || from == to {
		return n
	}
	c, ok := k.words.Convert(n, from, to)
	if !ok {
		return n
	}
	return c
}

// alsoSuspect: the printed target is off by the same power as the figure, which has been named.
func (k rules) alsoSuspect(it *tally.Item, l *reported, t, p *tally.Target) bool {
	a, ok := k.goal(t, cmp.Or(p.Unit, l.ind.Unit, it.Unit))
	b, ok2 := k.goal(p, cmp.Or(p.Unit, l.ind.Unit))
	if !ok || !ok2 || b.Sign() == 0 {
		return false
	}
	_, off := k.powerOff(a, reference{near: b})
	return off
}

func sameParts(a, b []tally.Part) bool {
	return slices.EqualFunc(a, b, func(x, y tally.Part) bool {
		return x.Threshold.Equal(y.Threshold) && x.Count.Equal(y.Count) && x.Of == y.Of
	})
}

// sameWords compares phrases without what nobody reads: spaces, the width of commas, a closing stop.
func sameWords(a, b string) bool {
	if a == b {
		return true
	}
	var x, y string
	for {
		x, a = nextRead(a)
		y, b = nextRead(b)
		if x != y || x == "" {
			return x == y
		}
	}
}

// nextRead takes the next character that is read from the front; "" at the end.
func nextRead(s string) (next, rest string) {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		next, s = s[:size], s[size:]
		switch r {
		case ' ', '\u3000', '。', '\n', '\r':
		case '，':
			return ",", s
		case '；':
			return ";", s
		default:
			return next, s
		}
	}
	return "", ""
}

func targetWords(t *tally.Target) string { return tally.WithUnit(t.Text, t.Unit) }

// rate recomputes a printed completion rate. Published rates fail often enough (DOMAIN §1.9, §10.24) that this is
// a note and never more.
func (k rules) rate(l *reported) {
	ytd, ok := l.at(tally.SpanYTD)
	if !ok || !ytd.Value.OK() || l.suspect || inPoints(l.ind) {
		return
	}
	for _, it := range l.items {
		for _, r := range it.Rates {
			if goals := k.goals(l, it); r.Value.OK() && len(goals) > 0 && !k.rateAgrees(r.Value, ytd, goals) {
				want := percentOf(ytd.Value, goals[0]).Round(2).Plain()
				k.add(tally.RateDisagrees, it.Sheet, r.Cell, l.ind.Name,
					quoted(l.ind.Name)+"表上的完成率是"+r.Value.Plain()+"%，按"+printedAs(&ytd.Figure)+"÷"+amount(goals[0], ytd.Unit)+"计算是"+want+"%。",
					"完成率应为"+want+"%；系统按计算值汇总，这里只作提示")
			}
		}
	}
}

// goals are what a printed rate may have been computed on: the plan's targets, and those in the row.
func (k rules) goals(l *reported, it *tally.Item) []exact.Number {
	out := make([]exact.Number, 0, 2+2*len(it.Targets))
	keep := func(n exact.Number, unit string) {
		if n = k.inUnit(n, unit, k.unitOf(l.ind)); n.Sign() != 0 {
			out = append(out, n)
		}
	}
	if t := targetFor(l.ind, k.in.Period); t != nil {
		keep(t.Floor, t.Unit)
		keep(t.Stretch, cmp.Or(t.StretchUnit, t.Unit))
	}
	for i := range it.Targets {
		t := &it.Targets[i]
		keep(t.Floor, cmp.Or(t.Unit, it.Unit))
		keep(t.Stretch, cmp.Or(t.StretchUnit, t.Unit, it.Unit))
	}
	return out
}

// rateAgrees allows for the printed digits of the rate and of the figure (DOMAIN §3.1), and for a rate printed as a
// fraction.
func (k rules) rateAgrees(printed exact.Number, ytd *value, goals []exact.Number) bool {
	for _, goal := range goals {
		want := percentOf(ytd.Value, goal)
		input := percentOf(ytd.grain.Mul(half()), goal).Abs()
		for _, shift := range []int32{0, 2} {
			p := printed.Shift(shift)
			last := exact.Int(1).Shift(int32(-p.Places())) //nolint:gosec // bounded by ParseNumber
			if p.Sub(want).Abs().Cmp(last.Mul(k.thresholds.RateDigits).Add(input)) <= 0 {
				return true
			}
		}
	}
	return false
}

func percentOf(part, whole exact.Number) exact.Number {
	return exact.Points(exact.FractionOf(part).Quo(exact.FractionOf(whole))).Round(12)
}
