package phrase

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// zeroAt reads a zero in words as a value: 保持为零, 降至零.
func (l scanner) zeroAt(i int) bool {
	next := l.at(i + 1)
	if next != 0 && !isStop(next) && next != '”' && next != ')' && next != '、' {
		return false
	}
	n, c := l.w.table.before.longestBack(l.r[:i])
	return n > 0 && c&cNone == 0
}

// oddZero finds 零 before a noun that no list has, closing a clause or quoted: 进京“零登记”.
func (l maker) oddZero() string {
	for i, r := range l.r {
		if r != '零' || i > 0 && (isDigit(l.r[i-1]) || chineseDigit(l.r[i-1]) >= 0 || chineseScale(l.r[i-1]) > 0) || l.beginsWith(cZeroNot, i) {
			continue
		}
		end := i + 1
		for isHan(l.at(end)) {
			end++
		}
		if next := l.at(end); end-i >= 3 && end-i <= 5 && (next == 0 || next == '”' || isStop(next) || next == '、') {
			return l.text(i, end)
		}
	}
	return ""
}

// clearsElsewhere reports a clause of its own that ends in 消除, or says 消除 of what may not remain, beside clauses
// with numbers.
func (l maker) clearsElsewhere(targets []quantity) bool {
	for _, h := range l.words {
		end := l.clauseEnd(h.end)
		if h.class&cZeroVerb == 0 || h.end != end && h.class&cNever == 0 && !l.has(cZeroThing, h.end, end) || l.endsWith(cHedge, h.start) {
			continue
		}
		alone := true
		for _, q := range targets {
			alone = alone && l.pieceStart(q.start) != l.pieceStart(h.start)
		}
		if alone {
			return true
		}
	}
	return false
}

// isZeroPhrase: 零死亡, 消除劣V类断面, 杜绝重特大事故: nothing of it may remain. 基本消除 leaves it open.
func (l maker) isZeroPhrase() bool {
	if l.zeroSaid() {
		return true
	}
	for _, h := range l.words { // 零重大事故
		if h.class&cZeroThing != 0 && h.end == l.clauseEnd(h.end) && strings.HasPrefix(l.oddZero(), "零") && strings.HasSuffix(l.oddZero(), l.text(h.start, h.end)) {
			return true
		}
	}
	for _, h := range l.words {
		if h.class&cZeroVerb == 0 {
			continue
		}
		if h.start > 0 && l.endsWith(cHedge, h.start) {
			return false
		}
		if h.start == 0 && h.end == len(l.r) {
			return true
		}
		if l.has(cZeroThing, l.clauseStart(h.start), h.start) && h.end == l.clauseEnd(h.end) {
			return true // 劣V类水体全面消除
		}
		if h.class&cNever != 0 && isHan(l.at(h.end)) {
			return true // 不发生规模性返贫
		}
		if l.has(cZeroThing, h.end, l.clauseEnd(h.end)) && (h.end-h.start > 1 || h.start == 0) {
			return true
		}
	}
	return false
}

// zeroSaid reports 清零, 零死亡 and their like; 基本清零 leaves some of it.
func (l maker) zeroSaid() bool {
	for _, h := range l.words {
		if h.class&cZero != 0 && !l.endsWith(cHedge, h.start) {
			return true
		}
	}
	return false
}

// zeroOfSome: in 一次死亡10人以上重特大事故零发生 the numbers only say which accidents are meant.
func (l maker) zeroOfSome(qs []quantity) bool {
	if len(qs) == 0 || !l.zeroSaid() || l.clauseEnd(0) != len(l.r) {
		return false
	}
	for i := range qs {
		once := qs[i].chinese && l.is(qs[i].start, "一次")
		if !once && (qs[i].after&cAfterAtLeast == 0 || !isHan(l.at(qs[i].to)) || l.isPercent(qs[i].unit)) {
			return false
		}
	}
	return l.endsWith(cZero, len(l.r))
}

// zeroPhrase is the target that nothing of it happens.
func zeroPhrase(h Hint) tally.Phrase {
	return tally.Phrase{Readable: true, Measure: tally.Count, Op: tally.OpEqual, Floor: exact.Int(0), Unit: h.Unit, Better: tally.Lower, Parts: []tally.Part{}}
}

// unchanged reports 零增长 of its own: no growth, or none at all.
func (l maker) unchanged() bool {
	for _, h := range l.words {
		if h.class&cZeroUnsure != 0 && l.is(h.start, "零增长") {
			return true
		}
	}
	return false
}
