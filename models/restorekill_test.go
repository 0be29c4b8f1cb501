package models_test

import (
	"bytes"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
)

// A restore that was killed holds its claim for a lease, but not the lock of its file: the next one begins at once. Where another
// process is at it, the lock says so.
func TestRestoreGoesOnAfterAKill(t *testing.T) {
	s := open(t, address(t, models.SQLite))
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.lived(t)
	data, _ := s.backup(t)
	into := open(t, address(t, models.SQLite))
	if _, err := backup.Restore(t.Context(), into.DB(), supervisor, &breaking{Reader: bytes.NewReader(data)}); err == nil {
		t.Fatal("taken")
	}
	into.raw(t, "UPDATE job_runs SET state = 'running', owner = 'killed', lease_until = '2999-01-01 00:00:00.000000' WHERE job = 'restore'") // as SIGKILL leaves it
	release, err := into.DB().AloneRestoring()
	if err != nil {
		t.Fatal(err)
	}
	other := open(t, into.address)
	if _, err := backup.Restore(t.Context(), other.DB(), supervisor, bytes.NewReader(data)); err == nil {
		t.Error("two restores at once")
	}
	if err := release(); err != nil { // the system does, when a process is dead
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), other.DB(), supervisor, bytes.NewReader(data)); err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	other.verified(t)
}
