package models

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// State is where a submission stands.
type State string

// The states: draft → submitted → returned or accepted.
const (
	Draft     State = "draft"
	Submitted State = "submitted"
	Returned  State = "returned"
	Accepted  State = "accepted"
)

// Submission is one version of one department's workbook for one period. Its file, figures and findings never
// change; its state does, and Revision counts those changes.
type Submission struct {
	ID          string      `json:"id"`
	Plan        string      `gorm:"column:plan_key;primaryKey" json:"plan"`
	Department  string      `gorm:"primaryKey" json:"department"`
	Period      tally.Round `gorm:"primaryKey" json:"period"`
	Version     int         `gorm:"primaryKey;autoIncrement:false" json:"version"` // 1, 2, 3 … without gaps
	State       State       `json:"state"`
	InForce     bool        `json:"in_force"` // its figures are the accepted ones of its department and period
	Revision    int         `json:"revision"`
	FileName    string      `json:"file"`
	SHA256      string      `gorm:"column:sha256" json:"sha256"`
	Size        int64       `json:"size"`
	By          string      `gorm:"column:made_by" json:"by"`
	At          Timestamp   `gorm:"column:made_at" json:"at"`
	SubmittedBy string      `json:"submitted_by,omitempty"`
	SubmittedAt Timestamp   `json:"submitted_at,omitzero"`
	DecidedBy   string      `json:"decided_by,omitempty"` // who accepted or returned it
	DecidedAt   Timestamp   `json:"decided_at,omitzero"`
	Reason      string      `json:"reason,omitempty"` // of the return
	FindingsA   int         `json:"findings_a"`
	FindingsB   int         `json:"findings_b"`
	FindingsC   int         `json:"findings_c"`
	FindingsD   int         `json:"findings_d"`
	OpenB       int         `json:"open_b"`                             // not waived
	OpenC       int         `json:"open_c"`                             // not explained
	Amended     Amendments  `gorm:"type:text" json:"amended,omitempty"` // corrected on a page since the workbook was uploaded
	Repeated    bool        `gorm:"-" json:"repeated,omitempty"`        // an earlier filing of the same answered
	Draft       string      `gorm:"-" json:"-"`                         // in a list of the newest: id of a draft made since it was filed
}

// TableName implements GORM's Tabler.
func (Submission) TableName() string { return "submissions" }

// submissionRow adds what is the store's own business.
type submissionRow struct {
	Submission `gorm:"embedded"`
	Outcome    string // digest of what the checks made of it
	BlobID     string
	ReadingID  string // blob: JSON of a readingBody; "" where no heading was found
}

// submissionCounter numbers the versions of one department and period. Every act on them takes its row first,
// by one statement, so that they come one after the other.
type submissionCounter struct {
	PlanKey    string      `gorm:"primaryKey"`
	Department string      `gorm:"primaryKey"`
	Period     tally.Round `gorm:"primaryKey"`
	Last       int         `gorm:"column:last_version"` // 0 where only a lock was here
	Gate       int         // counts what was done, so that each act writes the row
}

// TableName implements GORM's Tabler.
func (submissionCounter) TableName() string { return "submission_counters" }

// Complete reports that nothing stands in the way of acceptance.
func (s Submission) Complete() bool { return s.FindingsA == 0 && s.OpenB == 0 && s.OpenC == 0 }

// Submissions are what departments filed: every version, its original, and what was decided about it.
type Submissions struct{ *shared }

// Get gives one version by its id.
func (s Submissions) Get(ctx context.Context, id string) (Submission, error) {
	row, err := takeSubmission(s.db.Reading(ctx), id)
	return row.Submission, err
}

func takeSubmission(conn *gorm.DB, id string) (submissionRow, error) {
	var row submissionRow
	if err := conn.Take(&row, "id = ?", id).Error; err != nil {
		return row, db.Absent(err, "没有这份报送。")
	}
	return row, nil
}

// List lists versions by department, period and version; no period or department "" stands for all.
func (s Submissions) List(ctx context.Context, plan string, period tally.Round, department string) ([]Submission, error) {
	q := s.db.Reading(ctx).Where("plan_key = ?", plan)
	q = db.Where(db.Where(q, "period = ?", period.String()), "department = ?", department)
	var rows []Submission
	if err := q.Order("department, period, version").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("submissions: %w", err)
	}
	slices.SortStableFunc(rows, func(a, b Submission) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), a.Period.Compare(b.Period))
	})
	return rows, nil
}

// Any reports whether anything was ever filed for a plan.
func (s Submissions) Any(ctx context.Context, plan string) (bool, error) {
	var ids []string
	if err := s.db.Reading(ctx).Model(&Submission{}).Where("plan_key = ?", plan).Limit(1).Pluck("id", &ids).Error; err != nil {
		return false, fmt.Errorf("submissions: %w", err)
	}
	return len(ids) > 0, nil
}

// latestVersions restricts a query on submissions AS s to the newest version of each department and period.
func latestVersions(q *gorm.DB) *gorm.DB {
	return q.Joins("JOIN submission_counters AS c ON c.plan_key = s.plan_key AND c.department = s.department" +
		" AND c.period = s.period AND c.last_version = s.version")
}

// Original gives the uploaded bytes of a submission and its file name. The reader ends in an error
// where they are not what was uploaded.
func (s Submissions) Original(ctx context.Context, id string) (name string, size int64, r io.Reader, err error) {
	row, err := takeSubmission(s.db.Reading(ctx), id)
	if err != nil {
		return "", 0, nil, err
	}
	r, size, err = s.db.OpenBlob(ctx, row.BlobID)
	return row.FileName, size, r, err
}

// OriginalBytes is Original read whole.
func (s Submissions) OriginalBytes(ctx context.Context, id string) (name string, data []byte, err error) {
	row, err := takeSubmission(s.db.Reading(ctx), id)
	if err != nil {
		return "", nil, err
	}
	data, err = s.db.Blob(ctx, row.BlobID)
	return row.FileName, data, err
}

// Headers gives the headings that were found in a submission's workbook, none where no table was.
func (s Submissions) Headers(ctx context.Context, id string) ([]tally.Header, error) {
	row, err := takeSubmission(s.db.Reading(ctx), id)
	if err != nil || row.ReadingID == "" {
		return nil, err
	}
	text, err := s.db.Blob(ctx, row.ReadingID)
	if err != nil {
		return nil, err
	}
	var read readingBody
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, fmt.Errorf("stored headings of %s: %w", id, err)
	}
	return read.Headers, nil
}

// readingBody is what is kept of a reading besides its figures, remarks and findings. Earlier versions kept it whole.
type readingBody struct {
	Headers []tally.Header `json:"headers"`
}
