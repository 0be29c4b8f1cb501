package custody

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
)

// WriteFile writes a backup of the store while others go on working, reads it back to its end, and gives it its name only then. A file
// that is there is a Conflict.
func WriteFile(ctx context.Context, store *models.Store, name string) (backup.Info, error) {
	if _, err := os.Stat(name); err == nil {
		return backup.Info{}, &models.Error{Code: models.Conflict, Message: fmt.Sprintf("%s 已存在，不会覆盖", name)}
	}
	part := name + partEnd
	out, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //#nosec G304 -- the operator names the file, or the folder
	if err != nil {
		return backup.Info{}, err
	}
	_, err = backup.Write(ctx, store.DB(), out)
	var info backup.Info
	if err = errors.Join(err, out.Sync(), out.Close()); err == nil {
		info, err = VerifyFile(part)
	}
	if err != nil {
		return info, errors.Join(err, os.Remove(part))
	}
	if err := os.Rename(part, name); err != nil {
		return info, err
	}
	return info, SyncFolder(filepath.Dir(name))
}

// partEnd ends the name of a backup that is being written.
const partEnd = ".part"

// SyncFolder makes a rename last through a power failure.
func SyncFolder(dir string) error {
	f, err := os.Open(dir) //#nosec G304 -- the folder of the operator's file
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// VerifyFile reads a backup to its end and tells what it holds.
func VerifyFile(name string) (backup.Info, error) {
	in, err := os.Open(name) //#nosec G304 -- the operator names the file
	if err != nil {
		return backup.Info{}, err
	}
	info, err := backup.Verify(in)
	return info, errors.Join(err, in.Close())
}
