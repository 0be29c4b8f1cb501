package meaning

import (
	"regexp"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// nameSense is what a name says by itself.
type nameSense struct {
	v      *Vocabulary // whose words these are
	folded string
	words  []token
	head   int   // index of the word that says what kind of figure it is; -1 where there is none
	all    sense // of all words
	before sense // of the words before the head

	better  tally.Better
	settled bool // the vocabulary says which way
	mayFall bool // it does not, and less may be better
	few     bool // it speaks of those that have less than a size: 收入20万元以下的村
	unsure  bool // a word of it that decides is not in the vocabulary
	drop    bool // the figure is the size of a fall

	up, down bool // the ways that it prints itself, see signed
}

// What qualifies a thing and says nothing of its meaning: sizes (500万元以上), brackets.
var (
	bracketed = regexp.MustCompile(`[(\[][^()\[\]]*[)\]]`)
	sized     = regexp.MustCompile(`(?:年|单体|投资|总投资|产值|营收)?[\d.]+[十百千万亿]*(?:美元|元|平方米|亩|吨)?(?:及以上|以上|及以下|以下|以内)`)
	meanTime  = regexp.MustCompile(`平均(用时|时长|时间|耗时|时限|天数|周期)`)
	sizedWord = regexp.MustCompile(`(?:[十百千万亿]+)(?:美元|元)(?:级)?(?:及以上|以上)?`)
)

// bareName takes out of a folded name what only qualifies.
func bareName(name string) string {
	out := bracketed.ReplaceAllString(name, "")
	out = sized.ReplaceAllString(out, "")
	out = meanTime.ReplaceAllString(out, "$1") // 审批平均用时
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

var fewer = mustCue(`\d[十百千万亿]*\pL{0,3}以下|不足\d`)

// perThing begins the name of one thing per another, not of what is due every month.
var perThing = mustCue(`^每[百千万亿十]*[^天日周星旬月季半年\d百千万亿十]|每[百千万亿十]+\pL`)

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
	folded := v.fold(name)
	s := nameSense{v: v, folded: folded, words: v.tokens(bareName(folded)), head: -1}
	s.notYet()
	s.shareOf()
	s.bearers()
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
	if perThing.MatchString(folded) { // 每千名老年人养老床位数
		for i := range s.words {
			if i == 0 || strings.Contains(s.words[i].text, "每") {
				s.words[i].sense |= ratio
				break
			}
		}
	}
	for i := 0; i < s.head; i++ {
		s.before |= s.words[i].sense
	}
	s.few = fewer.MatchString(folded)
	for _, m := range signed.FindAllStringSubmatch(folded, -1) {
		s.up, s.down = s.up || m[1] != "", s.down || m[2] != ""
	}
	s.direct()
	s.printedBound(v.fold(name))
	return s
}

// printedBound takes the way that the name itself prints in brackets: 会议次数(不超过), 入学率(≥).
func (s *nameSense) printedBound(folded string) {
	for _, in := range bracketed.FindAllString(folded, -1) {
		in = in[1 : len(in)-1]
		switch {
		case s.drop:
		case s.v.has("printed_caps", in):
			s.say(tally.Lower)
			s.unsure, s.mayFall = false, false
		case s.v.has("printed_floors", in):
			s.say(tally.Higher)
			s.unsure, s.mayFall = false, false
		}
	}
}

// notYet takes what is done with 未 before it for what was not: 未开工宗数.
func (s *nameSense) notYet() {
	for i := 1; i < len(s.words); i++ {
		if w := &s.words[i]; s.words[i-1].sense == 0 && s.v.endsAs("not_yet", s.words[i-1].text) && w.sense.is(event|cure) {
			w.sense = bad
			if i > 1 && s.v.has("done", w.text) && s.v.has("not_yet", s.words[i-1].text) && s.words[i-2].sense.is(event|cure) { // 整改未完成问题
				s.words[i-2].sense = bad
			}
		}
	}
}

// shareOf: the 比 of A占B比 says that the figure is a share.
func (s *nameSense) shareOf() {
	last := len(s.words) - 1
	if last < 1 || s.words[last].text != "比" {
		return
	}
	for _, w := range s.words[:last] {
		if w.sense == 0 && strings.Contains(w.text, "占") {
			s.words[last].sense |= share
		}
	}
}

// bearers takes who or what a bad word is said of (失信人员, 违法行为) together with it, and nothing of such a word elsewhere.
func (s *nameSense) bearers() {
	said, left := false, false
	for i := range s.words {
		w := &s.words[i]
		switch {
		case !w.sense.is(bearer):
		case said:
			w.sense = bad
		case i > 0 && s.words[i-1].sense.is(mayFall) && !s.words[i-1].sense.is(flow|event|cure): // 收费项目
			w.sense = mayFall
		default:
			w.sense &^= bearer
		}
		left = left || w.sense.is(bad) && s.v.beginsAs("left_undone", w.text)
		said = said && w.sense != 0 && (left || !w.sense.is(cure|event)) || w.sense.is(bad|lower) // 逾期未办结督办事项, and not 艾滋病检测人次
	}
}

func (s *nameSense) headSense() sense {
	if s.head < 0 {
		return 0
	}
	return s.words[s.head].sense
}

func (s *nameSense) say(b tally.Better) { s.better, s.settled = b, true }

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
