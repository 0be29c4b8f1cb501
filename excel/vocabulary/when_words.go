package vocabulary

import (
	"strings"
	"unicode/utf8"
)

// fixed takes the words of time that hold no digit.
func (p *whenParser) fixed() bool {
	if k := p.after(p.i, "前"); k > 0 { // 前9个月
		if m, n := p.number(p.i+k, 2); n > 0 && m >= 1 && m <= 12 {
			if end := p.after(p.i+k+n, "个月"); end > 0 {
				p.set(1, m, 0)
				p.w.UpTo = true
				p.i += k + n + end
				return true
			}
		}
	}
	if k := p.after(p.i, "前三季度"); k > 0 {
		p.set(1, 9, 0)
		p.i += k
		return true
	}
	if k := p.after(p.i, "上半年"); k > 0 {
		p.set(1, 6, 0)
		p.i += k
		p.quarterEnd()
		return true
	}
	if k := p.after(p.i, "下半年"); k > 0 {
		p.set(7, 12, 0)
		p.i += k
		return true
	}
	if k := p.after(p.i, "半年"); k > 0 && !strings.HasSuffix(string(p.rest), "每") && !strings.HasSuffix(string(p.rest), "近") && !strings.HasSuffix(string(p.rest), "个") {
		p.set(1, 6, 0)
		p.i += k
		return true
	}
	k := p.after(p.i, "第")
	r, n := utf8.DecodeRuneInString(p.s[min(p.i+k, len(p.s)):])
	q := strings.IndexRune("一二三四", r)
	if q < 0 && r >= '1' && r <= '4' {
		q = int(r-'1') * 3
	}
	if end := p.after(p.i+k+n, "季度"); q >= 0 && end > 0 {
		q = q/3 + 1
		p.set(q*3-2, q*3, q)
		p.i += k + n + end
		p.quarterEnd()
		return true
	}
	return false
}

// chineseMonths in the order in which they must be tried: 十一月 before 十月 and 一月.
var chineseMonths = [...]struct {
	word  string
	month int
}{{"十一月", 11}, {"十二月", 12}, {"十月", 10}, {"一月", 1}, {"二月", 2}, {"三月", 3}, {"四月", 4}, {"五月", 5}, {"六月", 6}, {"七月", 7}, {"八月", 8}, {"九月", 9}}

// spelledRange takes 一至九月 and 一至三季度.
func (p *whenParser) spelledRange() bool {
	r, n := utf8.DecodeRuneInString(p.s[p.i:])
	d := p.dash(p.i + n)
	if r != '一' || d == 0 {
		return false
	}
	j := p.i + n + d
	q, n := utf8.DecodeRuneInString(p.s[j:])
	if i := strings.IndexRune("一二三四", q); i > 0 && p.after(j+n, "季度") > 0 {
		p.set(1, i+3, 0) // a character has three bytes
		p.i = j + n + p.after(j+n, "季度")
		return true
	}
	for _, m := range chineseMonths {
		if strings.HasPrefix(p.s[j:], m.word) {
			p.set(1, m.month, 0)
			p.i = j + len(m.word) + p.after(j+len(m.word), "份")
			p.monthEnd()
			return true
		}
	}
	return false
}

func (p *whenParser) spelledMonth() bool {
	for _, m := range chineseMonths {
		if strings.HasPrefix(p.s[p.i:], m.word) {
			p.set(m.month, m.month, 0)
			p.i += len(m.word) + p.after(p.i+len(m.word), "份")
			p.monthEnd()
			return true
		}
	}
	return false
}

// spelledYear takes 二〇一八年 and the last year of a five-year plan.
func (p *whenParser) spelledYear() bool {
	y, j := 0, p.i
	for range 4 {
		r, n := utf8.DecodeRuneInString(p.s[j:])
		d := strings.IndexRune("〇一二三四五六七八九", r) / len("〇")
		if r == '零' || r == '○' {
			d = 0
		} else if !strings.ContainsRune("〇一二三四五六七八九", r) {
			return false
		}
		y, j = y*10+d, j+n
	}
	k := p.yearWord(j)
	if k == 0 || y < 1990 || y > 2099 {
		return false
	}
	p.w.Year, p.i = y, j+k
	return true
}

// fiveYearPlans ends with the last year of each.
var fiveYearPlans = [...]struct {
	word string
	last int
}{{"十二五", 2015}, {"十三五", 2020}, {"十四五", 2025}, {"十五五", 2030}}

// FirstYear is the first year of the five-year plan that a title names, 0 for none.
func FirstYear(title string) int {
	for _, p := range fiveYearPlans {
		if strings.Contains(title, p.word) {
			return p.last - 4
		}
	}
	return 0
}
