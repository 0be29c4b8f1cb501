package models

import (
	"context"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// stands restricts a query on submissions AS s to what each department says now for a period: its newest version
// that was submitted and not returned, accepted or not.
const stands = "s.state IN ('submitted', 'accepted') AND NOT EXISTS (SELECT 1 FROM submissions AS n" +
	" WHERE n.plan_key = s.plan_key AND n.department = s.department AND n.period = s.period AND n.version > s.version" +
	" AND n.state IN ('submitted', 'accepted'))"

// settle holds what a department says now for a period against what the others say, in the transaction of the act
// that changed it, and tells both sides: where their figures differ each has a finding, and where they no longer do
// the finding is closed. What is accepted stays in force with its finding open; what waited for
// nothing else is accepted. own is the submission acted on, mine what stands now, nil for nothing: settle keeps it up to date.
// figures are its own where the caller has them at hand, nil to read them.
func settle(tx *db.Txn, own, mine *Submission, set breakdown.Settings, figures []tally.Figure) error {
	parties, err := toldBefore(tx.DB, own)
	if err != nil {
		return err
	}
	if mine != nil {
		if figures == nil {
			if figures, err = periodFigures(tx.DB, mine); err != nil {
				return err
			}
		}
		others, err := lockedOthers(tx, mine, figures, figuresByOthers)
		if err != nil {
			return err
		}
		for _, c := range check.Conflicts(figures, others) {
			parties = append(parties, c.Theirs.Source.Submission())
		}
		if err := reconcile(tx, mine, figures, others, set); err != nil {
			return err
		}
	}
	slices.Sort(parties) // whoever settles at the same time takes them in the same order
	for _, id := range slices.Compact(parties) {
		if mine != nil && id == mine.ID {
			continue
		}
		if err := tell(tx, id, set); err != nil {
			return err
		}
	}
	return nil
}

// standing is what the department of sub says now: nil for nothing, sub itself where it is that.
func standing(conn *gorm.DB, sub *Submission) (*Submission, error) {
	var rows []Submission
	err := conn.Table("submissions AS s").Where("s.plan_key = ? AND s.department = ? AND s.period = ?", sub.Plan, sub.Department, sub.Period).
		Where(stands).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if rows[0].ID == sub.ID {
		return sub, nil
	}
	return &rows[0], nil
}

// toldBefore is told, of nobody for the first version of a department: it takes no word back, so that what others were told stands.
func toldBefore(conn *gorm.DB, sub *Submission) ([]string, error) {
	if sub.Version == 1 && sub.Revision == 1 {
		return nil, nil
	}
	return told(conn, sub)
}

// quietly accepts what is filed before its row is written, where the plan accepts by itself, nothing is open, nobody else says anything
// different and nobody was told of a difference that may be gone: nearly always, and two trips to the database less than to write it as
// filed, ask, and write that it is accepted. ok is false where it is to be settled.
func (f *filing) quietly(tx *db.Txn, sub *Submission, findings []findingRow) (ok bool, err error) {
	if f.settings.Manual || !sub.Complete() || slices.ContainsFunc(findings, func(r findingRow) bool { return r.Code == tally.ReportedTwice }) {
		return false, nil
	}
	parties, err := toldBefore(tx.DB, sub)
	if err != nil || len(parties) > 0 {
		return false, err
	}
	figures := comparable(sub, f.Figures, findings)
	ask := figuresByOthers
	if !f.linked {
		ask = figuresBeside
	}
	others, err := lockedOthers(tx, sub, figures, ask)
	if err != nil || len(check.Conflicts(figures, others)) > 0 {
		return false, err
	}
	if err := outOfForce(tx, sub); err != nil {
		return false, err
	}
	sub.State, sub.InForce, sub.DecidedBy, sub.DecidedAt = Accepted, true, db.System().Label(), tx.At
	sub.Revision++
	return true, nil
}

// told gives the ids of the period's submissions that stand with a conflict not closed.
func told(conn *gorm.DB, sub *Submission) (ids []string, err error) {
	plans, err := plansBeside(conn, sub.Plan)
	if err != nil {
		return nil, err
	}
	err = conn.Table("findings AS f").Joins("JOIN submissions AS s ON s.id = f.submission_id").Distinct().
		Where("f.code = ? AND f.state <> ? AND s.plan_key IN ? AND s.period = ?", tally.ReportedTwice, FindingClosed, plans, sub.Period).
		Where(stands).Order("s.id").Pluck("s.id", &ids).Error
	return ids, err
}

// lockedOthers gives what others say for the indicators of the figures. The indicators are held first: of two
// departments that file at the same time the second waits here, and sees the first.
func lockedOthers(tx *db.Txn, sub *Submission, figures []tally.Figure, ask func(*gorm.DB, *Submission, []string) ([]tally.Figure, error)) ([]tally.Figure, error) {
	ids := indicatorsOf(figures)
	locked := ids
	if tx.Name() == string(SQLite) {
		locked = nil // its writers come one after the other by themselves
	}
	for part := range slices.Chunk(locked, db.InsertBatch) {
		var held []string
		err := tx.Table("indicators").Clauses(clause.Locking{Strength: "UPDATE"}).
			Where("plan_key = ? AND id IN ?", sub.Plan, part).Order("id").Pluck("id", &held).Error
		if err != nil {
			return nil, err
		}
	}
	return ask(tx.DB, sub, ids)
}

func indicatorsOf(figures []tally.Figure) []string {
	var ids []string
	for _, f := range figures {
		ids = append(ids, f.Indicator)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// periodFigures are a submission's figures for its own period, without those that are thought to be in a wrong unit.
func periodFigures(conn *gorm.DB, sub *Submission) ([]tally.Figure, error) {
	own := []filedFigures{{of: sub}}
	if err := readFigures(conn, own); err != nil {
		return nil, err
	}
	var suspect []findingRow
	if err := conn.Where("submission_id = ? AND code = ?", sub.ID, tally.UnitSuspect).Find(&suspect).Error; err != nil {
		return nil, err
	}
	return comparable(sub, own[0].figures, suspect), nil
}

// comparable are the figures of a submission's own period that stand in no suspect unit.
func comparable(sub *Submission, figures []tally.Figure, findings []findingRow) []tally.Figure {
	suspect := func(at tally.Source) bool {
		return slices.ContainsFunc(findings, func(f findingRow) bool {
			return f.Code == tally.UnitSuspect && f.Sheet == at.Sheet && f.Cell == at.Cell
		})
	}
	out, filed := make([]tally.Figure, 0, len(figures)), sub.filed()
	for _, f := range figures {
		if f.Period == sub.Period && !suspect(f.Source) {
			out = append(out, sub.sourced(f, filed))
		}
	}
	return out
}

// tell settles another department's submission.
func tell(tx *db.Txn, id string, set breakdown.Settings) error {
	row, err := takeSubmission(tx.DB, id)
	if err != nil {
		return err
	}
	sub := &row.Submission
	figures, err := periodFigures(tx.DB, sub)
	if err != nil {
		return err
	}
	others, err := figuresByOthers(tx.DB, sub, indicatorsOf(figures))
	if err != nil {
		return err
	}
	if err := reconcile(tx, sub, figures, others, set); err != nil {
		return err
	}
	return acceptItself(tx, sub, set)
}

// Disagreement is a conflict as one of its two departments was told it.
type Disagreement struct {
	Department string `json:"department"`
	Submission string `json:"submission"` // id
	FiledFinding
}

// Disagreements lists what departments report differently in a period and have not corrected, explained or not, by
// department. Each conflict is there twice, once for either side.
func (s Figures) Disagreements(ctx context.Context, plan string, period tally.Round) ([]Disagreement, error) {
	var rows []struct {
		Row        findingRow `gorm:"embedded"`
		Department string
	}
	err := s.db.Reading(ctx).Table("findings AS f").Joins("JOIN submissions AS s ON s.id = f.submission_id").Select("f.*, s.department").
		Where("f.code = ? AND f.state <> ? AND s.plan_key = ? AND s.period = ?", tally.ReportedTwice, FindingClosed, plan, period).
		Where(stands).Order("s.department, f.n").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("disagreements: %w", err)
	}
	out := make([]Disagreement, 0, len(rows))
	for _, r := range rows {
		out = append(out, Disagreement{Department: r.Department, Submission: r.Row.SubmissionID, FiledFinding: r.Row.filed()})
	}
	return out, nil
}

// resettle settles what others report once a version no longer counts: what stands of its department now, if anything, takes its place.
func resettle(tx *db.Txn, sub *Submission) error {
	set, err := breakdown.SettingsOf(tx.DB, sub.Plan)
	if err != nil {
		return err
	}
	mine, err := standing(tx.DB, sub)
	if err != nil {
		return err
	}
	return settle(tx, sub, mine, set, nil)
}
