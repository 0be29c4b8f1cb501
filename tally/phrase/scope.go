package phrase

import "strings"

// isWhole: in 9个安置小区全部交付 the number is all there are; what is asked for is that the last of them is done.
func (l roles) isWhole(qs []quantity, i int) bool {
	q := &qs[i]
	if q.nearest != 0 || q.after != 0 || !l.isCounter(q.unit) || !isHan(l.at(q.to)) {
		return false
	}
	end := l.clauseEnd(q.to)
	if i+1 < len(qs) && qs[i+1].from < end {
		return false
	}
	for _, h := range l.words {
		if h.class&cAllDone != 0 && h.start > q.to && h.end < end {
			return true
		}
	}
	return false
}

// goesOn: in 2个平台稳定运行 nothing is to be made.
func (l roles) goesOn(qs []quantity, i int) bool {
	q := &qs[i]
	end := l.clauseEnd(q.to)
	return q.nearest == 0 && q.after == 0 && isHan(l.at(q.to)) && (l.endsWith(cGoesOn, end) || l.endsPushing(q.to, end))
}

// endsPushing: …续建项目加快建设 ends in a verb that only pushes on.
func (l roles) endsPushing(from, end int) bool {
	for _, h := range l.words {
		if h.class&cPush != 0 && h.start > from {
			n, _ := l.wordAt(cStrong|cMilestone|cPush, h.end)
			if n > 0 && h.end+n == end {
				return true
			}
		}
	}
	return false
}

// goesOnWith: 继续推进26个老旧小区改造 says that the work goes on; whether all of them are to be finished it does not say.
func (l roles) goesOnWith(qs []quantity, i int) bool {
	q := &qs[i]
	if q.nearest != 0 || q.after != 0 || l.isPercent(q.unit) || !isHan(l.at(q.to)) {
		return false
	}
	clause := l.clauseStart(q.start)
	lead := l.pastLeads(clause, q.from)
	for n, c := l.wordAt(cSoft, lead); c&cSoft != 0 && c&cPush == 0; n, c = l.wordAt(cSoft, lead) {
		lead += n // 扎实推进
	}
	if n, c := l.wordAt(cContinues|cPush, lead); c != 0 && !l.has(cFloor|cStretch, clause, q.from) {
		does := cStrong | cMilestone
		if l.is(lead+n-2, "推进") || l.is(lead, "加快") { // 推动3家企业上市, but 推进16所学校扩建
			does = cAnything
		}
		return c&cContinues != 0 || lead+n == q.from && l.isCounter(q.unit) && !l.has(does, q.to, l.clauseEnd(q.to))
	}
	return false
}

// classed: in 10蒸吨以下锅炉全部淘汰 and 收入10万元以上村实现全覆盖 the number says which ones are meant; all of them are asked for.
func (l roles) classed(qs []quantity, i int) bool {
	q := &qs[i]
	if q.after == 0 || l.isPercent(q.unit) || !isHan(l.at(q.to)) || l.at(q.to) == '的' {
		return false
	}
	if q.nearest == 0 && q.after&cAfterAtMost != 0 && !l.isCounter(q.unit) && !l.isTime(q.unit) {
		return true // 淘汰35蒸吨以下燃煤锅炉
	}
	end := l.clauseEnd(q.to)
	if i+1 < len(qs) && qs[i+1].from < end {
		return false
	}
	return l.has(cAllDone|cWhole, q.to, end)
}

// fraction: 完成1.5座 is part of a thing, and things are counted whole; 3.5万座 are whole.
func (l roles) fraction(q *quantity) bool {
	u, ok := l.w.Unit(q.unit)
	return ok && u.Counter && q.value.OK() && !q.value.Decimal().IsInteger() && !inTens(l.w, q.unit) && q.nearest&(cAtLeast|cMore|cAtMost|cLess) == 0 && !l.average(q)
}

// average: 每千人床位6.8张 is a mean, which is no whole number.
func (l roles) average(q *quantity) bool {
	head := string(l.r[l.clauseStart(q.start):q.start])
	return strings.ContainsAny(head, "每均") || l.w.table.measure.of(head).is(ratioHas) || l.named.is(ratioHas)
}

// sized: 注册资本2亿元, 占地300亩, 30万吨级: the word right beside it says that it describes.
func (l roles) sized(qs []quantity, i int) bool {
	q := &qs[i]
	clause := l.clauseStart(q.start)
	if l.at(q.to) == '级' {
		return true
	}
	if q.nearest != 0 || l.closesSize(qs, i) {
		return false
	}
	if l.endsWith(cDescribes, q.from) {
		return true
	}
	strong := l.has(cStrong|cFloor|cStretch, clause, q.from)
	return l.endsWith(cDescribesBare, q.from) && !l.isPercent(q.unit) && !strong && !(l.is(q.from-2, "规划") && l.isCounter(q.unit)) && !l.is(clause, "其中")
}

// ranges: 5.2平方公里的控规编制: what follows makes the number that of a plan's scope.
func (l roles) ranges(qs []quantity, i int) bool {
	q, tail := &qs[i], l.tailEnd(qs, i)
	if l.isPercent(q.unit) || !l.has(cScopeAfter, q.to, tail) || l.closesCarried(q.to, tail) {
		return false
	}
	strong := l.has(cStrong|cFloor|cStretch, l.clauseStart(q.start), q.from)
	return !strong && q.after == 0 && q.nearest == 0 || !l.isCounter(q.unit)
}

// qualifies: 投资30亿元…基地: a sum or a size before what it is the size of.
func (l roles) qualifies(qs []quantity, i int) bool {
	q, tail := &qs[i], l.tailEnd(qs, i)
	percent := l.isPercent(q.unit)
	if l.at(q.to) == '的' || l.isCounter(q.unit) || q.unit == "" || tail == q.to || l.beginsWith(cStrong, q.to) || l.closesCarried(q.to, tail) {
		return false
	}
	if percent && l.headStart(qs, i) == q.from && l.has(cStrong|cMilestone, q.to, tail) {
		return false // 七成以上企业完成…
	}
	strong := l.has(cStrong|cFloor|cStretch, l.clauseStart(q.start), q.from)
	if u, _ := l.w.Unit(q.unit); u.Kind == "平方米" && strong {
		return false // 新建10万平方米标准厂房
	}
	return l.has(cQualified, q.to, tail) || !percent && !strong && l.endsWith(cMilestone, tail)
}

// uncounted reports a numeral in words, or a time, that no operator and no verb makes a value.
func (l roles) uncounted(q *quantity) bool {
	return q.chinese && !l.counts(q) || l.isTime(q.unit) && !l.timed(q)
}

// closesSize reports a size that is a clause of its own behind things counted: 项目5个,注册资本2亿美元.
func (l roles) closesSize(qs []quantity, i int) bool {
	q := &qs[i]
	clause := l.clauseStart(q.start)
	if q.to != l.clauseEnd(q.to) && l.at(q.to) != '、' || l.headStart(qs, i) != clause || !l.countsElsewhere(qs) {
		return false
	}
	for _, h := range l.words {
		if h.class&(cDescribes|cDescribesBare|cWholeSum) != 0 && h.end == q.from {
			return h.start == l.pastLeads(clause, h.start) || l.has(cAdds, clause, h.start)
		}
	}
	return false
}

// inTens reports a unit with a magnitude before it: 万座, 亿元.
func inTens(w *Words, unit string) bool {
	r := []rune(w.Fold(unit))
	return len(r) > 1 && strings.ContainsRune("十百千万亿", r[0])
}
