package phrase

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// single reads a phrase with one target.
func (l maker) single(q quantity, h Hint) tally.Phrase {
	if q.before&cRankTop != 0 && q.unit == "" && l.beginsWith(cQualified, q.to) {
		return declined("“" + l.text(q.from, q.to) + "”是名次还是名称，单看这句话分不清")
	}
	p := tally.Phrase{Readable: true, Op: l.opOf(q), Max: q.max, Unit: l.unitOf(q, h), Parts: []tally.Part{}}
	if q.stretch {
		p.Stretch = q.value
	} else {
		p.Floor = q.value
	}
	p.Drop = l.isDrop(q)
	p.Measure = l.measureOf(q, p)
	if q.threshold.OK() {
		p.Parts = append(p.Parts, tally.Part{Threshold: q.threshold, Unit: q.thresholdIn, Count: q.value, Stretch: q.stretch, Op: l.partOp(q)})
	}
	return p
}

// opOf is the operator of a quantity: 左右 and 约 before all, then the word behind it, then the nearest
// before it; a number alone is at least.
func (l maker) opOf(q quantity) tally.Op {
	if l.at(q.start-1) == '第' && (l.isPlace(q) || q.unit == "") { // 不低于第3位 is third or better
		return tally.OpAtMost
	}
	switch {
	case q.isZero() && q.chinese:
		return tally.OpEqual // 降至零
	case q.max.OK():
		return tally.OpRange
	case q.after&cAfterApprox != 0:
		return tally.OpApprox
	case q.after&cAfterAtMost != 0:
		if q.nearest&cLess != 0 {
			return tally.OpLess
		}
		return tally.OpAtMost
	case q.after&cAfterAtLeast != 0:
		if q.nearest&cMore != 0 {
			return tally.OpMore
		}
		return tally.OpAtLeast
	case q.before&cApprox != 0:
		return tally.OpApprox
	case q.before&cRankTop != 0:
		return tally.OpAtMost
	case q.nearest&cMore != 0:
		return tally.OpMore
	case q.nearest&cAtMost != 0:
		return tally.OpAtMost
	case q.nearest&cLess != 0:
		return tally.OpLess
	case q.nearest&cEqual != 0:
		return tally.OpEqual
	case q.isZero() && q.nearest == 0:
		return tally.OpEqual
	}
	return tally.OpAtLeast
}

// unitOf is the printed unit. A bare number takes the unit that stands around it; a bare magnitude (3万) takes
// its base from there.
func (l maker) unitOf(q quantity, h Hint) string {
	if q.unit == "" {
		return h.Unit
	}
	if h.Unit == "" || !bare(l.w, q.unit) {
		return q.unit
	}
	base := []rune(h.Unit)
	for len(base) > 0 && bare(l.w, string(base[:1])) {
		base = base[1:]
	}
	if _, ok := l.w.Unit(q.unit + string(base)); ok && len(base) > 0 {
		return q.unit + string(base)
	}
	return q.unit
}

func bare(w *Words, unit string) bool {
	for _, r := range w.Fold(unit) {
		switch r {
		case '十', '百', '千', '万', '亿':
		default:
			return false
		}
	}
	return unit != ""
}

// isPlace reports a place in a ranking: 第3位, 前5名, 升2位.
func (l *line) isPlace(q quantity) bool { return l.w.Place(q.unit) }

// isDrop: the number is the size of a fall.
func (l maker) isDrop(q quantity) bool {
	if q.before&cDrop != 0 {
		return true
	}
	return q.before&^(cNeutral|cLabel) == 0 && l.named.is(fallEnds)
}

// pair reads two targets of one indicator: 确保 and 力争, or a level with its growth.
func (l maker) pair(targets, qs []quantity, ms []moment, h Hint) (tally.Phrase, bool) {
	first, second := targets[0], targets[1]
	if l.rankOf(first) != l.rankOf(second) {
		return tally.Phrase{}, false
	}
	if first.unit == "" && second.unit == "%" && h.Unit != "" { // 320(增长8%) under 亿元
		first.unit = h.Unit
	}
	named, verb := true, true
	for i := range qs {
		if qs[i].start == second.start {
			named, verb = l.ownName(qs, i), l.has(cStrong, l.headStart(qs, i), second.from)
		}
	}
	if l.has(cAmong, first.to, second.start) { // 其中出口500亿元
		named, verb = true, true
	}
	bare := first.unit == "" && (l.isPercent(second.unit) || l.nounOf(first, qs) == "") // 容积率不低于1.5 has no unit at all
	alike := first.unit == second.unit || bare || second.unit == "" || l.w.SameKind(first.unit, second.unit)
	if alike && first.stretch && !second.stretch && !l.has(cFloor, first.to, second.start) && second.nearest&cAtLeast == 0 {
		return tally.Phrase{}, false // 力争 of the first, and no 确保 of the second
	}
	if !named && alike && first.stretch != second.stretch && (l.otherVerb(first, second) || between(qs, first.end, second.start)) {
		return tally.Phrase{}, false // 申报10项,力争立项3项
	}
	if moves := cGrow | cRise | cDrop; alike && first.stretch != second.stretch && !l.isPercent(second.unit) && (first.before&moves == 0) != (second.before&moves == 0) {
		return declined("前后一个是总量、一个是增减的量，请分开填"), true // 21亿元,力争增长5亿元
	}
	if !named && alike && first.stretch != second.stretch && !second.max.OK() && !second.threshold.OK() {
		floor, stretch := first, second
		if first.stretch {
			floor, stretch = second, first
		}
		if stretch.max.OK() {
			return declined("力争值是一个区间，请由人核定"), true
		}
		if floor.unit == "" && !floor.isZero() && (h.Unit == "" || l.w.Fold(h.Unit) == l.w.Fold(stretch.unit)) {
			floor.unit = stretch.unit
		}
		floor.before |= stretch.before & (cGrow | cRise | cDrop)
		p := l.single(floor, h)
		p.Stretch = stretch.value
		if stretch.unit != "" && stretch.unit != floor.unit {
			if unit := l.unitOf(stretch, h); unit != p.Unit {
				p.StretchUnit = unit
			}
		}
		if l.crossed(p) {
			return declined("力争值还不如确保值，单位或数字可能有误，请由人核定"), true
		}
		return p, true
	}
	verb = verb || second.named > 0 || dated(ms, first.to, second.start) || l.has(cAdds, l.clauseStart(second.start), second.start) // 新增4个,总数30个
	if !named && alike && !verb && first.stretch == second.stretch && !second.threshold.OK() && l.clauseEnd(first.to) < second.from {
		return declined("前后写了两个数（" + l.text(first.start, first.to) + "、" + l.text(second.start, second.to) + "），分不清哪个是目标"), true
	}
	if named || alike || !l.isPercent(second.unit) {
		return tally.Phrase{}, false
	}
	if first.before&(cGrow|cRise|cDrop) != 0 && second.before&(cGrow|cRise|cDrop) == 0 { // 提高0.2个百分点,达到2.6%
		first, second = second, first
	}
	if second.before&(cGrow|cRise|cDrop) == 0 {
		return tally.Phrase{}, false
	}
	return l.levelAndGrowth(first, second, qs)
}

// levelAndGrowth reads 332亿元、增幅10%: where the unit around the phrase says which of the two the indicator is, that one, with
// the growth beside its level; else both, as the targets of one phrase.
func (l maker) levelAndGrowth(level, growth quantity, qs []quantity) (tally.Phrase, bool) {
	h := l.h
	switch {
	case h.Unit != "" && l.isPercent(h.Unit), h.Unit == "" && h.Name != "" && l.named.is(growthEnds):
		for i := range qs {
			if qs[i].start == level.start {
				qs[i].settle(roleAside, "这一行填的是增幅，总量不在这一行")
			}
		}
		return l.single(growth, h), true
	case h.Unit != "" && l.w.SameKind(h.Unit, level.unit):
		p := l.single(level, h)
		p.Parts = append(p.Parts, tally.Part{Unit: growth.unit, Count: growth.value, Of: growthBeside, Op: l.partOp(growth), Stretch: growth.stretch})
		return p, true
	}
	return tally.Phrase{}, false
}

// growthBeside is what the growth beside a level is of, where it has no noun of its own.
const growthBeside = "增幅"

func (l maker) partOp(q quantity) tally.Op {
	if op := l.opOf(q); op != tally.OpAtLeast {
		return op
	}
	return tally.OpNone
}

// otherVerb reports that two targets are of different things done: each has a verb that says what, and not the same.
func (l maker) otherVerb(a, b quantity) bool {
	first, second := l.verbs(l.clauseStart(a.start), a.from), l.verbs(max(a.to, l.clauseStart(b.start)), b.from)
	for _, v := range second {
		if !slices.Contains(first, v) {
			return len(first) > 0
		}
	}
	return false
}

// verbs are the words in [from, to) that say what is to be done; 完成 and 达到 say it of anything.
func (l maker) verbs(from, to int) (out []string) {
	for _, h := range l.words {
		if h.start >= from && h.end <= to && h.class&cStrong != 0 && h.class&(cFloor|cStretch|cAnything) == 0 {
			out = append(out, string(l.r[h.start:h.end]))
		}
	}
	return out
}

// rankOf is the class of a number that is a place or so many places up: 前3, 前5名, 升2位.
func (l maker) rankOf(q quantity) class {
	if q.unit != "" && !l.isPlace(q) {
		return 0
	}
	return q.before & (cRankTop | cRankUp)
}

// between reports another number from one place to another.
func between(qs []quantity, from, to int) bool {
	return slices.ContainsFunc(qs, func(q quantity) bool { return !q.name && q.start >= from && q.end <= to })
}
