package models

import (
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

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
