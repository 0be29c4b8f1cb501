package vocabulary

import (
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// Round is the round that w speaks of, in the year given where w names none. A sheet that is filed for a week, a quarter or another
// round but a month speaks of that where it says its number, its days or its months, or what has run up to its end.
func (w When) Round(year int, filed tally.Round) tally.Round {
	if w.Week > 0 {
		return w.week(year, filed)
	}
	month := w.Period(year)
	if month.IsZero() {
		return month
	}
	end := month.End()
	if w.Day > 0 && w.Day <= month.Days() {
		end = end.AddDate(0, 0, w.Day-month.Days())
	}
	if w.Days() {
		begin := time.Date(end.Year(), time.Month(w.month), w.day, 0, 0, 0, 0, time.UTC)
		if begin.After(end) { // 12月27日至1月2日
			begin = begin.AddDate(-1, 0, 0)
		}
		if week := tally.RoundOn(tally.Weekly, end); week.Begin().Equal(begin) && week.End().Equal(end) {
			return week
		}
	}
	if kind := filed.Kind(); kind == "" || kind == tally.Monthly || !end.Equal(filed.End()) {
		return month
	}
	if w.UpTo || w.Day > 0 || filed.Kind().Tiles() && w.From == int(filed.Begin().Month()) {
		return filed
	}
	return month
}

// WhenOf is the time of a round as a heading would name it; upTo is from the year's beginning to its end.
func WhenOf(p tally.Round, upTo bool) When {
	w := When{Year: p.Year(), From: p.Month(), To: p.Month(), UpTo: upTo}
	switch p.Kind() {
	case tally.Weekly:
		year, n := p.Begin().ISOWeek()
		return When{Year: year, Week: n, UpTo: upTo}
	case tally.Dated:
		w.Day, w.UpTo = p.End().Day(), true
	case tally.Quarterly, tally.HalfYear, tally.Yearly:
		w.From = int(p.Begin().Month())
	case tally.Monthly:
	}
	return w
}

// week is the numbered week; without a year of its own the one that is filed for, where it has that number.
func (w When) week(year int, filed tally.Round) tally.Round {
	if w.Year == 0 && filed.Kind() == tally.Weekly && filed.String()[len("2022-W"):] == fmt.Sprintf("%02d", w.Week) {
		return filed
	}
	if w.Year > 0 {
		year = w.Year
	}
	p, err := tally.ParseRound(fmt.Sprintf("%04d-W%02d", year, w.Week))
	if err != nil { // no such week, or no year to count in
		return tally.Round{}
	}
	return p
}

// daysTo takes the second end of days behind the first: 至1月9日, -9日, 至2022年1月2日. What is named is the month of the last day.
func (p *whenParser) daysTo(i, from int) bool {
	d := p.dash(i)
	if d == 0 {
		return false
	}
	i += d
	year, month := 0, p.w.To
	if y, n := p.number(i, 4); n == 4 {
		if k := p.after(i+n, "年"); k > 0 {
			year, i = y, i+n+k
		}
	}
	if m, n := p.number(i, 2); n > 0 && m >= 1 && m <= 12 {
		if k := p.after(i+n, "月"); k > 0 {
			month, i = m, i+n+k
		}
	}
	last, n := p.number(i, 2)
	k := p.after(i+n, "日", "号")
	if n == 0 || k == 0 || last < 1 || last > 31 {
		return false
	}
	begin, within := p.w.To, p.w.Year == 0 || year == 0 || year == p.w.Year
	if year > 0 {
		p.w.Year = year
	}
	p.i = i + n + k
	if from == 1 && within && begin <= month && last == time.Date(max(p.w.Year, 1), time.Month(month+1), 0, 0, 0, 0, 0, time.UTC).Day() { // 1月1日至3月31日: whole months
		p.w.Day = 0
		p.set(begin, month, 0)
		return true
	}
	p.w.month, p.w.day = begin, from
	p.w.From, p.w.To, p.w.Day = month, month, last
	return true
}

// numberedWeek takes 第5周, 第05周, 第五周 and W05.
func (p *whenParser) numberedWeek() bool {
	i := p.i + p.after(p.i, "第")
	if i > p.i {
		n, k := p.number(i, 2)
		if k == 0 {
			n, k = p.spelledNumber(i)
		}
		if end := p.after(i+k, "周"); n >= 1 && n <= 53 && end > 0 {
			p.w.Week, p.i = n, i+k+end
			return true
		}
		return false
	}
	if p.after(i, "W", "w") > 0 && (i == 0 || !isLetter(p.s[i-1])) {
		if n, k := p.number(i+1, 2); k == 2 && n >= 1 && n <= 53 {
			p.w.Week, p.i = n, i+1+k
			return true
		}
	}
	return false
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// spelledNumber reads 五, 十二, 二十, 五十三; length is how many bytes it has, 0 for none.
func (p *whenParser) spelledNumber(i int) (n, length int) {
	const digits = "一二三四五六七八九"
	ones, tens := 0, 0
	for j, r := range p.s[min(i, len(p.s)):] {
		at := -1
		for k, d := range digits {
			if d == r {
				at = k/len("一") + 1
			}
		}
		switch {
		case r == '十' && tens == 0:
			tens, ones = max(ones, 1), 0
		case at > 0 && ones == 0:
			ones = at
		default:
			return tens*10 + ones, j
		}
	}
	return tens*10 + ones, len(p.s) - i
}
