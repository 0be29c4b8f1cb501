package breakdown

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm/clause"
)

// indicators writes the plan's rows and gives their ids in the plan's order.
func (im *planImport) indicators(tx *db.Txn) ([]string, error) {
	stored, err := indicatorRows(tx.DB, im.plan.Key)
	if err != nil {
		return nil, err
	}
	matched, identities := matchIndicators(im.plan.Indicators, stored)
	ids := make([]string, len(matched))
	kept, taken := make(map[string]bool, len(matched)), make(map[string]bool, len(stored))
	for i := range stored {
		taken[stored[i].ID] = true
	}
	var put []indicatorRow
	for i, ind := range im.plan.Indicators {
		row := indicatorRow{PlanKey: im.plan.Key, ID: ind.ID, Since: im.effective}
		old := matched[i]
		if old != nil {
			row = *old
		}
		if row.ID == "" {
			row.ID = indicatorID(ind.Item, identities[i])
		}
		row.Identity, row.Position, row.Retired, row.RetiredFrom = identities[i], i+1, false, tally.Round{}
		if err := row.fill(ind); err != nil {
			return nil, err
		}
		if kept[row.ID] || old == nil && taken[row.ID] {
			return nil, db.Refuse(db.Invalid, "指标“%s”的编号与另一个指标相同。", row.ID)
		}
		if im.differs(old, row) {
			put = append(put, row)
		}
		ids[i], kept[row.ID] = row.ID, true
	}
	if err := putIndicators(tx, put); err != nil {
		return nil, err
	}
	var retired []string
	for _, old := range stored {
		if !old.Retired && !kept[old.ID] {
			im.changes["indicators_retired"]++
			retired = append(retired, old.ID)
		}
	}
	for part := range slices.Chunk(retired, db.InsertBatch) {
		err := tx.Model(&indicatorRow{}).Where("plan_key = ? AND id IN ?", im.plan.Key, part).
			Updates(map[string]any{"retired": true, "retired_from": im.effective}).Error
		if err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// putIndicators inserts new rows and writes over those that changed, many at a time: a plan has thousands. What was set by hand stays.
func putIndicators(tx *db.Txn, rows []indicatorRow) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "plan_key"}, {Name: "id"}},
		DoUpdates: clause.AssignmentColumns([]string{"identity", "position", "body", "curve", "retired", "retired_from"})}).CreateInBatches(rows, db.InsertBatch).Error
}

// differs reports whether a row has to be written, and counts it.
func (im *planImport) differs(old *indicatorRow, row indicatorRow) bool {
	switch {
	case old == nil:
		im.changes["indicators_new"]++
	case *old == row:
		return false
	default:
		im.changes["indicators_changed"]++
	}
	return true
}

// matchIndicators finds for each indicator its stored row, nil where it is new, and its identity.
func matchIndicators(incoming []tally.Indicator, stored []indicatorRow) (matched []*indicatorRow, identities []string) {
	matched, identities = make([]*indicatorRow, len(incoming)), make([]string, len(incoming))
	byID, byIdentity := map[string]*indicatorRow{}, map[string]*indicatorRow{}
	for i := range stored {
		byID[stored[i].ID], byIdentity[stored[i].Identity] = &stored[i], &stored[i]
	}
	taken, seen := map[string]bool{}, map[string]int{}
	take := func(i int, row *indicatorRow) {
		if row != nil && matched[i] == nil && !taken[row.ID] {
			matched[i], taken[row.ID] = row, true
		}
	}
	for i, ind := range incoming {
		identities[i] = identityOf(ind.Item, seen)
		if ind.ID != "" {
			take(i, byID[ind.ID])
		}
	}
	for i, ind := range incoming {
		if ind.ID == "" {
			take(i, byIdentity[identities[i]])
		}
	}
	matchByName(incoming, stored, matched, taken, take)
	return matched, identities
}

// matchByName takes those that moved or changed unit, where the name says which one is meant on both sides.
func matchByName(incoming []tally.Indicator, stored []indicatorRow, matched []*indicatorRow, taken map[string]bool, take func(int, *indicatorRow)) {
	want := map[string]int{}
	for i, ind := range incoming {
		if matched[i] == nil && ind.ID == "" {
			want[looseIdentity(ind.Item)]++
		}
	}
	have := map[string][]*indicatorRow{}
	for i := range stored {
		if taken[stored[i].ID] {
			continue
		}
		if ind, err := stored[i].indicator(); err == nil {
			key := looseIdentity(ind.Item)
			have[key] = append(have[key], &stored[i])
		}
	}
	for i, ind := range incoming {
		key := looseIdentity(ind.Item)
		if matched[i] == nil && ind.ID == "" && want[key] == 1 && len(have[key]) == 1 {
			take(i, have[key][0])
		}
	}
}

// targets puts a new revision beside each target that changed and withdraws those that are gone.
func (im *planImport) targets(tx *db.Txn, ids []string) error {
	newest, err := newestTargets(tx.DB, im.plan.Key)
	if err != nil {
		return err
	}
	imported, err := newestTargets(tx.Where("plan_revision > 0"), im.plan.Key)
	if err != nil {
		return err
	}
	old, printed := map[[2]string]targetRow{}, map[[2]string]targetRow{}
	for _, r := range imported {
		printed[[2]string{r.IndicatorID, r.TargetKey}] = r
	}
	for _, r := range newest {
		old[[2]string{r.IndicatorID, r.TargetKey}] = r
	}
	var add []targetRow
	for i, ind := range im.plan.Indicators {
		seen := map[string]int{}
		for n, t := range ind.Targets {
			key := [2]string{ids[i], targetKey(t, seen)}
			before, had := old[key]
			delete(old, key)
			row, err := im.targetRow(key, t, n+1)
			if err != nil {
				return err
			}
			// Held against what was last printed: a target revised by hand since then stands until the workbook changes.
			if had && !before.Withdrawn && sameTarget(printed[key], t) {
				continue
			}
			row.Revision = before.Revision + 1
			add = append(add, row)
			im.changes[map[bool]string{false: "targets_new", true: "targets_revised"}[had]]++
		}
	}
	for _, r := range newest {
		if _, gone := old[[2]string{r.IndicatorID, r.TargetKey}]; !gone || r.Withdrawn {
			continue
		}
		im.changes["targets_withdrawn"]++
		r.Revision, r.Withdrawn, r.PlanRevision, r.Effective = r.Revision+1, true, im.revision, im.effective
		r.Reason, r.Reference, r.MadeBy, r.MadeAt = im.file.Reason, im.file.Reference, im.by.Label(), tx.At
		add = append(add, r)
	}
	for i := range add {
		add[i].MadeAt = tx.At
	}
	if len(add) == 0 {
		return nil
	}
	return db.OrAgain(tx.CreateInBatches(&add, db.InsertBatch).Error)
}

func (im *planImport) targetRow(key [2]string, t tally.Target, position int) (targetRow, error) {
	body, err := json.Marshal(t)
	if err != nil {
		return targetRow{}, fmt.Errorf("target: %w", err)
	}
	return targetRow{PlanKey: im.plan.Key, IndicatorID: key[0], TargetKey: key[1], Position: position, Effective: im.effective,
		PlanRevision: im.revision, Reason: im.file.Reason, Reference: im.file.Reference, Body: string(body), MadeBy: im.by.Label()}, nil
}

// sameTarget compares what a target says; that its cell moved is no revision.
func sameTarget(before targetRow, t tally.Target) bool {
	b, err := before.target()
	if err != nil {
		return false
	}
	b.Cell, b.StretchCell, t.Cell, t.StretchCell = "", "", "", ""
	x, errX := json.Marshal(b)
	y, errY := json.Marshal(t)
	return errX == nil && errY == nil && string(x) == string(y)
}
