package tally

import (
	"slices"
	"strconv"
	"time"
)

// RoundKind is how long a round is.
type RoundKind string

// The kinds of rounds (DESIGN §10).
const (
	Dated     RoundKind = "dated"
	Weekly    RoundKind = "week"
	Monthly   RoundKind = "month"
	Quarterly RoundKind = "quarter"
	HalfYear  RoundKind = "half"
	Yearly    RoundKind = "year"
)

// roundKinds stand from the shortest to the longest: of rounds that end on one day the earlier kind comes first.
var roundKinds = []RoundKind{Dated, Weekly, Monthly, Quarterly, HalfYear, Yearly}

// A rank is the place of a kind among roundKinds, from 1; 0 is of the round that is none.
const (
	rankNone uint8 = iota
	rankDated
	rankWeek
	rankMonth
	rankQuarter
	rankHalf
	rankWhole
)

// Round is a 轮次, what a report is for: an ISO week, a month, a quarter, a half, a year, or a dated round, which runs from the
// beginning of its year to its day. It is a value: equal rounds are ==. The zero value is no round ("").
type Round struct {
	year int32 // of the calendar; of a week the ISO year
	n    int16 // which of its kind in the year, from 1: week, month, quarter, half, 1 for the year, a dated round's day of the year
	rank uint8
}

// MonthOf is the round of a month, 1 to 12; no year and no month make no round.
func MonthOf(year, n int) Round {
	if year == 0 && n == 0 {
		return Round{}
	}
	return Round{int32(year), int16(n), rankMonth}
}

// YearOf is the round of a whole year.
func YearOf(year int) Round { return Round{int32(year), 1, rankWhole} }

// RoundOn is the round of a kind that the day falls in; the dated one ends on it.
func RoundOn(kind RoundKind, day time.Time) Round {
	year, m := day.Year(), int(day.Month())
	rank := uint8(1 + slices.Index(roundKinds, kind))
	switch rank {
	case rankNone:
		return Round{}
	case rankDated:
		m = day.YearDay()
	case rankWeek:
		year, m = day.ISOWeek()
	case rankQuarter:
		m = (m + 2) / 3
	case rankHalf:
		m = (m + 5) / 6
	case rankWhole:
		m = 1
	}
	return Round{int32(year), int16(m), rank}
}

// Kind is what kind of round it is, "" for none.
func (r Round) Kind() RoundKind {
	if r.IsZero() {
		return ""
	}
	return roundKinds[r.rank-1]
}

// IsZero reports no round.
func (r Round) IsZero() bool { return r == Round{} }

// Year is the calendar year in which the round ends, which a year-to-date figure of it counts from.
func (r Round) Year() int {
	if r.rank == rankWeek {
		return r.End().Year()
	}
	return int(r.year)
}

// Month is the month in which the round ends, 1 to 12; 0 for no round.
func (r Round) Month() int {
	if r.rank == rankMonth || r.IsZero() {
		return int(r.n)
	}
	return int(r.End().Month())
}

// Begin is the first day of the round, at midnight UTC.
func (r Round) Begin() time.Time {
	switch r.rank {
	case rankWeek:
		fourth := date(int(r.year), 1, 4) // in the first week of every ISO year
		return fourth.AddDate(0, 0, 7*int(r.n-1)-(int(fourth.Weekday())+6)%7)
	case rankMonth:
		return date(int(r.year), int(r.n), 1)
	case rankQuarter:
		return date(int(r.year), 3*int(r.n)-2, 1)
	case rankHalf:
		return date(int(r.year), 6*int(r.n)-5, 1)
	case rankDated, rankWhole:
		return date(int(r.year), 1, 1)
	}
	return time.Time{}
}

// End is the last day of the round, at midnight UTC.
func (r Round) End() time.Time {
	switch r.rank {
	case rankDated:
		return date(int(r.year), 1, int(r.n))
	case rankWeek:
		return r.Begin().AddDate(0, 0, 6)
	case rankMonth:
		return date(int(r.year), int(r.n)+1, 0)
	case rankQuarter:
		return date(int(r.year), 3*int(r.n)+1, 0)
	case rankHalf:
		return date(int(r.year), 6*int(r.n)+1, 0)
	case rankWhole:
		return date(int(r.year), 13, 0)
	}
	return time.Time{}
}

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// Days is how many days the round has.
func (r Round) Days() int { return int(r.End().Sub(r.Begin()).Hours())/24 + 1 }

// Within are the rounds of longer kinds that the round lies in, the shortest first: those in which it ends. A week over
// the end of a month is the next month's, since a year-to-date figure of it is.
func (r Round) Within() []Round {
	var all []Round
	for _, kind := range roundKinds[min(int(r.rank), len(roundKinds)):] {
		all = append(all, RoundOn(kind, r.End()))
	}
	return all
}

// InYear reports the round's year, in four digits.
func (r Round) InYear(text string) bool {
	year, err := strconv.Atoi(text)
	return err == nil && len(text) == 4 && year == r.Year()
}

// Add moves by n rounds of the kind, backwards when n is negative; a dated round, which has no neighbours, by days.
func (r Round) Add(n int) Round {
	a := 1
	switch r.rank {
	case rankNone:
		return r
	case rankDated:
		return RoundOn(Dated, r.End().AddDate(0, 0, n))
	case rankWeek:
		return RoundOn(Weekly, r.Begin().AddDate(0, 0, 7*n))
	case rankMonth:
		a = 12
	case rankQuarter:
		a = 4
	case rankHalf:
		a = 2
	}
	at := int(r.year)*a + int(r.n) - 1 + n
	return Round{int32(at / a), int16(at%a + 1), r.rank}
}

// Compare is negative when r ends before o, or on one day and is the shorter kind, 0 when both are one round, positive
// otherwise. No round comes before every other.
func (r Round) Compare(o Round) int {
	if r.rank == o.rank && r.rank == rankMonth { // nearly always
		return int(r.year-o.year)*12 + int(r.n-o.n)
	}
	if c := r.End().Compare(o.End()); c != 0 {
		return c
	}
	return int(r.rank) - int(o.rank)
}

// Order is a number that grows as Compare orders: for many rounds that are sorted. It is 0 for no round.
func (r Round) Order() int {
	if r.IsZero() {
		return 0
	}
	return int(r.End().Unix()/86400)*8 + int(r.rank)
}

// RoundsSince is how many rounds of the kind lie between o and r, which are of one kind; negative where o is later.
func (r Round) RoundsSince(o Round) int {
	switch r.rank {
	case rankMonth:
		return int(r.year-o.year)*12 + int(r.n-o.n)
	case rankWeek:
		return int(r.End().Sub(o.End()).Hours()) / (7 * 24)
	case rankQuarter:
		return int(r.year-o.year)*4 + int(r.n-o.n)
	case rankHalf:
		return int(r.year-o.year)*2 + int(r.n-o.n)
	}
	return r.Year() - o.Year()
}

// MonthsSince is how many months lie between the months in which o and r end; negative where o ends later.
func (r Round) MonthsSince(o Round) int { return (r.Year()-o.Year())*12 + r.Month() - o.Month() }

// Equal is ==, for those who compare values by their methods.
func (r Round) Equal(o Round) bool { return r == o }
