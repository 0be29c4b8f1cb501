package phrase

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// repeated reports how often in words: 每季度至少开展一次, 每两年举办一次.
func (l roles) repeated(q *quantity) bool {
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
func (l roles) countsThings(q *quantity) bool {
	switch l.w.Fold(q.unit) {
	case "条", "项", "款", "个":
		return false
	}
	return l.isCounter(q.unit)
}

// dated reports a date between two places: 6月底达到50%,9月底达到75%.
func dated(ms []moment, from, to int) bool {
	for _, m := range ms {
		if m.start >= from && m.end <= to {
			return true
		}
	}
	return false
}

// timesAt reports a sign of multiplication: 20人×5期 says no single number.
func (l scanner) timesAt(i int) bool { return l.at(i) == '×' || l.at(i) == '*' }

// crossed reports a 力争 that asks for less than 确保.
func (l maker) crossed(p tally.Phrase) bool {
	stretch := p.Stretch
	if p.StretchUnit != "" {
		n, ok := l.w.Convert(p.Stretch, p.StretchUnit, p.Unit)
		if !ok {
			return false
		}
		stretch = n
	}
	switch p.Op {
	case tally.OpAtMost, tally.OpLess:
		return stretch.Cmp(p.Floor) > 0
	default: // more is better
	}
	return stretch.Cmp(p.Floor) < 0
}

// halfScope reports a number that was taken to describe although it closes its clause, as targets do, and no word
// says outright that it describes.
func (l maker) halfScope(q *quantity) bool {
	return q.role == roleScope && !q.implied && !l.bracket[q.start] && q.to == l.clauseEnd(q.to) &&
		!l.endsWith(cDescribes, q.from) && !l.described(l.clauseStart(q.start), q.from)
}

// distributes: 零就业家庭至少一人就业 asks for so many people of each, not in all; each is not said.
func (l roles) distributes(q *quantity) bool {
	u, _ := l.w.Unit(q.unit)
	if u.Kind != "人" || q.nearest&cAtLeast == 0 || !isHan(l.at(q.to)) || q.from < 2 {
		return false
	}
	head := string(l.r[l.clauseStart(q.start):q.from])
	if strings.ContainsAny(head, "每各均") {
		return false
	}
	return l.endsIn("holders", q.from)
}

// startsWork: 启动400亩地块征地工作 begins a piece of work; how much of it is to be done it does not say.
func (l roles) startsWork(q *quantity) bool {
	return q.nearest == 0 && q.after == 0 && !l.isCounter(q.unit) && l.is(l.pastLeads(l.clauseStart(q.start), q.from), "启动")
}

// ableTo: in 确保5个安置点群众搬得出、稳得住 the number says whose state is meant; what is asked for is the state.
func (l roles) ableTo(q *quantity) bool {
	if q.nearest != 0 || q.after != 0 || !l.isCounter(q.unit) {
		return false
	}
	for i := q.to + 1; i < l.clauseEnd(q.to); i++ {
		next := l.at(i + 2)
		if l.r[i] == '得' && isHan(l.at(i+1)) && !strings.ContainsRune("获取赢夺不所应心值难懂", l.r[i-1]) && (next == 0 || isStop(next) || next == '、') {
			return true
		}
	}
	return false
}

// capacity: in 年产5万台整车项目 the number says what the project will make, not how many are to be made.
func (l roles) capacity(q *quantity) bool {
	if q.nearest != 0 || q.after != 0 || !l.isCounter(q.unit) || !l.has(cQualified, q.to, l.clauseEnd(q.to)) {
		return false
	}
	return l.endsIn("makes", q.start)
}

// endsIn reports a word of a plain list that ends right at i.
func (l *line) endsIn(list string, i int) bool {
	for _, word := range l.w.table.lists[list] {
		if n := len(word); i >= n && slices.Equal(l.r[i-n:i], word) {
			return true
		}
	}
	return false
}
