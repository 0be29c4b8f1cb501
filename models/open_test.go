package models_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
)

func TestOpenRefusesBadAddresses(t *testing.T) {
	for _, address := range []string{"", "tallysheet.db", "postgres://a:geheim@b/c", "sqlite:", "sqlite::memory:",
		"sqlite:" + filepath.Join(t.TempDir(), "no", "such", "folder.db"),
		"mysql://u:geheim@", "mysql://u:geheim@host", "mysql://u:geheim@host:3306/name?allowAllFiles=true",
		"mysql://u:geheim@db.example.cn:3306/name?tls=skip-verify", "mysql://u:geheim@127.0.0.1:3306/name?tls=perhaps",
		"mysql://u:geheim%zz@host:3306/name", "mysql://u:geheim@127.0.0.1:1/name"} {
		s, err := models.Open(t.Context(), address, models.Options{})
		if err == nil {
			t.Errorf("%s was opened", address)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			continue
		}
		if strings.Contains(err.Error(), "geheim") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
}

func TestDatabaseFileIsPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tallysheet.db")
	s := open(t, "sqlite:"+path)
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", filepath.Base(name), info.Mode())
		}
	}
	if err := s.Ping(t.Context()); err != nil || s.Dialect() != models.SQLite {
		t.Errorf("%s: %v", s.Dialect(), err)
	}
}

func TestDurability(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		wrong := must[[]string](t)(s.Durability(t.Context()))
		if s.Dialect() == models.SQLite && len(wrong) > 0 {
			t.Errorf("as we open it: %v", wrong)
		}
		// The server of the tests keeps nothing, for speed; another that was named may.
		db := s.rawDB(t)
		defer db.Close()
		flush := 1
		if s.Dialect() == models.MySQL {
			if err := db.QueryRowContext(t.Context(), "SELECT @@innodb_flush_log_at_trx_commit").Scan(&flush); err != nil {
				t.Fatal(err)
			}
		}
		if told := strings.Contains(strings.Join(wrong, ""), "innodb_flush_log_at_trx_commit"); told != (flush != 1) {
			t.Errorf("innodb_flush_log_at_trx_commit is %d, told %v", flush, wrong)
		}
	})
}
