package models

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/tallysheet/tallysheet/models/body"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/order"
	"github.com/tallysheet/tallysheet/tally"
)

// editionRow is one published edition.
type editionRow struct {
	PlanKey    string      `gorm:"primaryKey"`
	Period     tally.Round `gorm:"primaryKey"`
	Number     int         `gorm:"primaryKey;autoIncrement:false"`
	Title      string
	Digest     string // tally.Edition.Digest, as printed on the cover
	SHA256     string `gorm:"column:sha256"` // of the workbook
	Size       int64
	FileName   string
	BodyID     string // blob: JSON of the tally.Edition
	WorkbookID string // blob
	AnswersID  string // blob: see Answers; "" in editions older than those
	Anchor     string // of the audit chain as it was frozen with the inputs, a tally.Anchor's line; "" in older editions
	CutOff     Timestamp
	MadeBy     string
	MadeAt     Timestamp
}

// TableName implements GORM's Tabler.
func (editionRow) TableName() string { return "editions" }

// EditionInfo describes a published edition.
type EditionInfo struct {
	Plan     string      `json:"plan"`
	Period   tally.Round `json:"period"`
	Number   int         `json:"number"`
	Title    string      `json:"title"`
	Digest   string      `json:"digest"` // as printed on the cover
	SHA256   string      `json:"sha256"` // of the workbook
	Size     int64       `json:"size"`
	FileName string      `json:"file"`
	CutOff   Timestamp   `json:"cut_off"`
	By       string      `json:"by"`
	At       Timestamp   `json:"at"`
}

func (r editionRow) info() EditionInfo {
	return EditionInfo{Plan: r.PlanKey, Period: r.Period, Number: r.Number, Title: r.Title, Digest: r.Digest, SHA256: r.SHA256,
		Size: r.Size, FileName: r.FileName, CutOff: r.CutOff, By: r.MadeBy, At: r.MadeAt}
}

// Editions are the consolidations published: claimed, made from inputs fixed once, and kept for ever.
type Editions struct{ *shared }

// Publish publishes what was made under a claim (see Claim) from its frozen inputs: edition, workbook
// and the end of the run in one transaction. A run whose claim was lost to another process is Fenced and
// publishes nothing.
func (s Editions) Publish(ctx context.Context, by Actor, run Run, in Inputs, ed PackedEdition, fileName string) (EditionInfo, error) {
	row := editionRow{PlanKey: in.Plan.Key, Period: in.Period, Number: run.Revision, Title: ed.title, Digest: ed.digest,
		Size: ed.workbook.Size, SHA256: ed.workbook.SHA256, FileName: db.CutName(fileName), BodyID: ed.body.ID, AnswersID: ed.answers.ID, WorkbookID: ed.workbook.ID,
		Anchor: in.Audit.String(), CutOff: in.CutOff, MadeBy: by.Label()}
	err := s.db.Claims().Publish(ctx, by, run, row.WorkbookID, func(tx *db.Txn) error {
		row.MadeAt = tx.At
		if err := errors.Join(db.PutBlob(tx, ed.body), db.PutBlob(tx, ed.answers), db.PutBlob(tx, ed.workbook)); err != nil {
			return err
		}
		if err := createEdition(tx, &row); err != nil {
			return err
		}
		if err := order.Turn(tx, in.Orders, ed.orders); err != nil {
			return err
		}
		tx.Audit(AuditEntry{Action: "edition.publish", Plan: row.PlanKey, Period: row.Period, Object: fmt.Sprint(row.Number),
			Detail: map[string]any{"digest": row.Digest, "inputs_digest": in.Digest, "sha256": row.SHA256, "cut_off": row.CutOff, "inputs": len(in.Submissions)}})
		return nil
	})
	return row.info(), err
}

// List lists the editions of a period, oldest first; of all periods for none.
func (s Editions) List(ctx context.Context, plan string, period tally.Round) ([]EditionInfo, error) {
	var rows []editionRow
	q := db.Where(s.db.Reading(ctx).Where("plan_key = ?", plan), "period = ?", period.String())
	if err := q.Order("period, number").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("editions: %w", err)
	}
	out := make([]EditionInfo, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.info())
	}
	slices.SortStableFunc(out, func(a, b EditionInfo) int { return a.Period.Compare(b.Period) })
	return out, nil
}

func (s Editions) find(ctx context.Context, plan string, period tally.Round, number int) (editionRow, error) {
	q := s.db.Reading(ctx).Where("plan_key = ? AND period = ?", plan, period)
	if number > 0 {
		q = q.Where("number = ?", number)
	}
	var row editionRow
	err := q.Order("number DESC").Limit(1).Take(&row).Error
	return row, db.Absent(err, "%s还没有出版这一版汇总表。", period.Chinese())
}

// Info describes a published edition without reading it; number 0 is the newest.
func (s Editions) Info(ctx context.Context, plan string, period tally.Round, number int) (EditionInfo, error) {
	row, err := s.find(ctx, plan, period, number)
	return row.info(), err
}

// Get gives a published edition as it was computed; number 0 is the newest.
func (s Editions) Get(ctx context.Context, plan string, period tally.Round, number int) (EditionInfo, tally.Edition, error) {
	return s.read(ctx, plan, period, number, body.Read)
}

// Rows is Get without the figures, which Answers gives one by one; an edition older than answers has them.
func (s Editions) Rows(ctx context.Context, plan string, period tally.Round, number int) (EditionInfo, tally.Edition, error) {
	return s.read(ctx, plan, period, number, body.ReadRows)
}

// Head is Get without rows and figures, which costs a small part. The stored body is not read to its end, and so not held against its
// checksum, but against the digest that stands beside it.
func (s Editions) Head(ctx context.Context, plan string, period tally.Round, number int) (EditionInfo, tally.Edition, error) {
	info, ed, err := s.read(ctx, plan, period, number, body.ReadHead)
	if err == nil && ed.Digest != info.Digest {
		err = fmt.Errorf("edition %s %s %d: its body has the digest %q, want %q", plan, period, info.Number, ed.Digest, info.Digest)
	}
	ed.Rows, ed.Figures = nil, nil
	return info, ed, err
}

// EachRow gives the rows of an edition to do, one at a time: whoever looks at them once need not hold all.
func (s Editions) EachRow(ctx context.Context, plan string, period tally.Round, number int, do func(*tally.Row)) error {
	_, stored, err := s.open(ctx, plan, period, number)
	if err != nil {
		return err
	}
	return body.EachRow(stored, do)
}

// open finds an edition and opens its body.
func (s Editions) open(ctx context.Context, plan string, period tally.Round, number int) (editionRow, io.Reader, error) {
	row, err := s.find(ctx, plan, period, number)
	if err != nil {
		return row, nil, err
	}
	stored, _, err := s.db.OpenBlob(ctx, row.BodyID)
	return row, stored, err
}

func (s Editions) read(ctx context.Context, plan string, period tally.Round, number int, read func(io.Reader) (tally.Edition, error)) (EditionInfo, tally.Edition, error) {
	row, stored, err := s.open(ctx, plan, period, number)
	if err != nil {
		return EditionInfo{}, tally.Edition{}, err
	}
	if row.AnswersID == "" {
		read = body.Read // its fields have another order
	}
	ed, err := read(stored)
	if err != nil {
		return EditionInfo{}, tally.Edition{}, err
	}
	return row.info(), ed, nil
}

// Workbook gives the bytes of a published workbook, those that everybody downloads; number 0 is the newest.
func (s Editions) Workbook(ctx context.Context, plan string, period tally.Round, number int) (EditionInfo, []byte, error) {
	row, err := s.find(ctx, plan, period, number)
	if err != nil {
		return EditionInfo{}, nil, err
	}
	data, err := s.db.Blob(ctx, row.WorkbookID)
	return row.info(), data, err
}

// OpenWorkbook is Workbook that holds one piece at a time.
func (s Editions) OpenWorkbook(ctx context.Context, plan string, period tally.Round, number int) (io.Reader, error) {
	row, err := s.find(ctx, plan, period, number)
	if err != nil {
		return nil, err
	}
	r, _, err := s.db.OpenBlob(ctx, row.WorkbookID)
	return r, err
}

// OfDigest lists the editions that were made from inputs of a digest (tally.Edition.Digest), oldest first: those that a workbook may be.
func (s Editions) OfDigest(ctx context.Context, digest string) ([]EditionInfo, error) {
	var rows []editionRow
	if err := s.db.Reading(ctx).Where("digest = ?", digest).Order("made_at, number").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("editions of a digest: %w", err)
	}
	out := make([]EditionInfo, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.info())
	}
	return out, nil
}

// PublishedSince lists the newest edition of each plan and period, of those published after a moment, as they were published; plan "" takes
// all. An edition that a later one corrects is left out.
func (s Editions) PublishedSince(ctx context.Context, since time.Time, plan string) ([]EditionInfo, error) {
	q := s.db.Reading(ctx)
	if !since.IsZero() {
		q = q.Where("made_at > ?", db.At(since))
	}
	var rows []editionRow
	if err := db.Where(q, "plan_key = ?", plan).Order("made_at, plan_key, period, number").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("editions published since: %w", err)
	}
	type of struct {
		plan   string
		period tally.Round
	}
	newest := map[of]int{}
	for _, r := range rows {
		newest[of{r.PlanKey, r.Period}] = max(newest[of{r.PlanKey, r.Period}], r.Number)
	}
	out := make([]EditionInfo, 0, len(newest))
	for _, r := range rows {
		if r.Number == newest[of{r.PlanKey, r.Period}] {
			out = append(out, r.info())
		}
	}
	return out, nil
}
