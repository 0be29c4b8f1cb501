package phrase

import (
	"github.com/tallysheet/tallysheet/tally/exact"
)

// quantity is a number found in a phrase, with its unit and the words bound to it.
type quantity struct {
	from, start int // of the bound words before it, of the number itself
	end, to     int // of the number with its unit, of the bound words behind it
	value, max  exact.Number
	unit        string // as printed; "" where none stands there
	before      class  // the bound words before it
	nearest     class  // the operator nearest to it
	after       class
	vague       bool // 20多
	chinese     bool
	name        bool // part of a name: PM2.5, 3#, 500强
	implied     bool // a bare 亿元 before 以上项目: 1
	named       int  // where the name before it ends: behind 比重, which is bound and belongs to it
	relative    bool // against another's level: 高于全市平均1个百分点
	mixed       bool // the ends of the range are in different units
	role        role
	roles       []candidate // the roles it may have, the cheapest first
	stretch     bool
	forceless   bool         // 确保 or 力争 is not to be told
	threshold   exact.Number // of what is counted
	thresholdIn string
}

// scan finds the quantities and the moments of the line, in order.
func (l scanner) scan() (qs []quantity, ms []moment) {
	wall := 0 // nothing before it is bound to what follows
	for i := 0; i < len(l.r); {
		if m, ok := l.momentAt(i); ok && !l.valueSpan(m) {
			ms = append(ms, m)
			i = max(m.end, i+1)
			continue
		}
		q, ok := l.quantityAt(i)
		if !ok {
			i++
			continue
		}
		l.bindBefore(&q, wall, ms)
		l.bindAfter(&q)
		if k := len(qs) - 1; k >= 0 && l.alternative(&qs[k], &q) {
			qs[k].end, qs[k].to, qs[k].after = q.end, q.to, q.after
			wall, i = q.end, max(q.to, i+1)
			continue
		}
		qs = append(qs, q)
		wall = q.end
		i = max(q.to, i+1)
	}
	l.shareUnits(qs)
	l.nameLists(qs)
	return qs, ms
}

// valueSpan reports a time that is itself the value: 缩短至3年.
func (l scanner) valueSpan(m moment) bool {
	if m.year > 0 || m.deadline || !isDigit(l.at(m.start)) {
		return false
	}
	_, c := l.w.table.before.longestBack(l.r[:m.start])
	return c&(cAtMost|cLess) != 0 || c&cAtLeast != 0 && !l.is(m.start-2, "经过")
}

// quantityAt reads a number with its unit at i.
func (l scanner) quantityAt(i int) (quantity, bool) {
	q := quantity{from: i, start: i, end: i}
	negative := l.signAt(i)
	if negative {
		i++
	}
	var end int
	switch {
	case isDigit(l.at(i)):
		q.value, end = l.digitsAt(i)
		if !q.value.OK() {
			q.name = true
		}
	case l.is(i, "百分之") || l.is(i, "千分之"):
		if q.value, end = l.chineseAt(i + 3); !q.value.OK() {
			if q.value, end = l.digitsAt(i + 3); !q.value.OK() {
				return q, false
			}
		}
		q.unit, q.end, q.chinese = "%", end, true
		if l.at(i) == '千' {
			q.unit = "‰"
		}
		return q, true
	case negative:
		return q, false
	default:
		return l.wordQuantityAt(q, i)
	}
	if negative && q.value.OK() {
		q.value = exact.Num(q.value.Decimal().Neg())
	}
	q.end = end
	if q.value.OK() && !isDigit(l.at(i-1)) && l.at(i-1) != '/' && l.rateUnit(&q, end) {
		return q, true
	}
	if l.latinUnit(&q, i, end) {
		return q, true
	}
	if l.namedAt(i, end) {
		q.name = true
		q.end = l.nameEnd(end)
		return q, true
	}
	l.unitInto(&q)
	l.rangeInto(&q)
	if q.unit == "" || bare(l.w, q.unit) {
		l.looseUnit(&q)
	}
	l.bracketUnit(&q)
	if l.isTime(q.unit) && l.timesAt(i-1) || l.timesAt(q.end) && l.hoursAt(q.end+1) { // 7×24小时
		q.name = true
		return q, true
	}
	if l.at(i-1) == '±' || l.at(end) == '±' || l.timesAt(i-1) || l.timesAt(q.end) {
		q.mixed = true
	}
	return q, true
}

// wordQuantityAt reads what is written without digits: 两家, 前五位, a bare 亿元 before 以上项目.
func (l scanner) wordQuantityAt(q quantity, i int) (quantity, bool) {
	if n, ok := l.impliedAt(i); ok {
		q.value, q.end, q.unit, q.implied = exact.Int(1), i+n, l.text(i, i+n), true
		return q, true
	}
	if r := l.at(i); r == '零' || r == '〇' {
		if l.zeroAt(i) {
			q.value, q.end, q.chinese = exact.Int(0), i+1, true
			return q, true
		}
		return q, false // 零死亡, 零部件: not counted
	}
	value, end := l.chineseAt(i)
	if !value.OK() || chineseDigit(l.at(i-1)) >= 0 || isMore(l.at(i-1)) || l.at(i-1) == '数' || l.at(i-1) == '十' || l.at(i-1) == '百' {
		return q, false
	}
	unit, unitEnd, vague := l.unitAt(end)
	if unit == "" && (l.at(end) == '至' || l.at(end) == '到' || l.at(end) == '-') {
		return l.wordRangeAt(q, value, end+1)
	}
	rank := l.at(i-1) == '前' && (unit == "位" || unit == "名" || unit == "" && l.placeEnds(end))
	if !rank && (unit == "" || end-i == 1 && !l.w.table.chinese[l.w.Fold(unit)]) {
		return q, false // 一期, 三批, 两化 are names
	}
	q.value, q.end, q.unit, q.vague, q.chinese = value, unitEnd, unit, vague, true
	q.name = l.at(i-1) == '第' && unit != "位" && unit != "名"
	l.rangeInto(&q)
	return q, true
}

// placeEnds reports that nothing of a name follows a bare place: 前三, 前五、力争前三, but not 前三批.
func (l scanner) placeEnds(end int) bool {
	next := l.at(end)
	return next == 0 || isStop(next) || next == '、' && chineseDigit(l.at(end+1)) < 0 || l.beginsWith(cFloor|cStretch, end)
}

// wordRangeAt reads the upper end of 三至五家.
func (l scanner) wordRangeAt(q quantity, lower exact.Number, i int) (quantity, bool) {
	upper, end := l.chineseAt(i)
	unit, unitEnd, vague := l.unitAt(end)
	if !upper.OK() || unit == "" || !lower.Decimal().LessThan(upper.Decimal()) || !l.w.table.chinese[l.w.Fold(unit)] {
		return q, false
	}
	q.value, q.max, q.end, q.unit, q.vague, q.chinese = lower, upper, unitEnd, unit, vague, true
	return q, true
}

// roundAt finds a number in words that is only about: 三五家, 几十个, 上百家, 百余户.
func (l scanner) roundAt(i int) bool {
	n := 0
	for r := l.at(i + n); chineseDigit(r) > 0 || chineseScale(r) > 0 || r == '万' || r == '几' || r == '数' || r == '余' || r == '多'; r = l.at(i + n) {
		n++
	}
	if n == 0 || isDigit(l.at(i-1)) || l.at(i-1) == '第' {
		return false
	}
	unit, _, _ := l.unitAt(i + n)
	about := n > 1 || chineseScale(l.at(i)) > 0
	return about && l.isCounter(unit)
}

// impliedAt finds an amount without digits that sorts what is counted: 亿元以上项目, 千万元级企业.
func (l scanner) impliedAt(i int) (n int, ok bool) {
	if r := l.at(i); r != '亿' && r != '千' && r != '百' && r != '十' && r != '万' || chineseDigit(l.at(i-1)) >= 0 || l.at(i-1) == '多' {
		return 0, false
	}
	n = l.unitLength(i)
	if n == 0 || !l.isMagnitude(i, i+1) || l.isMagnitude(i, i+n) && l.at(i+n) != '级' {
		return 0, false
	}
	if u, known := l.w.Unit(l.text(i, i+n)); !known || u.Kind != "元" && u.Kind != "美元" {
		return 0, false
	}
	next := i + n
	if l.at(next) == '级' {
		return n + 1, true
	}
	m, c := l.w.table.after.longest(l.r[next:])
	_, before := l.w.table.before.longestBack(l.r[:i])
	return n, c&cAfterAtLeast != 0 && m > 0 || l.beginsWith(cQualified, next) || l.at(next) == '的' && before&cMore != 0 // 超亿元的项目
}

// signAt reports a minus sign before a number: at the front, or behind a word that takes a value.
func (l scanner) signAt(i int) bool {
	if l.at(i) != '-' && l.at(i) != '负' || !isDigit(l.at(i+1)) || l.is(i-1, "减负") {
		return false
	}
	if i == 0 || isStop(l.at(i-1)) || l.endsWith(cFloor|cStretch, i) {
		return true
	}
	_, c := l.w.table.before.longestBack(l.r[:i])
	return c&(cGrow|cRise|cDrop|cAtLeast|cAtMost|cMore|cLess|cApprox) != 0
}

// namedAt reports digits that belong to a name by what stands around them: PM2.5, 5G, 3#, 6+1, 第3, 4.0.
func (l scanner) namedAt(start, end int) bool {
	before, after := l.at(start-1), l.at(end)
	if isLatin(before) && !l.countsName(start, end) || before == '.' || before == '#' || before == '+' || before == '/' && isDigit(l.at(start-2)) {
		return true
	}
	if before == '-' && isLatin(l.at(start-2)) {
		return true
	}
	if (after == ':' || after == '∶') && isDigit(l.at(end+1)) || (before == ':' || before == '∶') && isDigit(l.at(start-2)) {
		return true // 2.5:1
	}
	if after == '+' && (isDigit(l.at(end+1)) || isLatin(l.at(end+1))) || after == '.' && isDigit(l.at(end+1)) || after == '/' && isDigit(l.at(end+1)) {
		return true
	}
	if isLatin(after) && l.unitLength(end) == 0 {
		return true
	}
	if before == '第' {
		unit, _, _ := l.unitAt(end)
		return unit != "位" && unit != "名" && unit != ""
	}
	if n, _ := l.w.table.after.longest(l.r[min(end, len(l.r)):]); n > 0 && l.unitLength(end) < n {
		_, c := l.w.table.after.longest(l.r[end:])
		return c&cNameAfter != 0
	}
	return false
}

// nameEnd takes the rest of a name of letters and digits in one.
func (l scanner) nameEnd(i int) int {
	for isDigit(l.at(i)) || isLatin(l.at(i)) || l.at(i) == '+' || l.at(i) == '#' || l.at(i) == '.' && isDigit(l.at(i+1)) || l.at(i) == '/' && isDigit(l.at(i+1)) {
		i++
	}
	return i
}
