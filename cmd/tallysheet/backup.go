package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow/custody"
)

type backupCommand struct {
	File   string `arg:"" help:"Where the backup is written, or with --verify read."`
	Verify bool   `help:"Only read the backup to its end and say what it holds."`
	jsonFlag
}

// Run writes a backup while the service goes on, reads it back to its end, and gives it its name only then.
func (c backupCommand) Run(ctx context.Context, p *program) error {
	if c.Verify {
		info, err := custody.VerifyFile(c.File)
		if err != nil {
			return err
		}
		return p.result(c.JSON, info, func() { p.sayBackup(c.File, info) })
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	info, err := custody.WriteFile(ctx, d.Store, c.File)
	if errors.Is(err, &models.Error{Code: models.Conflict}) {
		err = fmt.Errorf("%w：%w", errUsage, err)
	}
	if err != nil {
		return err
	}
	return p.result(c.JSON, info, func() { p.sayBackup(c.File, info) })
}

// sayBackup prints what a backup holds, and the end of its audit chain: noted elsewhere it vouches for all before it.
func (p *program) sayBackup(file string, b backup.Info) {
	p.say("备份 %s：%s，数据库结构第%d版，%d张表、%d行、%d个文件，全部读过，校验相符。",
		file, b.MadeAt.In(tally.China).Format("2006-01-02 15:04:05"), b.Schema, b.Tables, b.Rows, b.Files)
	p.say("审计链 %d 条，链尾 %s", b.Audit.Rows, b.Audit.Head)
	if b.Audit.Signed() {
		p.say("锚点签名 %s，钥匙 %s", b.Audit.Algorithm, b.Audit.Key)
	}
	p.say("内容摘要 SHA-256 %s", b.SHA256)
}

type restoreCommand struct {
	File string `arg:"" type:"existingfile" help:"The backup."`
	jsonFlag
}

// Run puts a backup into the empty database.
func (c restoreCommand) Run(ctx context.Context, p *program) error {
	in, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer in.Close()
	options, err := p.options()
	if err != nil {
		return err
	}
	// Not through open: an unfinished restore is refused there, and a migration would come too early.
	if p.store, err = models.Open(ctx, p.Database, options); err != nil {
		return err
	}
	info, err := backup.Restore(ctx, p.store.DB(), actor(), in)
	if err != nil {
		return err
	}
	return p.result(c.JSON, info, func() {
		p.say("已恢复，逐表核对相符。")
		p.sayBackup(c.File, info)
	})
}
