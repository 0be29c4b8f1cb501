package models

import (
	"context"
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// waiverRow is a remembered waiver: this finding about this thing, of this department, passes in later periods too.
type waiverRow struct {
	PlanKey    string     `gorm:"primaryKey"`
	Department string     `gorm:"primaryKey"`
	Code       tally.Code `gorm:"primaryKey"`
	About      string     `gorm:"primaryKey"`
	Reason     string
	Active     bool
	MadeBy     string
	MadeAt     Timestamp
	EndedBy    string
	EndedAt    Timestamp
}

// TableName implements GORM's Tabler.
func (waiverRow) TableName() string { return "waivers" }

// Waiver is a remembered waiver for people to read.
type Waiver struct {
	Plan       string     `json:"plan"`
	Department string     `json:"department"`
	Code       tally.Code `json:"code"`
	About      string     `json:"about"`
	Reason     string     `json:"reason"`
	Active     bool       `json:"active"`
	By         string     `json:"by"`
	At         Timestamp  `json:"at"`
	EndedBy    string     `json:"ended_by,omitempty"`
	EndedAt    Timestamp  `json:"ended_at,omitzero"`
}

func keepWaiver(tx *db.Txn, sub *Submission, n int, reason string, by Actor) error {
	f, err := takeFinding(tx.DB, sub.ID, n)
	if err != nil {
		return err
	}
	about := db.CutName(f.About) // the column's width
	key := tx.Where("plan_key = ? AND department = ? AND code = ? AND about = ?", sub.Plan, sub.Department, f.Code, about)
	var standing int64
	if err := tx.Model(&waiverRow{}).Where(key).Where("active = ?", true).Count(&standing).Error; err != nil || standing > 0 {
		return err
	}
	tx.Audit(sub.entry("waiver.keep", map[string]any{"code": f.Code, "about": about, "reason": reason}))
	return db.Remember(tx, &waiverRow{}, key, map[string]any{"reason": reason}, by, &waiverRow{PlanKey: sub.Plan,
		Department: sub.Department, Code: f.Code, About: about, Reason: reason, Active: true, MadeBy: by.Label(), MadeAt: tx.At})
}

// waiveStanding applies the remembered waivers to the findings of a new submission.
func (f *filing) waiveStanding(tx *db.Txn) ([]findingRow, error) {
	rows := make([]findingRow, len(f.findings))
	copy(rows, f.findings)
	if len(rows) == 0 {
		return rows, nil
	}
	var standing []waiverRow
	err := tx.Where("plan_key = ? AND department = ? AND active = ?", f.Plan, f.Department, true).Find(&standing).Error
	if err != nil {
		return nil, fmt.Errorf("waivers: %w", err)
	}
	type key struct {
		code  tally.Code
		about string
	}
	by := map[key]waiverRow{}
	for _, w := range standing {
		by[key{w.Code, w.About}] = w
	}
	for i := range rows {
		r := &rows[i]
		if r.State == FindingExplained {
			r.At = tx.At
		}
		if w, ok := by[key{r.Code, db.CutName(r.About)}]; ok && r.Class == tally.ClassB {
			r.State, r.Text, r.By, r.At = FindingWaived, w.Reason, w.MadeBy, w.MadeAt
		}
	}
	return rows, nil
}

// Waivers are the findings waived for good.
type Waivers struct{ *shared }

// TakeBack ends a remembered waiver. What it let pass stays passed; the next filing is asked again.
func (s Waivers) TakeBack(ctx context.Context, by Actor, plan, department string, code tally.Code, about string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		tx.Audit(AuditEntry{Action: "waiver.end", Plan: plan, Department: department, Detail: map[string]any{"code": code, "about": about}})
		return db.TakeBack(tx, by, tx.Model(&waiverRow{}).Where("plan_key = ? AND department = ? AND code = ? AND about = ?",
			plan, department, code, about), "没有这项长期核销。")
	})
}

// Unwaive opens a waived finding of a submission that is not yet accepted again.
func (s Findings) Unwaive(ctx context.Context, by Actor, id string, revision, n int, reason string) (Submission, error) {
	if strings.TrimSpace(reason) == "" {
		return Submission{}, db.Refuse(Invalid, "收回核销要写明理由。").At("reason")
	}
	return Submissions{s.shared}.decide(ctx, by, id, revision, func(tx *db.Txn, sub *Submission) error {
		if sub.State != Draft && sub.State != Submitted {
			return db.Refuse(Conflict, "这一版的状态是“%s”，不能收回核销；需要时请先退回。", sub.State.Chinese())
		}
		ok, err := db.One(tx.Model(&findingRow{}).Where("submission_id = ? AND n = ? AND state = ?", id, n, FindingWaived).
			Updates(map[string]any{"state": FindingOpen, "answer": "", "answered_by": "", "answered_at": nil}))
		if err != nil {
			return err
		}
		if !ok {
			return db.Refuse(NotFound, "第%d个问题没有被核销。", n)
		}
		tx.Audit(sub.entry("finding.unwaived", map[string]any{"n": n, "reason": reason}))
		return move(tx, sub, map[string]any{"open_b": sub.OpenB + 1})
	})
}

// List lists the remembered waivers of a plan, those taken back too.
func (s Waivers) List(ctx context.Context, plan string) ([]Waiver, error) {
	var rows []waiverRow
	if err := s.db.Reading(ctx).Where("plan_key = ?", plan).Order("department, code, about").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("waivers: %w", err)
	}
	out := make([]Waiver, 0, len(rows))
	for _, r := range rows {
		out = append(out, Waiver{Plan: r.PlanKey, Department: r.Department, Code: r.Code, About: r.About, Reason: r.Reason,
			Active: r.Active, By: r.MadeBy, At: r.MadeAt, EndedBy: r.EndedBy, EndedAt: r.EndedAt})
	}
	return out, nil
}
