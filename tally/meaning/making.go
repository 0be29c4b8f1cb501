package meaning

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// making reports a name of what stands that says with a verb how much of it is made: 支路新建里程, 改造供水管网长度. unsure where the verb is one of
// which all that there are may be counted (绿道建成里程), or the noun sums up what was made (新建管网总长).
func (s *nameSense) making() (made, unsure bool) {
	if !s.headSense().is(stock) {
		return false, false
	}
	head := s.words[s.head].text
	whole, power := s.v.endsAs("wholes", head), s.v.endsAs("powers", head)
	for i := range s.words[:s.head] {
		w := &s.words[i]
		near := i == 0 || s.beside(i)
		switch {
		case !near || !w.sense.is(event|cure) || s.denied():
		case i == 0 && w.sense.is(event) && s.v.beginsAs("adds", w.text), i == 0 && w.sense.is(cure) && s.does(0) && !power: // 淘汰水泥产能
			return true, false
		case power: // 处置能力
		case s.v.has("made", w.text), s.v.has("makes", w.text) && whole:
			unsure = true
		case s.v.has("makes", w.text):
			return true, false
		}
	}
	return false, unsure
}

// beside reports that nothing but words of quantity stands between word i and the head.
func (s *nameSense) beside(i int) bool {
	for _, w := range s.words[i+1 : s.head] {
		if w.sense == 0 || w.sense&^quantity != 0 {
			return false
		}
	}
	return true
}

// lasting reports a count of what is in a state that lasts (认证企业, 签约人数, 5G基站累计建成数), where nothing says whether all of them are meant or
// those of this year.
func (s *nameSense) lasting(people bool) bool {
	if s.head < 0 || s.added() {
		return false
	}
	head := s.words[s.head]
	if s.head > 0 && head.sense.is(enduring) && !head.sense.is(event|flow) && s.v.has("states", s.words[s.head-1].text) {
		return !s.doesBesides(s.head - 1)
	}
	for i, w := range s.words {
		switch {
		case s.v.has("stays", w.text) && i > 0 && (people && i == s.head || head.sense == 0 && i < s.head && s.beside(i)):
			return !s.doesBesides(i)
		case s.v.has("made", w.text) && i > 0 && w.sense.is(event) && strings.Contains(s.words[i-1].text, "累计"):
			return true
		}
	}
	return false
}

// doesBesides reports something done beside word i.
func (s *nameSense) doesBesides(i int) bool {
	for k := range s.words {
		if k != i && s.does(k) {
			return true
		}
	}
	return false
}

// added reports a name that says that so many are added.
func (s *nameSense) added() bool {
	for _, w := range s.words {
		if w.sense.is(event) && s.v.beginsAs("adds", w.text) {
			return true
		}
	}
	return false
}

// held reports what lasts once it is conferred and is counted as it stands: 有效期内绿色食品认证数, 在册挂牌企业.
func (s *nameSense) held() bool {
	if s.head < 1 || s.all.is(bad) || s.added() || !s.v.has("conferred", s.words[s.head].text) && !s.lasting(false) {
		return false
	}
	valid := false
	for _, w := range s.words[:s.head] {
		valid = valid || s.v.has("valid", w.text)
	}
	return valid
}

// climbs reports a name by which places are to be won: 位次提升, 争先进位. A place won is not a place.
func (s *nameSense) climbs() bool {
	last := len(s.words) - 1
	for last > 0 && s.words[last].sense&^quantity == 0 && s.words[last].sense != 0 {
		last--
	}
	if last < 0 {
		return false
	}
	if s.v.has("climbs", s.words[last].text) {
		return s.all.is(rank)
	}
	return last > 0 && s.words[last].sense.is(rank) && s.v.has("climbs", s.words[last-1].text) // 综合考核提升位次
}

// mayClimb reports a name that begins with a verb of rising before a place: 提升营商环境排名 by so many places, or to that place.
func (s *nameSense) mayClimb() bool {
	return s.all.is(rank) && s.head > 0 && !s.climbs() && s.v.has("climbs", s.words[0].text)
}

// unmade asks of a number of what stands whether it is all of it, or what was made this year.
func (r *reader) unmade(flowing tally.Measure) {
	r.set(tally.Stock, tally.Assumed)
	r.m.doubt(tally.AskMeasure, "看不出是到年底一共这么多，还是今年新增这么多", string(tally.Stock), string(tally.Stock), string(flowing))
}
