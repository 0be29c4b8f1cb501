package phrase

// bindBefore walks back over the words bound to the number. A moment in between is stepped over
// (力争2020年形成…), a stop or the quantity before is not.
func (l scanner) bindBefore(q *quantity, wall int, ms []moment) {
	i, dated := q.start, false
	if l.at(i-1) == '第' && i-1 > wall {
		i-- // 由第12位
	}
	operators := cAtLeast | cMore | cAtMost | cLess | cEqual
	for i > wall {
		if k := len(ms) - 1; k >= 0 && ms[k].start >= wall && (ms[k].end == i || ms[k].end == i-1 && l.at(i-1) == '的' && i == q.start) {
			i, dated = ms[k].start, ms[k].end == i
			ms = ms[:k]
			continue
		}
		if r := l.at(i - 1); r == '“' || r == '"' || r == '(' && i-1 > wall {
			if n, _ := l.w.table.before.longestBack(l.r[wall : i-1]); n > 0 {
				i--
				continue
			}
		}
		n, c := l.w.table.before.longestBack(l.r[wall:i])
		if n == 0 || c&cNone != 0 {
			break
		}
		if dated && c&cFrom != 0 {
			c &^= cFrom // 较2020年下降15%: from the year
		}
		dated = false
		if c&cLabel != 0 && q.named == 0 {
			q.named = i
		}
		if q.nearest == 0 && c&operators != 0 {
			q.nearest = c & operators
		}
		if c&(cMore|cLess) != 0 && q.before&(cRelative|cFrom) != 0 || c&cAtMost != 0 && q.before&cRelative != 0 && q.before&operators == 0 {
			q.relative = true
		}
		q.before |= c
		i -= n
	}
	q.from = i
	if q.before&cRankTop != 0 && l.at(q.start-1) != '前' {
		q.before &^= cRankTop
	}
}

// bindAfter takes in 以上, 以内, 左右 and their like.
func (l scanner) bindAfter(q *quantity) {
	q.to = q.end
	if l.is(q.to, "(含)") {
		q.to += 3
	}
	for q.to < len(l.r) {
		n, c := l.w.table.after.longest(l.r[q.to:])
		c &= cAfterAtLeast | cAfterAtMost | cAfterApprox
		if n == 0 || c == 0 || !l.closes(q, n) {
			return
		}
		q.after |= c
		q.to += n
	}
}

// closes guards the short words: 内 only behind an operator or a time, 起 and 许 never inside another word.
func (l scanner) closes(q *quantity, n int) bool {
	if n > 1 {
		return true
	}
	next := l.at(q.to + 1)
	switch l.r[q.to] {
	case '内':
		return !isHan(next) || q.nearest&cAtMost != 0 || q.unit != ""
	case '起', '许':
		return !isHan(next)
	case '+':
		return !isDigit(next) && !isLatin(next)
	}
	return true
}
