package phrase

import (
	"strings"
	"unicode/utf8"
)

// force tells whether a target is one of 力争: the last of 确保 and 力争 before it in its sentence says so, else the last of the
// context. unclear is where it stands over a comma in a sentence that began without it, or in one that goes on to yearly
// averages.
func (l maker) force(qs []quantity, i int) (stretch, unclear bool) {
	q := &qs[i]
	at := -1
	for k := range l.words {
		h := &l.words[k]
		if h.end > q.start {
			break
		}
		if h.class&(cFloor|cStretch) == 0 || l.obtains(*h, q) || l.bracket[h.start] && !(l.bracket[q.start] && l.bracketStart(h.start) == l.bracketStart(q.start)) {
			continue
		}
		at = k
	}
	if at < 0 {
		return l.ctx.stretch, false
	}
	h := l.words[at]
	if h.class&cStretch == 0 {
		return false, false
	}
	crossed := false
	for _, r := range l.r[h.end:q.start] {
		switch r {
		case ';', '。':
			return false, false
		case ',', ':':
			crossed = true
		}
	}
	if !crossed {
		return true, false
	}
	for k := range qs {
		if qs[k].role == roleTarget && qs[k].end <= h.start {
			return true, true
		}
	}
	return true, l.beginsWith(cYearly, l.clauseStart(q.start))
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

// surroundings are what a phrase inherits from the text before it.
type surroundings struct {
	stretch bool // its last word of force is 力争
	forced  bool // it has such a word
	given   bool // there is such a text
}

// surround reads the context: where it holds the phrase itself it is the sentence, and counts up to the phrase.
func (l *line) surround(context string) {
	if strings.TrimSpace(context) == "" {
		return
	}
	c := &line{w: l.w}
	c.fill(context)
	before := string(c.r)
	if at := strings.LastIndex(before, string(l.r)); at >= 0 {
		before = before[:at]
	}
	if at := strings.LastIndexAny(before, ";。!?"); at >= 0 {
		_, size := utf8.DecodeRuneInString(before[at:])
		before = before[at+size:]
	}
	if strings.TrimSpace(before) == "" {
		return
	}
	c = &line{w: l.w}
	c.fill(before)
	c.mark()
	c.findWords()
	l.ctx.given = true
	end := &quantity{start: len(c.r), to: len(c.r)}
	for _, h := range c.words {
		if h.class&(cFloor|cStretch) != 0 && !c.obtains(h, end) && !c.bracket[h.start] {
			l.ctx.stretch, l.ctx.forced = h.class&cStretch != 0, true
		}
	}
}
