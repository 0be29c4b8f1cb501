package phrase

import "strings"

// rateUnit reads the unit of a rate printed as a fraction: 12/10万 has /10万.
func (l scanner) rateUnit(q *quantity, end int) bool {
	if l.at(end) != '/' {
		return false
	}
	to := end + 1
	if isDigit(l.at(to)) {
		_, to = l.digitsAt(to)
	}
	n := l.unitLength(to)
	if n == 0 || !l.isMagnitude(to, to+n) && (to == end+1 || !l.isMagnitude(to, to+1)) {
		return false
	}
	q.unit, q.end = l.text(end, to+n), to+n
	return true
}

// looseUnit reads a counter that no list has: one character between digits and a stop, 、 or a bound word, in a
// clause that promises (新增墓穴10000穴).
func (l scanner) looseUnit(q *quantity) bool {
	i, bare := q.end, q.unit == "" // behind 1.2万 or behind 1200
	if !isHan(l.at(i)) || l.isMagnitude(i, i+1) || isMore(l.at(i)) || chineseDigit(l.at(i)) >= 0 || bare && !l.has(cStrong|cFloor|cStretch, l.clauseStart(q.start), q.start) {
		return false
	}
	if _, c := l.w.table.after.longest(l.r[i:]); c&^cNameAfter != 0 || c != 0 && bare {
		return false
	}
	next := l.at(i + 1)
	closed := next == 0 || isStop(next) || strings.ContainsRune("、)和及(", next)
	if !closed {
		_, c := l.w.table.after.longest(l.r[i+1:])
		closed = c&(cAfterAtLeast|cAfterAtMost|cAfterApprox) != 0
	}
	if !closed {
		return false
	}
	q.unit, q.end = q.unit+l.text(i, i+1), i+1
	return true
}

// latinUnit reads letters behind a number that an operator binds as its unit: 达到500PFLOPS.
func (l scanner) latinUnit(q *quantity, i, end int) bool {
	if !q.value.OK() || !isLatin(l.at(end)) || !isLatin(l.at(end+1)) || l.unitLength(end) > 0 {
		return false
	}
	if _, c := l.w.table.before.longestBack(l.r[:i]); c&(cAtLeast|cMore|cAtMost|cLess|cGrow|cRise|cDrop) == 0 {
		return false
	}
	to := end
	for isLatin(l.at(to)) {
		to++
	}
	next := l.at(to)
	if _, c := l.w.table.after.longest(l.r[min(to, len(l.r)):]); next != 0 && !isStop(next) && c&(cAfterAtLeast|cAfterAtMost|cAfterApprox) == 0 {
		return false
	}
	q.unit, q.end = l.text(end, to), to
	return true
}

// bracketUnit reads a unit in brackets right behind a bare number: 12.5(亿元).
func (l scanner) bracketUnit(q *quantity) {
	if q.unit != "" || l.at(q.end) != '(' {
		return
	}
	if unit, end, vague := l.unitAt(q.end + 1); unit != "" && !vague && l.at(end) == ')' {
		q.unit, q.end = unit, end+1
	}
}

// perLength is the length of what a unit is taken per where that is itself no unit and closes what is printed: 次/季度,
// 元/学期, 升/d.
func (l *line) perLength(i int) int {
	n := 0
	for isHan(l.at(i+n)) || isLatin(l.at(i+n)) {
		if m, c := l.w.table.after.longest(l.r[i+n:]); m > 0 && c&(cAfterAtLeast|cAfterAtMost|cAfterApprox) != 0 {
			break
		}
		n++
	}
	if next := l.at(i + n); n > maxPer || next != 0 && !isStop(next) && !isHan(next) && next != ')' && next != '、' {
		return 0
	}
	return n
}

// maxPer bounds the characters of a word that a unit is taken per.
const maxPer = 3

// shareUnits gives 3个和2个百分点 one unit.
func (l scanner) shareUnits(qs []quantity) {
	for i := len(qs) - 2; i >= 0; i-- {
		a, b := &qs[i], &qs[i+1]
		if a.unit == "个" && a.unit != b.unit && strings.HasPrefix(b.unit, "个") && l.follows(a, b) {
			a.unit = b.unit
		}
	}
}

// unitInto reads the unit behind the digits.
func (l scanner) unitInto(q *quantity) {
	unit, end, vague := l.unitAt(q.end)
	q.vague = q.vague || vague
	if unit == "" {
		if vague {
			q.end = end
		}
		return
	}
	q.unit, q.end = unit, end
	if l.w.Fold(unit) == "%" {
		q.unit = "%"
	}
}

// rangeInto joins the upper end of a range: 5-10家, 8%至10%, 10万到20万人.
func (l scanner) rangeInto(q *quantity) {
	r := l.at(q.end)
	if r != '-' && r != '至' && r != '到' {
		return
	}
	i := q.end + 1
	for l.at(i) == '-' {
		i++
	}
	upper := quantity{start: i}
	if upper.value, upper.end = l.digitsAt(i); !upper.value.OK() {
		if upper.value, upper.end = l.chineseAt(i); !upper.value.OK() || !q.chinese {
			return
		}
	}
	if l.namedAt(i, upper.end) && l.at(i-2) != '%' {
		return
	}
	l.unitInto(&upper)
	if upper.unit == "" && q.unit != "" {
		return
	}
	if q.unit != "" && l.w.Fold(q.unit) != l.w.Fold(upper.unit) {
		if !q.magnitudeOf(upper.unit) {
			q.mixed = true
		}
	}
	if !q.value.Decimal().LessThan(upper.value.Decimal()) {
		q.mixed = q.mixed || q.unit == "" || q.unit == upper.unit
	}
	q.max, q.unit, q.end = upper.value, upper.unit, upper.end
	q.vague = q.vague || upper.vague
}

// magnitudeOf reports the first half of 10万-20万人: the magnitude of the other's unit.
func (q *quantity) magnitudeOf(unit string) bool {
	r, u := []rune(q.unit), []rune(unit)
	if len(r) >= len(u) {
		return false
	}
	for i := range r {
		if r[i] != u[i] {
			return false
		}
	}
	return true
}
