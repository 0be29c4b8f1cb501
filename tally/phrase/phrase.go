package phrase

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// Hint is what stands around a phrase: the indicator's name, and the unit that the label or the column gives.
// It fills what the phrase leaves out; what the phrase prints goes before it.
type Hint struct {
	Name string
	Unit string
}

// Phrase reads one target phrase as printed (税收增长10%,力争12%). Numbers are those printed, in the printed
// Unit: 3个点 stays 个点 (Canonical brings it to 个百分点), 2000亿 stays 亿. 力争 alone leaves the floor absent.
//
// Readable with no number is a phrase that has none: a milestone, text, or a number printed only in
// words (翻一番), which Why then says. Where a number stands but what it means cannot be told from the
// wording, Readable is false and Why says so in Chinese; a wrong reading costs more than a declined one.
//
// For several targets in one phrase Measure is Multi, Op is the one they share (>= for a mix of >= and >, none
// for a mix of others) and Unit the unit they share; TargetOf settles these for a plan.
func (w *Words) Phrase(text string, h Hint) tally.Phrase {
	if p, ok := w.bare(text, h); ok {
		return p
	}
	return w.phraseIn(text, h)
}

// phraseIn reads a phrase by the grammar.
func (w *Words) phraseIn(text string, h Hint) tally.Phrase {
	if len(text) > 4*maxPhrase {
		return declined("这段文字太长,不像一个目标值,请只填目标")
	}
	if strings.Count(text, "|")+strings.Count(text, "\uff5c")+strings.Count(text, "\t") > 1 {
		return declined("这一格里像是一整行表格,请只填目标")
	}
	l := newLine(w, text, h)
	qs, ms := l.scan()
	l.assign(qs)
	p := l.read(qs, ms, h)
	if why := l.torn(qs, h); why != "" && p.Readable {
		p = declined(why)
	}
	p.Deadline = l.deadline(ms)
	if p.Better == "" {
		p.Better = l.better(p, qs)
	}
	return p
}

// TargetOf reads a phrase for a plan: the target with its unit in the form that figures are kept in. An
// operator is kept only where one unit carries it: 200只 and 100亿元 share none.
func (w *Words) TargetOf(text string, h Hint) (tally.Target, tally.Phrase) {
	p := w.Phrase(text, h)
	t := tally.Target{
		Text: text, Op: p.Op, Floor: p.Floor, Stretch: p.Stretch, StretchUnit: w.Canonical(p.StretchUnit), Max: p.Max,
		Unit: w.Canonical(p.Unit), Drop: p.Drop, Parts: append([]tally.Part{}, p.Parts...), Why: p.Why,
	}
	for i := range t.Parts {
		t.Parts[i].Unit = w.Canonical(t.Parts[i].Unit)
	}
	if p.Measure == tally.Multi && p.Unit == "" {
		t.Op = tally.OpNone
	}
	return t, p
}

// declined is a phrase that is left to a person, with the reason.
func declined(why string) tally.Phrase { return tally.Phrase{Parts: []tally.Part{}, Why: why} }

// read makes the phrase of what was found.
func (l *line) read(qs []quantity, ms []moment, h Hint) tally.Phrase {
	if l.zeroOfSome(qs) {
		return zeroPhrase(h)
	}
	targets := make([]quantity, 0, len(qs))
	for i := range qs {
		q := &qs[i]
		switch q.role {
		case roleTarget:
			q.stretch = l.isStretch(qs, i)
			targets = append(targets, *q)
		case roleVague:
			return declined("“" + l.text(q.start, q.to) + "”不是确切的数")
		case roleRelative:
			return declined("“" + l.text(q.from, q.to) + "”是与别的平均水平相比,没有印出要达到的数")
		case roleWeak:
			for k := range qs {
				if qs[k].role == roleTarget && (l.isCounter(q.unit) || l.clauseStart(qs[k].start) == l.clauseStart(q.start)) {
					return declined("“" + l.text(q.start, q.to) + "”是不是目标值,单看这句话分不清")
				}
			}
		case roleUnsure:
			return declined("“" + l.text(q.start, q.to) + "”是不是目标值,单看这句话分不清")
		}
	}
	if len(targets) == 0 {
		return l.readWithout(qs, h)
	}
	for i := range qs {
		if l.halfScope(&qs[i]) {
			return declined("“" + l.text(qs[i].start, qs[i].to) + "”说的是规模还是目标,单看这句话分不清")
		}
		if qs[i].role == roleOdd {
			return declined("“" + l.text(qs[i].start, qs[i].end) + "”后面没有认得的单位,分不清是名称还是目标值")
		}
	}
	if l.anyWord(cZero) || l.unchanged() || l.clearsElsewhere(targets) {
		return declined("除了数字还写了清零一类的目标,请分开填")
	}
	if l.amountInWords(qs) {
		return declined("有一个金额只写在词里(百亿、千万等),没有印出数字,请由人核定")
	}
	if l.yearly(targets, ms) {
		return declined("一句里分年度写了几个目标,请一年填一格")
	}
	targets = l.dropRank(targets, qs)
	switch {
	case len(targets) == 1 && !l.sharedByMany(targets[0]):
		return l.single(targets[0], h)
	case len(targets) == 2:
		if p, ok := l.pair(targets, qs, ms, h); ok {
			return p
		}
	}
	for i := range targets {
		if targets[i].unit == "" {
			targets[i].unit = h.Unit
		}
	}
	return l.multi(targets, qs)
}

// isStretch: 力争 reaches as far as its sentence, until 确保; over a comma only to what has a name of its own.
func (l *line) isStretch(qs []quantity, i int) bool {
	q := &qs[i]
	var last *hit
	for k := range l.words {
		if h := &l.words[k]; h.end <= q.start && h.class&(cFloor|cStretch) != 0 && !l.obtains(*h, q) {
			last = h
		}
	}
	if last == nil || last.class&cStretch == 0 {
		return false
	}
	crossed := false
	for _, r := range l.r[last.end:q.start] {
		switch r {
		case ';', '。':
			return false
		case ',', ':':
			crossed = true
		}
	}
	return !crossed || l.ownName(qs, i)
}

// obtains: 争取 of money is to obtain it.
func (l *line) obtains(h hit, q *quantity) bool {
	if !l.is(h.start, "争取") {
		return false
	}
	if l.is(h.start-2, "向上") {
		return true
	}
	return l.has(cObtain, h.end, l.clauseEnd(q.to))
}

// ownName reports that a quantity has a noun of its own, before or behind it, not only verbs and operators.
func (l *line) ownName(qs []quantity, i int) bool {
	return l.noun(qs, i) != ""
}

// noun is what a quantity is of: the words before it without verbs and operators, else those behind it.
func (l *line) noun(qs []quantity, i int) string {
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
func (l *line) leadAt(start, end int) (int, class) {
	for n := min(4, end-start); n > 0; n-- {
		if m, c := l.w.table.before.longestBack(l.r[start : start+n]); m == n && c&cNeutral != 0 {
			return n, c
		}
	}
	return 0, 0
}

// deadline is the last date of the phrase that is no starting point.
func (l *line) deadline(ms []moment) string {
	found := ""
	for _, m := range ms {
		if before := l.at(m.start - 1); before == '比' || l.at(m.end) == '的' || before == '较' || before == '在' && l.is(m.end, "基础上") || l.is(m.end, "的基础上") || l.is(m.end, "水平") || l.is(m.end, "基数") {
			continue
		}
		if d := m.deadlineText(); d != "" && m.deadline {
			found = d
		}
	}
	return found
}

// yearly reports targets of different years in one phrase.
func (l *line) yearly(targets []quantity, ms []moment) bool {
	if len(targets) < 2 {
		return false
	}
	years := make(map[int]bool)
	for _, m := range ms {
		if m.year > 0 && m.start < targets[len(targets)-1].start && !l.is(m.end, "的基础上") && !l.is(m.end, "基础上") && l.at(m.start-1) != '比' && l.at(m.start-1) != '较' {
			years[m.year] = true
		}
	}
	return len(years) > 1
}

// dropRank leaves out a rank that only rounds a number off: 达到209人年以上,达到全市前3水平.
func (l *line) dropRank(targets, qs []quantity) []quantity {
	if len(targets) != 2 || targets[1].before&cRankTop == 0 || targets[0].before&cRankTop != 0 || targets[1].unit != "" {
		return targets
	}
	for i := range qs {
		if qs[i].start == targets[1].start && l.headNoun(qs, i) == "" {
			return targets[:1]
		}
	}
	return targets
}

// headNoun is the noun before a quantity only.
func (l *line) headNoun(qs []quantity, i int) string {
	start, end := l.headStart(qs, i), qs[i].from
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
