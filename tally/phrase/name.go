package phrase

import "strings"

// oddNumber reports digits that no stop closes and no known word of a name follows: 1912件套, 300穴外.
func (l clauses) oddNumber(q *quantity) bool {
	if q.name || q.chinese || q.unit != "" || !isHan(l.at(q.end)) || q.start == l.clauseStart(q.start) {
		return false
	}
	_, c := l.w.table.after.longest(l.r[q.end:])
	return c == 0
}

// countsName reports a count right behind a name in letters: 开发App1款, 削减COD150吨; in PM2.5 and G60 the digits are the
// name's.
func (l scanner) countsName(start, end int) bool {
	n := l.unitLength(end)
	if !isLatin(l.at(start-2)) || n == 0 {
		return false
	}
	next := l.at(end + n)
	if next == 0 || isStop(next) || next == '、' {
		return true
	}
	_, c := l.w.table.after.longest(l.r[end+n:])
	return c&(cAfterAtLeast|cAfterAtMost|cAfterApprox) != 0
}

// nameLists: in 1、3、5号路 all are names, as the last is.
func (l scanner) nameLists(qs []quantity) {
	for i := len(qs) - 1; i > 0; i-- {
		a, b := &qs[i-1], &qs[i]
		if b.name && a.unit == "" && !a.chinese && l.follows(a, b) {
			a.name = true
		}
	}
}

// namesNext: in 十万人死亡率不超过1.1 and 一次能源消费比重提高至20% a numeral in words belongs to the name of what the
// next number is of.
func (l clauses) namesNext(qs []quantity, i int) bool {
	if i+1 >= len(qs) || !isHan(l.at(qs[i].to)) || qs[i+1].chinese {
		return false
	}
	if !qs[i].chinese && qs[i+1].nearest == 0 && l.isCounter(qs[i+1].unit) && qs[i+1].after == 0 {
		return l.clauseEnd(qs[i].to) >= qs[i+1].start && !strings.ContainsRune(string(l.r[qs[i].to:max(qs[i].to, qs[i+1].start)]), '、') // 24小时自助图书馆3座
	}
	if qs[i+1].nearest == 0 && !l.isPercent(qs[i+1].unit) {
		return false
	}
	for k := qs[i].to; k < qs[i+1].start; k++ {
		if isStop(l.r[k]) || l.r[k] == '、' {
			return false
		}
	}
	if l.isPercent(qs[i+1].unit) && l.w.table.measure.of(string(l.r[qs[i].to:max(qs[i].to, qs[i+1].from)])).isShare() {
		return true // 一次办结率95%
	}
	return !l.has(cStrong|cFloor|cStretch, qs[i].to, qs[i+1].from)
}

// inNoun: a bracket in the middle of a noun describes it: 人民医院二期(500张床位)建设.
func (l clauses) inNoun(q *quantity) bool {
	if !l.bracket[q.start] {
		return false
	}
	start, end := l.bracketStart(q.start), q.to
	for end < len(l.r) && l.bracket[end] {
		end++
	}
	return start > 0 && isHan(l.r[start-1]) && isHan(l.at(end+1)) && !l.has(cFloor|cStretch, start, end)
}

// isSpec: in 10千伏及以上电力线路120公里 the first says which are meant, the second how much of them.
func (l clauses) isSpec(a, b *quantity) bool {
	return a.after&cAfterAtLeast != 0 && !l.isCounter(a.unit) && !l.isPercent(a.unit) && !l.isCounter(b.unit) && !l.isPercent(b.unit) && a.unit != b.unit && !isMoney(l.w, b.unit) &&
		isHan(l.at(a.to)) && b.before == 0 && b.to == l.clauseEnd(b.to) && a.to < b.from && l.clauseEnd(a.to) >= b.from &&
		!strings.ContainsAny(string(l.r[a.to:b.from]), "、和及与") && !l.has(cStrong|cPush, a.to, b.from)
}

// alternative reports one amount printed in two currencies before what it sorts: 30亿元或3亿美元项目.
func (l scanner) alternative(a, b *quantity) bool {
	if a.to != b.from-1 || l.at(a.to) != '或' || !isMoney(l.w, a.unit) || !isMoney(l.w, b.unit) {
		return false
	}
	for i := b.to; i < l.clauseEnd(b.to) && i < b.to+4; i++ {
		if l.beginsWith(cQualified, i) {
			return true
		}
	}
	return false
}

// comparesBefore reports a comparison in the clause before a number: 高于全市平均1个百分点, but not 不低于.
func (l clauses) comparesBefore(q *quantity) bool {
	clause := l.clauseStart(q.start)
	for _, h := range l.words {
		if h.class&cCompares != 0 && h.start >= clause && h.end <= q.from && l.at(h.start-1) != '不' {
			return true
		}
	}
	return false
}

// forbids: in 不发生致3人以上死亡的事故 and 杜绝3人以上事故 the number says which are meant.
func (l clauses) forbids(qs []quantity, i int) bool {
	q := &qs[i]
	clause := l.pieceStart(q.start)
	return l.has(cZeroUnsure, clause, q.from) || l.has(cZeroVerb, clause, q.from) && isHan(l.at(q.to)) && (q.after != 0 || q.chinese && l.is(q.start, "一次"))
}

// closesOdd reports digits, with or without letters, that close a clause and were taken for a name: 容量50MVA, 探头2000路.
func (l clauses) closesOdd(q *quantity) bool {
	if q.role != roleName || !q.value.OK() || q.chinese || l.quoted[q.start] || isLatin(l.at(q.start-1)) {
		return false
	}
	end := q.end
	if l.at(end) == '路' {
		end++
	}
	if strings.ContainsRune(string(l.r[q.start:q.end]), '/') && l.unitLength(end) > 0 { // 新增2/8家
		end += l.unitLength(end)
	}
	if l.at(end) == '/' { // 75L/d
		end = scanner{l.line}.nameEnd(end + 1)
	}
	year := q.end-q.start == 4 && (l.is(q.start, "19") || l.is(q.start, "20")) // 中国制造2025
	return end == l.clauseEnd(end) && (!year || end > q.end)
}

// isFact: what is already done or held is where the phrase starts from: 已建成20个,今年新建10个; 现有企业300家. Where
// another verb says what is to come (在现有企业中培育20家), or a rate is named (已签约项目开工率80%), it is none.
func (l clauses) isFact(q *quantity) bool {
	if q.nearest != 0 || l.isPercent(q.unit) && l.w.table.measure.of(string(l.r[l.clauseStart(q.start):q.from])).isShare() {
		return false
	}
	at, verbs := -1, 0
	for _, h := range l.words {
		if h.start < l.clauseStart(q.start) || h.end > q.start {
			continue
		}
		switch {
		case h.class&cFact != 0 && verbs == 0 && l.at(h.start-1) != '在' && l.at(h.start-1) != '对':
			at = h.end
		case h.class&(cFloor|cStretch) != 0:
			return false
		case h.class&cStrong != 0:
			verbs++
		}
	}
	return at >= 0 && verbs <= 1 && !l.has(cFact, at, q.start)
}

// slogan: 3个100% counts no things.
func (l clauses) slogan(qs []quantity, i int) bool {
	follows := func(a, b *quantity) bool {
		return a.to == b.start && l.w.Fold(a.unit) == "个" && l.isPercent(b.unit)
	}
	return i > 0 && follows(&qs[i-1], &qs[i]) || i+1 < len(qs) && follows(&qs[i], &qs[i+1])
}

// allOf: 全区8个街道 are all there are, the subject of something and not a number to reach.
func (l clauses) allOf(qs []quantity, i int) bool {
	q := &qs[i]
	if q.nearest != 0 || q.after != 0 || !l.isCounter(q.unit) || !isHan(l.at(q.to)) {
		return false
	}
	return l.at(q.start-2) == '全' && strings.ContainsRune("区市县省州旗镇乡村国域", l.at(q.start-1))
}

// isAge: 0-6岁儿童, 65岁以上老年人 say who is meant.
func (l clauses) isAge(q *quantity) bool {
	return (q.unit == "岁" || q.unit == "周岁") && (q.max.OK() || q.after != 0) && isHan(l.at(q.to))
}

// background reports a verb that only leads in (依托2个平台, 紧盯14条产业链), and no promise behind it.
func (l clauses) background(clause, to int) bool {
	for _, h := range l.words {
		if h.class&cLeadIn != 0 && h.start >= clause && h.end <= to && l.opens(h.start) {
			return !l.has(cFloor|cStretch|cStrong, h.end, to) && !l.goal(to)
		}
	}
	return false
}

// strangeVerb: an unknown word before a number and the noun behind it (紧盯14条产业链) may be a verb that promises nothing.
func (l clauses) strangeVerb(qs []quantity, i int) bool {
	q := &qs[i]
	if q.nearest != 0 || q.after != 0 || q.before&^(cNeutral|cRelative|cLabel) != 0 || q.max.OK() || !isHan(l.at(q.to)) || !l.isCounter(q.unit) || l.at(q.from-1) == '等' {
		return false
	}
	clause := l.clauseStart(q.start)
	head := l.headNoun(qs, i)
	return head != "" && (i == 0 || qs[i-1].to <= clause) && !strings.ContainsAny(head[:min(3, len(head))], "对为给让使在由向") && !l.has(cStrong|cFloor|cStretch|cPush|cMilestone|cWeak, clause, q.start)
}

// hoursAt reports a number of hours at i.
func (l scanner) hoursAt(i int) bool {
	n, end := l.digitsAt(i)
	unit, _, _ := l.unitAt(end)
	return n.OK() && l.isTime(unit)
}
