package phrase

import "fmt"

// deadlineText prints a moment as precisely as it stands there: 2020, 2017-09, 2017-09-30.
func (m moment) deadlineText() string {
	switch {
	case m.year == 0:
		return ""
	case m.month == 0:
		return fmt.Sprintf("%04d", m.year)
	case m.day == 0:
		return fmt.Sprintf("%04d-%02d", m.year, m.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", m.year, m.month, m.day)
}

// Deadline reads the last date of a text as a deadline, as precise as printed: 2020, 2017-09, 2017-09-30;
// 年底 and 一季度 are their last month. A date without a year is taken in the year given, and is no
// deadline where that is 0. ok is false where there is none.
func (w *Words) Deadline(text string, year int) (string, bool) {
	l := scanner{newLine(w, text, Hint{})}
	found := ""
	for i := 0; i < len(l.r); {
		m, ok := l.momentAt(i)
		if !ok {
			i++
			continue
		}
		if m.year == 0 && year > 0 {
			if l.is(m.start, "年底") || l.is(m.start, "年末") || l.is(m.start, "年终") || l.is(m.start, "年内") {
				m.month, m.deadline = 12, true
			}
			if m.deadline {
				m.year = year
			}
		}
		if d := m.deadlineText(); d != "" && m.deadline {
			found = d
		}
		i = max(m.end, i+1)
	}
	return found, found != ""
}

// deadline is the last date of the phrase that is no starting point.
func (l maker) deadline(ms []moment) string {
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
func (l maker) yearly(targets []quantity, ms []moment) bool {
	if len(targets) < 2 {
		return false
	}
	if l.anyWord(cOtherYear) {
		return true
	}
	years := make(map[int]bool)
	for _, m := range ms {
		if m.year > 0 && m.start < targets[len(targets)-1].start && !l.is(m.end, "的基础上") && !l.is(m.end, "基础上") && l.at(m.start-1) != '比' && l.at(m.start-1) != '较' {
			years[m.year] = true
		}
	}
	return len(years) > 1
}

// doneLater reports a clause of its own with a date and no number, by which all is to be done: 6月底完成60%,10月底全面完成.
func (l maker) doneLater(qs []quantity, ms []moment) bool {
	for _, h := range l.words {
		if h.class&(cAllDone|cWhole) == 0 {
			continue
		}
		from, to := l.clauseStart(h.start), l.clauseEnd(h.end)
		numbered := false
		for i := range qs {
			numbered = numbered || qs[i].start >= from && qs[i].end <= to
		}
		if !numbered && dated(ms, from, h.start) {
			return true
		}
	}
	return false
}
