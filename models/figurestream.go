package models

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// filedRound is a submission that stands for a round.
type filedRound struct {
	ID, Department string
	Period         tally.Round
}

// streamedAtOnce is of how many submissions the figures are held at a time: some thousands.
const streamedAtOnce = 32

// Each gives every figure of a plan that stands for the months from one to another, with its indicator's name, to a function: by month
// and department, those of sheets that told a month which has no sheet of its own at the end. It holds those of a few submissions at a
// time, however many there are.
func (s Figures) Each(ctx context.Context, plan string, from, to tally.Round, each func(name string, f *tally.Figure) error) error {
	names, err := s.names(ctx, plan)
	if err != nil {
		return err
	}
	var subs []filedRound
	err = s.db.Reading(ctx).Table("submissions").Select("id, department, period").
		Where("plan_key = ? AND in_force = ? AND period >= ?", plan, true, strconv.Itoa(from.Year()-1)).Order("period, department").Find(&subs).Error
	if err != nil {
		return fmt.Errorf("figures of plan %s: %w", plan, err)
	}
	subs = slices.DeleteFunc(subs, func(sub filedRound) bool { return sub.Period.End().Before(from.End()) })
	slices.SortStableFunc(subs, func(a, b filedRound) int { return a.Period.Compare(b.Period) })
	type month struct {
		department string
		period     tally.Round
	}
	own, ids := map[month]bool{}, make([]string, 0, len(subs))
	for _, sub := range subs {
		own[month{sub.Department, sub.Period}] = true
		ids = append(ids, sub.ID)
	}
	var told []filedFigures // months that only a later sheet tells: few
	for part := range slices.Chunk(ids, streamedAtOnce) {
		filed, err := figuresOf(s.db.Reading(ctx), s.db.Reading(ctx).Table("submissions AS s").Where("s.id IN ?", part))
		if err != nil {
			return err
		}
		slices.SortStableFunc(filed, func(a, b filedFigures) int { return a.of.Period.Compare(b.of.Period) })
		for _, sub := range filed {
			other := filedFigures{of: sub.of}
			for i := range sub.figures {
				f := &sub.figures[i]
				switch within := !f.Period.End().Before(from.End()) && !f.Period.End().After(to.End()); {
				case !within:
				case f.Period == sub.of.Period:
					err = each(names[f.Indicator], f)
				case !own[month{f.Department, f.Period}]:
					other.figures = append(other.figures, *f)
				}
				if err != nil {
					return err
				}
			}
			if len(other.figures) > 0 {
				told = append(told, other)
			}
		}
	}
	rest := onePerMonth(told)
	for i := range rest {
		if err := each(names[rest[i].Indicator], &rest[i]); err != nil {
			return err
		}
	}
	return nil
}

// names are those of a plan's indicators, the retired ones too.
func (s Figures) names(ctx context.Context, plan string) (map[string]string, error) {
	if err := breakdown.RequirePlan(s.db.Reading(ctx), plan); err != nil {
		return nil, err
	}
	return breakdown.IndicatorNames(s.db.Reading(ctx), plan)
}
