package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
	"github.com/tallysheet/tallysheet/tally"
)

type drillCommand struct {
	File string `arg:"" type:"existingfile" help:"The backup."`
	jsonFlag
}

// drill is what a drill found: the backup, and how its copy compares.
type drill struct {
	File     string             `json:"file"`
	Backup   backup.Info        `json:"backup"`
	Restored models.AuditReport `json:"restored"` // the chain of the copy: the restore added rows of its own
	Took     time.Duration      `json:"-"`
	By       string             `json:"by"`
	At       time.Time          `json:"at"`
}

// Run restores the backup into a database of its own that is thrown away, and says on one sheet what that proved.
func (c drillCommand) Run(ctx context.Context, p *program) (err error) {
	dir, err := os.MkdirTemp("", "tallysheet-drill-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	begun := time.Now()
	d := drill{File: c.File, By: actor().Label(), At: p.clock()}
	if d.Backup, d.Restored, err = p.rehearse(ctx, c.File, "sqlite:"+filepath.Join(dir, "drill.db")); err != nil {
		return fmt.Errorf("恢复演练未通过：%w", err)
	}
	d.Took = time.Since(begun)
	return p.result(c.JSON, d, func() { p.sayDrill(d) })
}

// rehearse restores a backup and walks the copy's audit chain through the row at which the backup's ended.
func (p *program) rehearse(ctx context.Context, file, into string) (backup.Info, models.AuditReport, error) {
	in, err := os.Open(file) //#nosec G304 -- the operator names the file
	if err != nil {
		return backup.Info{}, models.AuditReport{}, err
	}
	defer in.Close()
	store, err := models.Open(ctx, into, models.Options{Clock: p.clock, Logger: p.log()})
	if err != nil {
		return backup.Info{}, models.AuditReport{}, err
	}
	// Restore holds every table against the backup, row by row.
	info, err := backup.Restore(ctx, store.DB(), actor(), in)
	var chain models.AuditReport
	if err == nil {
		chain, err = store.Audit.Verify(ctx, models.Anchored{Anchor: info.Audit, From: "备份"})
	}
	if err == nil && !chain.OK() {
		err = errors.New(chain.Why)
	}
	return info, chain, errors.Join(err, store.Close())
}

// drillCounts are the tables whose rows mean something to a person.
var drillCounts = [][2]string{
	{"plans", "计划"}, {"indicators", "指标"}, {"departments", "部门"}, {"users", "账号"}, {"submissions", "报送"}, {"figures", "数据"}, {"editions", "汇总表"},
}

// sayDrill prints the sheet that is filed.
func (p *program) sayDrill(d drill) {
	b := d.Backup
	p.say("恢复演练单")
	p.say("备份文件\t%s", d.File)
	p.say("内容摘要\tSHA-256 %s", b.SHA256)
	p.say("备份时间\t%s（数据库结构第%d版）", b.MadeAt.In(tally.China).Format("2006-01-02 15:04:05"), b.Schema)
	p.say("恢复到\t临时 SQLite，用时%.1f秒，已删除", d.Took.Seconds())
	p.say("逐表核对\t%d张表、%d行、%d个文件，行数与校验和全部相符", b.Tables, b.Rows, b.Files)
	for _, c := range drillCounts {
		p.say("%s\t%d", c[1], b.Counts[c[0]])
	}
	p.say("审计链\t备份时%d条，链尾 %s", b.Audit.Rows, b.Audit.Head)
	p.say("\t恢复后从头核对到第%d条，第%d条与备份的链尾相符", d.Restored.Rows, b.Audit.Rows)
	p.say("与在用库比较\ttallysheet audit verify --at %d --head %s", b.Audit.Rows, b.Audit.Head)
	p.say("结论\t演练通过：这份备份可以恢复")
	p.say("演练人\t%s\t%s\t签字：＿＿＿＿＿＿", d.By, d.At.In(tally.China).Format("2006年1月2日 15:04"))
}
