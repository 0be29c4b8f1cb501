package excel

import (
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// cellText is what a cell shows, half-width: a number without the tail of its binary fraction, a percent as
// 74.1%, a date as 2018-09-30.
func (r *reading) cellText(c xlsx.Cell) string {
	switch c.Kind {
	case xlsx.Number:
		if isDate(c.Format) {
			return r.date(c)
		}
		if n, ok := cellNumber(c); ok {
			return shownText(n, c)
		}
	case xlsx.Text:
		return strings.TrimSpace(halfWidth(c.Value))
	case xlsx.Bool:
		if c.Value == "1" {
			return "TRUE"
		}
		return "FALSE"
	}
	return c.Value
}

// shownText is how a cell shows its number.
func shownText(n tally.Number, c xlsx.Cell) string {
	if isPercent(c.Format) {
		return n.Plain() + "%"
	}
	return n.Like(c.Value)
}

// prose is a sentence as it was written: its punctuation stays, only the ends are cut.
func prose(c xlsx.Cell) string {
	if c.Kind == xlsx.Text {
		return strings.TrimSpace(c.Value)
	}
	return ""
}

// cellNumber is the number that a number cell shows: a percent as 74.1 for the 0.741 that is stored, and
// thousands that the format leaves away (0.00, shows 元 as 千元) taken off.
func cellNumber(c xlsx.Cell) (tally.Number, bool) {
	return tally.ShownNumber(c.Value, formatShift(c.Format))
}

// formatShift is the power of ten between what is stored and what the format shows: 2 for a percent, -3 for
// each comma behind the last digit, and one less for each digit behind a point that is only painted (0!.0,
// shows 元 as 万元).
func formatShift(format string) int32 {
	if format == "" {
		return 0
	}
	section, _, _ := strings.Cut(format, ";")
	shift, digits, painted, last := int32(0), false, false, strings.LastIndexAny(section, "0#?")
	for i := 0; i < len(section); i++ {
		switch ch := section[i]; ch {
		case '"':
			end := strings.IndexByte(section[i+1:], '"')
			if end < 0 {
				return shift
			}
			painted = painted || (digits && section[i+1:i+1+end] == ".")
			i += end + 1
		case '!', '\\':
			painted = painted || (digits && i+1 < len(section) && section[i+1] == '.')
			i++
		case '_', '*':
			i++
		case '[':
			end := strings.IndexByte(section[i:], ']')
			if end < 0 {
				return shift
			}
			i += end
		case '%':
			shift += 2
		case '0', '#', '?':
			digits = true
			if painted {
				shift--
			}
		case ',':
			if digits && i > last {
				shift -= 3
			}
		}
	}
	return shift
}

func isPercent(format string) bool {
	return strings.Contains(format, "%") && formatShift(format) > 0
}

// isDate reports a number format that shows a date: y, or m with d, outside of quotes and brackets.
func isDate(format string) bool {
	if format == "" || format == "General" {
		return false
	}
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch ch := format[i]; {
		case ch == '"':
			quoted = !quoted
		case quoted:
		case ch == '[':
			bracket = true
		case ch == ']':
			bracket = false
		case bracket:
		case ch == '\\' || ch == '!' || ch == '_' || ch == '*':
			i++
		case ch == 'y' || ch == 'Y' || ch == 'd' || ch == 'D':
			return !strings.Contains(strings.ToLower(format), "general")
		}
	}
	return false
}

// isDay reports a number without a format that can only be a day of our time where days are written: 2000 to 2099.
func isDay(c xlsx.Cell) bool {
	days, err := strconv.Atoi(c.Value)
	return err == nil && c.Kind == xlsx.Number && !isDate(c.Format) && days >= 36526 && days <= 73050
}

// date shows a date as precisely as its format does: 2018, 2018-09 or 2018-09-30.
func (r *reading) date(c xlsx.Cell) string {
	whole, _, _ := strings.Cut(c.Value, ".")
	days, err := strconv.Atoi(whole)
	if err != nil || days < 1 || days > 2958465 {
		return c.Value
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if r.book.Date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if days < 60 { // the calendar of the format has a 29 February 1900
		epoch = epoch.AddDate(0, 0, 1)
	}
	t := epoch.AddDate(0, 0, days)
	f := strings.ToLower(c.Format)
	switch {
	case strings.Contains(f, "d"):
		return t.Format("2006-01-02")
	case strings.Contains(f, "m"):
		return t.Format("2006-01")
	}
	return t.Format("2006")
}

// fault is the finding for a cell that holds no result: an error value, or a formula without one. It
// has the class given, since such a cell matters only where it is read.
func (s *sheetReading) fault(c xlsx.Cell, row int, class tally.Class) bool {
	var f tally.Finding
	switch {
	case c.Kind == xlsx.Error:
		f = tally.NewFinding(tally.CellError, s.g.Name, xlsx.Ref(row, c.Col), "单元格是错误值"+c.Value, "请改正公式或填入数字")
	case c.Kind == xlsx.Blank && c.Formula:
		f = tally.NewFinding(tally.FormulaUncached, s.g.Name, xlsx.Ref(row, c.Col), "单元格是公式,但文件里没有保存计算结果", "请用 WPS 或 Excel 打开,重新计算后保存再上传,或直接填入数字")
	default:
		return false
	}
	f.Class = class
	s.find(f)
	return true
}
