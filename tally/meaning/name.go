package meaning

import (
	"regexp"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// nameSense is what a name says by itself.
type nameSense struct {
	words  []token
	head   int   // index of the word that says what kind of figure it is; -1 where there is none
	all    sense // of all words
	before sense // of the words before the head

	better  tally.Better
	settled bool // the vocabulary says which way
	mayFall bool // it does not, and less may be better
	drop    bool // the figure is the size of a fall
}

// What qualifies a thing and says nothing of its meaning: sizes (500万元以上), brackets.
var (
	bracketed = regexp.MustCompile(`[(\[][^()\[\]]*[)\]]`)
	sized     = regexp.MustCompile(`(?:年|单体|投资|总投资|产值|营收)?[\d.]+[十百千万亿]*(?:美元|元|平方米|亩|吨)?(?:及以上|以上|及以下|以下|以内)`)
	sizedWord = regexp.MustCompile(`(?:[十百千万亿]+)(?:美元|元)(?:级)?(?:及以上|以上)?`)
)

// bare takes out of a folded name what only qualifies.
func bareName(name string) string {
	out := bracketed.ReplaceAllString(name, "")
	out = sized.ReplaceAllString(out, "")
	if at := sizedWord.FindStringIndex(out); at != nil && at[0] > 0 {
		out = out[:at[0]] + out[at[1]:]
	} else if at != nil && strings.HasSuffix(out[:at[1]], "以上") {
		out = out[at[1]:]
	}
	if strings.TrimSpace(out) == "" {
		return name
	}
	return unquoted.Replace(out)
}

// perThing begins the name of one thing per another, not of what is due every month.
var perThing = regexp.MustCompile(`^每[百千万亿十]*[^天日周星旬月季半年\d]`)

var unquoted = strings.NewReplacer("“", "", "”", "", "\"", "", "「", "", "」", "", " ", "")

// name reads a name. A plan's are read for every edition, and for every answer that is still open: what was made of them is kept.
func (v *Vocabulary) name(name string) nameSense {
	if s, known := v.names.Get(name); known {
		return s
	}
	s := v.readName(name)
	v.names.Add(name, s)
	return s
}

func (v *Vocabulary) readName(name string) nameSense {
	s := nameSense{words: v.tokens(bareName(v.fold(name))), head: -1}
	for i := len(s.words) - 1; i >= 0; i-- {
		s.all |= s.words[i].sense
		if s.head < 0 && s.words[i].sense&^quantity != 0 {
			s.head = i
			continue
		}
		if s.head < 0 && s.words[i].sense == 0 { // a head that nobody knows
			s.head = i
		}
	}
	if perThing.MatchString(v.fold(name)) { // 每千名老年人养老床位数
		s.words[0].sense |= ratio
	}
	for i := 0; i < s.head; i++ {
		s.before |= s.words[i].sense
	}
	s.direct(v)
	return s
}

func (s *nameSense) headSense() sense {
	if s.head < 0 {
		return 0
	}
	return s.words[s.head].sense
}

func (s *nameSense) say(b tally.Better) { s.better, s.settled = b, true }

// direct says which way the figure should move. The head decides before what stands around it.
func (s *nameSense) direct(v *Vocabulary) {
	head := s.headSense()
	s.better = tally.Higher
	switch {
	case s.head < 0:
	case s.words[0].sense.is(fall) && s.head > 0 && head.is(bad|lower|duration|mayFall):
		s.mayFall = true // 降低物流成本: the level, or by how much
	case head.is(lower | spread | priceGrowth), head.is(bad) && strings.HasSuffix(s.words[s.head].text, "率"):
		s.say(tally.Lower)
	case head.is(higher | good):
		s.say(tally.Higher)
	case head.is(fall):
		s.drop = true
		s.say(tally.Higher)
	case head.is(share) && !head.is(notShare), head.is(satisfaction):
		s.directShare(v)
	case head.is(growth | rise):
		switch {
		case s.worked():
			s.say(tally.Higher)
		case s.before.is(bad | lower | priceGrowth):
			s.say(tally.Lower)
		case s.before.is(mayFall) && !s.before.is(higher|good):
			s.mayFall = true
		default:
			s.say(tally.Higher)
		}
	default:
		s.directAmount(head)
	}
}

// directShare: a rate of what is done about a thing rises, a rate of a bad thing falls.
func (s *nameSense) directShare(v *Vocabulary) {
	stem := v.words[strings.TrimSuffix(s.words[s.head].text, "率")]
	around := s.before | stem
	if above, ok := s.numerator(); ok { // 社会物流总费用与GDP的比率 moves as what stands first
		switch {
		case above.is(bad|lower) && !s.worked():
			s.say(tally.Lower)
			return
		case above.is(mayFall) && !above.is(higher|good|cure|flow|event):
			s.mayFall = true
			return
		}
	}
	switch {
	case s.headSense().is(bad):
		s.say(tally.Lower)
	case (stem | s.lastBefore()).is(flow|cure|good|satisfaction|event|stock|enduring) && !s.denied():
		s.say(tally.Higher)
	case around.is(bad|lower) && !s.worked():
		s.say(tally.Lower)
	case around.is(mayFall) && !around.is(higher|good|cure):
		s.mayFall = true
	default:
		s.say(tally.Higher)
	}
}

// numerator is what stands over the line of one thing held against another: A占B的比重, A与B之比.
func (s *nameSense) numerator() (above sense, ok bool) {
	for i := 0; i < s.head; i++ {
		for _, between := range []string{"占", "与", "和", "同"} {
			if s.words[i].sense == 0 && strings.HasPrefix(s.words[i].text, between) && i > 0 {
				return above, true
			}
		}
		above |= s.words[i].sense
	}
	return 0, false
}

// directAmount is for what is counted or measured: bad things are to be few, unless something is done about them.
func (s *nameSense) directAmount(head sense) {
	switch {
	case head.is(duration):
		switch {
		case s.before.is(good | higher):
			s.say(tally.Higher)
		case s.before.is(bad | lower):
			s.say(tally.Lower)
		default:
			s.mayFall = true
		}
	case head.is(mayFall) && !head.is(bad|cure|flow|stock|event|enduring):
		s.mayFall = !s.all.is(cure | good)
		s.better = tally.Higher
		if s.before.is(bad) {
			s.say(tally.Lower)
		}
	case head.is(flow) && !head.is(bad|mayFall), head.is(intensity) && !head.is(bad) && !s.before.is(bad):
		s.say(tally.Higher)
	case head.is(cure) && !head.is(bad) && s.before.is(bad) && !s.denied():
		s.say(tally.Higher)
	case s.all.is(bad|lower) && !s.worked():
		s.say(tally.Lower)
	case s.all.is(higher | good):
		s.say(tally.Higher)
	case s.all.is(mayFall) && !s.all.is(cure):
		s.mayFall = true
	case s.all.is(cure | stock | flow | event | enduring | index | satisfaction | intensity | ratio | rank):
		s.say(tally.Higher)
	}
}

// worked reports that something is done about what is bad, and not that it is left undone.
func (s *nameSense) worked() bool {
	left := false // 逾期未办结督办事项: what comes after is about what was left undone
	for i, w := range s.words {
		switch {
		case w.sense.is(good):
			return !s.denied()
		case w.sense.is(cure) && (!left || i == s.head):
			return !s.denied()
		}
		left = left || w.sense.is(bad) && leftUndone(w.text)
	}
	return false
}

// leftUndone reports a word for what was not done, or not in time.
func leftUndone(word string) bool {
	for _, u := range []string{"未", "不", "逾期", "超期", "超时", "拖欠", "积", "挂账"} {
		if strings.HasPrefix(word, u) {
			return true
		}
	}
	return false
}

// undone are the signs that what follows was not done.
var undone = []string{"未", "不", "非", "剩余", "尚", "待", "拟", "应"}

// denied reports a word of doing that something before it takes back: 未办结.
func (s *nameSense) denied() bool {
	for i, w := range s.words {
		if i == 0 || !w.sense.is(cure|satisfaction) {
			continue
		}
		for _, u := range undone {
			if s.words[i-1].sense == 0 && strings.HasSuffix(s.words[i-1].text, u) {
				return true
			}
		}
	}
	return false
}

func (s *nameSense) lastBefore() sense {
	for i := s.head - 1; i >= 0; i-- {
		if found := s.words[i].sense &^ quantity; found != 0 || s.words[i].sense == 0 {
			return found
		}
	}
	return 0
}

// unknown reports a name none of whose words the vocabulary has, but for words of quantity.
func (s *nameSense) unknown() bool { return s.all&^quantity == 0 }
