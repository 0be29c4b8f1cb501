package vocabulary

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally"
)

// When is the time that a heading, a title or a deadline speaks of. The zero value says nothing.
type When struct {
	Year     int // of the last month, where several are named
	fromYear int // 2018-2020年
	month    int // 1月3日 of 1月3日至1月9日
	day      int
	From, To int  // months; both the same for a single one
	Day      int  // of the month to
	Week     int  // 第5周, of the year
	Quarter  int  // 第三季度, and nothing before it
	UpTo     bool // 截至, 前三季度, 1-9月: from the year's beginning
	Current  bool // 1-N月: up to whichever month is filed
	Plan     bool // named by a five-year plan
}

// IsZero reports that no time was named.
func (w When) IsZero() bool { return w == When{} }

// Months reports that months or weeks are named, not only a year.
func (w When) Months() bool { return w.To > 0 || w.Current || w.Week > 0 }

// Years reports that several years are named: 2021-2023年.
func (w When) Years() bool { return w.fromYear > 0 }

// Dated reports that the month or week is known with which w ends.
func (w When) Dated() bool { return w.To > 0 || w.Week > 0 }

// Days reports days that begin and end: 1月3日至1月9日.
func (w When) Days() bool { return w.day > 0 }

// Over lays w, the nearer heading, over the one above it.
func (w When) Over(above When) When {
	if w.Year == 0 {
		w.Year, w.fromYear = above.Year, above.fromYear
	}
	if !w.Months() {
		w.From, w.To, w.Day, w.Quarter, w.Current = above.From, above.To, above.Day, above.Quarter, above.Current
		w.Week, w.month, w.day = above.Week, above.month, above.day
	}
	w.UpTo = w.UpTo || above.UpTo
	return w
}

// Period is the month that w ends with, in the year given where w names none.
func (w When) Period(year int) tally.Round {
	if w.Year > 0 {
		year = w.Year
	}
	if w.To == 0 || year == 0 {
		return tally.Round{}
	}
	return tally.MonthOf(year, w.To)
}

// Part is the part of a year that a target is for: "" for all of it, -Q3, -H1, -09, -01/09.
func (w When) Part() string {
	switch {
	case w.To == 0 || w.To-w.From == 11 || w.UpTo && w.To == 12:
		return ""
	case w.To-w.From == 2 && w.To%3 == 0:
		return fmt.Sprintf("-Q%d", w.To/3)
	case w.To-w.From == 5 && w.To%6 == 0:
		return fmt.Sprintf("-H%d", w.To/6)
	case w.From == w.To && w.UpTo:
		return fmt.Sprintf("-01/%02d", w.To)
	case w.From == w.To:
		return fmt.Sprintf("-%02d", w.To)
	}
	return fmt.Sprintf("-%02d/%02d", w.From, w.To)
}

// ParseWhen takes the words of time out of a text in HeadingForm and gives the rest.
func ParseWhen(s string) (When, string) {
	if !strings.ContainsAny(s, "0123456789年月季半周Qq〇") {
		return When{}, s
	}
	p := whenParser{s: s}
	for p.i < len(s) {
		if !p.step() {
			_, n := utf8.DecodeRuneInString(s[p.i:])
			p.rest = append(p.rest, s[p.i:p.i+n]...)
			p.i += n
		}
	}
	rest := string(p.rest)
	if !p.w.IsZero() {
		if strings.Contains(rest, "()") || strings.Contains(rest, "截") {
			rest = besideTime.Replace(rest)
		}
		p.w.UpTo = p.w.UpTo || strings.Contains(s, "截至") || strings.Contains(s, "截止")
	}
	return p.w, rest
}

// besideTime drops what is left of a text beside the time in it.
var besideTime = strings.NewReplacer("()", "", "截至", "", "截止", "")

type whenParser struct {
	s    string
	i    int
	w    When
	rest []byte
}

// step consumes one expression of time at the position, if one stands there.
func (p *whenParser) step() bool {
	c := p.s[p.i]
	switch {
	case c >= '0' && c <= '9':
		if p.i > 0 && IsDigitOrPoint(p.s[p.i-1]) {
			return false
		}
		return p.year() || p.monthRange() || p.month() || p.quarterDigit()
	case c == 'W' || c == 'w':
		return p.numberedWeek()
	case c == 'Q' || c == 'q':
		return p.quarterLetter()
	case c >= utf8.RuneSelf:
		return p.spelledYear() || p.numberedWeek() || p.fixed() || p.spelledRange() || p.spelledMonth()
	}
	return false
}

func IsDigitOrPoint(c byte) bool { return c == '.' || (c >= '0' && c <= '9') }

// number reads up to most digits at i; n is how many there were.
func (p *whenParser) number(i, most int) (v, n int) {
	for i+n < len(p.s) && p.s[i+n] >= '0' && p.s[i+n] <= '9' {
		if n == most {
			return 0, 0
		}
		v = v*10 + int(p.s[i+n]-'0')
		n++
	}
	return v, n
}

// after gives the length of the first of the words that stands at i, 0 for none.
func (p *whenParser) after(i int, words ...string) int {
	for _, w := range words {
		if strings.HasPrefix(p.s[min(i, len(p.s)):], w) {
			return len(w)
		}
	}
	return 0
}

// dash gives the length of a sign between two ends of a range.
func (p *whenParser) dash(i int) int {
	return p.after(i, "-", "—", "–", "~", "～", "至", "到", "－")
}

func (p *whenParser) year() bool {
	y, n := p.number(p.i, 4)
	if n != 4 || y < 1990 || y > 2099 {
		return false
	}
	j := p.i + n
	if d := p.dash(j); d > 0 { // 2018-2020年
		if y2, m := p.number(j+d, 4); m == 4 && y2 > y && y2 < 2100 {
			if k := j + d + m; p.endsYear(k) {
				p.w.fromYear, p.w.Year, p.i = y, y2, k+p.yearWord(k)
				return true
			}
		}
	}
	if m := p.after(j, ".", "-", "/"); m > 0 { // 2019.8, 2017-12-31
		if mo, k := p.number(j+m, 2); k > 0 && mo >= 1 && mo <= 12 {
			p.w.Year, p.w.From, p.w.To, p.i = y, mo, mo, j+m+k
			if p.s[j] == '.' && p.rangeAfter(mo) {
				return true
			}
			p.dayAfter(".", "-", "/")
			p.monthEnd()
			return true
		}
	}
	if !p.endsYear(j) {
		return false
	}
	p.w.Year, p.i = y, j+p.yearWord(j)
	return true
}

// rangeAfter takes the second end of 2023.1-9.
func (p *whenParser) rangeAfter(from int) bool {
	d := p.dash(p.i)
	to, n := p.number(p.i+d, 2)
	end := p.i + d + n
	if d == 0 || n == 0 || to < from || to > 12 || end < len(p.s) && IsDigitOrPoint(p.s[end]) {
		return false
	}
	p.set(from, to, 0)
	p.i = end + p.after(end, "月份", "月")
	return true
}

func (p *whenParser) yearWord(i int) int { return p.after(i, "年度", "年底", "年末", "年") }

// endsYear keeps 2020亩 and 2035版 from being years.
func (p *whenParser) endsYear(i int) bool {
	return i == len(p.s) || p.yearWord(i) > 0 || p.after(i, "目标", "实际", "计划", "任务", "完成", "预期", ")", "/", ",", "Q") > 0
}

func (p *whenParser) monthRange() bool {
	a, n := p.number(p.i, 2)
	if n == 0 || a < 1 || a > 12 {
		return false
	}
	j := p.i + n + p.after(p.i+n, "月份", "月")
	d := p.dash(j)
	if d == 0 {
		return false
	}
	k := p.after(j+d, "N月", "n月")
	if k == 0 && j > p.i+n {
		k = p.after(j+d, "本月", "当月") // 1月至本月
	}
	if k > 0 && a == 1 {
		p.w.Current, p.w.UpTo, p.i = true, true, j+d+k
		return true
	}
	b, m := p.number(j+d, 2)
	k = j + d + m
	if m == 0 || b < a || b > 12 {
		return false
	}
	if q := p.after(k, "季度"); q > 0 && b <= 4 {
		p.set(a*3-2, b*3, 0)
		p.i = k + q
		return true
	}
	if p.after(k, "月") == 0 {
		return false
	}
	p.set(a, b, 0)
	p.i = k + p.after(k, "月份", "月")
	p.monthEnd()
	return true
}

// set takes a span of months; one that begins with January and is longer than a month runs up to its end.
func (p *whenParser) set(from, to, quarter int) {
	p.w.From, p.w.To, p.w.Quarter = from, to, quarter
	if from == 1 && to > 1 {
		p.w.UpTo = true
	}
}

func (p *whenParser) month() bool {
	m, n := p.number(p.i, 2)
	k := p.after(p.i+n, "月份", "月")
	if n == 0 || m < 1 || m > 12 || k == 0 {
		return false
	}
	p.set(m, m, 0)
	p.i += n + k
	p.monthEnd()
	return true
}

// monthEnd takes the 底, 末, 止 or the day that follows a month.
func (p *whenParser) monthEnd() {
	if k := p.after(p.i, "月底", "月末", "底", "末", "止"); k > 0 {
		p.i += k
		p.w.UpTo = true
		return
	}
	if d, n := p.number(p.i, 2); n > 0 && d >= 1 && d <= 31 {
		k := p.after(p.i+n, "日", "号")
		if k > 0 || p.dash(p.i+n) > 0 && p.daysTo(p.i+n, d) { // 3日, or 3 of 3-9日
			if k > 0 {
				p.w.Day = d
				p.i += n + k
				p.daysTo(p.i, d)
			}
		}
	}
}

func (p *whenParser) dayAfter(signs ...string) {
	if k := p.after(p.i, signs...); k > 0 {
		if d, n := p.number(p.i+k, 2); n > 0 && d >= 1 && d <= 31 {
			p.w.Day = d
			p.i += k + n
		}
	}
}

func (p *whenParser) quarterDigit() bool {
	q, n := p.number(p.i, 1)
	k := p.after(p.i+n, "季度")
	if n == 0 || q < 1 || q > 4 || k == 0 {
		return false
	}
	p.set(q*3-2, q*3, q)
	p.i += n + k
	p.quarterEnd()
	return true
}

// quarterEnd takes 三季度末: the months up to then.
func (p *whenParser) quarterEnd() {
	if k := p.after(p.i, "末", "底"); k > 0 {
		p.set(1, p.w.To, 0)
		p.w.UpTo = true
		p.i += k
	}
}

func (p *whenParser) quarterLetter() bool {
	q, n := p.number(p.i+1, 1)
	if n == 0 || q < 1 || q > 4 || (p.i > 0 && p.s[p.i-1] < utf8.RuneSelf && p.s[p.i-1] > ' ' && !IsDigitOrPoint(p.s[p.i-1])) {
		return false
	}
	p.set(q*3-2, q*3, q)
	p.i += 1 + n
	return true
}
