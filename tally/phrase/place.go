package phrase

import (
	"slices"
	"strings"
)

// quotedName: a number in quotation marks is a name (“2345”, “15分钟生活圈”) where other numbers stand outside,
// or something hangs on the quoted words, or they say no more than the number.
func (l clauses) quotedName(qs []quantity, i int) bool {
	q := &qs[i]
	if !l.quoted[q.start] {
		return false
	}
	bound := false // in “3万人口,100万以上游客” one of them has an operator, so both are values
	for k := range qs {
		switch {
		case qs[k].name:
		case !l.quoted[qs[k].start]:
			return true
		default:
			bound = bound || qs[k].nearest != 0 || qs[k].after != 0
		}
	}
	end := q.to
	for end < len(l.r) && l.quoted[end] {
		end++
	}
	if isHan(l.at(end + 1)) {
		return true
	}
	return q.unit == "" || !bound || l.has(cScopeAfter, q.to, end)
}

// inBaseline: what stands before 基础上 in its clause is where the phrase starts from.
func (l clauses) inBaseline(q *quantity) bool {
	end := l.clauseEnd(q.to)
	for i := q.to; i+2 < end; i++ {
		if !l.is(i, "基础上") {
			continue
		}
		// X增长10%、在现有6家的基础上…: only what stands in the same piece, or behind 在
		return l.pieceEnd(q.to) >= i || strings.ContainsAny(string(l.r[l.clauseStart(q.start):q.start]), "在从")
	}
	return false
}

// described reports a word (涉及) that makes all behind it in its clause describe, with no promise in between.
func (l clauses) described(clause, to int) bool {
	for _, h := range l.words {
		if h.class&cDescribesOn != 0 && h.start >= clause && h.end <= to {
			return !l.has(cFloor|cStretch, h.end, to)
		}
	}
	return false
}

// countsElsewhere reports a number of things beside a sum: 新开工项目24个,总投资53亿元.
func (l clauses) countsElsewhere(qs []quantity) bool {
	for i := range qs {
		if !qs[i].name && l.isCounter(qs[i].unit) && (l.clauseStart(qs[i].start) == l.headStart(qs, i) || i > 0 && !l.isCounter(qs[i-1].unit)) && !l.endsWith(cDescribes, qs[i].from) {
			return true
		}
	}
	return false
}

// isAttribute: a number before 的 describes, unless what follows carries it (10%以上的增幅) or it is a share
// of those that follow (60%以上的企业…).
func (l clauses) isAttribute(qs []quantity, i, tail int) bool {
	q := &qs[i]
	if i+1 < len(qs) && qs[i+1].start == q.to+1 {
		return false // a rate of it follows
	}
	if n, _ := l.wordAt(cCarried, q.to+1); n > 0 || l.closesCarried(q.to+1, tail) {
		return false
	}
	return !l.isPercent(q.unit) || l.headNoun(qs, i) != ""
}

// closesCarried reports words that end with a noun that carries a number: …产业规模, …政府产业基金. Where a verb
// stands between, the noun is that of another number: 20亿元的项目完成投资.
func (l clauses) closesCarried(from, to int) bool {
	for _, h := range l.words {
		if h.class&cCarried != 0 && h.start >= from && h.end == to {
			return !l.has(cStrong, from+1, h.start)
		}
	}
	return false
}

// namesPolicy: “人才新政”18条, 40条奖励政策 count the clauses of a paper.
func (l clauses) namesPolicy(q *quantity) bool {
	if unit := l.w.Fold(q.unit); unit != "条" && unit != "项" && unit != "款" {
		return false
	}
	end := q.from
	for l.at(end-1) == '”' || l.at(end-1) == '"' {
		end--
	}
	return l.endsIn("policies", end)
}

// standsAlone: a number without a unit is a value where nothing but a stop, a bracket or a bound word
// follows, and before it stands an operator or nothing but a label; 中国制造2025 is a name.
func (l clauses) standsAlone(qs []quantity, i int) bool {
	q := &qs[i]
	if l.at(q.start-1) == '第' && q.to == l.clauseEnd(q.to) {
		return true // 全省第15
	}
	if l.at(q.to) == '的' {
		if n, _ := l.wordAt(cCarried, q.to+1); n == 0 {
			return false
		}
	} else if next := l.at(q.to); next != 0 && !isStop(next) && !strings.ContainsRune("、/)和与或及”(", next) && !(q.before&cRankTop != 0) {
		return false
	}
	if q.after != 0 || q.isZero() || q.before&^(cNeutral|cRelative|cLabel) != 0 {
		return true
	}
	head := l.headStart(qs, i)
	if head >= q.from || i > 0 && qs[i-1].unit == "" && qs[i-1].role == roleTarget {
		return true
	}
	if l.w.table.measure.of(string(l.r[head:q.from])).is(indexEnds) {
		return true
	}
	return false
}

// boundInQuotes reports an operator at a number within the same quotation marks: “3万常住人口,100万以上游客”.
func (l clauses) boundInQuotes(qs []quantity, i int) bool {
	for k := range qs {
		q := &qs[k]
		if q.name || q.nearest == 0 && q.after == 0 || !l.quoted[q.from] {
			continue
		}
		from, to := min(q.start, qs[i].start), max(q.start, qs[i].start)
		if !slices.Contains(l.quoted[from:to], false) {
			return true
		}
	}
	return false
}

// outside reports a number outside the brackets that number i stands in, in their clause or, where they close the phrase, anywhere.
func (l clauses) outside(qs []quantity, i int) bool {
	open := l.bracketStart(qs[i].start)
	from, to := l.pieceStart(open), qs[i].to
	for to < len(l.r) && l.bracket[to] {
		to++
	}
	to = l.pieceEnd(to)
	for k := range qs {
		if !l.bracket[qs[k].start] && !qs[k].name && qs[k].start >= from && qs[k].end <= to {
			return true
		}
	}
	return false
}
