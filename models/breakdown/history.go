package breakdown

import (
	"fmt"
	"reflect"
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
	indicators []lifetime        // in the plan's order
	says       []tally.Indicator // what each of them says
	targets    []keptTarget      // by indicator, key and revision
	aliases    map[string][]string
	same       map[string]bool // indicators that a person said are another one once more
	always     bool            // nothing ever began, ended or was revised: says, with its targets, is the plan of every period
}

// lifetime is from when to when an indicator is in force, see indicatorRow.
type lifetime struct {
	since, retiredFrom tally.Round
	retired            bool
}

// keptTarget is a revision of a target with what it says.
type keptTarget struct {
	indicator, key string
	position       int
	effective      tally.Round
	withdrawn      bool
	says           tally.Target
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
	h, words := &PlanHistory{Key: row.Key, title: row.Title, same: said.same}, sameWords{}
	var says pile[tally.Indicator]
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
		words.ofItem(&ind.Item)
		h.indicators = append(h.indicators, lifetime{r.Since, r.RetiredFrom, r.Retired})
		says.add(ind)
		return err
	})
	h.says = says.list()
	if err != nil {
		return nil, fmt.Errorf("indicators of plan %s: %w", key, err)
	}
	var targets pile[keptTarget]
	err = db.ScanAll(conn.Model(&targetRow{}).Where("plan_key = ?", key).Order("indicator_id, target_key, revision").
		Select("indicator_id, target_key, revision, position, effective, withdrawn, body"), func(scan func(...any) error) error {
		r := targetRow{PlanKey: key}
		if err := scan(&r.IndicatorID, &r.TargetKey, &r.Revision, &r.Position, &r.Effective, &r.Withdrawn, &r.Body); err != nil {
			return err
		}
		t, err := r.target()
		words.ofTarget(&t)
		targets.add(keptTarget{r.IndicatorID, r.TargetKey, r.Position, r.Effective, r.Withdrawn, t})
		return err
	})
	h.targets = targets.list()
	if err != nil {
		return nil, fmt.Errorf("targets of plan %s: %w", key, err)
	}
	if h.aliases, err = indicatorAliases(conn, key); err == nil {
		h.settle()
	}
	return h, err
}

// settle finds out whether the plan is the same for every period, and puts it together once where it is: an edition of thousands of
// indicators would copy them for nothing.
func (h *PlanHistory) settle() {
	h.indicators = slices.Clone(h.indicators) // as long as they are: appending leaves a fifth empty
	for i, l := range h.indicators {
		if l != (lifetime{}) || h.same[h.says[i].ID] {
			return
		}
	}
	for i := range h.targets {
		t := &h.targets[i]
		if !t.effective.IsZero() || t.withdrawn || i > 0 && t.indicator == h.targets[i-1].indicator && t.key == h.targets[i-1].key {
			return
		}
	}
	targets := h.targetsAt(tally.Round{})
	for i := range h.says {
		h.says[i].Targets, h.says[i].Aliases = targets[h.says[i].ID], h.aliases[h.says[i].ID]
	}
	h.always, h.targets = true, nil
}

// live reports whether the indicator is in force for a period; for no period, whether it is now.
func (l lifetime) live(p tally.Round) bool {
	return indicatorRow{Since: l.since, Retired: l.retired, RetiredFrom: l.retiredFrom}.live(p)
}

// At is the plan as it stands for a period; for none, with its newest targets, whatever month they take effect. It is not changed.
func (h *PlanHistory) At(period tally.Round) tally.Plan {
	if h.always {
		return tally.Plan{Key: h.Key, Title: h.title, Indicators: h.says[:len(h.says):len(h.says)]}
	}
	plan := tally.Plan{Key: h.Key, Title: h.title, Indicators: make([]tally.Indicator, 0, len(h.indicators))}
	targets := h.targetsAt(period)
	for i := range h.says {
		if ind := h.says[i]; h.indicators[i].live(period) && !h.same[ind.ID] {
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
	var own []*keptTarget // of one indicator
	put := func() {
		own = slices.DeleteFunc(own, func(k *keptTarget) bool { return k.withdrawn })
		slices.SortStableFunc(own, func(a, b *keptTarget) int { return a.position - b.position })
		if len(own) > 0 {
			says := make([]tally.Target, len(own))
			for i, k := range own {
				says[i] = k.says
			}
			out[own[0].indicator] = says
		}
		own = own[:0]
	}
	for i := range h.targets {
		k := &h.targets[i]
		if !period.IsZero() && !period.Reaches(k.effective) {
			continue
		}
		n := len(own)
		switch {
		case n > 0 && own[n-1].indicator != k.indicator:
			put()
		case n > 0 && own[n-1].key == k.key:
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
	for i := range h.says {
		if ind := &h.says[i]; h.indicators[i].live(period) && !h.same[ind.ID] && only.For(ind.ID) {
			all = append(all, ind.Lead)
		}
	}
	return all
}

// Before gives the indicators whose targets were others in earlier rounds of the period's year, as they stood then, the earliest first;
// nil where nothing was revised.
func (h *PlanHistory) Before(period tally.Round) []tally.PastIndicator {
	series := period.Series()
	if h.always || len(series) < 2 {
		return nil
	}
	revised := map[string]bool{} // the others are not looked at month by month
	for i := range h.targets {
		if k := &h.targets[i]; !k.effective.IsZero() {
			revised[k.indicator] = true
		}
	}
	if len(revised) == 0 {
		return nil
	}
	now := h.targetsAt(period)
	var all []tally.PastIndicator
	last := map[string]int{} // of an indicator, the entry of the round before
	for _, p := range series[:len(series)-1] {
		then := h.targetsAt(p)
		for i := range h.says {
			ind := h.says[i]
			if !revised[ind.ID] || !h.indicators[i].live(period) || h.same[ind.ID] || len(then[ind.ID]) == 0 || reflect.DeepEqual(then[ind.ID], now[ind.ID]) {
				delete(last, ind.ID)
				continue
			}
			if k, goesOn := last[ind.ID]; goesOn && reflect.DeepEqual(all[k].Indicator.Targets, then[ind.ID]) {
				all[k].Until = p
				continue
			}
			ind.Targets, ind.Aliases, ind.SettingsVersion = then[ind.ID], h.aliases[ind.ID], 0
			last[ind.ID] = len(all)
			all = append(all, tally.PastIndicator{Until: p, Indicator: ind})
		}
	}
	return all
}
