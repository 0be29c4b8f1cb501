package models

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// Filing is one workbook handed in, read and checked.
type Filing struct {
	Plan, Department string // canonical
	Period           tally.Round
	By               Actor
	FileName         string
	Bytes            []byte
	Draft            bool // keep it, do not submit it
	Findings         []tally.Finding
	Explanations     map[int]string // index in Findings → the department's words, for class C
	Figures          []tally.Figure // Source needs only Sheet and Cell
	Remarks          []tally.Remark
	Headers          []tally.Header // for comparison with later sheets, and for mapping columns by hand
	IdempotencyKey   string         // made by the client; "" for none
	Typed            map[int]string // index in Findings → an explanation begun, for class C
	Amends           string         // id of the version whose workbook this is, its cells corrected on a page; "" for an uploaded one
	Amendments       []Amendment    // the corrections; who, when and version are the store's
}

// File takes a submission whole or not at all, in one transaction: bytes, version, figures, findings, remarks,
// audit. With a class A finding or as a Draft it is kept as a draft; else it is submitted, and accepted at once
// where nothing is open and the plan accepts by itself. The same bytes with the same outcome as the newest
// version are that version (Repeated). An IdempotencyKey answers the same request as before and refuses
// another (code Idempotency). A locked period refuses (code Locked).
func (s Submissions) File(ctx context.Context, f Filing) (Submission, error) {
	if err := s.db.Spare(); err != nil {
		return Submission{}, err
	}
	fil, err := s.newFiling(f)
	if err != nil {
		return Submission{}, err
	}
	if err := s.db.Write(ctx, f.By, fil.run); err != nil {
		return Submission{}, err
	}
	if fil.runs == 1 && fil.repeats == "" {
		s.remarks.keep(&fil.made, f.Remarks, (*Submission).remarked)
		return fil.made, nil
	}
	// Read back: where the answer to the first COMMIT was lost, this is the version that it made.
	id := fil.id
	if fil.repeats != "" {
		id = fil.repeats
	}
	sub, err := s.Get(ctx, id)
	sub.Repeated = fil.repeats != ""
	return sub, err
}

// filing is one File call; run may be run again.
type filing struct {
	Filing
	id, outcome   string
	blob, reading db.NewBlob
	request       string // digest of the request, for the Idempotency-Key
	findings      []findingRow
	figures       []any // values of their rows
	pack          []any
	remarks       []any
	settings      breakdown.Settings
	repeats       string // id of the submission that answers instead
	made          Submission
	runs          int
	linked        bool      // indicators of the plan stand in others too
	now           time.Time // in the zone that a day is counted in
}

func (s Submissions) newFiling(f Filing) (*filing, error) {
	if f.Period.IsZero() {
		return nil, db.Refuse(Invalid, "没有说明报送哪个月。")
	}
	if len(f.IdempotencyKey) > db.MaxName {
		return nil, db.Refuse(Invalid, "Idempotency-Key 超过%d个字符。", db.MaxName)
	}
	f.FileName = db.CutName(f.FileName)
	outcome, err := outcomeOf(f)
	if err != nil {
		return nil, err
	}
	fil := &filing{Filing: f, id: db.NewID(), blob: s.db.BlobOf(f.Bytes), outcome: outcome, now: s.db.Clock().In(tally.China)}
	if len(f.Headers) > 0 {
		text, err := json.Marshal(readingBody{f.Headers})
		if err != nil {
			return nil, fmt.Errorf("headings of %s: %w", f.FileName, err)
		}
		fil.reading = s.db.BlobOf(text)
	}
	rows, err := findingRows(fil.id, f)
	if err != nil {
		return nil, err
	}
	fil.findings, fil.remarks = rows, remarkValues(fil.id, f.Remarks)
	if fil.figures, err = figureValues(fil.id, f.Figures); err != nil {
		return nil, err
	}
	pack, err := tally.PackFigures(f.Period, f.Figures)
	if err != nil {
		return nil, err
	}
	fil.pack = []any{fil.id, []byte(pack.Bytes())}
	fil.request = db.DigestOf([]byte(fmt.Sprintf("%s\x1f%s\x1f%s\x1f%t\x1f%s", f.Plan, f.Department, f.Period, f.Draft, fil.blob.SHA256)))
	return fil, nil
}

// outcomeOf is a digest of what the checks made of the bytes.
func outcomeOf(f Filing) (string, error) {
	figures := make([]any, len(f.Figures))
	for i, fig := range f.Figures {
		fig.Source = tally.Source{Sheet: fig.Source.Sheet, Cell: fig.Source.Cell}
		figures[i] = fig.Text()
	}
	text, err := json.Marshal([]any{f.Findings, figures, f.Remarks})
	if err != nil {
		return "", fmt.Errorf("outcome of %s: %w", f.FileName, err)
	}
	return db.DigestOf(append(text, '\n')), nil
}

func (f *filing) run(tx *db.Txn) error {
	f.repeats = ""
	f.runs++
	if done, err := f.idempotent(tx); err != nil || done {
		return err
	}
	version, err := nextVersion(tx, f.Plan, f.Department, f.Period)
	if err != nil {
		return err
	}
	locks, err := f.ground(tx) // after the counter is held: a lock writes the same row
	if err != nil {
		return err
	}
	if locks {
		if err := mayFile(tx, f.Plan, f.Department, f.Period); err != nil {
			return err
		}
	}
	if done, err := f.sameAsLast(tx, version-1); err != nil || done {
		return err
	}
	blobs := []db.NewBlob{f.blob}
	if f.reading.ID != "" {
		blobs = append(blobs, f.reading)
	}
	if err := db.PutBlob(tx, blobs...); err != nil {
		return err
	}
	return f.store(tx, version)
}

// nextVersion counts up by one statement, which also holds the row: whoever files for the same department
// and period at the same time waits here.
func nextVersion(tx *db.Txn, plan, department string, period tally.Round) (int, error) {
	if tx.Name() != string(SQLite) {
		return nextVersionAtOnce(tx, plan, department, period)
	}
	ok, err := db.One(tx.Exec("UPDATE submission_counters SET last_version = last_version + 1, gate = gate + 1"+
		" WHERE plan_key = ? AND department = ? AND period = ?", plan, department, period))
	if err != nil {
		return 0, err
	}
	if !ok {
		first := submissionCounter{PlanKey: plan, Department: department, Period: period, Last: 1}
		return 1, db.OrAgain(tx.Create(&first).Error)
	}
	var c submissionCounter
	err = tx.Take(&c, "plan_key = ? AND department = ? AND period = ?", plan, department, period).Error
	return c.Last, err
}

// nextVersionAtOnce is nextVersion in one trip to a server: MySQL answers an insert that became an update with the number that it was
// told to remember.
func nextVersionAtOnce(tx *db.Txn, plan, department string, period tally.Round) (int, error) {
	done, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, "INSERT INTO submission_counters (plan_key, department, period, last_version, gate) VALUES (?, ?, ?, 1, 0)"+
		" ON DUPLICATE KEY UPDATE last_version = LAST_INSERT_ID(last_version + 1), gate = gate + 1", plan, department, period)
	if err != nil {
		return 0, err
	}
	rows, err := done.RowsAffected() // 1 for a new row, 2 for one that was there
	if err != nil || rows == 1 {
		return 1, err
	}
	last, err := done.LastInsertId()
	return int(last), err
}

// sameAsLast answers with the newest version where it is of the same bytes and outcome. A draft of which this
// is the 上报 is submitted; a version that was returned is no answer.
func (f *filing) sameAsLast(tx *db.Txn, last int) (bool, error) {
	if last == 0 {
		return false, nil
	}
	var row submissionRow
	err := tx.Take(&row, "plan_key = ? AND department = ? AND period = ? AND version = ?", f.Plan, f.Department, f.Period, last).Error
	if err != nil || row.SHA256 != f.blob.SHA256 || row.Outcome != f.outcome || row.State == Returned {
		return false, err
	}
	f.repeats = row.ID
	ok, err := db.One(tx.Exec("UPDATE submission_counters SET last_version = ?"+
		" WHERE plan_key = ? AND department = ? AND period = ?", last, f.Plan, f.Department, f.Period))
	if err != nil || !ok {
		return false, db.FirstError(err, db.ErrAgain)
	}
	if err := f.explainAgain(tx, &row.Submission); err != nil {
		return false, err
	}
	if row.State == Draft && !f.Draft && row.FindingsA == 0 {
		if err := submit(tx, &row.Submission, f.By, f.settings); err != nil {
			return false, err
		}
	}
	return true, f.answersKey(tx, row.ID)
}

func (f *filing) store(tx *db.Txn, version int) error {
	row := submissionRow{Outcome: f.outcome, BlobID: f.blob.ID, ReadingID: f.reading.ID, Submission: Submission{
		ID: f.id, Plan: f.Plan, Department: f.Department, Period: f.Period, Version: version, State: Draft, Revision: 1,
		FileName: f.FileName, SHA256: f.blob.SHA256, Size: int64(len(f.Bytes)), By: f.By.Label(), At: tx.At}}
	findings, err := f.waiveStanding(tx)
	if err == nil {
		row.Amended, err = f.amended(tx, version)
	}
	if err != nil {
		return err
	}
	row.count(findings)
	submits, quiet := !f.Draft && row.FindingsA == 0, false
	if submits {
		row.submitted(f.By, tx.At)
		if quiet, err = f.quietly(tx, &row.Submission, findings); err != nil {
			return err
		}
	}
	if err := tx.Create(&row).Error; err != nil {
		return db.OrAgain(err)
	}
	if err := db.InsertRows(tx, "figures", figureColumns, f.figures); err != nil {
		return err
	}
	if err := db.InsertRows(tx, "figure_packs", packColumns, f.pack); err != nil {
		return err
	}
	if err := db.CreateAll(tx, findings); err != nil {
		return err
	}
	if err := db.InsertRows(tx, "remarks", remarkColumns, f.remarks); err != nil {
		return err
	}
	if len(f.Amendments) > 0 {
		tx.Audit(row.entry("submission.amend", map[string]any{"from": f.Amends, "cells": row.Amended[len(row.Amended)-len(f.Amendments):]}))
	}
	tx.Audit(AuditEntry{Action: "submission.file", Plan: f.Plan, Department: f.Department, Period: f.Period, Object: f.id,
		Detail: map[string]any{"version": version, "file": f.FileName, "sha256": f.blob.SHA256, "figures": len(f.Figures),
			"a": row.FindingsA, "b": row.FindingsB, "c": row.FindingsC, "d": row.FindingsD}})
	switch {
	case quiet:
		tx.Audit(row.entry("submission.submit", nil))
		tx.Audit(row.entry("submission.accept", map[string]any{"by": row.DecidedBy}))
	case submits:
		err = standsNow(tx, &row.Submission, f.settings, comparable(&row.Submission, f.Figures, findings))
	}
	f.made = row.Submission
	return err
}

// What one department may put on the disk in a day for one plan: far more than any month asked for, and little beside a disk.
const (
	quotaBytes    = 400 << 20
	quotaVersions = 2000
)

// ground is what a filing stands on, read in one question: the plan's settings, whether the department is known, whether anybody locked or
// opened the period, whether other plans have indicators of it, and what the department filed today. It refuses where the plan or the department is not there, and where the
// department has used up its day.
func (f *filing) ground(tx *db.Txn) (locks bool, err error) {
	day := time.Date(f.now.Year(), f.now.Month(), f.now.Day(), 0, 0, 0, 0, tally.China)
	var rows []struct {
		Settings                            string
		SettingsVersion                     int
		Known, Locks, Same, Versions, Bytes int64
	}
	today := " FROM submissions WHERE plan_key = ? AND department = ? AND made_at >= ? AND made_at <= ?) AS "
	err = tx.Table("plans").Select("settings, settings_version, (SELECT COUNT(*) FROM departments WHERE name = ? AND merged_into = '') AS known,"+
		" (SELECT COUNT(*) FROM period_locks WHERE plan_key = ? AND period = ? AND department IN ('', ?)) AS locks,"+
		" (SELECT COUNT(*) FROM same_indicators WHERE plan_key = ?) AS same,"+
		" (SELECT COUNT(*)"+today+"versions, (SELECT COALESCE(SUM(size), 0)"+today+"bytes",
		f.Department, f.Plan, f.Period, f.Department, f.Plan, f.Plan, f.Department, db.At(day), db.At(f.now), f.Plan, f.Department, db.At(day), db.At(f.now)).
		Where("plan_key = ?", f.Plan).Find(&rows).Error
	switch {
	case err != nil:
		return false, fmt.Errorf("filing: %w", err)
	case len(rows) == 0:
		return false, breakdown.RequirePlan(tx.DB, f.Plan)
	case rows[0].Known == 0:
		return false, db.Refuse(NotFound, "没有名为“%s”的部门。", f.Department)
	}
	r := rows[0]
	if r.Versions >= quotaVersions || r.Bytes+int64(len(f.Bytes)) > quotaBytes {
		return false, db.Refuse(NoSpace, "%s今天已经上传了%d份、共%d MiB，达到一天的上限（%d份、%d MiB），这一份没有保存。请明天再传，或删除不需要的草稿。",
			f.Department, r.Versions, r.Bytes>>20, quotaVersions, quotaBytes>>20)
	}
	f.linked = r.Same > 0
	f.settings, err = breakdown.ReadSettings(f.Plan, r.Settings, r.SettingsVersion)
	return r.Locks > 0, err
}
