package phrase

// moment is a date or a stretch of time found in a phrase: never a value of the indicator.
type moment struct {
	start, end       int
	year, month, day int // 0 where not printed
	deadline         bool
}

// momentAt reads a date at i: 2017年, 2018-2020年, 9月份, 9月30日前, 一季度, 上半年, 年底前, “十四五”末, 3-5年内.
func (l scanner) momentAt(i int) (moment, bool) {
	m := moment{start: i}
	if l.isoInto(&m) {
		return m, true
	}
	if y, end, ok := l.planYearsAt(i); ok {
		m.year, m.end, m.deadline = y, end, true
		m.end = l.momentTail(m.end)
		return m, true
	}
	if y, end, ok := l.yearAt(i); ok {
		m.year, m.end, m.deadline = y, end, true
		if y2, end2, ok := l.yearRange(end); ok {
			m.year, m.end = y2, end2
		}
		l.monthInto(&m)
		m.end = l.momentTail(m.end)
		return m, true
	}
	m.end = i
	if l.monthInto(&m) {
		m.end = l.momentTail(m.end)
		return m, true
	}
	if end := l.spanAt(i); end > i {
		m.end = l.momentTail(end)
		return m, true
	}
	return moment{}, false
}

// isoInto reads a date in figures: 2017-09-30, 2017/9/30, 2017.9.30.
func (l scanner) isoInto(m *moment) bool {
	var n [3]int
	i := m.start
	if isDigit(l.at(i-1)) || l.at(i-1) == '.' {
		return false
	}
	sign := l.at(i + 4)
	if sign != '-' && sign != '/' && sign != '.' {
		return false
	}
	for k := range n {
		start := i
		for isDigit(l.at(i)) && i-start < 4 {
			n[k] = n[k]*10 + int(l.at(i)-'0')
			i++
		}
		if i == start || k < 2 && l.at(i) != sign {
			return false
		}
		i++
	}
	if n[0] < 1980 || n[0] > 2099 || n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > 31 {
		return false
	}
	m.year, m.month, m.day, m.end, m.deadline = n[0], n[1], n[2], i-1, true
	return true
}

// yearAt reads 2017年 or 2017年度; four digits without 年 are a year only before -2020年, or a month.
func (l scanner) yearAt(i int) (year, end int, ok bool) {
	if isDigit(l.at(i-1)) || l.at(i-1) == '.' {
		return 0, 0, false
	}
	n := 0
	for isDigit(l.at(i + n)) {
		year = year*10 + int(l.at(i+n)-'0')
		if n++; n > 4 {
			return 0, 0, false
		}
	}
	if n != 4 || year < 1980 || year > 2099 {
		return 0, 0, false
	}
	end = i + 4
	switch {
	case l.at(end) == '年':
		end++
		if l.at(end) == '度' {
			end++
		}
		return year, end, true
	case l.at(end) == '-' || l.at(end) == '至' || l.at(end) == '到':
		if y, e, ok := l.yearAt(end + 1); ok && y > year {
			return y, e, true
		}
	}
	return 0, 0, false
}

func (l scanner) yearRange(i int) (year, end int, ok bool) {
	if r := l.at(i); r != '-' && r != '至' && r != '到' {
		return 0, 0, false
	}
	return l.yearAt(i + 1)
}

// monthInto reads what may follow a year: 9月, 9月30日, 9月底前, 一季度, 上半年, 底.
func (l scanner) monthInto(m *moment) bool {
	i := m.end
	if l.is(i, "上半年") || l.is(i, "下半年") {
		m.month, m.end, m.deadline = 12, i+3, true
		if l.at(i) == '上' {
			m.month = 6
		}
		return true
	}
	if q, end, ok := l.quarterAt(i); ok {
		m.month, m.end, m.deadline = 3*q, end, true
		return true
	}
	month, end := l.smallAt(i)
	if month < 1 || month > 12 || l.at(end) != '月' {
		if m.year > 0 && (l.at(i) == '底' || l.at(i) == '末') {
			m.month = 12
			return true
		}
		return false
	}
	m.month, m.end, m.deadline = month, end+1, true
	if l.at(m.end) == '份' {
		m.end++
	}
	if l.at(m.end) == '-' || l.at(m.end) == '至' {
		if last, e := l.smallAt(m.end + 1); last >= 1 && last <= 12 && l.at(e) == '月' {
			m.month, m.end = last, e+1
		}
	}
	if day, e := l.smallAt(m.end); day >= 1 && day <= 31 && (l.at(e) == '日' || l.at(e) == '号') {
		m.day, m.end = day, e+1
	}
	return true
}

// smallAt reads a month or a day, in digits or Chinese numerals; a range of months (1-9月) gives its end.
func (l scanner) smallAt(i int) (n, end int) {
	end = i
	for isDigit(l.at(end)) && end-i < 2 {
		n = n*10 + int(l.at(end)-'0')
		end++
	}
	if end > i {
		if (l.at(end) == '-' || l.at(end) == '至' || l.at(end) == '、') && isDigit(l.at(end+1)) {
			if last, e := l.smallAt(end + 1); last > n && l.at(e) == '月' {
				return last, e
			}
		}
		return n, end
	}
	if v, e := l.chineseAt(i); v.OK() && e-i <= 3 && v.Decimal().IsInteger() {
		return int(v.Decimal().IntPart()), e
	}
	return 0, i
}

func (l scanner) quarterAt(i int) (quarter, end int, ok bool) {
	if l.at(i) == '第' {
		i++
	}
	if q, e := l.smallAt(i); q >= 1 && q <= 4 && l.is(e, "季度") {
		return q, e + 2, true
	}
	return 0, 0, false
}

// planYearsAt reads the five-year plans: “十四五”末, 十三五期间.
func (l scanner) planYearsAt(i int) (year, end int, ok bool) {
	if l.at(i) == '“' {
		i++
	}
	if l.at(i) != '十' || l.at(i+2) != '五' {
		return 0, 0, false
	}
	nth := chineseDigit(l.at(i + 1))
	if nth < 1 || nth > 9 {
		return 0, 0, false
	}
	end = i + 3
	if l.at(end) == '”' {
		end++
	}
	return 2005 + 5*int(nth), end, true // 十一五 ends in 2010
}

// spanAt reads times without a date: 年底, 三年, 3-5年内, 本月, 每年. A span in days or hours may be a value
// and is left to the units.
func (l scanner) spanAt(i int) int {
	for _, word := range [...]string{"年底", "年末", "年内", "年终", "月底", "月末", "季末", "年中"} {
		if l.is(i, word) {
			return i + 2
		}
	}
	n, end := l.digitsAt(i)
	if !n.OK() {
		if n, end = l.chineseAt(i); !n.OK() {
			return i
		}
	}
	if r := l.at(end); r == '-' || r == '至' || r == '到' {
		if m, e := l.digitsAt(end + 1); m.OK() {
			end = e
		}
	}
	if isMore(l.at(end)) {
		end++
	}
	if l.at(end) == '年' && l.at(end+1) != '级' {
		return end + 1
	}
	if l.at(end) == '周' && l.at(end+1) == '年' {
		return end + 2
	}
	return i
}

// momentTail takes in what closes a date: 底前, 末, 以前, 期间. 前 before a numeral belongs to a rank (前10名),
// 内 before 资 to a noun.
func (l scanner) momentTail(end int) int {
	for _, word := range [...]string{"年底之前", "底之前", "年底前", "底以前", "底前", "之前", "以前", "年底", "年末", "期间", "时期", "前夕", "年内", "以内", "底", "末"} {
		if l.is(end, word) {
			return end + len([]rune(word))
		}
	}
	next := l.at(end + 1)
	if l.at(end) == '前' && !isDigit(next) && chineseDigit(next) < 0 && next != '十' && next != '列' ||
		l.at(end) == '内' && (!isHan(next) || next == '完') {
		return end + 1
	}
	return end
}
