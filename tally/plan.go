package tally

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// Plan is the 计划: one breakdown workbook, its indicators and their targets.
type Plan struct {
	Key        string      `json:"key"`
	Title      string      `json:"title"`
	Indicators []Indicator `json:"indicators"` // in the plan's own order
}

// Indicator is one 指标 of a plan.
type Indicator struct {
	ID      string   `json:"id"`                // stable within the plan
	Aliases []string `json:"aliases,omitempty"` // confirmed by a person
	Curve   Curve    `json:"curve,omitzero"`
	// SettingsVersion counts what was set for it by hand; who sets it again names the version that was seen.
	SettingsVersion int `json:"settings_version,omitempty"`
	Lag             int `json:"lag,omitempty"` // 错月: the figure filed for a month is that of so many months before
	// Confirmed is what a person said of the meaning, by what was asked; Asked are the questions that are open.
	Confirmed map[QuestionCode]string `json:"confirmed,omitempty"`
	Asked     []Question              `json:"asked,omitempty"`
	Path      []PathPoint             `json:"path,omitempty"`     // what a target of a later year asks of the years before
	PathWhy   string                  `json:"path_why,omitempty"` // from which base it was computed, and how
	Item                              // Sheet, Row, Group … Targets as read from the plan; Actuals stay empty
}

// DueIn reports whether the indicator, which has a value every so many months alone, must carry one in the period.
func (i *Indicator) DueIn(p Round) bool {
	return i.Every > 1 && p.Kind().Tiles() && p.Month()%i.Every == 0
}

// Asks reports an open question of the kind.
func (i *Indicator) Asks(code QuestionCode) bool {
	for _, q := range i.Asked {
		if q.Code == code {
			return true
		}
	}
	return false
}

// TargetFor is the target in force for a period: that of its year ("2018"), or else one without a
// period. ok is false where the plan has none.
func (i *Indicator) TargetFor(p Round) (Target, bool) {
	if t := i.TargetIn(p); t != nil {
		return *t, true
	}
	return Target{}, false
}

// TargetIn is TargetFor without a copy, nil where the plan has none.
func (i *Indicator) TargetIn(p Round) *Target {
	var open *Target
	for k := range i.Targets {
		t := &i.Targets[k]
		if t.Tier != "" {
			continue
		}
		if p.InYear(t.Period) {
			return t
		}
		if t.Period == "" {
			open = t
		}
	}
	return open
}

// DueFor is the deadline that a target is held to, as printed: the row's, or the target's year where that is a later one or
// the row has none.
func (i *Indicator) DueFor(t *Target) string {
	due := i.Deadline
	if due == "" || len(due) >= 4 && len(t.Period) == 4 && t.Period > due[:4] {
		return t.Period
	}
	return due
}

// PathFor is the point of the path that a target was brought to for a period; ok is false where it stands as it is printed.
func (i *Indicator) PathFor(t *Target, p Round) (PathPoint, bool) {
	printed := slices.ContainsFunc(i.Targets, func(own Target) bool {
		return own.Cell == t.Cell && own.Period == t.Period && own.Tier == t.Tier && own.Horizon != "" && t.Horizon == ""
	})
	at := slices.IndexFunc(i.Path, func(one PathPoint) bool { return one.Year == p.Year() })
	if !printed || at < 0 {
		return PathPoint{}, false
	}
	return i.Path[at], true
}

// PathPoint is what the path to a later year's target asks of one year, in the target's unit.
type PathPoint struct {
	Year  int          `json:"year"`
	Value exact.Number `json:"value"`
}
