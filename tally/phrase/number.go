package phrase

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// digitsAt reads the digits at i: thousands separators in strict groups, one decimal point.
func (l *line) digitsAt(i int) (n exact.Number, end int) {
	end = i
	for isDigit(l.at(end)) {
		end++
	}
	if end == i || end-i > exact.MaxDigits {
		return exact.Number{}, max(end, i)
	}
	whole := string(l.r[i:end])
	for len(whole) <= exact.MaxDigits && l.groupAt(end) && (strings.Contains(string(l.r[i:end]), ",") || end-i <= 3 && l.r[i] != '0') {
		whole += string(l.r[end+1 : end+4])
		end += 4
	}
	if l.at(end) == '.' && isDigit(l.at(end+1)) {
		start := end
		for end++; isDigit(l.at(end)); end++ {
			continue
		}
		whole += string(l.r[start:end])
	}
	n, err := exact.ParseNumber(whole)
	if err != nil {
		return exact.Number{}, end
	}
	return n, end
}

// groupAt reports a comma and exactly three digits at i.
func (l *line) groupAt(i int) bool {
	return l.at(i) == ',' && isDigit(l.at(i+1)) && isDigit(l.at(i+2)) && isDigit(l.at(i+3)) && !isDigit(l.at(i+4))
}

// chineseDigit is the value of a Chinese numeral, -1 for anything else.
func chineseDigit(r rune) int64 {
	switch r {
	case '零', '〇':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// chineseScale is the value of 十, 百, 千, 0 for anything else.
func chineseScale(r rune) int64 {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return 0
}

// chineseAt reads a Chinese numeral below ten thousand at i: 两, 十二, 一百二十, 三千. A numeral that only
// says a magnitude (百亿, 千企) is none. With a point (八点五) it reads decimals.
func (l *line) chineseAt(i int) (n exact.Number, end int) {
	total, digit, end, scaled := int64(0), int64(-1), i, false
	for ; end < len(l.r) && end-i < 12; end++ {
		if d := chineseDigit(l.r[end]); d >= 0 {
			if digit > 0 {
				return exact.Number{}, i // 三四家: about
			}
			digit = d
			continue
		}
		scale := chineseScale(l.r[end])
		if scale == 0 {
			break
		}
		if digit < 0 {
			if scale != 10 || end != i {
				return exact.Number{}, i
			}
			digit = 1
		}
		total, digit, scaled = total+digit*scale, -1, true
	}
	if end == i {
		return exact.Number{}, i
	}
	if digit > 0 {
		total += digit
	} else if digit == 0 && !scaled && end-i > 1 {
		return exact.Number{}, i
	}
	if l.at(end) == '点' && chineseDigit(l.at(end+1)) >= 0 {
		return l.chineseFraction(total, end)
	}
	return exact.Int(total), end
}

// chineseFraction reads what follows 点.
func (l *line) chineseFraction(whole int64, point int) (exact.Number, int) {
	value, end := decimal.NewFromInt(whole), point+1
	for place := int32(1); chineseDigit(l.at(end)) >= 0 && place < 10; place++ {
		value = value.Add(decimal.New(chineseDigit(l.at(end)), -place))
		end++
	}
	return exact.Num(value), end
}

// isMore reports the characters that make a number vague: 20多家, 100余个.
func isMore(r rune) bool { return r == '多' || r == '余' || r == '几' || r == '来' }

// unitAt reads the printed unit at i: its magnitude, itself, a unit it is taken per (微克/立方米), and 级
// behind an amount (200亿级). vague says that 多 or 余 stands inside (3万多人). The printed unit leaves
// that out.
func (l *line) unitAt(i int) (printed string, end int, vague bool) {
	start := i
	if isMore(l.at(i)) {
		vague, i = true, i+1
	}
	n := l.unitLength(i)
	switch {
	case n == 0 && vague && l.at(start) == '来':
		return "", start, false // 来自 …
	case n == 0:
		return "", i, vague
	}
	end = i + n
	printed = l.text(i, end)
	if l.isMagnitude(i, end) && isMore(l.at(end)) {
		if m := l.unitLength(end + 1); m > 0 {
			return printed + l.text(end+1, end+1+m), end + 1 + m, true
		}
		return printed, end + 1, true
	}
	if l.at(end) == '/' {
		if m := l.unitLength(end + 1); m > 0 && !isDigit(l.at(end+1)) {
			if per := l.perLength(end + 1); per > m && l.isMagnitude(end+1, end+1+m) {
				m = per // 人/万车
			}
			end += 1 + m
			for r := l.at(end); (r == '/' || r == '·' || r == '•') && l.unitLength(end+1) > 0; r = l.at(end) {
				end += 1 + l.unitLength(end+1) // 元/人·年
			}
			return l.text(i, end), end, vague
		}
		if m := l.perLength(end + 1); m > 0 {
			return l.text(i, end+1+m), end + 1 + m, vague
		}
	}
	if l.at(end) == '级' && (l.r[end-1] == '亿' || l.r[end-1] == '元') {
		return l.text(i, end+1), end + 1, vague
	}
	return printed, end, vague
}

// unitLength is the length of the longest unit at i that does not begin another word.
func (l *line) unitLength(i int) int {
	if i >= len(l.r) {
		return 0
	}
	best := 0
	t := l.w.table.units
	for k := i; k < len(l.r); k++ {
		if t = t.next[l.r[k]]; t == nil {
			break
		}
		if t.class == 0 {
			continue
		}
		// a Latin unit ends where the letters end (m, not m of mm)
		if isLatin(l.r[k]) && isLatin(l.at(k+1)) {
			continue
		}
		n, _ := l.w.table.guard.longest(l.r[k:])
		m, _ := l.w.table.guard.longest(l.r[i:])
		if n == 0 && m <= k+1-i {
			best = k + 1 - i
		} else if best > 0 && !l.isMagnitude(i, i+best) {
			best = 0 // 4个工作日前 is not 4个, but 3万人口 is 3万
		}
	}
	return best
}

// isMagnitude reports a bare 万, 百万, 亿 …
func (l *line) isMagnitude(from, to int) bool {
	for _, r := range l.r[from:to] {
		if !strings.ContainsRune("十百千万亿", r) {
			return false
		}
	}
	return to > from
}

// isZero reports a printed zero.
func (q *quantity) isZero() bool { return q.value.OK() && q.value.Sign() == 0 }
