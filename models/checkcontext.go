package models

import (
	"context"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// CheckContext is what a department's sheet is read and checked against.
type CheckContext struct {
	PlanStamp  int64 // grows whenever what Plans.At gives changes: what was made of the plan under the same stamp still stands
	Settings   breakdown.Settings
	Department breakdown.Department
	Past       History // up to the month before
	Mappings   []Mapping
}

// CheckContext reads, in one snapshot, what a department's sheet for a period is checked against. The department is given by
// its name or an alias, as Resolve finds it; NotFound where the plan does not have it.
func (s Submissions) CheckContext(ctx context.Context, plan, department string, period tally.Round) (CheckContext, error) {
	var g CheckContext
	err := s.db.Snapshot(ctx, func(conn *gorm.DB) (err error) {
		if g.PlanStamp, err = breakdown.PlanStamp(conn, plan); err != nil {
			return err
		}
		if g.Settings, err = breakdown.SettingsOf(conn, plan); err != nil {
			return err
		}
		if g.Department, err = breakdown.DepartmentIn(conn, plan, department); err != nil {
			return err
		}
		if g.Past, err = historyOf(conn, plan, g.Department.Name, period.Add(-1)); err != nil {
			return err
		}
		g.Mappings, err = mappingsOf(conn, g.Department.Name)
		return err
	})
	return g, err
}
