package workflow

import (
	"context"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// BoardYear is how the departments filed in the rounds of a year that have opened, of one kind, up to one of them: from the record
// of their filings alone, so that it is the same whenever and wherever it is asked.
func (d *Workflow) BoardYear(ctx context.Context, plan string, until tally.Round) (tally.BoardYear, error) {
	calendar, err := d.Calendar(ctx, plan)
	if err != nil {
		return tally.BoardYear{}, err
	}
	now := d.Now()
	var months []tally.BoardMonth
	for _, p := range until.SoFar() {
		w, ok := calendar.Window(p)
		if !ok || w.Open.After(now) {
			continue
		}
		rows, err := d.Store.Periods.Board(ctx, plan, p, w.Due)
		if err != nil {
			return tally.BoardYear{}, err
		}
		if month := tally.NewBoardMonth(p, w.Due, now, filedOf(rows)); month.Filed > 0 || p == until {
			months = append(months, month) // a month in which nobody filed came before the plan was used
		}
	}
	return tally.NewBoardYear(until.Year(), months), nil
}

func filedOf(rows []models.BoardRow) []tally.Filed {
	out := make([]tally.Filed, 0, len(rows))
	for _, r := range rows {
		out = append(out, tally.Filed{Department: r.Department, Expected: r.Expected, At: r.FirstFiledAt, Returned: r.EverReturned})
	}
	return out
}
