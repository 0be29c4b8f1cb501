package tally

import "strings"

// repeated reports how often in words: 每季度至少开展一次, 每两年举办一次.
func (l *line) repeated(q *quantity) bool {
	clause := l.clauseStart(q.start)
	if q.to != l.clauseEnd(q.to) && !isHan(l.at(q.to)) || !l.has(cStrong, clause, q.start) {
		return false
	}
	head := string(l.r[clause:q.start])
	return strings.Contains(head, "至少") || strings.HasPrefix(head, "每") && (l.is(q.end-1, "次") || l.is(q.end-1, "场") || l.is(q.end-1, "期"))
}

// compound reports a numeral of several characters (十五, 一百二十), which no slogan has.
func (l *line) compound(q *quantity) bool {
	return chineseDigit(l.at(q.start+1)) >= 0 || chineseScale(l.at(q.start+1)) > 0
}

// countsThings: 服务企业200家 counts; 落实政策30条 does not.
func (l *line) countsThings(q *quantity) bool {
	switch l.w.fold.text(q.unit) {
	case "条", "项", "款", "个":
		return false
	}
	return l.isCounter(q.unit)
}

// dated reports a date between two places: 6月底达到50%,9月底达到75%.
func (l *line) dated(ms []moment, from, to int) bool {
	for _, m := range ms {
		if m.start >= from && m.end <= to && m.deadline {
			return true
		}
	}
	return false
}

// timesAt reports a sign of multiplication: 20人×5期 says no single number.
func (l *line) timesAt(i int) bool { return l.at(i) == '×' || l.at(i) == '*' }

// crossed reports a 力争 that asks for less than 确保.
func (l *line) crossed(p Phrase) bool {
	stretch := p.Stretch
	if p.StretchUnit != "" {
		n, ok := l.w.Convert(p.Stretch, p.StretchUnit, p.Unit)
		if !ok {
			return false
		}
		stretch = n
	}
	switch p.Op {
	case OpAtMost, OpLess:
		return stretch.Decimal().GreaterThan(p.Floor.Decimal())
	}
	return stretch.Decimal().LessThan(p.Floor.Decimal())
}

// halfScope reports a number that was taken to describe although it closes its clause, as targets do, and no word
// says outright that it describes.
func (l *line) halfScope(q *quantity) bool {
	return q.role == roleScope && !q.implied && !l.bracket[q.start] && q.to == l.clauseEnd(q.to) &&
		!l.endsWith(cDescribes, q.from) && !l.described(l.clauseStart(q.start), q.from)
}
