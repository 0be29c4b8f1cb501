package models

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// Waiting gives what is submitted in any plan and waits for the office, the longest waiting first.
func (s Submissions) Waiting(ctx context.Context) ([]Submission, error) {
	var rows []Submission
	err := latestVersions(s.db.Reading(ctx).Table("submissions AS s")).Select("s.*").Where("s.state = ?", Submitted).
		Order("s.submitted_at, s.plan_key, s.department, s.period").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("waiting submissions: %w", err)
	}
	return rows, nil
}

// AskedName is a name in a newest version that is not accepted yet and that the office has not settled: a finding suggests the plan's.
type AskedName struct {
	Submission
	N              int
	About, Suggest string
}

// AskedNames gives them of all plans, by plan and name: those that keep a draft from being filed, and those that whoever files takes for the
// plan's, until the office keeps the name or says otherwise.
func (s Submissions) AskedNames(ctx context.Context) ([]AskedName, error) {
	conn := s.db.Reading(ctx)
	var found []findingRow
	err := latestVersions(conn.Table("submissions AS s")).Select("f.*").Joins("JOIN findings AS f ON f.submission_id = s.id").
		Where("s.state IN ? AND f.suggest <> ''", []State{Draft, Submitted}).
		Where("f.code IN ? AND f.state = ? OR f.code = ? AND f.state = ? AND NOT EXISTS (SELECT 1 FROM indicator_aliases AS a WHERE a.plan_key = s.plan_key AND a.alias = f.about AND a.active = ?)",
			[]tally.Code{tally.ItemUnknown, tally.RemarkAsks}, FindingOpen, tally.RemarkAsks, FindingExplained, true).
		Order("s.plan_key, f.about, s.department, s.period, f.n").Find(&found).Error
	if err != nil {
		return nil, fmt.Errorf("asked names: %w", err)
	}
	if len(found) == 0 {
		return nil, nil
	}
	ids := make([]string, 0, len(found))
	for _, f := range found {
		ids = append(ids, f.SubmissionID)
	}
	var subs []Submission
	if err := conn.Where("id IN ?", ids).Find(&subs).Error; err != nil {
		return nil, fmt.Errorf("asked names: %w", err)
	}
	of := map[string]Submission{}
	for _, sub := range subs {
		of[sub.ID] = sub
	}
	out := make([]AskedName, 0, len(found))
	for _, f := range found {
		out = append(out, AskedName{of[f.SubmissionID], f.N, f.About, f.Suggest})
	}
	return out, nil
}

// Newest gives the newest version of each department and period, by department and period, of one plan and department or
// of all (""). Those of periods before from are left out. Of a draft
// made after something was filed, what was filed is given, with the draft's id.
func (s Submissions) Newest(ctx context.Context, plan, department string, from tally.Round) ([]Submission, error) {
	q := latestVersions(s.db.Reading(ctx).Table("submissions AS s")).Select("s.*")
	q = db.Where(db.Where(q, "s.plan_key = ?", plan), "s.department = ?", department)
	if !from.IsZero() {
		q = q.Where("s.period >= ?", strconv.Itoa(from.Year()-1))
	}
	var rows []Submission
	if err := q.Order("s.department, s.period").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("newest submissions: %w", err)
	}
	rows = slices.DeleteFunc(rows, func(sub Submission) bool { return !from.IsZero() && sub.Period.End().Before(from.End()) })
	slices.SortStableFunc(rows, func(a, b Submission) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), a.Period.Compare(b.Period))
	})
	if err := filedBefore(s.db.Reading(ctx), rows); err != nil {
		return nil, fmt.Errorf("newest submissions: %w", err)
	}
	return rows, nil
}

// Newest gives the newest edition of each period, by plan and period; of all plans for "".
func (s Editions) Newest(ctx context.Context, plan string) ([]EditionInfo, error) {
	newest := db.Where(s.db.Reading(ctx).Model(&editionRow{}), "plan_key = ?", plan).Select("plan_key, period, MAX(number) AS number").Group("plan_key, period")
	q := s.db.Reading(ctx).Table("editions AS e").Select("e.*").
		Joins("JOIN (?) AS n ON n.plan_key = e.plan_key AND n.period = e.period AND n.number = e.number", newest)
	var rows []editionRow
	if err := db.Where(q, "e.plan_key = ?", plan).Order("e.plan_key, e.period").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("newest editions: %w", err)
	}
	out := make([]EditionInfo, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.info())
	}
	slices.SortStableFunc(out, func(a, b EditionInfo) int { return cmp.Or(cmp.Compare(a.Plan, b.Plan), a.Period.Compare(b.Period)) })
	return out, nil
}

// filedBefore puts what was filed last in the place of drafts made since.
func filedBefore(conn *gorm.DB, rows []Submission) error {
	for i, r := range rows {
		if r.State != Draft || r.Version == 1 {
			continue
		}
		var filed []Submission
		err := conn.Where("plan_key = ? AND department = ? AND period = ? AND state <> ?", r.Plan, r.Department, r.Period, Draft).
			Order("version DESC").Limit(1).Find(&filed).Error
		if err != nil {
			return err
		}
		if len(filed) > 0 {
			rows[i] = filed[0]
			rows[i].Draft = r.ID
		}
	}
	return nil
}
