package phrase

import "github.com/tallysheet/tallysheet/tally"

// unaccounted says which printed number no part of the reading holds, "" where each is a target, the threshold of one, where
// it starts from, part of a name, or a remark in brackets.
func (l maker) unaccounted(p *tally.Phrase, qs []quantity) string {
	targets := 0
	for i := range qs {
		if qs[i].role == roleTarget {
			targets++
		}
	}
	for i := range qs {
		q := &qs[i]
		lost := false
		switch q.role {
		case roleScope:
			lost = targets > 0 && l.alone(qs, i)
		case roleWeak:
			lost = targets > 0
		case roleName:
			lost = targets > 0 && l.closesOdd(q)
		case roleThreshold:
			lost = q.max.OK()
		}
		if lost {
			return "“" + l.text(q.start, q.to) + "”与目标值的关系不明，请分开填"
		}
	}
	return ""
}

// alone reports a number that describes, in a clause of its own with no target that it could describe.
func (l maker) alone(qs []quantity, i int) bool {
	if qs[i].roles[0].cost == costRelation || l.background(l.clauseStart(qs[i].start), qs[i].from) {
		return false // 依托2个平台,…
	}
	from, to := l.pieceStart(qs[i].start), l.pieceEnd(qs[i].to)
	for k := range qs {
		if k != i && qs[k].role == roleTarget && qs[k].start >= from && qs[k].end <= to {
			return false
		}
	}
	return true
}

// pieceStart and pieceEnd are the bounds of what stands between stops and 、.
func (l *line) pieceStart(i int) int {
	for i > 0 && !isStop(l.r[i-1]) && l.r[i-1] != '、' {
		i--
	}
	return i
}

func (l *line) pieceEnd(i int) int {
	for i < len(l.r) && !isStop(l.r[i]) && l.r[i] != '、' {
		i++
	}
	return i
}
