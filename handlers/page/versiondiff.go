package page

import (
	"context"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// change is one figure beside the one of the version before and of the month before.
type versionChange struct {
	Indicator string
	Figure    tally.Figure
	Before    exact.Number // in the version before; absent where there is none
	LastMonth exact.Number // year to date a month ago
	Differs   bool         // from the version before
	Gone      bool         // it stood in the version before and does not any more
}

type figureKey struct {
	indicator string
	period    tally.Round
	span      tally.Span
}

func keyOf(f tally.Figure) figureKey { return figureKey{f.Indicator, f.Period, f.Span} }

// changesOfVersion sets the figures of a version beside the version before and the month before.
func (s Submissions) changesOfVersion(ctx context.Context, sub models.Submission, versions []models.Submission) ([]versionChange, error) {
	figures, err := s.Store.Figures.List(ctx, sub.ID)
	if err != nil {
		return nil, err
	}
	names, err := s.namesOf(ctx, sub.Plan)
	if err != nil {
		return nil, err
	}
	var old []tally.Figure
	before := map[figureKey]tally.Figure{}
	for _, v := range versions {
		if v.Version == sub.Version-1 {
			if old, err = s.Store.Figures.List(ctx, v.ID); err != nil {
				return nil, err
			}
		}
	}
	for _, f := range old {
		before[keyOf(f)] = f
	}
	past, err := s.Store.Submissions.History(ctx, sub.Plan, sub.Department, sub.Period.Add(-1))
	if err != nil {
		return nil, err
	}
	earlier := map[figureKey]exact.Number{}
	for _, f := range past.Figures {
		earlier[keyOf(f)] = f.Value
	}
	var list []versionChange
	for _, f := range figures {
		was, there := before[keyOf(f)]
		delete(before, keyOf(f))
		list = append(list, versionChange{Indicator: names[f.Indicator], Figure: f, Before: was.Value,
			LastMonth: earlier[figureKey{f.Indicator, f.Period.Add(-1), f.Span}],
			Differs:   sub.Version > 1 && (!there || !was.Value.Equal(f.Value) || was.Printed != f.Printed)})
	}
	for _, f := range old {
		if _, gone := before[keyOf(f)]; gone {
			list = append(list, versionChange{Indicator: names[f.Indicator], Figure: tally.Figure{Period: f.Period, Span: f.Span, Unit: f.Unit}, Before: f.Value, Differs: true, Gone: true})
		}
	}
	return list, nil
}

// namesOf gives the names of a plan's indicators by id.
func (s Submissions) namesOf(ctx context.Context, plan string) (map[string]string, error) {
	p, err := s.Store.Plans.Get(ctx, plan)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, ind := range p.Indicators {
		names[ind.ID] = ind.Name
	}
	return names, nil
}
