package draft

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally/phrase"
)

// para is a paragraph being read.
type para struct {
	*drafting
	block int
	note  bool
	mood  mood   // carried from sentence to sentence
	cue   string // what said so
}

// segment is a part of a sentence between semicolons, with its numbers.
type segment struct {
	*para
	sentence string // as printed: whole, or where that is too long what was read of it
	start    int    // of it in the block, runes
	read     phrase.Sentence
	r        []rune // of read.Text
	at       []int  // the place in the block of each rune of r
	head     string // the name that a list gives before ：
	taken    []bool // runes that a target or a milestone accounts for
	subject  string // the name of the last target
	lead     *phrase.Moment
	why      map[int]Aside // reasons for single numbers, by their start
	heading  string
}

// sentence reads one sentence that begins at a rune of its block.
func (p *para) sentence(sentence string, start int, owner charge) {
	folded := p.w.Fold(sentence)
	p.turn(folded)
	before, head, subject, at := "", "", "", start
	lead := p.leadMoment(sentence)
	if len(owner.lead) > 0 {
		head = ""
	}
	whole := utf8.RuneCountInString(sentence) <= mostSentence
	for _, text := range splitSegments(sentence) {
		if p.full() {
			return
		}
		s := &segment{para: p, sentence: strings.TrimSpace(sentence), start: start, subject: subject, lead: lead, why: map[int]Aside{}}
		if !whole {
			s.sentence, s.start = strings.TrimSpace(text), at
		}
		s.heading = p.outline.path()
		s.read = p.w.Sentence(text, hintOf(before))
		s.align(text, at)
		s.head = head
		if h, ok := s.listHead(); ok && len(owner.lead) == 0 {
			head, s.head = h, h
		}
		s.run()
		subject = s.subject
		if before += text; !whole {
			before = text
		}
		at += utf8.RuneCountInString(text)
	}
}

// mostSentence is how many runes of a sentence are kept with each of its numbers. A longer one is a list without full stops: what is kept of
// it is the part that was read in one.
const mostSentence = 600

// splitSegments cuts a sentence behind semicolons outside brackets, and where it is too long to be read in one.
func splitSegments(sentence string) (out []string) {
	runes := []rune(sentence)
	from, depth := 0, 0
	for i, r := range runes {
		switch r {
		case '（', '(':
			depth++
		case '）', ')':
			depth = max(0, depth-1)
		}
		if (r == '；' || r == ';') && depth == 0 || i-from > 500 && strings.ContainsRune("，,、；", r) || i-from >= 590 {
			out = append(out, string(runes[from:i+1]))
			from = i + 1
		}
	}
	if from < len(runes) {
		out = append(out, string(runes[from:]))
	}
	return out
}

// align finds where in the block each rune of the reading stands, from the end: only the front and blanks were dropped.
func (s *segment) align(text string, from int) {
	printed := []rune(text)
	s.r = []rune(s.read.Text)
	s.at = make([]int, len(s.r)+1)
	k := len(printed) - 1
	s.at[len(s.r)] = from + len(printed)
	for i := len(s.r) - 1; i >= 0; i-- {
		for k >= 0 && printed[k] != s.r[i] {
			k--
		}
		s.at[i] = from + max(k, 0)
		k--
	}
	s.taken = make([]bool, len(s.r))
}

// end is the place in the block behind the rune before i.
func (s *segment) end(i int) int {
	if i <= 0 {
		return s.at0()
	}
	return s.at[i-1] + 1
}

// listHead is the name that a list gives before its colon: 税收收入：12亿元.
func (s *segment) listHead() (string, bool) {
	for i, r := range s.r {
		if isStop(r) {
			if r != '：' && r != ':' || i < 2 || i > 24 {
				return "", false
			}
			name := string(s.r[:i])
			for _, f := range s.read.Figures {
				if f.Start < i {
					return "", false
				}
			}
			folded := s.w.Fold(name)
			if strings.HasSuffix(folded, "是") || strings.HasSuffix(folded, "为") || strings.HasSuffix(folded, "如下") || s.has("plan_headings", folded) {
				return "", false
			}
			return name, true
		}
	}
	return "", false
}

func isStop(r rune) bool { return strings.ContainsRune("，,；;：:。！!？?", r) }

// clause is the bounds of the clause round i.
func (s *segment) clause(i int) (from, to int) {
	from, to = min(i, len(s.r)), min(i, len(s.r))
	for from > 0 && !isStop(s.r[from-1]) {
		from--
	}
	for to < len(s.r) && !isStop(s.r[to]) {
		to++
	}
	return from, to
}

func (s *segment) text(from, to int) string {
	if from >= to {
		return ""
	}
	return string(s.r[from:to])
}

// turn sets the mood of the paragraph by a sentence: a year before the plan's, a cue of the past, or one of the plan.
func (p *para) turn(folded string) {
	if p.note {
		return
	}
	section, _ := p.outline.mood()
	firm, isFirm := p.finds("firm_plan_cues", folded)
	switch {
	case p.opensPast(folded):
		p.mood = past
	case p.opensFuture(folded), isFirm:
		p.mood = future
		if p.cue = firm; p.cue == "" {
			p.cue = "句首的年份"
		}
	case section == past:
		p.mood, p.cue = unsaid, ""
	case p.mood == past && p.has("plan_cues", folded):
		p.mood = unsaid
	}
}

// opensPast reports a sentence that begins with a year before the plan's, or with 截至, 去年 and their like.
func (p *para) opensPast(folded string) bool {
	first := folded
	if i := strings.IndexAny(folded, ",;。"); i > 0 {
		first = folded[:i]
	}
	_, mark := marked(folded)
	first = strings.TrimPrefix(first, mark)
	for _, w := range []string{"截至", "截止", "去年", "上年", "上一年", "过去", "一年来", "回顾", "近年来", "近三年", "近两年", "目前"} {
		if strings.HasPrefix(first, w) {
			p.cue = w
			return true
		}
	}
	for _, w := range p.lists["told_before"] {
		if strings.HasPrefix(first, w) && !p.has("firm_plan_cues", folded) && !strings.HasPrefix(strings.TrimPrefix(folded, w), ",要") {
			p.cue = w
			return true
		}
	}
	if cue, over := p.monthsOver(folded); over {
		p.cue = cue
		return true
	}
	if y := fiveYears(first); y > 0 && y < p.year && strings.HasPrefix(strings.TrimLeft(first, "“\"'"), "十") {
		p.cue = first
		return true
	}
	if strings.HasPrefix(first, "到") || strings.HasPrefix(first, "较") || strings.HasPrefix(first, "比") || strings.HasPrefix(first, "在") {
		return false
	}
	if m := planYear.FindStringSubmatchIndex(first); m != nil && utf8.RuneCountInString(first[:m[0]]) <= 4 {
		y, _ := strconv.Atoi(first[m[2]:m[3]])
		if y < p.year && !strings.HasPrefix(first[m[1]:], "基础上") && !strings.HasPrefix(first[m[1]:], "起") {
			p.cue = first[m[0]:m[1]]
			return true
		}
	}
	return false
}

var monthsOpen = regexp.MustCompile(`^(?:今年)?(?:1|一)(?:月)?[-—–－~至到](\d{1,2})月(份)?`)

// monthsOver reports a sentence that opens with months that were over when the document was dated: 1—2月 in minutes of March.
func (p *para) monthsOver(folded string) (string, bool) {
	m := monthsOpen.FindStringSubmatchIndex(folded)
	if m == nil || len(p.out.Date) < len("2026-03") || p.out.Date[:4] != p.out.Year || strings.HasPrefix(folded[m[1]:], "底前") || strings.HasPrefix(folded[m[1]:], "前") {
		return "", false
	}
	last, _ := strconv.Atoi(folded[m[2]:m[3]])
	dated, _ := strconv.Atoi(p.out.Date[5:7])
	return folded[:m[1]], last < dated
}

func (p *para) opensFuture(folded string) bool {
	first := folded
	if i := strings.IndexAny(folded, ",;。"); i > 0 {
		first = folded[:i]
	}
	if m := planYear.FindStringSubmatchIndex(first); m != nil && utf8.RuneCountInString(first[:m[0]]) <= 6 {
		y, _ := strconv.Atoi(first[m[2]:m[3]])
		return y >= p.year
	}
	return strings.HasPrefix(first, "今年") || strings.HasPrefix(first, "明年") || strings.HasPrefix(first, "本年")
}

// leadMoment is the date that a sentence opens with: 到2026年，….
func (p *para) leadMoment(sentence string) *phrase.Moment {
	runes := []rune(sentence)
	end := 0
	for end < len(runes) && !isStop(runes[end]) {
		end++
	}
	if end == len(runes) {
		return nil
	}
	read := p.w.Sentence(string(runes[:end]), phrase.Hint{})
	for _, m := range read.Moments {
		if m.Year >= p.year && p.year > 0 && m.From <= 3 && len([]rune(read.Text))-m.To <= 3 {
			return &m
		}
	}
	return nil
}

// digitRuns are the numbers of a text as its reader sees them: from and behind each.
func digitRuns(r []rune) (out [][2]int) {
	digit := func(x rune) bool { return x >= '0' && x <= '9' || x >= '０' && x <= '９' }
	for i := 0; i < len(r); {
		if !digit(r[i]) {
			i++
			continue
		}
		from := i
		for i < len(r) && (digit(r[i]) || (r[i] == '.' || r[i] == '．') && i+1 < len(r) && digit(r[i+1]) && strings.IndexFunc(string(r[from:i]), func(x rune) bool { return x == '.' || x == '．' }) < 0) {
			i++
		}
		out = append(out, [2]int{from, i})
	}
	return out
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
