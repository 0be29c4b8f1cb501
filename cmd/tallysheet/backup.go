package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tallysheet/tallysheet/models"
)

type backupCommand struct {
	File   string `arg:"" help:"Where the backup is written, or with --verify read."`
	Verify bool   `help:"Only read the backup to its end and say what it holds."`
}

// Run writes a backup while the service goes on, reads it back to its end, and gives it its name only then.
func (c backupCommand) Run(ctx context.Context, p *program) error {
	if c.Verify {
		return p.verifyBackup(c.File)
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.File); err == nil {
		return fmt.Errorf("%w: %s 已存在，不会覆盖", errUsage, c.File)
	}
	part := c.File + ".part"
	out, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //#nosec G304 -- the operator names the file
	if err != nil {
		return err
	}
	_, err = d.Store.Backup(ctx, out)
	if err = errors.Join(err, out.Sync(), out.Close()); err == nil {
		err = p.verifyBackup(part)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	if err := os.Rename(part, c.File); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(c.File))
}

// syncFolder makes a rename last through a power failure.
func syncFolder(dir string) error {
	f, err := os.Open(dir) //#nosec G304 -- the folder of the operator's file
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func (p *program) verifyBackup(file string) error {
	in, err := os.Open(file) //#nosec G304 -- the operator names the file
	if err != nil {
		return err
	}
	info, err := models.VerifyBackup(in)
	if err = errors.Join(err, in.Close()); err != nil {
		return err
	}
	return p.json(info)
}

type restoreCommand struct {
	File string `arg:"" type:"existingfile" help:"The backup."`
}

// Run puts a backup into the empty database.
func (c restoreCommand) Run(ctx context.Context, p *program) error {
	in, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer in.Close()
	// Not through open: an unfinished restore is refused there, and a migration would come too early.
	if p.store, err = models.Open(ctx, p.Database, models.Options{Clock: p.clock, Logger: p.log()}); err != nil {
		return err
	}
	info, err := p.store.Restore(ctx, actor(), in)
	if err != nil {
		return err
	}
	return p.json(info)
}
