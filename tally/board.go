package tally

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Filed is how one department stands with one month: what the record says, and nothing else.
type Filed struct {
	Department string
	Expected   bool      // a report is expected from it
	At         time.Time // first filed; zero for not yet
	Returned   bool      // some version was returned
}

// BoardMonth is how the departments stand with one month. What is not filed counts as missing once it is due.
type BoardMonth struct {
	Period    Round        `json:"period"`
	Due       time.Time    `json:"due,omitzero"`
	Expected  int          `json:"expected"`
	Filed     int          `json:"filed"`
	OnTime    int          `json:"on_time"`
	Late      int          `json:"late"`
	Missing   int          `json:"missing"`
	Returned  int          `json:"returned"`
	Standings []BoardStand `json:"standings"` // by department
}

// BoardStand is one department in one month.
type BoardStand struct {
	Department string        `json:"department"`
	FiledAt    time.Time     `json:"filed_at,omitzero"`
	LateBy     time.Duration `json:"-"`       // of what was filed late; printed as LateDays
	Late       bool          `json:"late"`    // filed late
	Missing    bool          `json:"missing"` // due and not filed
	Returned   bool          `json:"returned"`
}

// LateDays is how many days late it was filed, a day that has begun counted whole; 0 for what was on time.
func (s BoardStand) LateDays() int { return int((s.LateBy + 24*time.Hour - 1) / (24 * time.Hour)) }

// MarshalJSON prints lateness in days.
func (s BoardStand) MarshalJSON() ([]byte, error) {
	type plain BoardStand
	return json.Marshal(struct {
		plain
		LateDays int `json:"late_days,omitempty"`
	}{plain(s), s.LateDays()})
}

// BoardYear is a year of months, oldest first, and what they come to for each department.
type BoardYear struct {
	Year        int            `json:"year"`
	Months      []BoardMonth   `json:"months"`
	Departments []BoardSummary `json:"departments"` // by name
}

// BoardSummary is one department over the months of a year.
type BoardSummary struct {
	Department string `json:"department"`
	Expected   int    `json:"expected"`
	Filed      int    `json:"filed"`
	OnTime     int    `json:"on_time"`
	Late       int    `json:"late"`
	Missing    int    `json:"missing"`
	Returned   int    `json:"returned"`
	EverLate   bool   `json:"ever_late"` // filed late, or not at all, in some month
}

// NewBoardMonth counts a month as it stands now. A month without a due time has nobody late or missing.
func NewBoardMonth(p Round, due, now time.Time, filed []Filed) BoardMonth {
	m := BoardMonth{Period: p, Due: due, Standings: []BoardStand{}}
	for _, f := range filed {
		if !f.Expected && f.At.IsZero() {
			continue
		}
		s := BoardStand{Department: f.Department, FiledAt: f.At, Returned: f.Returned}
		m.Expected++
		switch {
		case f.At.IsZero():
			s.Missing = !due.IsZero() && now.After(due)
		case !due.IsZero() && f.At.After(due):
			s.Late, s.LateBy = true, f.At.Sub(due)
		default:
			m.OnTime++
		}
		m.Filed += one(!f.At.IsZero())
		m.Late += one(s.Late)
		m.Missing += one(s.Missing)
		m.Returned += one(s.Returned)
		m.Standings = append(m.Standings, s)
	}
	slices.SortFunc(m.Standings, func(a, b BoardStand) int { return strings.Compare(a.Department, b.Department) })
	return m
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// NewBoardYear sums up months of one year.
func NewBoardYear(year int, months []BoardMonth) BoardYear {
	y := BoardYear{Year: year, Months: months, Departments: []BoardSummary{}}
	at := map[string]int{}
	for _, m := range months {
		for _, s := range m.Standings {
			i, ok := at[s.Department]
			if !ok {
				i = len(y.Departments)
				at[s.Department] = i
				y.Departments = append(y.Departments, BoardSummary{Department: s.Department})
			}
			d := &y.Departments[i]
			d.Expected++
			d.Filed += one(!s.FiledAt.IsZero())
			d.OnTime += one(!s.FiledAt.IsZero() && !s.Late)
			d.Late += one(s.Late)
			d.Missing += one(s.Missing)
			d.Returned += one(s.Returned)
			d.EverLate = d.EverLate || s.Late || s.Missing
		}
	}
	slices.SortFunc(y.Departments, func(a, b BoardSummary) int { return strings.Compare(a.Department, b.Department) })
	return y
}

// Month gives one month of the year.
func (y BoardYear) Month(p Round) (BoardMonth, bool) {
	for _, m := range y.Months {
		if m.Period == p {
			return m, true
		}
	}
	return BoardMonth{}, false
}
