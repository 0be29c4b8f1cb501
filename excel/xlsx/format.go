package xlsx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// section is one of the up to four parts of a number format: what it does to a number that it is for.
type section struct {
	condition string // the comparison in brackets, "" for none: ">=10000"
	digits    bool   // it has a place for digits, or says General
	shift     int32  // the power of ten between what is stored and what is shown
	percent   bool
	unit      string // written behind the digits
	words     string // all that is written, where there is no place for digits
	date      dateParts
}

// dateParts are the letters of a date that a format shows.
type dateParts struct{ year, month, day, time bool }

func (d dateParts) any() bool { return d.year || d.month || d.day || d.time }

// sectionFor is the section of a format that applies to a number: by the conditions in brackets where it has some, else by sign.
func sectionFor(format, value string) section {
	if !strings.Contains(format, ";") {
		return parseSection(format)
	}
	var all []section
	for _, part := range splitSections(format) {
		all = append(all, parseSection(part))
	}
	if len(all) > 3 { // the fourth is for texts
		all = all[:3]
	}
	negative, zero := sign(value)
	first := all[0]
	if len(all) == 1 {
		return first
	}
	second := all[1]
	switch {
	case first.condition == "" && second.condition == "":
		switch {
		case negative:
			return second
		case zero && len(all) == 3:
			return all[2]
		}
		return first
	case first.condition != "" && meets(first.condition, value), first.condition == "" && !negative && !zero:
		return first
	case second.condition != "" && meets(second.condition, value), len(all) == 2, second.condition == "" && negative:
		return second
	}
	return all[2]
}

// splitSections parts a format at the semicolons outside of quotes, brackets and escapes.
func splitSections(format string) []string {
	var parts []string
	from := 0
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case '"', '[':
			i = closes(format, i)
		case '\\', '!', '_', '*':
			i++
		case ';':
			parts = append(parts, format[from:i])
			from = i + 1
		}
	}
	return append(parts, format[from:])
}

// closes is where what opens at i closes: the second quote, the bracket; the last byte where it does not.
func closes(format string, i int) int {
	end := byte('"')
	if format[i] == '[' {
		end = ']'
	}
	if n := strings.IndexByte(format[i+1:], end); n >= 0 {
		return i + 1 + n
	}
	return len(format) - 1
}

// sign tells a number below zero, and zero, by its digits.
func sign(value string) (negative, zero bool) {
	mantissa, _, _ := strings.Cut(strings.ToUpper(value), "E")
	zero = !strings.ContainsAny(mantissa, "123456789")
	return strings.HasPrefix(value, "-") && !zero, zero
}

// meets holds a number against a condition.
func meets(condition, value string) bool {
	op := strings.TrimRight(condition, "+-.0123456789eE ")
	limit, err := decimal.NewFromString(strings.TrimSpace(condition[len(op):]))
	if err != nil {
		return false
	}
	d, err := decimal.NewFromString(value)
	if err != nil {
		return false
	}
	switch c := d.Cmp(limit); op {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "=":
		return c == 0
	case "<>":
		return c != 0
	}
	return false
}

// sectionScan is a section while it is read.
type sectionScan struct {
	section
	point     bool // the digits' own decimal point was passed
	painted   bool // a point was written behind digits: 0!.0 shows 元 as 万元
	commas    int32
	after     strings.Builder // what is written behind the last digit
	before    strings.Builder // what is written before the first
	lastM     bool            // an m was read whose meaning the next letter may change: minutes before s
	timeFirst bool            // an h was read: the next m are minutes
}

// parseSection reads one section, letter by letter as ECMA-376 part 1, §18.8.31 has them.
func parseSection(format string) section {
	var s sectionScan
	for i := 0; i < len(format); {
		i += s.take(format, i)
	}
	s.settleCommas(false)
	if s.digits {
		s.unit = saying(s.after.String())
	} else {
		s.words = saying(s.before.String())
	}
	if s.digits && !s.date.day && !s.date.year || s.date.any() && strings.Contains(strings.ToLower(format), "general") {
		if !s.date.time {
			s.date = dateParts{}
		}
	}
	return s.section
}

// saying is a text that a format writes, without the brackets of a negative number and the like; "" where it says nothing.
func saying(text string) string {
	text = strings.Trim(text, " ()（）_\u3000\u00a0")
	if strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || strings.ContainsRune("%‰％℃°", r) }) < 0 {
		return ""
	}
	return text
}

// take reads what stands at i and gives how many bytes that was.
func (s *sectionScan) take(format string, i int) int {
	rest := format[i:]
	for _, general := range [...]string{"General", "G/通用格式", "GENERAL", "general"} {
		if strings.HasPrefix(rest, general) {
			s.digit()
			return len(general)
		}
	}
	switch ch := format[i]; ch {
	case '"':
		end := closes(format, i)
		s.write(strings.TrimSuffix(format[i+1:end+1], `"`))
		return end + 1 - i
	case '\\', '!':
		_, n := utf8.DecodeRuneInString(rest[1:])
		s.write(rest[1 : 1+n])
		return 1 + n
	case '_', '*': // room, filling
		_, n := utf8.DecodeRuneInString(rest[1:])
		return 1 + n
	case '[':
		end := closes(format, i)
		s.bracket(strings.TrimSuffix(format[i+1:end+1], "]"))
		return end + 1 - i
	case '0', '#', '?':
		s.digit()
	case '.':
		s.settleCommas(false)
		s.point = s.point || s.digits
	case ',':
		if s.digits {
			s.commas++
		}
	case '%':
		s.settleCommas(false)
		s.shift, s.percent = s.shift+2, true
	case '@', '/', ' ', '-', '+', '(', ')', ':':
	case 'E', 'e':
		if len(rest) > 1 && (rest[1] == '+' || rest[1] == '-') {
			return 2
		}
		s.date.year = s.date.year || !s.digits // e is the year of the Japanese calendar
	default:
		return s.letter(rest)
	}
	return 1
}

// letter reads the letters of dates and times; any other sign is written as it stands.
func (s *sectionScan) letter(rest string) int {
	for _, half := range [...]string{"AM/PM", "A/P", "上午/下午", "am/pm"} {
		if strings.HasPrefix(rest, half) {
			s.date.time = true
			return len(half)
		}
	}
	switch rest[0] | 0x20 {
	case 'y':
		s.date.year = true
	case 'd':
		s.date.day = true
	case 'h':
		s.date.time, s.timeFirst = true, true
		return 1
	case 's':
		if s.date.time = true; s.lastM {
			s.date.month, s.lastM = false, false
		}
		return 1
	case 'm':
		n := len(rest) - len(strings.TrimLeft(rest, "mM"))
		if s.timeFirst && n < 3 {
			s.date.time, s.timeFirst = true, false
		} else if !s.date.month {
			s.date.month, s.lastM = true, n < 3
		}
		return n
	default:
		r, n := utf8.DecodeRuneInString(rest)
		if r >= 0x80 {
			s.write(rest[:n])
		}
		return n
	}
	s.timeFirst = false
	return 1
}

// digit is a place for a digit. Commas before it only group; behind a written point it takes one off.
func (s *sectionScan) digit() {
	s.settleCommas(true)
	s.digits = true
	s.after.Reset()
	if s.painted {
		s.shift--
	}
}

// settleCommas gives the commas since the last digit their meaning: with a digit behind them they group thousands, else each of
// them takes thousands off.
func (s *sectionScan) settleCommas(grouping bool) {
	if !grouping {
		s.shift -= 3 * s.commas
	}
	s.commas = 0
}

// write is a text that the format writes.
func (s *sectionScan) write(text string) {
	s.settleCommas(false)
	if !s.digits {
		s.before.WriteString(text)
		return
	}
	if text == "." && !s.point {
		s.painted = true
		return
	}
	s.after.WriteString(text)
}

// bracket is what stands in brackets: a condition, a time that runs on, or a colour, a currency, a calendar.
func (s *sectionScan) bracket(text string) {
	switch {
	case text == "":
	case text[0] == '<' || text[0] == '>' || text[0] == '=':
		s.condition = text
	case strings.Trim(strings.ToLower(text), "h") == "", strings.Trim(strings.ToLower(text), "m") == "", strings.Trim(strings.ToLower(text), "s") == "":
		s.date.time, s.timeFirst = true, strings.ContainsAny(text, "hH")
	case text[0] == '$' && !s.digits: // [$￥-804]
		sign, _, _ := strings.Cut(text[1:], "-")
		s.before.WriteString(sign)
	}
}
