package meaning

// does reports that word i says what is done, and not what the thing is that it stands before: 监测 in 监测断面, 培训 in 培训机构.
func (s *nameSense) does(i int) bool {
	w := s.words[i].sense
	switch {
	case !w.is(event | cure):
		return false
	case i == s.head || s.head < 0:
		return true
	case w.is(describes):
		return false
	case w.is(serves):
		return !s.headSense().is(enduring | stock)
	}
	return true
}

// done reports that something is done: 引进, 改造.
func (s *nameSense) done() bool {
	for i := range s.words {
		if s.does(i) {
			return true
		}
	}
	return false
}

// rests reports a name that ends with what a thing is (储备, 保护, 达标) while nothing else is said to be done: 整治达标 is done.
func (s *nameSense) rests() bool {
	if !s.headSense().is(describes) || s.headSense().is(flow) {
		return false
	}
	for i := range s.words[:s.head] {
		if s.does(i) {
			return false
		}
	}
	return true
}

// worked reports that something is done about what is bad, and not that it is left undone.
func (s *nameSense) worked() bool {
	left := false // 逾期未办结督办事项: what comes after is about what was left undone
	for i, w := range s.words {
		switch {
		case w.sense.is(good) && !s.badAfter(i): // 污水溢流
			return !s.denied()
		case w.sense.is(cure) && (i == 0 || i == s.head || !w.sense.is(serves)) && s.does(i) && (!left || i == s.head) && !s.undoneAfter(i):
			return !s.denied()
		case i > 0 && s.words[i-1].sense.is(bad|lower) && s.v.has("prevents", w.text): // 学生欺凌防治教育
			return true
		case i == s.head && i > 0 && w.sense.is(event) && !w.sense.is(bad|enduring|describes) && !s.v.beginsAs("adds", w.text) && s.before.is(bad):
			return !s.denied() // 断头路打通
		}
		left = left || w.sense.is(bad) && s.v.beginsAs("left_undone", w.text)
	}
	return false
}

// badAfter reports that something bad is said of word i.
func (s *nameSense) badAfter(i int) bool {
	for _, w := range s.words[i+1:] {
		if w.sense.is(bad) && !w.sense.is(good|cure|event) {
			return true
		}
	}
	return false
}

// undoneAfter reports, of a word of doing that does not begin the name, that what was to be done was not: 棚改安置逾期户数.
func (s *nameSense) undoneAfter(i int) bool {
	if i == 0 || i == s.head {
		return false
	}
	for _, w := range s.words[i+1:] {
		if w.sense.is(bad) && s.v.beginsAs("left_undone", w.text) {
			return true
		}
	}
	return false
}

// denied reports a word of doing that something before it takes back: 未办结.
func (s *nameSense) denied() bool {
	for i, w := range s.words {
		if i == 0 || !w.sense.is(cure|satisfaction) {
			continue
		}
		if s.words[i-1].sense == 0 && s.v.endsAs("undone", s.words[i-1].text) {
			return true
		}
	}
	return false
}
