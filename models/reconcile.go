package models

import (
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
)

// reconcile makes the conflicts among a submission's findings those that there are: it adds what is new, opens what is
// there again, and closes what is gone.
func reconcile(tx *db.Txn, sub *Submission, figures, others []tally.Figure, set breakdown.Settings) error {
	var rows []findingRow
	if sub.FindingsA+sub.FindingsB+sub.FindingsC+sub.FindingsD > 0 {
		if err := tx.Where("submission_id = ? AND code = ?", sub.ID, tally.ReportedTwice).Order("n").Find(&rows).Error; err != nil {
			return err
		}
	}
	wanted, err := conflictFindings(tx, sub, check.Conflicts(figures, others), set)
	if err != nil {
		return err
	}
	before := sub.counts()
	for i := range rows {
		if err := turn(tx, sub, &rows[i], slices.ContainsFunc(wanted, rows[i].says)); err != nil {
			return err
		}
	}
	var fresh []findingRow
	for _, f := range wanted {
		if !slices.ContainsFunc(rows, func(r findingRow) bool { return r.says(f) }) {
			fresh = append(fresh, findingRow{SubmissionID: sub.ID, Class: f.Class, Code: f.Code, Sheet: f.Sheet, Cell: f.Cell,
				Message: f.Message, Expected: f.Expected, About: f.About, State: stateAtFirst(f.Class)})
		}
	}
	if err := appendFindings(tx, sub, fresh); err != nil {
		return err
	}
	if sub.counts() == before {
		return nil
	}
	return move(tx, sub, map[string]any{"findings_b": sub.FindingsB, "findings_c": sub.FindingsC, "findings_d": sub.FindingsD,
		"open_b": sub.OpenB, "open_c": sub.OpenC})
}

// counts are the numbers of findings and of those that are open.
func (s *Submission) counts() [5]int {
	return [5]int{s.FindingsB, s.FindingsC, s.FindingsD, s.OpenB, s.OpenC}
}

// says reports whether the row is the finding: both figures stand in its message.
func (r findingRow) says(f tally.Finding) bool {
	return r.Sheet == f.Sheet && r.Cell == f.Cell && r.Message == f.Message
}

func stateAtFirst(c tally.Class) FindingState {
	if c == tally.ClassD {
		return FindingNoted
	}
	return FindingOpen
}

// turn closes a conflict that is gone, and opens one that is there again. An explanation given stays with it, and
// holds for the same figures again.
func turn(tx *db.Txn, sub *Submission, r *findingRow, there bool) error {
	state := r.State
	switch {
	case !there:
		state = FindingClosed
	case r.State == FindingClosed && r.By == "":
		state = stateAtFirst(r.Class)
	case r.State == FindingClosed && r.Class == tally.ClassB:
		state = FindingWaived
	case r.State == FindingClosed:
		state = FindingExplained
	}
	if state == r.State {
		return nil
	}
	err := tx.Model(&findingRow{}).Where("submission_id = ? AND n = ?", sub.ID, r.N).Update("state", state).Error
	if err != nil {
		return err
	}
	switch {
	case r.State == FindingOpen:
		sub.closeOne(r.Class)
	case state == FindingOpen && r.Class == tally.ClassB:
		sub.OpenB++
	case state == FindingOpen:
		sub.OpenC++
	}
	tx.Audit(sub.entry("finding."+string(state), map[string]any{"n": r.N, "code": r.Code, "cell": r.Cell}))
	return nil
}

// appendFindings adds findings behind those that the submission was filed with.
func appendFindings(tx *db.Txn, sub *Submission, rows []findingRow) error {
	if len(rows) == 0 {
		return nil
	}
	var last int
	err := tx.Model(&findingRow{}).Where("submission_id = ?", sub.ID).Select("COALESCE(MAX(n), 0)").Scan(&last).Error
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i].N = last + i + 1
		tx.Audit(sub.entry("finding.told", map[string]any{"n": rows[i].N, "code": rows[i].Code, "cell": rows[i].Cell, "message": rows[i].Message}))
	}
	sub.count(rows)
	return db.CreateAll(tx, rows)
}

// conflictFindings are the conflicts in the words and the class in which the department is told of them.
func conflictFindings(tx *db.Txn, sub *Submission, conflicts []check.Conflict, set breakdown.Settings) ([]tally.Finding, error) {
	if len(conflicts) == 0 {
		return nil, nil
	}
	thresholds, err := check.ParseThresholds(set.Checks)
	if err != nil {
		return nil, fmt.Errorf("checks of plan %s: %w", sub.Plan, err)
	}
	class, ok := set.Classes[tally.ReportedTwice]
	if !ok {
		class, ok = thresholds.Classes[tally.ReportedTwice]
	}
	out := make([]tally.Finding, 0, len(conflicts))
	for _, c := range conflicts {
		ind, err := breakdown.TakeIndicator(tx.DB, sub.Plan, c.Ours.Indicator)
		if err != nil {
			return nil, err
		}
		f := c.Finding(ind.Name)
		if ok {
			f.Class = class
		}
		out = append(out, f)
	}
	return out, nil
}
