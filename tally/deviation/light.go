package deviation

import (
	"strconv"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// raw is the light of one month, without memory: the worst of the section's tests. A test that has nothing to look
// at (no peers, no rate) does not speak; where none speaks, met is green and missed is red.
func (r *Rules) raw(s *standing) tally.Light {
	if s.near || s.dev.Met && s.section == SectionMilestone {
		return tally.Green
	}
	if s.beyond {
		return r.Beyond
	}
	light := tally.Grey
	for _, t := range r.sections[s.section] {
		if l := r.ask(t, s); worse(l, light) {
			light = l
		}
	}
	if light != tally.Grey {
		return light
	}
	if s.dev.Met || !s.gap.None() && s.gap.Sign() >= 0 && !s.strict {
		return tally.Green
	}
	return tally.Red
}

func (r *Rules) ask(t test, s *standing) tally.Light {
	if t.base == baseState {
		if s.missed {
			return t.missed
		}
		return t.met
	}
	x := s.of(t.base)
	if x.None() {
		return tally.Grey
	}
	if s.strict && t.base != basePeer && t.base != baseActual && t.base != baseDays {
		x = x.Sub(exact.Ratio(1, 1_000_000_000)) // 突破 n at exactly n is a hair short
	}
	return t.of(x)
}

// of is what a test of the base looks at.
func (s *standing) of(base string) exact.Fraction {
	switch base {
	case basePoints:
		return s.points
	case baseRatio:
		return s.ratio
	case basePeer:
		return s.peer
	case baseActual:
		return s.actual
	case basePositions:
		return s.positions
	case baseDays:
		return s.days
	}
	return exact.Fraction{}
}

// worsePart orders two parts: by light, then by how far behind.
func (r *Rules) worsePart(a, b *standing) bool {
	la, lb := r.raw(a), r.raw(b)
	if la != lb {
		return worse(la, lb)
	}
	if a.points.None() || b.points.None() {
		return a.points.None() && !b.points.None() && !a.dev.Met
	}
	return a.points.Cmp(b.points) < 0
}

// remember applies the memory: before holds the raw lights of the earlier months of the year, oldest first. Grey
// months (nothing was to be reported) are passed over; they neither break a run nor count.
func (r *Rules) remember(section Section, before []tally.Light, now tally.Light) tally.Light {
	for _, m := range r.memory {
		if m.sections[section] && m.counts(before, now) && worse(m.becomes, now) {
			now = m.becomes
		}
	}
	return now
}

func (m memory) counts(before []tally.Light, now tally.Light) bool {
	if worse(m.run, now) {
		return false
	}
	run := 1
	for k := len(before) - 1; k >= 0 && run < m.months; k-- {
		if before[k] == tally.Grey {
			continue
		}
		if worse(m.run, before[k]) {
			return false
		}
		run++
	}
	return run >= m.months
}

// memoryText says which memory made the light: 2个月黄灯以下.
func (r *Rules) memoryText(section Section, light tally.Light) string {
	for _, m := range r.memory {
		if m.sections[section] && m.becomes == light {
			return strconv.Itoa(m.months) + "个月" + m.run.Chinese() + "灯或更差"
		}
	}
	return ""
}

// sentence is what the gap says in words, with as many decimals as it takes not to contradict the light:
// a gap of -10.004 points that is red is not shown as 10, and one of -0.004 is not shown as 0.
func (r *Rules) sentence(s *standing) string {
	p := s.phrase
	if p.fixed != "" {
		return p.fixed + p.after
	}
	if s.near && s.gap.Sign() != 0 {
		way := "低"
		if s.gap.Sign() > 0 {
			way = "高"
		}
		return "与目标（左右）基本相符，" + way + r.size(s) + p.unit + p.after
	}
	ratio := ""
	if s.section == SectionSchedule && !s.ratio.None() && r.asks(s.section, baseRatio) {
		ratio = "，为序时的" + exact.Shown(s.ratio, 2) + "%"
	}
	switch s.gap.Sign() {
	case 1:
		return p.ahead + r.size(s) + p.unit + ratio + p.after
	case -1:
		return p.behind + r.size(s) + p.unit + ratio + p.after
	}
	if s.strict {
		return "与目标持平，没有超过" + p.after
	}
	return p.even + p.after
}

func (r *Rules) asks(section Section, base string) bool {
	for _, t := range r.sections[section] {
		if t.base == base {
			return true
		}
	}
	return false
}

// size is the gap without its sign.
func (r *Rules) size(s *standing) string {
	abs, light := s.gap.Abs(), r.raw(s)
	for digits := 2; digits <= 8; digits++ {
		short := abs.Round(digits)
		if short.Sign() == 0 {
			return "不足0.01"
		}
		if !s.inPoints {
			return short.Plain()
		}
		again := *s
		if again.points = exact.FractionOf(short); s.gap.Sign() < 0 {
			again.points = again.points.Neg()
		}
		if r.raw(&again) == light {
			return short.Plain()
		}
	}
	return exact.Shown(abs, exact.KeptDecimals)
}

// MakeUp recolours earlier months that were made up since: a red month turns yellow once a later one is green.
func (r *Rules) MakeUp(year []tally.MonthPoint) {
	green := false
	for k := len(year) - 1; k >= 0; k-- {
		if to, ok := r.madeUp[year[k].Raw]; ok && green {
			year[k].Light = to
			year[k].Sentence = "后已补上"
		}
		green = green || year[k].Raw == tally.Green
	}
}
