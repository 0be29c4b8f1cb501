package phrase

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// readWithout reads a phrase in which no number is a target: zero in words, a number in words, a milestone, text.
func (l maker) readWithout(qs []quantity, h Hint) tally.Phrase {
	if len(l.r) == 0 || l.w.table.noFigure[string(l.r)] {
		return tally.Phrase{Readable: true, Measure: tally.Text, Parts: []tally.Part{}}
	}
	if l.is(0, "零") && len(l.r) == 1 || l.isZeroPhrase() && !l.anyWord(cZeroUnsure) {
		return zeroPhrase(h)
	}
	if p, ok := l.aboveZero(); ok {
		return p
	}
	if l.amountInWords(qs) {
		return declined("金额只写在词里（百亿、千万等），没有印出数字，请由人核定")
	}
	for i := range qs {
		switch q := &qs[i]; q.role {
		case roleScope, roleThreshold:
			return declined("“" + l.text(q.start, q.to) + "”说的是对象的规模，句中没有印出目标值")
		case roleWeak:
			return declined("“" + l.text(q.start, q.to) + "”没有说要完成多少")
		case roleRate:
			return declined("“" + l.text(q.start, q.to) + "”是完成率，不是目标值")
		case roleBaseline:
			return declined("“" + l.text(q.start, q.to) + "”是原有的数，没有印出目标值")
		}
	}
	for i := range l.r {
		if (scanner{l.line}).roundAt(i) {
			return declined("数目只写在词里（几十、上百等），不是确切的数")
		}
	}
	if l.anyWord(cWordsNumber) {
		return l.wordsNumber()
	}
	if l.anyWord(cZeroUnsure) || l.anyWord(cZeroVerb) && !l.anyWord(cHedge) {
		return declined("没有说清是一起也没有，还是比以前少")
	}
	if zero := l.oddZero(); zero != "" {
		return declined("“" + zero + "”是不是要为0，单看这句话分不清")
	}
	if l.anyWord(cWhole) {
		return declined("只说了全部，没有印出数字")
	}
	for i := range qs {
		if l.closesOdd(&qs[i]) {
			return declined("“" + l.text(qs[i].start, qs[i].end) + "”是名称还是目标值，单看这句话分不清")
		}
	}
	p := tally.Phrase{Readable: true, Measure: tally.Text, Parts: []tally.Part{}}
	if l.isMilestone() {
		p.Measure = tally.Milestone
	}
	return p
}

func (l *line) anyWord(c class) bool { return l.has(c, 0, len(l.r)) }

// wordsNumber reads 翻一番, 一半: the direction is clear, the number is not printed.
func (l maker) wordsNumber() tally.Phrase {
	p := tally.Phrase{Readable: true, Measure: tally.Growth, Op: tally.OpAtLeast, Parts: []tally.Part{}, Why: "数字只写在词里（翻番、一半等），没有印出，请由人核定"}
	for _, h := range l.words {
		if h.class&cWordsNumber == 0 {
			continue
		}
		if _, c := l.w.table.before.longestBack(l.r[:h.start]); c&cDrop != 0 {
			p.Drop, p.Better = true, tally.Lower
		}
	}
	return p
}

// isMilestone: something is done or not, by a date.
func (l maker) isMilestone() bool {
	if !l.anyWord(cMilestone) {
		return false
	}
	return !l.beginsWith(cSoft, l.pastLeads(0, len(l.r))) || l.anyWord(cFloor|cStretch)
}

// amountInWords: 突破百亿元 has an operator and an amount, and no digit.
func (l maker) amountInWords(qs []quantity) bool {
	for i := range l.r {
		if inside(qs, i) {
			continue
		}
		n := l.unitLength(i)
		if n < 2 || !l.isMagnitude(i, i+1) || isDigit(l.at(i-1)) || chineseDigit(l.at(i-1)) >= 0 || l.at(i+n) == '级' {
			continue
		}
		if _, c := l.w.table.before.longestBack(l.r[:i]); c&(cAtLeast|cMore|cAtMost|cLess) != 0 && isMoney(l.w, l.text(i, i+n)) {
			return true
		}
	}
	return false
}

func inside(qs []quantity, i int) bool {
	for k := range qs {
		if i >= qs[k].start && i < qs[k].end {
			return true
		}
	}
	return false
}

// torn says why a clause that stands alone, with nothing around it, cannot be trusted: what it inherits from
// the words before it is not there. In a sheet, where the name stands beside it, it can.
func (l maker) torn(_ *tally.Phrase, qs []quantity) string {
	if l.h.Name != "" || l.ctx.given {
		return ""
	}
	target := -1
	for i := range qs {
		if qs[i].role == roleTarget {
			if target >= 0 {
				return ""
			}
			target = i
		}
	}
	if target < 0 {
		return ""
	}
	q := &qs[target]
	head := l.headNoun(qs, target)
	verbs := cStrong | cFloor | cStretch | cPush | cMilestone
	bound := q.nearest != 0 || q.after != 0 || q.before&^(cNeutral|cRelative|cLabel) != 0
	switch {
	case head == "" || strings.HasPrefix(head, "新") || q.threshold.OK() || l.has(verbs, 0, len(l.r)) || !l.isCounter(q.unit) || l.isPlace(*q):
	case !bound && !l.addsUp(q):
		return "只有名称和个数，没有动词，是新增还是累计、确保还是力争要看上文"
	case strings.HasSuffix(head, "项目"):
		return "没有说项目是引进、开工还是建成，要看上文"
	}
	if l.has(cStrong, 0, q.from) && !bound && q.value.Decimal().NumDigits() > resultDigits && q.value.Decimal().Exponent() < 0 && !l.has(cFloor|cStretch|cPlan, 0, len(l.r)) {
		return "数字精确到" + q.value.String() + "，像是实绩，不像目标"
	}
	return ""
}

// resultDigits: targets are set in round figures; a decimal with more significant digits is measured.
const resultDigits = 4

// addsUp reports a phrase that says by itself what its count is: 共…, 全年…, 累计….
func (l maker) addsUp(q *quantity) bool {
	return q.from < q.start || l.at(0) == '每' || l.is(0, "人均") || l.is(0, "全年") || l.is(0, "其中") || l.has(cAdds, 0, q.start)
}

// better is the direction of the phrase.
func (l maker) better(p tally.Phrase, qs []quantity) tally.Better {
	if p.Measure == tally.Rank {
		if p.Op == tally.OpAtMost {
			return tally.Lower
		}
		return tally.Higher
	}
	if p.Drop || p.Op == tally.OpAtMost || p.Op == tally.OpLess || l.named.isLower() {
		return tally.Lower
	}
	about := l.r
	for i := range qs {
		if qs[i].role == roleTarget {
			about = l.r[:qs[i].from]
			break
		}
	}
	if l.w.table.measure.of(string(about)).isLower() {
		return tally.Lower
	}
	return tally.Higher
}

// wordsBeside reports a number in words in a clause of its own behind a target: 突破10亿美元,同比翻一番.
func (l maker) wordsBeside(targets []quantity) bool {
	for _, h := range l.words {
		if h.class&cWordsNumber == 0 || l.quoted[h.start] || h.start < targets[0].end {
			continue
		}
		from, to := l.pieceStart(h.start), l.pieceEnd(h.end)
		if !slices.ContainsFunc(targets, func(q quantity) bool { return q.end > from && q.start < to }) {
			return true
		}
	}
	return false
}
