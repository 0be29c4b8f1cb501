package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
	"github.com/tallysheet/tallysheet/tally"
)

type backupCommand struct {
	File   string `arg:"" help:"Where the backup is written, or with --verify read."`
	Verify bool   `help:"Only read the backup to its end and say what it holds."`
	jsonFlag
}

// Run writes a backup while the service goes on, reads it back to its end, and gives it its name only then.
func (c backupCommand) Run(ctx context.Context, p *program) error {
	if c.Verify {
		info, err := verifyBackup(c.File)
		if err != nil {
			return err
		}
		return p.result(c.JSON, info, func() { p.sayBackup(c.File, info) })
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.File); err == nil {
		return fmt.Errorf("%w：%s 已存在，不会覆盖", errUsage, c.File)
	}
	part := c.File + ".part"
	out, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //#nosec G304 -- the operator names the file
	if err != nil {
		return err
	}
	_, err = backup.Write(ctx, d.Store.DB(), out)
	var info backup.Info
	if err = errors.Join(err, out.Sync(), out.Close()); err == nil {
		info, err = verifyBackup(part)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	if err := os.Rename(part, c.File); err != nil {
		return err
	}
	if err := syncFolder(filepath.Dir(c.File)); err != nil {
		return err
	}
	return p.result(c.JSON, info, func() { p.sayBackup(c.File, info) })
}

// syncFolder makes a rename last through a power failure.
func syncFolder(dir string) error {
	f, err := os.Open(dir) //#nosec G304 -- the folder of the operator's file
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func verifyBackup(file string) (backup.Info, error) {
	in, err := os.Open(file) //#nosec G304 -- the operator names the file
	if err != nil {
		return backup.Info{}, err
	}
	info, err := backup.Verify(in)
	return info, errors.Join(err, in.Close())
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
