package models

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// remarkColumns are those of the table remarks: what a department wrote beside one indicator.
var remarkColumns = []string{"submission_id", "n", "indicator_id", "progress", "problems", "next_steps", "explanation"}

func remarkValues(id string, remarks []tally.Remark) []any {
	values := make([]any, 0, len(remarks)*len(remarkColumns))
	for i := range remarks {
		r := &remarks[i]
		values = append(values, id, int64(i+1), r.Indicator, r.Progress, r.Problems, r.NextSteps, r.Explanation)
	}
	return values
}

// Remarks gives what departments wrote in the submissions in force for a period, by department and row.
func (s Submissions) Remarks(ctx context.Context, plan string, period tally.Round) ([]tally.Remark, error) {
	conn := s.db.Reading(ctx)
	var subs []Submission
	err := conn.Where("plan_key = ? AND period = ? AND in_force = ?", plan, period, true).Order("department").Find(&subs).Error
	if err != nil {
		return nil, fmt.Errorf("remarks: %w", err)
	}
	from := make([]FrozenSubmission, 0, len(subs))
	for _, sub := range subs {
		from = append(from, FrozenSubmission{ID: sub.ID, Department: sub.Department, Period: sub.Period})
	}
	return remarksOf(conn, s.remarks, from, period)
}

// RemarksOn gives what a department wrote beside one indicator in the submissions in force, in the rounds of the year up to one, in their order.
func (s Submissions) RemarksOn(ctx context.Context, plan, department, indicator string, upTo tally.Round) ([]tally.Remark, error) {
	conn := s.db.Reading(ctx)
	q := conn.Table("submissions AS s").Joins("JOIN remarks AS r ON r.submission_id = s.id").
		Where("s.plan_key = ? AND s.department = ? AND s.in_force = ? AND r.indicator_id = ?", plan, department, true, indicator)
	q = db.InRounds(q, "s.period", tally.RoundOn(upTo.Kind(), tally.YearOf(upTo.Year()).Begin()), upTo)
	var out []tally.Remark
	err := db.ScanAll(q.Order("s.period, r.n").Select("s.period, r.progress, r.problems, r.next_steps, r.explanation"), func(scan func(...any) error) error {
		r := tally.Remark{Indicator: indicator, Department: department}
		err := scan(&r.Period, &r.Progress, &r.Problems, &r.NextSteps, &r.Explanation)
		out = append(out, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("remarks on an indicator: %w", err)
	}
	return out, nil
}

// remarksOf gives the remarks of those of the submissions that are for the period, in their order.
func remarksOf(conn *gorm.DB, kept *rowCache[tally.Remark], from []FrozenSubmission, period tally.Round) ([]tally.Remark, error) {
	of := make(map[string]FrozenSubmission, len(from))
	rows := make(map[string][]tally.Remark, len(from))
	var unread []string
	for _, sub := range from {
		if sub.Period != period {
			continue
		}
		of[sub.ID] = sub
		if kept, there := kept.get(sub.ID); there {
			rows[sub.ID] = kept
		} else {
			unread = append(unread, sub.ID)
		}
	}
	for part := range slices.Chunk(unread, db.InsertBatch) {
		err := db.ScanAll(conn.Table("remarks").Where("submission_id IN ?", part).Order("submission_id, n").
			Select("submission_id, indicator_id, progress, problems, next_steps, explanation"), func(scan func(...any) error) error {
			var id string
			var r tally.Remark
			err := scan(&id, &r.Indicator, &r.Progress, &r.Problems, &r.NextSteps, &r.Explanation)
			r.Department, r.Period = of[id].Department, period
			rows[id] = append(rows[id], r)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("remarks: %w", err)
		}
	}
	for _, id := range unread {
		kept.put(id, rows[id])
	}
	n := 0
	for _, r := range rows {
		n += len(r)
	}
	out := make([]tally.Remark, 0, n)
	for _, sub := range from {
		out = append(out, rows[sub.ID]...)
	}
	return out, nil
}

// asInPlan puts remarks in the order of the plan, in which an edition takes them: it would hold a second list of them else.
func asInPlan(remarks []tally.Remark, plan tally.Plan) {
	place := make(map[string]int, len(plan.Indicators))
	for k := range plan.Indicators {
		place[plan.Indicators[k].ID] = k
	}
	slices.SortStableFunc(remarks, func(a, b tally.Remark) int {
		return cmp.Or(cmp.Compare(place[a.Indicator], place[b.Indicator]), a.Period.Compare(b.Period), cmp.Compare(a.Department, b.Department))
	})
}
