package breakdown

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// targetRow is one revision of one target. A revision is never changed: a new one is put beside it.
type targetRow struct {
	PlanKey      string `gorm:"primaryKey"`
	IndicatorID  string `gorm:"primaryKey"`
	TargetKey    string `gorm:"primaryKey"` // period and tier
	Revision     int    `gorm:"primaryKey;autoIncrement:false"`
	Position     int
	Effective    tally.Round // first month it holds for; none: from the beginning
	Withdrawn    bool
	PlanRevision int // the import it came with, 0 for one set by hand
	Reason       string
	Reference    string // 文号
	Body         string // JSON of the tally.Target
	MadeBy       string
	MadeAt       db.Timestamp
}

// TableName implements GORM's Tabler.
func (targetRow) TableName() string { return "target_revisions" }

// TargetRevision is one revision of a target for people to read.
type TargetRevision struct {
	Indicator string       `json:"indicator"`
	Revision  int          `json:"revision"`
	Target    tally.Target `json:"target"`
	Effective tally.Round  `json:"effective"`
	Withdrawn bool         `json:"withdrawn,omitempty"`
	Reason    string       `json:"reason"`
	Reference string       `json:"reference"`
	By        string       `json:"by"`
	At        db.Timestamp `json:"at"`
}

func targetKey(t tally.Target, seen map[string]int) string {
	key := t.Period + "|" + t.Tier
	seen[key]++
	if n := seen[key]; n > 1 {
		key += fmt.Sprintf("|%d", n)
	}
	return key
}

func (r targetRow) target() (tally.Target, error) {
	var t tally.Target
	if err := db.ReadJSON([]byte(r.Body), &t); err != nil {
		return t, fmt.Errorf("stored target of %s: %w", r.IndicatorID, err)
	}
	return t, nil
}

// newestTargets gives, for each target of a plan, its newest revision, by indicator and key; withdrawn ones too.
func newestTargets(conn *gorm.DB, plan string) ([]targetRow, error) {
	q := conn.Where("plan_key = ?", plan)
	var rows, newest []targetRow
	if err := q.Order("indicator_id, target_key, revision").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("targets of plan %s: %w", plan, err)
	}
	for _, r := range rows {
		if n := len(newest); n > 0 && newest[n-1].IndicatorID == r.IndicatorID && newest[n-1].TargetKey == r.TargetKey {
			newest[n-1] = r
			continue
		}
		newest = append(newest, r)
	}
	return newest, nil
}

// Targets are what indicators are held to, with every change.
type Targets struct{ db *db.DB }

// Revisions gives every revision of an indicator's targets, oldest first; of all indicators for "".
func (s Targets) Revisions(ctx context.Context, plan, indicator string) ([]TargetRevision, error) {
	return revisions(db.Where(s.db.Reading(ctx).Where("plan_key = ?", plan), "indicator_id = ?", indicator))
}

// RevisedSince gives the revisions of a plan's targets that were made after a moment.
func (s Targets) RevisedSince(ctx context.Context, plan string, since time.Time) ([]TargetRevision, error) {
	return revisions(s.db.Reading(ctx).Where("plan_key = ? AND made_at > ?", plan, db.At(since)))
}

func revisions(q *gorm.DB) ([]TargetRevision, error) {
	var rows []targetRow
	if err := q.Order("indicator_id, target_key, revision").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("target revisions: %w", err)
	}
	out := make([]TargetRevision, 0, len(rows))
	for _, r := range rows {
		t, err := r.target()
		if err != nil {
			return nil, err
		}
		out = append(out, TargetRevision{Indicator: r.IndicatorID, Revision: r.Revision, Target: t, Effective: r.Effective,
			Withdrawn: r.Withdrawn, Reason: r.Reason, Reference: r.Reference, By: r.MadeBy, At: r.MadeAt})
	}
	return out, nil
}

// TargetChange revises one target by hand: that of Target.Period and Target.Tier.
type TargetChange struct {
	Plan, Indicator   string
	Target            tally.Target
	Effective         tally.Round // first month that it holds for
	Reason, Reference string
	Seen              *int // how many revisions the indicator's targets had where the change was written, see TargetsSeen; nil where nobody looked
}

// Revise puts a new revision beside the old. A month that has an edition keeps its target, so the change must
// take effect after the last published month.
func (s Targets) Revise(ctx context.Context, by db.Actor, c TargetChange) error {
	if strings.TrimSpace(c.Reason) == "" {
		return db.Refuse(db.Invalid, "调整目标值要写明理由。").At("reason")
	}
	if c.Effective.IsZero() {
		return db.Refuse(db.Invalid, "调整目标值要写明从哪个月起生效。").At("effective")
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		if err := effectiveIsOpen(tx, c.Plan, c.Effective); err != nil {
			return err
		}
		var n int64
		if err := tx.Model(&indicatorRow{}).Where("plan_key = ? AND id = ?", c.Plan, c.Indicator).Count(&n).Error; err != nil {
			return err
		}
		if n == 0 {
			return noIndicatorUnless(false, c.Indicator)
		}
		if err := unchangedTargets(tx, c.Plan, c.Indicator, c.Seen); err != nil {
			return err
		}
		var last []targetRow
		key := targetKey(c.Target, map[string]int{})
		err := tx.Where("plan_key = ? AND indicator_id = ? AND target_key = ?", c.Plan, c.Indicator, key).
			Order("revision DESC").Limit(1).Find(&last).Error
		if err != nil {
			return err
		}
		row := targetRow{PlanKey: c.Plan, IndicatorID: c.Indicator, TargetKey: key, Revision: 1, Effective: c.Effective,
			Reason: c.Reason, Reference: c.Reference, MadeBy: by.Label(), MadeAt: tx.At}
		before := ""
		if len(last) > 0 {
			row.Revision, row.Position, before = last[0].Revision+1, last[0].Position, last[0].Body
		}
		body, err := json.Marshal(c.Target)
		if err != nil {
			return fmt.Errorf("target: %w", err)
		}
		row.Body = string(body)
		// The primary key decides between two that revise at once.
		if err := tx.Create(&row).Error; err != nil {
			return db.OrAgain(err)
		}
		tx.Audit(db.AuditEntry{Action: "target.revise", Plan: c.Plan, Period: c.Effective, Object: c.Indicator, Detail: map[string]any{
			"key": key, "revision": row.Revision, "before": json.RawMessage(orNull(before)), "after": c.Target,
			"reason": c.Reason, "reference": c.Reference}})
		return nil
	})
}

func orNull(text string) string {
	if text == "" {
		return "null"
	}
	return text
}

// lastPublished is the period of a plan with an edition that ends last; none where there is none.
func lastPublished(tx *db.Txn, plan string) (tally.Round, error) {
	var periods []tally.Round
	err := tx.Table("editions").Distinct("period").Where("plan_key = ?", plan).Pluck("period", &periods).Error
	return db.LatestRound(periods), err
}

// following is the round from which something holds that must not touch a published one.
func following(last tally.Round) tally.Round {
	if last.Kind() == tally.Dated { // which begins with the year
		return tally.RoundOn(tally.Weekly, last.End()).Add(1)
	}
	return last.Add(1)
}

func effectiveIsOpen(tx *db.Txn, plan string, effective tally.Round) error {
	last, err := lastPublished(tx, plan)
	if err != nil {
		return err
	}
	if !last.IsZero() && last.Reaches(effective) {
		return db.Refuse(db.Locked, "%s已经出版，目标值只能从%s起调整；已出版的%s保留原来的目标值。",
			last.Full(), following(last).Full(), map[bool]string{true: "月份", false: "各期"}[last.Kind() == tally.Monthly]).At("effective")
	}
	return nil
}
