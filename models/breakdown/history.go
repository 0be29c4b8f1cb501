package breakdown

import (
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// PlanHistory is a plan with all that it ever said, from which it is given as it stands for any period. It never
// changes: after a change of the plan it is read anew.
type PlanHistory struct {
	stamp      int64 // see PlanStamp
	Key, title string
	indicators []kept[indicatorRow, tally.Indicator] // in the plan's order
	targets    []kept[targetRow, tally.Target]       // by indicator, key and revision
	aliases    map[string][]string
	same       map[string]bool // indicators that a person said are another one once more
}

// kept is a row with what its body says.
type kept[R, T any] struct {
	row  R
	says T
}

// plansKept is how many plans are kept as read.
const plansKept = 4

// History gives a plan's history, the one kept as long as nothing of the plan has changed. db is a snapshot, so
// that stamp and rows fit together.
func (s Plans) History(conn *gorm.DB, key string) (*PlanHistory, error) {
	stamp, err := PlanStamp(conn, key)
	if err != nil {
		return nil, err
	}
	if h, ok := s.kept.Get(key); ok && h.stamp == stamp {
		return h, nil
	}
	h, err := readHistory(conn, key)
	if err == nil {
		h.stamp = stamp
		s.kept.Add(key, h)
	}
	return h, err
}

// readHistory reads a plan. It may have thousands of rows, so they are scanned without GORM's reflection.
func readHistory(conn *gorm.DB, key string) (*PlanHistory, error) {
	row, err := takePlan(conn, key)
	if err != nil {
		return nil, err
	}
	said, err := effectsOf(conn, key)
	if err != nil {
		return nil, err
	}
	h := &PlanHistory{Key: row.Key, title: row.Title, same: said.same}
	err = db.ScanAll(conn.Model(&indicatorRow{}).Where("plan_key = ?", key).Order("position, id").
		Select("id, since, retired, retired_from, curve, every_months, lag_months, weight, settings_version, body"), func(scan func(...any) error) error {
		r := indicatorRow{PlanKey: key}
		if err := scan(&r.ID, &r.Since, &r.Retired, &r.RetiredFrom, &r.Curve, &r.EveryMonths, &r.LagMonths, &r.Weight, &r.Settings, &r.Body); err != nil {
			return err
		}
		ind, err := r.indicator()
		if err == nil {
			err = said.apply(&ind)
		}
		r.Body = ""
		h.indicators = append(h.indicators, kept[indicatorRow, tally.Indicator]{r, ind})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("indicators of plan %s: %w", key, err)
	}
	err = db.ScanAll(conn.Model(&targetRow{}).Where("plan_key = ?", key).Order("indicator_id, target_key, revision").
		Select("indicator_id, target_key, revision, position, effective, withdrawn, body"), func(scan func(...any) error) error {
		r := targetRow{PlanKey: key}
		if err := scan(&r.IndicatorID, &r.TargetKey, &r.Revision, &r.Position, &r.Effective, &r.Withdrawn, &r.Body); err != nil {
			return err
		}
		t, err := r.target()
		r.Body = ""
		h.targets = append(h.targets, kept[targetRow, tally.Target]{r, t})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("targets of plan %s: %w", key, err)
	}
	h.aliases, err = indicatorAliases(conn, key)
	return h, err
}

// At is the plan as it stands for a period; for none, with its newest targets, whatever month they take effect.
func (h *PlanHistory) At(period tally.Round) tally.Plan {
	plan := tally.Plan{Key: h.Key, Title: h.title, Indicators: make([]tally.Indicator, 0, len(h.indicators))}
	targets := h.targetsAt(period)
	for _, k := range h.indicators {
		if k.row.live(period) && !h.same[k.says.ID] {
			ind := k.says
			ind.Targets, ind.Aliases = targets[ind.ID], h.aliases[ind.ID]
			plan.Indicators = append(plan.Indicators, ind)
		}
	}
	return plan
}

// targetsAt gives the targets in force for a period by indicator, in the plan's order: of each the newest revision
// that has taken effect, unless it withdraws the target.
func (h *PlanHistory) targetsAt(period tally.Round) map[string][]tally.Target {
	out := make(map[string][]tally.Target, len(h.indicators))
	var own []kept[targetRow, tally.Target] // of one indicator
	put := func() {
		own = slices.DeleteFunc(own, func(k kept[targetRow, tally.Target]) bool { return k.row.Withdrawn })
		slices.SortStableFunc(own, func(a, b kept[targetRow, tally.Target]) int { return a.row.Position - b.row.Position })
		for _, k := range own {
			out[k.row.IndicatorID] = append(out[k.row.IndicatorID], k.says)
		}
		own = own[:0]
	}
	for _, k := range h.targets {
		if !period.IsZero() && !period.Reaches(k.row.Effective) {
			continue
		}
		n := len(own)
		switch {
		case n > 0 && own[n-1].row.IndicatorID != k.row.IndicatorID:
			put()
		case n > 0 && own[n-1].row.TargetKey == k.row.TargetKey:
			own = own[:n-1]
		}
		own = append(own, k)
	}
	put()
	return out
}

// Leads are the departments that lead each indicator in force for a period, as the plan prints them; of those that are asked for.
func (h *PlanHistory) Leads(period tally.Round, only tally.Asks) [][]string {
	var all [][]string
	for _, k := range h.indicators {
		if k.row.live(period) && !h.same[k.says.ID] && only.For(k.says.ID) {
			all = append(all, k.says.Lead)
		}
	}
	return all
}
