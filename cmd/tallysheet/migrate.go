package main

import (
	"context"
	"errors"
)

type migrateCommand struct{}

// Run brings the schema up to date; opening the database does it.
func (migrateCommand) Run(ctx context.Context, p *program) error {
	if _, err := p.open(ctx); err != nil {
		return err
	}
	p.say("数据库结构已是最新。")
	return nil
}

type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Walk the hash chain and name the row that was changed."`
}

type auditVerifyCommand struct{}

// Run walks the audit chain from its first row.
func (auditVerifyCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	report, err := d.Store.AuditVerify(ctx)
	if err != nil {
		return err
	}
	if !report.OK() {
		return errors.New(report.Why)
	}
	p.say("审计链完整，共 %d 条，链尾 %s。", report.Rows, report.Head)
	return nil
}
