package leader

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// courseMonth is one round of an indicator's year: what was done in it, what has come together, a year ago, and what was said of it.
type courseMonth struct {
	tally.MonthPoint
	Month    exact.Number // in the round alone, as reported, or what the year to date grew by
	LastYear exact.Number // year to date a year ago, in the indicator's unit
	Remark   tally.Remark
	Same     bool // Remark says again what was said the round before
}

// Says is what was written beside the indicator that month.
func (m courseMonth) Says() bool {
	return m.Remark.Progress != "" || m.Remark.Problems != "" || m.Remark.NextSteps != "" || m.Remark.Explanation != ""
}

// readCourse tells a row's year, as far as anything is known of it: rounds before the first that was kept here are left out.
func (s Editions) readCourse(ctx context.Context, plan string, row *tally.Row, at tally.Round) ([]courseMonth, error) {
	past, err := s.Store.Submissions.History(ctx, plan, row.Department, at)
	if err != nil {
		return nil, err
	}
	past.Figures = slices.DeleteFunc(past.Figures, func(f tally.Figure) bool { return slices.Contains(past.Waiting, f.Period) })
	said, err := s.Store.Submissions.RemarksOn(ctx, plan, row.Department, row.Indicator.ID, at)
	if err != nil {
		return nil, err
	}
	course := make([]courseMonth, 0, len(row.Year))
	for _, p := range row.Year {
		course = append(course, courseMonth{MonthPoint: p})
	}
	for i := range course {
		m := &course[i]
		m.Month = s.valueOf(past.Figures, row, m.Period, tally.SpanMonth)
		m.LastYear = s.valueOf(past.Figures, row, m.Period.YearAgo(), tally.SpanYTD)
		if fact, ok := row.Indicator.StoodAt(m.Period.YearAgo()); !m.LastYear.OK() && ok && m.Period.Kind().Tiles() {
			m.LastYear, _ = s.Workflow.Words.ConvertPrinted(fact.Value, fact.Unit, row.Indicator.Unit)
		}
		if !m.Month.OK() && row.Main.Basis == tally.BySchedule && m.YTD.OK() {
			switch { // what accumulates grew by the difference
			case m.Period.Month() == 1:
				m.Month = m.YTD
			case i > 0 && course[i-1].YTD.OK():
				m.Month = m.YTD.Sub(course[i-1].YTD)
			}
		}
		if k := slices.IndexFunc(said, func(r tally.Remark) bool { return r.Period == m.Period }); k >= 0 {
			m.Remark = said[k]
			before := courseMonth{}
			if i > 0 {
				before = course[i-1]
			}
			was := before.Remark
			was.Period = m.Remark.Period
			m.Same = before.Says() && was == m.Remark
		}
	}
	known := slices.IndexFunc(course, func(m courseMonth) bool {
		return m.YTD.OK() || m.Month.OK() || m.LastYear.OK() || m.Printed() != "" || m.Light != "" && m.Light != tally.Grey || m.Says()
	})
	if known < 0 {
		return nil, nil
	}
	return course[known:], nil
}

// valueOf is what was filed for a round, in the indicator's unit, absent where nothing was or it cannot be converted.
func (s Editions) valueOf(figures []tally.Figure, row *tally.Row, p tally.Round, span tally.Span) exact.Number {
	for i := range figures {
		if f := &figures[i]; f.Indicator == row.Indicator.ID && f.Period == p && f.Span == span {
			n, _ := s.Workflow.Words.ConvertPrinted(f.Value, f.Unit, row.Indicator.Unit)
			return n
		}
	}
	return exact.Number{}
}

// lineChart is the year to date beside its target curve and last year's, the rounds alone as bars; numbers for the eye only.
type lineChart struct {
	Months   []string   `json:"months"`
	Month    []*float64 `json:"month"`
	Actual   []*float64 `json:"actual"`
	LastYear []*float64 `json:"last_year"`
	Target   []*float64 `json:"target"`
	Unit     string     `json:"unit"`
}

// drawnRounds are the rounds along which a row's year is drawn: all months of it, of others those that the row tells.
func drawnRounds(r *tally.Row, year int) (rounds []tally.Round) {
	for i := range r.Year {
		rounds = append(rounds, r.Year[i].Period)
	}
	if len(rounds) == 0 || rounds[0].Kind() == tally.Monthly {
		return tally.MonthOf(year, 12).SoFar()
	}
	return rounds
}

// chartOf draws the months of a row's year beside the target: along the indicator's curve where it is
// pro-rated, as a level line where it is not.
func chartOf(r *tally.Row, course []courseMonth, year int) lineChart {
	chart := lineChart{Unit: r.Indicator.Unit}
	target := r.Main.Target.Floor
	if !target.OK() {
		target = r.Main.Target.Stretch
	}
	whole := decimal.New(1, 0)
	for _, p := range drawnRounds(r, year) {
		var m courseMonth
		if k := slices.IndexFunc(course, func(m courseMonth) bool { return m.Period == p }); k >= 0 {
			m = course[k]
		}
		chart.Months = append(chart.Months, p.String())
		chart.Month = append(chart.Month, web.EyeOrNil(m.Month, whole))
		chart.Actual = append(chart.Actual, web.EyeOrNil(m.YTD, whole))
		chart.LastYear = append(chart.LastYear, web.EyeOrNil(m.LastYear, whole))
		share := whole
		if r.Main.Basis == tally.BySchedule {
			due, ok := r.Indicator.CurveFor(p).Share(p, 0, target)
			if !ok {
				chart.Target = append(chart.Target, nil)
				continue
			}
			share = exact.NumberOf(due).Decimal()
		}
		chart.Target = append(chart.Target, web.EyeOrNil(target, share))
	}
	return chart
}
