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
	FirstFiled, LastFiled tally.Round    // months for which anybody has filed; none where nobody has
}

// Heads gives the plans in which a department reports, all for "", by key. It is one statement, and costs the same however many targets
// the plans have and however many years were filed: each of its questions is answered at the end of an index.
func (s Plans) Heads(ctx context.Context, department string) ([]PlanHead, error) {
	months := "x.last_version > 0 AND " + db.OfKind("x.period", tally.Monthly)
	q := s.db.Reading(ctx).Table("plans AS p").Select("p.*, " +
		firstOf("target_key", "target_revisions", dated, "") + " AS first_key, " + firstOf("target_key", "target_revisions", dated, " DESC") + " AS last_key, " +
		firstOf("target_key", "target_revisions", undated, "") + " AS has_open, " +
		firstOf("period", "submission_counters", months, "") + " AS first_filed, " +
		firstOf("period", "submission_counters", months, " DESC") + " AS last_filed")
	if department != "" {
		q = q.Joins("JOIN plan_departments AS d ON d.plan_key = p.plan_key").Where("d.department = ? AND d.reports = ?", department, true)
	}
	var rows []struct {
		Plan                  planRow `gorm:"embedded"`
		FirstKey, LastKey     *string
		HasOpen               *string
		FirstFiled, LastFiled *string
	}
	if err := q.Order("p.plan_key").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("plans: %w", err)
	}
	heads := make([]PlanHead, 0, len(rows))
	for _, r := range rows {
		h := PlanHead{Key: r.Plan.Key, Title: r.Plan.Title, Came: r.Plan.MadeAt, Years: calendar.Years{First: yearOf(r.FirstKey), Last: yearOf(r.LastKey)}}
		if r.HasOpen != nil {
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

// A target's key begins with its year, or with a stroke where it names none.
const (
	dated   = "x.target_key >= '1' AND x.target_key < '3'"
	undated = "x.target_key >= '|' AND x.target_key < '}'"
)

// firstOf is the first value of a column among a plan's rows of a table, in an order.
func firstOf(column, table, condition, order string) string {
	return "(SELECT x." + column + " FROM " + table + " AS x WHERE x.plan_key = p.plan_key AND " + condition + " ORDER BY x." + column + order + " LIMIT 1)"
}

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
