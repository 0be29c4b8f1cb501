package models

import (
	"context"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// What one department may put on the disk in a day for one plan: far more than any month asked for, and little beside a disk.
const (
	quotaBytes    = 400 << 20
	quotaVersions = 2000
)

// withinQuota refuses a filing for which there is no room: the disk is nearly full, or the department has used up its day.
func (s *shared) withinQuota(ctx context.Context, f Filing) error {
	if err := s.db.Spare(); err != nil {
		return err
	}
	now := s.db.Clock().In(tally.China)
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, tally.China)
	var used struct {
		Versions int64
		Bytes    int64
	}
	err := s.db.Reading(ctx).Model(&Submission{}).Select("COUNT(*) AS versions, COALESCE(SUM(size), 0) AS bytes").
		Where("plan_key = ? AND department = ? AND made_at >= ? AND made_at <= ?", f.Plan, f.Department, db.At(day), db.At(now)).Scan(&used).Error
	if err != nil {
		return fmt.Errorf("quota: %w", err)
	}
	if used.Versions >= quotaVersions || used.Bytes+int64(len(f.Bytes)) > quotaBytes {
		return db.Refuse(NoSpace, "%s今天已经上传了%d份、共%d MiB，达到一天的上限（%d份、%d MiB），这一份没有保存。请明天再传，或删除不需要的草稿。",
			f.Department, used.Versions, used.Bytes>>20, quotaVersions, quotaBytes>>20)
	}
	return nil
}
