package models

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// History is what a department has filed in a plan for periods up to one, from January of the year before: what a check compares with
// lies within it, and it costs the same however many years went before.
type History struct {
	Figures []tally.Figure // of each period the version in force, else the newest where it was submitted and not returned
	Waiting []tally.Round  // of which Figures are of a version that is not accepted yet
	Newest  *Submission    // for the last of the periods, whatever its state; nil for none
}

// History gives what a department has filed in a plan for rounds of upTo's kind up to it, that one included, from the beginning of the
// year before: a week's value is not a month's.
func (s Submissions) History(ctx context.Context, plan, department string, upTo tally.Round) (History, error) {
	return historyOf(s.db.Reading(ctx), plan, department, upTo)
}

func historyOf(conn *gorm.DB, plan, department string, upTo tally.Round) (History, error) {
	var subs []Submission
	from := tally.RoundOn(upTo.Kind(), tally.YearOf(upTo.Year()-1).Begin())
	err := db.InRounds(conn.Where("plan_key = ? AND department = ?", plan, department), "period", from, upTo).
		Order("period, version DESC").Find(&subs).Error
	if err != nil {
		return History{}, fmt.Errorf("past: %w", err)
	}
	var past History
	var chosen []filedFigures
	for i := range subs {
		sub := &subs[i]
		newest := i == 0 || subs[i-1].Period != sub.Period
		if newest && sub.Period == upTo {
			past.Newest = sub
		}
		n := len(chosen)
		switch was := n > 0 && chosen[n-1].of.Period == sub.Period; {
		case sub.InForce && was:
			chosen[n-1].of = sub
		case sub.InForce, newest && (sub.State == Submitted || sub.State == Accepted):
			chosen = append(chosen, filedFigures{of: sub})
		}
	}
	if err := readFigures(conn, chosen); err != nil {
		return History{}, err
	}
	past.Figures = onePerMonth(chosen)
	for _, c := range chosen {
		if !c.of.InForce {
			past.Waiting = append(past.Waiting, c.of.Period)
		}
	}
	return past, nil
}
