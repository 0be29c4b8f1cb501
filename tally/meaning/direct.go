package meaning

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// direct says which way the figure should move. The head decides before what stands around it.
func (s *nameSense) direct() {
	head := s.headSense()
	s.better = tally.Higher
	switch {
	case s.capped():
		if s.say(tally.Lower); s.before.is(cure|good|higher) || s.v.holds("kept_up", s.text()) {
			s.settled, s.unsure = false, true
		}
	case s.head < 0:
	case s.head > 0 && s.v.has("kept", s.words[0].text) && !head.is(event|cure|share|growth|fall): // 控制新增建设用地
		s.say(tally.Lower)
	case s.words[0].sense.is(fall) && s.head > 0 && head.is(bad|lower|duration|mayFall):
		s.mayFall = true // 降低物流成本: the level, or by how much
	case head.is(lower | spread | priceGrowth), head.is(bad) && strings.HasSuffix(s.words[s.head].text, "率"):
		s.say(tally.Lower)
	case head.is(higher) && !head.is(good) && !strings.HasSuffix(s.words[s.head].text, "率") && s.before.is(bad) && !s.worked(): // 失联党员
		s.doubts(tally.Lower)
	case head.is(higher | good):
		s.say(tally.Higher)
	case head.is(fall):
		s.drop = true
		s.say(tally.Higher)
	case head.is(share) && !head.is(notShare), head.is(satisfaction):
		if s.directShare(); s.few && s.better == tally.Higher {
			s.settled, s.unsure = false, true
		}
	case head == 0:
		s.directUnknown()
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

// doubts: what is proposed where the vocabulary does not have the word that decides.
func (s *nameSense) doubts(b tally.Better) { s.better, s.unsure = b, true }

// directUnknown is for a name that ends with a word that nobody knows. What is done (引进…, 改造…) is to be much; of a bad thing it cannot be told whether it
// is what happens or what is done about it, and of anything else not what it is.
func (s *nameSense) directUnknown() {
	switch {
	case s.all.is(bad|lower) && !s.worked():
		s.doubts(tally.Lower)
	case s.all.is(mayFall) && !s.all.is(cure):
		s.mayFall = true
	case s.done(), s.words[0].sense.is(ratio) && (strings.HasPrefix(s.words[0].text, "每") || strings.HasSuffix(s.words[0].text, "均")): // 每千名老年人养老床位数, 人均公园绿地
		s.say(tally.Higher)
	default:
		s.doubts(tally.Higher)
	}
}

// directShare: a rate of what is done about a thing rises, a rate of a bad thing falls.
func (s *nameSense) directShare() {
	stem := s.v.words[strings.TrimSuffix(s.words[s.head].text, "率")]
	around := s.before | stem
	if above, ok := s.numerator(); ok { // 社会物流总费用与GDP的比率 moves as what stands first
		switch {
		case above.is(bad|lower) && !s.worked():
			s.say(tally.Lower)
			return
		case above.is(mayFall) && !above.is(higher|good|cure|flow|event):
			s.mayFall = true
			return
		case above.is(cure | good | higher | satisfaction), s.welcome():
			s.say(tally.Higher)
			return
		case above.is(flow | event | stock | enduring): // 房地产投资占投资比重
			s.doubts(tally.Higher)
			return
		case above&^quantity == 0:
			s.doubts(tally.Higher)
			return
		}
	}
	switch {
	case s.headSense().is(bad):
		s.say(tally.Lower)
	case s.before.is(bad) && s.lastBefore().is(flow|stock|enduring) && !s.lastBefore().is(bad|cure|good|higher|event) && !s.worked(): // 高耗能行业增加值占比
		s.doubts(tally.Lower)
	case s.stemless() && s.welcome() && !around.is(bad|lower|mayFall):
		s.say(tally.Higher)
	case s.stemless() && s.qualified(): // 代课教师占比
		s.doubts(tally.Higher)
	case s.apportions() && !s.before.is(cure|good|higher|satisfaction|bad|lower|mayFall): // 商业用地供应占比: whether it is to be large, nothing says
		s.doubts(tally.Higher)
	case s.stemless() && s.before.is(mayFall) && !s.before.is(higher|good|cure|satisfaction): // 第一产业增加值占比
		s.mayFall = true
	case (stem | s.lastBefore()).is(flow|cure|good|higher|satisfaction|event|stock|enduring) && !s.denied():
		s.say(tally.Higher)
	case around.is(bad|lower) && !s.worked():
		if s.say(tally.Lower); s.stemless() && s.lastBefore() == 0 { // 吸毒人员管控率
			s.settled, s.unsure = false, true
		}
	case around.is(mayFall) && !around.is(higher|good|cure):
		s.mayFall = true
	case s.stemless():
		s.doubts(tally.Higher)
	default:
		s.say(tally.Higher)
	}
}

// welcome reports a share of what the field wants to be large: 技改投资占比.
func (s *nameSense) welcome() bool {
	return s.v.holds("welcome", textOf(s.words[:s.head]))
}

// capped reports a name that ends with what is not to be passed: 聘用人员上限, 煤炭消费控制目标.
func (s *nameSense) capped() bool { return s.v.endsAs("caps", s.text()) }

func (s *nameSense) text() string { return textOf(s.words) }

func textOf(words []token) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.text)
	}
	return b.String()
}

// apportions reports a head that says how a whole is made up (占比), and a rate of what is made or there and not done (投资率). Which part is
// to be large the head does not say.
func (s *nameSense) apportions() bool {
	if !s.stemless() {
		return false
	}
	return s.v.has("parts", s.words[s.head].text) || s.lastBefore().is(flow|stock|enduring) && !s.lastBefore().is(event|cure|good|higher|satisfaction)
}

// stemless reports a head that says that it is a share and not of what: 率, 占比.
func (s *nameSense) stemless() bool {
	return s.v.has("bare_shares", s.words[s.head].text)
}

// qualified reports a share of things that stay which a word that nobody knows tells from the others.
func (s *nameSense) qualified() bool {
	at := s.head - 1
	for at > 0 && s.words[at].sense&^quantity == 0 && s.words[at].sense != 0 {
		at--
	}
	return at > 0 && s.words[at].sense.is(enduring|stock) && !s.words[at].sense.is(flow|cure|good|higher|event) && s.words[at-1].sense == 0
}

// numerator is what stands over the line of one thing held against another: A占B的比重, A与B之比.
func (s *nameSense) numerator() (above sense, ok bool) {
	for i := 0; i < s.head; i++ {
		for _, between := range []string{"与", "和", "同"} {
			if s.words[i].sense == 0 && strings.HasPrefix(s.words[i].text, between) && i > 0 {
				return above, true
			}
		}
		if s.words[i].sense == 0 && strings.Contains(s.words[i].text, "占") {
			return above, true
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
	case head.is(mayFall) && !head.is(bad|cure|flow|stock|event|enduring) && !(head.is(intensity) && s.before.is(flow|good|higher|bad)):
		if s.before.is(bad) && !s.worked() {
			s.say(tally.Lower)
			return
		}
		s.mayFall = !s.all.is(cure | good)
		s.better = tally.Higher
	case head.is(flow) && s.before.is(bad) && !s.worked(): // 进京上访人次, 电信诈骗资金
		s.mayFall = true
	case head.is(flow) && !head.is(bad|mayFall), head.is(intensity) && !head.is(bad|mayFall) && !s.before.is(bad):
		s.say(tally.Higher)
	case head.is(intensity) && s.before.is(flow|good|higher) && !s.before.is(bad):
		s.say(tally.Higher)
	case head.is(index|stock) && s.headless(): // 景气指数, 存量
		s.doubts(tally.Higher)
	case head.is(cure) && !head.is(bad) && s.before.is(bad) && !s.denied():
		s.say(tally.Higher)
	case s.all.is(bad|lower) && !s.worked():
		if s.say(tally.Lower); s.saidOf() {
			s.settled, s.unsure = false, true
		}
	case s.all.is(bad|lower) && s.before.is(bad): // 火灾自动报警系统安装
		s.say(tally.Higher)
	case s.all.is(higher | good):
		s.say(tally.Higher)
	case s.all.is(mayFall) && !s.all.is(cure):
		s.mayFall = true
	case s.all.is(cure | stock | flow | event | enduring | index | satisfaction | intensity | ratio | rank):
		s.say(tally.Higher)
	}
}

// saidOf reports that the last bad word of a name is not what is counted: 传染病医院, 信访接待场所, 注销僵尸企业.
func (s *nameSense) saidOf() bool {
	last := -1
	for i, w := range s.words {
		if w.sense.is(bad | lower) {
			last = i
		}
	}
	if s.headSense().is(index) { // 拥堵延时指数
		return false
	}
	if last > 0 && s.v.has("closes", s.words[0].text) {
		return true
	}
	for _, w := range s.words[last+1:] {
		if w.sense == 0 || w.sense.is(cure|event|enduring|stock) && !w.sense.is(flow) && !s.v.endsAs("levels", w.text) {
			return true
		}
	}
	return false
}

// headless reports a head that stands for more or less of anything (P2P存量余额), where nothing before it is known.
func (s *nameSense) headless() bool {
	of := sense(0)
	for _, w := range s.words[:s.head+1] {
		if !s.v.has("bare_heads", w.text) {
			of |= w.sense
		}
	}
	return of&^quantity == 0
}
