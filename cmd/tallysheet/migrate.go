package main

import "context"

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
