package custody

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
)

// Drill is what a drill found: the backup, and how its copy compares.
type Drill struct {
	File     string             `json:"file"`
	Backup   backup.Info        `json:"backup"`
	Restored models.AuditReport `json:"restored"` // the chain of the copy: the restore added rows of its own
	Took     time.Duration      `json:"-"`
	By       string             `json:"by"`
	At       time.Time          `json:"at"`
}

// Counted are the tables whose rows mean something to a person, with their words.
var Counted = [][2]string{
	{"plans", "计划"}, {"indicators", "指标"}, {"departments", "部门"}, {"users", "账号"}, {"submissions", "报送"}, {"figures", "数据"}, {"editions", "汇总表"},
}

// DrillFile restores a backup into a database of its own that is thrown away, and says what that proved.
func DrillFile(ctx context.Context, by models.Actor, file string, clock func() time.Time, log *slog.Logger) (d Drill, err error) {
	dir, err := os.MkdirTemp("", "tallysheet-drill-")
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	begun := time.Now()
	d = Drill{File: file, By: by.Label(), At: clock()}
	d.Backup, d.Restored, err = rehearse(ctx, by, file, "sqlite:"+filepath.Join(dir, "drill.db"), models.Options{Clock: clock, Logger: log})
	d.Took = time.Since(begun)
	return d, err
}

// rehearse restores a backup and walks the copy's audit chain through the row at which the backup's ended.
func rehearse(ctx context.Context, by models.Actor, file, into string, o models.Options) (backup.Info, models.AuditReport, error) {
	in, err := os.Open(file) //#nosec G304 -- the operator names the file
	if err != nil {
		return backup.Info{}, models.AuditReport{}, err
	}
	defer in.Close()
	store, err := models.Open(ctx, into, o)
	if err != nil {
		return backup.Info{}, models.AuditReport{}, err
	}
	// Restore holds every table against the backup, row by row.
	info, err := backup.Restore(ctx, store.DB(), by, in)
	var chain models.AuditReport
	if err == nil {
		chain, err = store.Audit.Verify(ctx, models.Anchored{Anchor: info.Audit, From: "备份"})
	}
	if err == nil && !chain.OK() {
		err = errors.New(chain.Why)
	}
	return info, chain, errors.Join(err, store.Close())
}
