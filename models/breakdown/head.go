package breakdown

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// PlanHead is a plan with what an overview needs of it.
type PlanHead struct {
	Key, Title            string
	Settings              Settings
	Years                 calendar.Years // of its targets; zero where none names a year, First 0 where some hold from the beginning
	Came                  db.Timestamp   // when it was first imported
	FirstFiled, LastFiled tally.Round    // for which anybody has filed; none where nobody has
}

// Heads gives the plans in which a department reports, all for "", by key. It is one statement.
func (s Plans) Heads(ctx context.Context, department string) ([]PlanHead, error) {
	years := s.db.Reading(ctx).Model(&targetRow{}).Select("plan_key, MIN(" + datedKey + ") AS first_key, MAX(" + datedKey + ") AS last_key, " +
		"MAX(CASE WHEN target_key LIKE '|%' THEN 1 ELSE 0 END) AS has_open").Group("plan_key")
	filed := s.db.Reading(ctx).Table("submission_counters").Where("last_version > 0").Select("plan_key, MIN(period) AS first_filed, MAX(period) AS last_filed").Group("plan_key")
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
