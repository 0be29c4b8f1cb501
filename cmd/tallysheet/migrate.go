package main

import (
	"context"
	"errors"

	"github.com/tallysheet/tallysheet/models"
)

type migrateCommand struct{ jsonFlag }

// Run brings the schema up to date; opening the database does it.
func (c migrateCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	version, err := d.Store.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	return p.result(c.JSON, map[string]int64{"schema": version}, func() { p.say("数据库结构已是最新（第%d版）。", version) })
}

type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Walk the hash chain, hold it against submissions and editions, and name what was changed."`
}

type auditVerifyCommand struct {
	At   int64  `and:"mark" placeholder:"N" help:"A row of the chain that was noted elsewhere, as a backup prints it; with --head."`
	Head string `and:"mark" placeholder:"HASH" help:"The hash that was noted of it."`
	jsonFlag
}

// Run walks the audit chain from its first row, through the row that was noted.
func (c auditVerifyCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	var marks []models.AuditMark
	if c.Head != "" {
		marks = append(marks, models.AuditMark{Seq: c.At, Hash: c.Head})
	}
	report, err := d.Store.VerifyAudit(ctx, marks...)
	if err != nil {
		return err
	}
	if c.JSON {
		err = p.json(report)
	}
	switch {
	case err != nil:
		return err
	case !report.OK():
		return errors.New(report.Why)
	case c.JSON:
		return nil
	}
	p.say("审计链完整，共 %d 条，链尾 %s。", report.Rows, report.Head)
	if c.Head != "" {
		p.say("第 %d 条与记下的链尾相符。", c.At)
	}
	return nil
}
