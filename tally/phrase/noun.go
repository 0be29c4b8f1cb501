package phrase

import "strings"

// ownName reports that a quantity has a noun of its own, before or behind it, not only verbs and operators.
func (l clauses) ownName(qs []quantity, i int) bool {
	return l.noun(qs, i) != ""
}

// noun is what a quantity is of: the words before it without verbs and operators, else those behind it.
func (l clauses) noun(qs []quantity, i int) string {
	start, end := l.headStart(qs, i), qs[i].from
	if i > 0 && start == qs[i-1].to { // what hangs on the number before ends at 、
		for k := start; k < end; k++ {
			if strings.ContainsRune("、和与及", l.r[k]) {
				start = k
				break
			}
		}
	}
	if i > 0 {
		for start < end && strings.ContainsRune("、和与及/并且以(", l.r[start]) {
			start++
		}
	}
	for start < end {
		n, c := l.wordAt(cFloor|cStretch|cStrong|cPush|cSoft, start)
		if c == 0 {
			if n, c = l.leadAt(start, end); c == 0 || n < 2 {
				break
			}
		}
		start += n
	}
	if start < end {
		return strings.Trim(l.text(start, max(end, qs[i].named)), "“”\"、,， :")
	}
	tail := l.tailEnd(qs, i)
	from := qs[i].to
	if l.at(from) == ')' {
		return ""
	}
	if l.at(from) == '的' {
		from++
	}
	if l.closesCarried(from, tail) && l.beginsWith(cCarried, from) {
		return ""
	}
	return strings.Trim(l.text(from, tail), "“”\"、,， :")
}

// leadAt finds an idle word (全年, 再) at the front of a noun.
func (l clauses) leadAt(start, end int) (int, class) {
	for n := min(4, end-start); n > 0; n-- {
		if m, c := l.w.table.before.longestBack(l.r[start : start+n]); m == n && c&cNeutral != 0 {
			return n, c
		}
	}
	return 0, 0
}

// headNoun is the noun before a quantity only.
func (l clauses) headNoun(qs []quantity, i int) string {
	start, end := l.headStart(qs, i), qs[i].from
	if i > 0 && start == qs[i-1].to { // what hangs on the number before ends at 、
		for k := end - 1; k >= start; k-- {
			if strings.ContainsRune("、和与及", l.r[k]) {
				start = k + 1
				break
			}
		}
	}
	for start < end {
		n, c := l.wordAt(cFloor|cStretch|cStrong|cPush|cSoft, start)
		if c == 0 {
			if n, c = l.leadAt(start, end); c == 0 {
				return l.text(start, end)
			}
		}
		start += n
	}
	return ""
}

// tailEnd is where the words behind a quantity end: a stop, 、, or the words bound to the next quantity.
func (l clauses) tailEnd(qs []quantity, i int) int {
	end := l.clauseEnd(qs[i].to)
	if i+1 < len(qs) {
		end = min(end, qs[i+1].from)
	}
	for k := qs[i].to; k < end; k++ {
		if l.r[k] == '、' || l.r[k] == '/' || l.r[k] == '(' {
			return k
		}
	}
	return max(end, qs[i].to)
}

// headStart is where the words before a quantity begin: behind a stop or the quantity before.
func (l clauses) headStart(qs []quantity, i int) int {
	start := l.clauseStart(qs[i].start)
	if i > 0 {
		start = max(start, qs[i-1].to)
	}
	return min(start, qs[i].from)
}

// pastLeads steps over idle words (全年, 今年要) at the front of a clause.
func (l clauses) pastLeads(i, end int) int {
	for i < end && !l.beginsWith(cStrong|cFloor|cStretch, i) {
		n, _ := l.leadAt(i, end)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

func (l *line) bracketStart(i int) int {
	for i > 0 && l.bracket[i-1] {
		i--
	}
	return i
}

// opens reports that nothing but idle words and 确保 or 力争 stand before i in its piece of the clause.
func (l clauses) opens(i int) bool {
	start := l.pieceStart(i)
	for start < i {
		n, c := l.wordAt(cFloor|cStretch, start)
		if c == 0 {
			if n, _ = l.leadAt(start, i); n == 0 {
				return false
			}
		}
		start += n
	}
	return start == i
}
