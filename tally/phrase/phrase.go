package phrase

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// Hint is what stands around a phrase: the indicator's name, the unit that the label or the column gives, and the text of the
// document: what stands before the phrase, or the whole sentence it was taken from. It fills what the phrase leaves out; what
// the phrase prints goes before it.
type Hint struct {
	Name    string
	Unit    string
	Context string
}

// Phrase reads one target phrase as printed (税收增长10%,力争12%). Numbers are those printed, in the printed
// unit: 3个点 stays 个点 (Canonical brings it to 个百分点), 2000亿 stays 亿. 力争 alone leaves the floor absent.
//
// Readable with no number is a phrase that has none: a milestone, text, or a number printed only in
// words (翻一番), which Why then says. Where a number stands but what it means cannot be told from the
// phrase, Readable is false and Why says so in Chinese; a wrong reading costs more than a declined one.
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
func (w *Words) phraseIn(text string, h Hint) tally.Phrase { return w.parse(text, h).p }

// reading is a phrase taken through all stages.
type reading struct {
	l  *line
	qs []quantity
	ms []moment
	p  tally.Phrase

	pieces []reading // of a phrase of several sentences, one each
}

// bracketed reports a number alone in brackets, as plans print what several years add up to: [600], 〔600〕. It is no numbering, which
// something follows.
func bracketed(text string) bool {
	inside, open := strings.CutPrefix(strings.TrimSpace(text), "[")
	for _, b := range [...]string{"［", "〔", "【", "(", "（"} {
		if !open {
			inside, open = strings.CutPrefix(strings.TrimSpace(text), b)
		}
	}
	number := strings.TrimRight(inside, "]］〕】)） ")
	return open && number != inside && number != "" && strings.Trim(number, "0123456789.,，%") == ""
}

// parse takes a phrase through the stages.
func (w *Words) parse(text string, h Hint) reading {
	if len(text) > 4*maxPhrase {
		return reading{p: declined("这段文字太长，不像一个目标值，请只填目标")}
	}
	if numbersIn(text) > maxNumbers {
		return reading{p: declined("这一格里数字太多，不像一个目标值，请只填目标")}
	}
	if strings.Count(text, "|")+strings.Count(text, "\uff5c")+strings.Count(text, "\t") > 1 {
		return reading{p: declined("这一格里像是一整行表格，请只填目标")}
	}
	if bracketed(text) {
		return reading{p: declined("数字写在括号里，看不出是这一年的数，还是几年的累计数，请由人核定")}
	}
	l := newLine(w, spelledOut(text, h), h)
	cut := composer{l}
	if cuts := cut.sentences(); len(cuts) > 1 {
		if r, ok := cut.compose(cuts); ok {
			return r
		}
	}
	r := makerOf(l).sentence()
	if r.p.Readable {
		if why := r.disagrees(); why != "" {
			r.p = declined(why)
		}
	}
	return r
}

// sentence reads the line as one sentence.
func (l maker) sentence() reading {
	weighed, ms := weigh(l.line)
	p, qs := l.read(weighed, ms, l.h)
	if p.Readable {
		for _, doubt := range [...]func(*tally.Phrase, []quantity) string{l.torn, l.unaccounted} {
			if why := doubt(&p, qs); why != "" {
				p = declined(why)
				break
			}
		}
	}
	p.Deadline = l.deadline(ms)
	if p.Better == "" {
		p.Better = l.better(p, qs)
	}
	return reading{l: l.line, qs: qs, ms: ms, p: p}
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

// read makes the phrase of what was found, and gives the numbers as it took them.
func (l maker) read(weighed []quantity, ms []moment, h Hint) (tally.Phrase, []quantity) {
	qs := slices.Clone(weighed)
	return l.phrase(qs, ms, h), qs
}

// phrase is read on numbers of its own.
func (l maker) phrase(qs []quantity, ms []moment, h Hint) tally.Phrase {
	if l.zeroOfSome(qs) {
		return zeroPhrase(h)
	}
	targets := make([]quantity, 0, len(qs))
	for i := range qs {
		if qs[i].role == roleTarget {
			qs[i].stretch, qs[i].forceless = l.force(qs, i)
			targets = append(targets, qs[i])
		}
	}
	if why := l.undecided(qs, len(targets)); why != "" {
		return declined(why)
	}
	if len(targets) == 0 {
		return l.readWithout(qs, h)
	}
	if why := l.besides(targets, qs, ms); why != "" {
		return declined(why)
	}
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

// undecided says which number keeps the phrase from being read, "" where none does.
func (l maker) undecided(qs []quantity, targets int) string {
	for i := range qs {
		q := &qs[i]
		printed := "“" + l.text(q.start, q.to) + "”"
		switch q.role {
		case roleTarget:
			if q.forceless {
				return printed + "是确保还是力争，单看这句话分不清"
			}
		case roleVague:
			return printed + "不是确切的数"
		case roleRelative:
			return "“" + l.text(q.from, q.to) + "”是与别的平均水平相比，没有印出要达到的数"
		case roleWhole:
			return printed + "是对象的总数，要的是全部完成，没有印出另外的目标值"
		case roleWeak:
			for k := range qs {
				if qs[k].role == roleTarget && (l.isCounter(q.unit) || l.clauseStart(qs[k].start) == l.clauseStart(q.start)) {
					return printed + "是不是目标值，单看这句话分不清"
				}
			}
		case roleUnsure:
			return printed + "是不是目标值，单看这句话分不清"
		case roleRate:
			if targets > 0 && !(i > 0 && qs[i-1].role == roleTarget && qs[i-1].to == q.start-1) {
				return printed + "是完成率，不是目标值，请分开填"
			}
		}
	}
	return ""
}

// besides says what stands beside the targets that a reading of them alone would lose, "" where nothing does.
func (l maker) besides(targets, qs []quantity, ms []moment) string {
	for i := range qs {
		if l.halfScope(&qs[i]) {
			return "“" + l.text(qs[i].start, qs[i].to) + "”说的是规模还是目标，单看这句话分不清"
		}
		if qs[i].role == roleOdd {
			return "“" + l.text(qs[i].start, qs[i].end) + "”后面没有认得的单位，分不清是名称还是目标值"
		}
	}
	switch {
	case l.anyWord(cZero) || l.unchanged() || l.clearsElsewhere(targets):
		return "除了数字还写了清零一类的目标，请分开填"
	case l.wordsBeside(targets):
		return "另有一个数只写在词里（翻番、一半等），没有印出数字，请分开填"
	case l.amountInWords(qs):
		return "有一个金额只写在词里（百亿、千万等），没有印出数字，请由人核定"
	case l.doneLater(qs, ms):
		return "除了数字还要求按时间全部完成，请分开填"
	case l.yearly(targets, ms):
		return "一句里分年度写了几个目标，请一年填一格"
	}
	return ""
}
