package calendar

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Announced is what a notice on holidays says (国务院办公厅关于节假日安排的通知): days off, weekends worked, and the sentences with a date of
// which it could not be told.
type Announced struct {
	Off, Worked []string // 2018-10-01, each once, in order
	Unread      []string
}

var (
	aside    = regexp.MustCompile(`（[^（）]*）|\([^()]*\)`)
	oneDay   = regexp.MustCompile(`(?:(\d{4})\s*年)?\s*(?:(\d{1,2})\s*月)?\s*(\d{1,2})\s*[日号]`)
	through  = regexp.MustCompile(`^\s*(?:至|到|[-–—－~～]{1,2})\s*$`)
	isOff    = regexp.MustCompile(`(?:放假(?:调休)?|休息|调休)$`)
	isWorked = regexp.MustCompile(`上班$`)
	verb     = regexp.MustCompile(`放假(?:调休)?|休息|上班|调休`)
	sentence = regexp.MustCompile(`[。；;\n]`)
)

// longestHoliday is more days than any announced holiday has had: a longer span is a slip.
const longestHoliday = 15

// ReadAnnounced reads a notice as it was published, or lines like 10月1日至7日放假. A date without a year is of the year given, one without a
// month of the month before it.
func ReadAnnounced(text string, year int) Announced {
	var a Announced
	for _, s := range sentence.Split(aside.ReplaceAllString(text, ""), -1) {
		rest := s
		for _, clause := range clausesOf(s) {
			days, ok := daysIn(clause, year)
			switch {
			case len(days) == 0 && ok:
				continue
			case ok && isWorked.MatchString(clause):
				a.Worked = append(a.Worked, days...)
			case ok && isOff.MatchString(clause):
				a.Off = append(a.Off, days...)
			default:
				a.Unread = append(a.Unread, strings.TrimSpace(rest))
			}
		}
	}
	for _, list := range []*[]string{&a.Off, &a.Worked} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return a
}

// clausesOf cuts a sentence after each word that says what the days before it are: 1月1日至3日放假调休，共3天，4日上班 has two.
func clausesOf(s string) []string {
	var out []string
	begin := 0
	for _, at := range verb.FindAllStringIndex(s, -1) {
		out = append(out, s[begin:at[1]])
		begin = at[1]
	}
	return append(out, s[begin:])
}

// daysIn are the days that a clause names; ok is false where one is no day, or a span makes no sense.
func daysIn(clause string, year int) (days []string, ok bool) {
	month, end := 0, 0
	var last time.Time
	for _, m := range oneDay.FindAllStringSubmatchIndex(clause, -1) {
		group := func(n int) int {
			if m[2*n] < 0 {
				return 0
			}
			v, _ := strconv.Atoi(clause[m[2*n]:m[2*n+1]])
			return v
		}
		y, d := year, group(3)
		if group(1) > 0 {
			y = group(1)
		} else if !last.IsZero() {
			y = last.Year()
		}
		if group(2) > 0 {
			month = group(2)
		}
		at := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
		if month < 1 || month > 12 || at.Day() != d || int(at.Month()) != month {
			return nil, false
		}
		if !last.IsZero() && through.MatchString(clause[end:m[0]]) {
			if !at.After(last) || at.Sub(last) > longestHoliday*24*time.Hour {
				return nil, false
			}
			for next := last.AddDate(0, 0, 1); next.Before(at); next = next.AddDate(0, 0, 1) {
				days = append(days, next.Format(time.DateOnly))
			}
		}
		days = append(days, at.Format(time.DateOnly))
		last, end = at, m[1]
	}
	return days, true
}

// Own reports whether the days off and worked differ from the holiday table and the week: what a plan must set itself.
func Own(day string, works bool) bool {
	at, err := time.Parse(time.DateOnly, day)
	return err == nil && Calendar{}.Works(at) != works
}
