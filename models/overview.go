package models

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"gorm.io/gorm"
)

// PlanHead is a plan with what an overview needs of it.
type PlanHead struct {
	Key, Title            string
	Settings              Settings
	Years                 calendar.Years // of its targets; zero where none names a year, First 0 where some hold from the beginning
	Came                  Timestamp      // when it was first imported
	FirstFiled, LastFiled tally.Round    // for which anybody has filed; none where nobody has
}

// Heads gives the plans in which a department reports, all for "", by key. It is one statement.
func (s Plans) Heads(ctx context.Context, department string) ([]PlanHead, error) {
	years := s.db.Reading(ctx).Model(&targetRow{}).Select("plan_key, MIN(" + datedKey + ") AS first_key, MAX(" + datedKey + ") AS last_key, " +
		"MAX(CASE WHEN target_key LIKE '|%' THEN 1 ELSE 0 END) AS has_open").Group("plan_key")
	filed := s.db.Reading(ctx).Model(&submissionCounter{}).Where("last_version > 0").Select("plan_key, MIN(period) AS first_filed, MAX(period) AS last_filed").Group("plan_key")
	q := s.db.Reading(ctx).Table("plans AS p").Select("p.*, y.first_key, y.last_key, y.has_open, f.first_filed, f.last_filed").
		Joins("LEFT JOIN (?) AS y ON y.plan_key = p.plan_key", years).
		Joins("LEFT JOIN (?) AS f ON f.plan_key = p.plan_key", filed)
	if department != "" {
		q = q.Joins("JOIN plan_departments AS d ON d.plan_key = p.plan_key").Where("d.department = ? AND d.reports = ?", department, true)
	}
	var rows []struct {
		Plan                  planRow `gorm:"embedded"`
		FirstKey, LastKey     *string
		HasOpen               *int
		FirstFiled, LastFiled *string
	}
	if err := q.Order("p.plan_key").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("plans: %w", err)
	}
	heads := make([]PlanHead, 0, len(rows))
	for _, r := range rows {
		h := PlanHead{Key: r.Plan.Key, Title: r.Plan.Title, Came: r.Plan.MadeAt, Years: calendar.Years{First: yearOf(r.FirstKey), Last: yearOf(r.LastKey)}}
		if r.HasOpen != nil && *r.HasOpen > 0 {
			h.Years.First = 0
		}
		err := json.Unmarshal([]byte(r.Plan.Settings), &h.Settings)
		if err == nil && r.FirstFiled != nil && r.LastFiled != nil {
			if h.FirstFiled, err = tally.ParseRound(*r.FirstFiled); err == nil {
				h.LastFiled, err = tally.ParseRound(*r.LastFiled)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("stored plan %s: %w", r.Plan.Key, err)
		}
		h.Settings.Version = r.Plan.SettingsVersion
		heads = append(heads, h)
	}
	return heads, nil
}

// datedKey is a target's key where that begins with a year.
const datedKey = "CASE WHEN target_key LIKE '1%' OR target_key LIKE '2%' THEN target_key END"

// yearOf is the year that a target's key begins with, 0 for none.
func yearOf(key *string) int {
	if key == nil {
		return 0
	}
	y, err := strconv.Atoi((*key)[:min(4, len(*key))])
	if err != nil {
		return 0
	}
	return y
}

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

// Newest gives the newest version of each department and period, by department and period, of one plan and department or
// of all (""). Those of periods before from are left out. Of a draft
// made after something was filed, what was filed is given, with the draft's id.
func (s Submissions) Newest(ctx context.Context, plan, department string, from tally.Round) ([]Submission, error) {
	q := latestVersions(s.db.Reading(ctx).Table("submissions AS s")).Select("s.*")
	q = db.Where(db.Where(q, "s.plan_key = ?", plan), "s.department = ?", department)
	if !from.IsZero() {
		q = q.Where("s.period >= ?", from)
	}
	var rows []Submission
	if err := q.Order("s.department, s.period").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("newest submissions: %w", err)
	}
	if err := filedBefore(s.db.Reading(ctx), rows); err != nil {
		return nil, fmt.Errorf("newest submissions: %w", err)
	}
	return rows, nil
}

// Reporting lists the departments from which a plan expects reports, by name.
func (s Departments) Reporting(ctx context.Context, plan string) ([]string, error) {
	names := []string{}
	err := s.db.Reading(ctx).Model(&planDepartment{}).Where("plan_key = ? AND reports = ?", plan, true).Order("department").Pluck("department", &names).Error
	if err != nil {
		return nil, fmt.Errorf("reporting departments: %w", err)
	}
	return names, nil
}

// Newest gives the newest edition of each period, by plan and period; of all plans for "".
func (s Editions) Newest(ctx context.Context, plan string) ([]EditionInfo, error) {
	newest := s.db.Reading(ctx).Model(&editionRow{}).Select("plan_key, period, MAX(number) AS number").Group("plan_key, period")
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
