package models

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// inputRow is one submission that a run was frozen on.
type inputRow struct {
	RunKey       `gorm:"embedded"`
	Department   string      `gorm:"primaryKey"`
	InputPeriod  tally.Round `gorm:"primaryKey"`
	SubmissionID string
	Version      int
	SHA256       string `gorm:"column:sha256"`
}

// inputPlace is which of a run's inputs a submission is.
type inputPlace struct {
	period     tally.Round
	department string
}

// TableName implements GORM's Tabler.
func (inputRow) TableName() string { return "job_inputs" }

// fix records the inputs under the claim, with their digest, which it gives; who comes second finds them there.
func (s Editions) fix(ctx context.Context, run Run, in Inputs) (digest string, err error) {
	text := s.db.NewBlobWriter()
	if in.Digest, err = in.writeTo(text); err != nil {
		return "", err
	}
	body := text.Done()
	return in.Digest, s.db.Write(ctx, db.System(), func(tx *db.Txn) error {
		ok, err := db.One(tx.Exec("UPDATE job_runs SET inputs_id = ? WHERE "+db.OfRun+" AND fence = ? AND owner = ? AND state = 'running' AND inputs_id = ''",
			append([]any{body.ID}, run.Args(run.Fence, run.Owner)...)...))
		if err := db.FirstError(err, db.FencedUnless(ok || err != nil)); err != nil {
			return err
		}
		if err := db.PutBlob(tx, body); err != nil {
			return err
		}
		rows := make([]inputRow, 0, len(in.Submissions))
		for _, sub := range in.Submissions {
			rows = append(rows, inputRow{RunKey: run.RunKey, Department: sub.Department, InputPeriod: sub.Period,
				SubmissionID: sub.ID, Version: sub.Version, SHA256: sub.SHA256})
		}
		tx.Audit(AuditEntry{Action: "edition.freeze", Plan: in.Plan.Key, Period: in.Period, Object: fmt.Sprint(in.Number),
			Detail: map[string]any{"digest": in.Digest, "inputs": len(rows)}})
		return db.CreateAll(tx, rows)
	})
}

// Thaw lets a claimed run fix its inputs anew: a person repaired what made the earlier tries fail.
func (s Editions) Thaw(ctx context.Context, run Run) error {
	return s.db.Write(ctx, db.System(), func(tx *db.Txn) error {
		var now Run
		if err := tx.Take(&now, append([]any{db.OfRun + db.HeldGuard}, run.Args(run.Fence, run.Owner)...)...).Error; err != nil {
			return db.Absent(err, "这项任务已由另一个进程接手。")
		}
		return thawRun(tx, now)
	})
}

// thaw drops what the unfinished runs of a job and period, which nobody works on, were to be made from.
func thaw(tx *db.Txn, job, period string) error {
	var runs []Run
	err := tx.Where("job = ? AND period = ? AND state IN ('pending', 'failed', 'parked')", job, period).Find(&runs).Error
	for _, r := range runs {
		if err == nil {
			err = thawRun(tx, r)
		}
	}
	return err
}

func thawRun(tx *db.Txn, r Run) error {
	if r.InputsID == "" {
		return nil
	}
	ok, err := db.One(tx.Exec("UPDATE job_runs SET inputs_id = '' WHERE "+db.OfRun+" AND fence = ? AND inputs_id = ?", r.Args(r.Fence, r.InputsID)...))
	if err != nil || !ok {
		return db.FirstError(err, db.ErrAgain)
	}
	for _, gone := range []string{"DELETE FROM blob_chunks WHERE blob_id = ?", "DELETE FROM blobs WHERE id = ?"} {
		if err := tx.Exec(gone, r.InputsID).Error; err != nil {
			return err
		}
	}
	return tx.Exec("DELETE FROM job_inputs WHERE "+db.OfRun, r.Args()...).Error
}

// VersionsIn gives which version of each department's report of its own period a numbered edition was made from.
func (s Editions) VersionsIn(ctx context.Context, plan string, period tally.Round, number int) (map[string]int, error) {
	run := Run{RunKey: RunKey{Job: consolidation + plan, Period: period.String(), Revision: number}}
	var rows []inputRow
	err := s.db.Reading(ctx).Where(db.OfRun, run.Args()...).Where("input_period = ?", period).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("inputs of an edition: %w", err)
	}
	of := make(map[string]int, len(rows))
	for _, r := range rows {
		of[r.Department] = r.Version
	}
	return of, nil
}

// frozen loads what was fixed, without the figures.
func (s Editions) frozen(ctx context.Context, run Run) (Inputs, error) {
	body, err := s.db.Blob(ctx, run.InputsID)
	if err != nil {
		return Inputs{}, err
	}
	var in Inputs
	if err := db.ReadJSON(body, &in); err != nil {
		return Inputs{}, fmt.Errorf("frozen inputs: %w", err)
	}
	var rows []inputRow
	err = s.db.Reading(ctx).Where(db.OfRun, run.Args()...).Order("input_period, department").Find(&rows).Error
	of := make(map[inputPlace]string, len(rows)) // their texts sort otherwise than they were frozen where there are several kinds of rounds
	for _, r := range rows {
		of[inputPlace{r.InputPeriod, r.Department}] = r.SubmissionID
	}
	if err != nil || len(rows) != len(in.Submissions) {
		return Inputs{}, fmt.Errorf("frozen inputs: %d rows of %d: %w", len(rows), len(in.Submissions), err)
	}
	for i, sub := range in.Submissions {
		in.Submissions[i].ID = of[inputPlace{sub.Period, sub.Department}]
	}
	return in, nil
}
