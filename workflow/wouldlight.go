package workflow

import (
	"cmp"
	"context"
	"slices"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// ExpectedLight is one row of a version as the next edition would light it.
type ExpectedLight struct {
	Indicator  string       `json:"indicator"`
	Name       string       `json:"name"`
	Unit       string       `json:"unit"`
	Target     tally.Target `json:"target"`
	LastMonth  exact.Number `json:"last_month"` // year to date a month ago
	YTD        exact.Number `json:"ytd"`
	Printed    string       `json:"printed,omitempty"` // of what has no number
	Completion exact.Number `json:"completion"`        // a share: 0.74 is 74%
	Schedule   exact.Number `json:"schedule"`
	Light      tally.Light  `json:"light"`
	Before     tally.Light  `json:"before,omitempty"` // a month ago; "" where nothing was reported then
	Sentence   string       `json:"sentence"`         // that explains the light
}

// Changed reports whether the light is another than a month ago.
func (w ExpectedLight) Changed() bool { return w.Before != "" && w.Before != w.Light }

// ExpectedLights says what a version would light if it were accepted now: each row whose light is the department's, what changed against last
// month first, then the worst. Nothing is stored.
func ExpectedLights(ctx context.Context, d *Workflow, sub models.Submission) ([]ExpectedLight, error) {
	settings, err := d.Store.Plans.Settings(ctx, sub.Plan)
	if err != nil {
		return nil, err
	}
	due, err := due(settings, sub.Period)
	if err != nil {
		return nil, err
	}
	in, err := d.Store.Editions.AsIf(ctx, sub, due)
	if err != nil {
		return nil, err
	}
	ed, err := d.compute(ctx, in, nil)
	if err != nil {
		return nil, err
	}
	list := []ExpectedLight{}
	for i := range ed.Rows {
		if r := &ed.Rows[i]; r.Department == sub.Department {
			list = append(list, wouldLight(r, sub.Period.Add(-1)))
		}
	}
	slices.SortStableFunc(list, func(a, b ExpectedLight) int {
		return cmp.Or(cmp.Compare(urgency(a), urgency(b)), cmp.Compare(gravity[a.Light], gravity[b.Light]))
	})
	return list, nil
}

func wouldLight(r *tally.Row, before tally.Round) ExpectedLight {
	w := ExpectedLight{Indicator: r.Indicator.ID, Name: r.Indicator.Name, Unit: r.Indicator.Unit, Target: *r.Main.Target, LastMonth: r.LastMonth, YTD: r.YTD,
		Printed: r.Printed, Completion: r.Main.Completion, Schedule: r.Main.Schedule, Light: r.Main.Light, Sentence: r.Main.Sentence}
	w.Unit = cmp.Or(w.Unit, w.Target.Unit)
	for _, m := range r.Year {
		if m.Period == before {
			w.Before = m.Light
		}
	}
	return w
}

// gravity orders lights, the worst first.
var gravity = map[tally.Light]int{tally.Red: 0, tally.Yellow: 1, tally.Grey: 2, tally.Green: 3}

// urgency puts what changed first, what became worse before what became better.
func urgency(w ExpectedLight) int {
	switch {
	case w.Changed() && gravity[w.Light] < gravity[w.Before]:
		return 0
	case w.Changed():
		return 1
	}
	return 2
}
