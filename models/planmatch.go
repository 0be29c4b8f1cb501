package models

import (
	"encoding/json"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// indicators writes the plan's rows and gives their ids in the plan's order.
func (im *planImport) indicators(tx *db.Txn) ([]string, error) {
	stored, err := indicatorRows(tx.DB, im.plan.Key)
	if err != nil {
		return nil, err
	}
	matched, identities := matchIndicators(im.plan.Indicators, stored)
	ids := make([]string, len(matched))
	kept := map[string]bool{}
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
		if err := im.putIndicator(tx, old, row); err != nil {
			return nil, err
		}
		ids[i], kept[row.ID] = row.ID, true
	}
	for _, old := range stored {
		if old.Retired || kept[old.ID] {
			continue
		}
		im.changes["indicators_retired"]++
		if err := updateIndicator(tx, old, map[string]any{"retired": true, "retired_from": im.effective}); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

func (im *planImport) putIndicator(tx *db.Txn, old *indicatorRow, row indicatorRow) error {
	if old == nil {
		im.changes["indicators_new"]++
		if err := tx.Create(&row).Error; err != nil {
			if db.IsDuplicate(err) {
				return db.Refuse(Invalid, "指标“%s”的编号与另一个指标相同。", row.ID)
			}
			return err
		}
		return nil
	}
	if *old == row {
		return nil
	}
	im.changes["indicators_changed"]++
	return updateIndicator(tx, row, map[string]any{"identity": row.Identity, "position": row.Position, "body": row.Body,
		"curve": row.Curve, "retired": false, "retired_from": tally.Round{}})
}

func updateIndicator(tx *db.Txn, row indicatorRow, set map[string]any) error {
	return tx.Model(&indicatorRow{}).Where("plan_key = ? AND id = ?", row.PlanKey, row.ID).Updates(set).Error
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
	newest, err := newestTargets(tx.DB, im.plan.Key, tally.Round{})
	if err != nil {
		return err
	}
	imported, err := newestTargets(tx.Where("plan_revision > 0"), im.plan.Key, tally.Round{})
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
	return db.OrAgain(tx.Create(&add).Error)
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
