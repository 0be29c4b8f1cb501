package models

import (
	"context"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/tally"
)

// EvidenceFile is one file of evidence (佐证).
type EvidenceFile = evidence.File

// EvidenceFilter chooses files of evidence.
type EvidenceFilter = evidence.Filter

// What files of evidence stand behind, see evidence.Kind.
const (
	EvidenceOfFigure = evidence.OfFigure
	EvidenceOfAnswer = evidence.OfAnswer
)

// Attach keeps a file of evidence beside what a department reports of an indicator for a period, whichever version it stands in. The
// indicator must be one of the plan; a locked period refuses (code Locked).
func (s Submissions) Attach(ctx context.Context, by Actor, plan, department string, period tally.Round, indicator, name string, data []byte) (EvidenceFile, error) {
	of := evidence.Owner{Kind: evidence.OfFigure, ID: indicator, Plan: plan, Department: department, Period: period}
	return evidence.New(s.db).Add(ctx, by, of, name, data, func(tx *db.Txn) error {
		if _, err := breakdown.TakeIndicator(tx.DB, plan, indicator); err != nil {
			return err
		}
		return s.mayAttach(tx, plan, department, period)
	})
}

// mayAttach holds the row that filings and locks write, so that no file passes a lock.
func (Submissions) mayAttach(tx *db.Txn, plan, department string, period tally.Round) error {
	err := tx.Exec("UPDATE submission_counters SET gate = gate + 1 WHERE plan_key = ? AND department = ? AND period = ?", plan, department, period).Error
	return db.FirstError(err, mayFile(tx, plan, department, period))
}

// Detach takes a file that Attach kept out of the list.
func (s Submissions) Detach(ctx context.Context, by Actor, f EvidenceFile) error {
	return evidence.New(s.db).Remove(ctx, by, f.FileID, func(tx *db.Txn) error { return s.mayAttach(tx, f.Plan, f.Department, f.Period) })
}
