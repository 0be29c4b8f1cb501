package xlsx

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Shown is a number cell as its format shows it: a number, or a date. There is no other place that knows number formats: the
// reading takes its figures from here, and pages show what was read.
//
// Digits are not cut to the places that the format prints: 168.92 under the format 0 stays 168.92, since it is what is filed.
type Shown struct {
	Digits  string // of the number, scaled as the format scales it: 74.1 for 0.741 under 0.0%; "" of a date
	Percent bool   // the format writes % and scales by it
	Unit    string // what the format writes behind the digits: 亿元, 万, %; "" for nothing
	Words   string // what a format without a place for digits writes in their stead: 已完成; Digits are there all the same
	Date    string // as precisely as the format: 2018, 2018-09, 2018-09-30, and 8:30 of a time alone; "" of a number
}

// Text is the cell as one text.
func (s Shown) Text() string {
	switch {
	case s.Date != "":
		return s.Date
	case s.Words != "":
		return s.Words
	case s.Percent:
		return s.Digits + "%"
	}
	return s.Digits + s.Unit
}

// Shown is a number cell as it looks. date1904 is that of its workbook.
func (c Cell) Shown(date1904 bool) Shown {
	if c.Format == "" {
		return Shown{Digits: shownDigits(c.Value, 0)}
	}
	s := sectionFor(c.Format, c.Value)
	if s.date.any() {
		if day := shownDate(c.Value, s.date, date1904); day != "" {
			return Shown{Date: day}
		}
		return Shown{Digits: shownDigits(c.Value, 0)}
	}
	return Shown{Digits: shownDigits(c.Value, s.shift), Percent: s.percent, Unit: s.unit, Words: s.words}
}

// ShowsDate reports a number whose format shows a date or a time.
func (c Cell) ShowsDate() bool {
	return c.Kind == Number && c.Format != "" && sectionFor(c.Format, c.Value).date.any()
}

// Text is the cell as it looks: a number with its unit, a date, a text as it stands.
func (c Cell) Text(date1904 bool) string {
	switch c.Kind {
	case Number:
		return c.Shown(date1904).Text()
	case Bool:
		if c.Value == "1" {
			return "TRUE"
		}
		return "FALSE"
	}
	return c.Value
}

const (
	cellDigits   = 15 // significant digits that a spreadsheet shows; what is stored beyond is the tail of a binary fraction
	mostExponent = 60 // of a number written out; what lies beyond is shown as stored
)

// shownDigits writes a stored number out, without the tail of its binary fraction, moved by a power of ten. A number that is neither
// cut nor moved keeps its spelling; whole numbers keep all their digits: long ids are kept so.
func shownDigits(raw string, shift int32) string {
	fraction := strings.ContainsAny(raw, ".eE")
	if shift == 0 && (!fraction || len(raw) <= cellDigits && !strings.ContainsAny(raw, "eE")) {
		return raw
	}
	d, err := decimal.NewFromString(raw)
	if err != nil || d.Exponent() > mostExponent || d.Exponent() < -mostExponent {
		return raw
	}
	cut := false
	if over := d.NumDigits() - cellDigits; fraction && over > 0 {
		d, cut = d.Round(-(d.Exponent() + int32(over))), true
	}
	if shift == 0 && !cut && !strings.ContainsAny(raw, "eE") {
		return raw
	}
	return d.Shift(shift).String()
}

// The serial numbers that the formats know as days: up to 9999-12-31.
const lastDay = 2958465

// shownDate writes a serial number as a date, "" where it is none. The calendar from 1900 has a 29 February 1900 that was not.
func shownDate(raw string, parts dateParts, date1904 bool) string {
	d, err := decimal.NewFromString(raw)
	if err != nil || d.IsNegative() || d.Exponent() > 0 {
		return ""
	}
	days := int(d.IntPart())
	clock := time.Duration(d.Sub(d.Truncate(0)).Mul(decimal.NewFromInt(86400)).Round(0).IntPart()) * time.Second
	if !parts.year && !parts.month && !parts.day {
		return strconv.Itoa(days*24+int(clock.Hours())) + time.Time{}.Add(clock).Format(":04")
	}
	if days < 1 && !date1904 || days > lastDay {
		return ""
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if days < 60 {
		epoch = epoch.AddDate(0, 0, 1)
	}
	t := epoch.AddDate(0, 0, days)
	switch {
	case parts.day:
		return t.Format(time.DateOnly)
	case parts.month:
		return t.Format("2006-01")
	}
	return t.Format("2006")
}
