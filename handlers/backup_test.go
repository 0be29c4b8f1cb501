package handlers_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/workflow/custody"
)

// TestBackupsAreMadeAndDrilled makes a backup by the page, drills it, and is told where one was altered and that one was put there by others.
func TestBackupsAreMadeAndDrilled(t *testing.T) {
	for name, address := range map[string]func(*testing.T) string{
		"SQLite":  func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "site.db") },
		"MariaDB": func(t *testing.T) string { return mysqltest.Database(t) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "backups")
			s := newSiteOn(t, address(t), func(c *handlers.Config) { c.Backups = dir }).withPlan()
			s.file("2018-09", economy, false)
			admin := s.signedIn("zhou", account.Administrator, "")
			// settled waits for what was begun: a slow machine may take longer than a request waits.
			settled := func(w int) {
				t.Helper()
				if w != http.StatusSeeOther {
					t.Fatalf("answered with %d", w)
				}
				for range 200 {
					if files, err := filepath.Glob(dir + "/*.part"); err == nil && len(files) == 0 {
						if !s.busy(admin) {
							return
						}
					}
					time.Sleep(50 * time.Millisecond)
				}
				t.Fatal("it does not end")
			}
			admin.has("/backups", "还没有备份", "下一步：点“现在备份”")
			settled(admin.post("/backups").Code)
			files, err := filepath.Glob(dir + "/*.gz")
			if err != nil || len(files) != 1 {
				t.Fatal(files, err)
			}
			admin.has("/backups", filepath.Base(files[0]), "读过一遍，校验相符", "还没有演练过", "张zhou")
			settled(admin.post("/backups/drill", "file", filepath.Base(files[0])).Code)
			admin.has("/backups", "逐表、逐行、审计链全部相符", "最近一次演练通过")
			if info, err := custody.VerifyFile(files[0]); err != nil || info.Counts["submissions"] != 1 {
				t.Errorf("the backup holds %v: %v", info.Counts, err)
			}

			data, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			data[len(data)/2] ^= 1
			if err := os.WriteFile(filepath.Join(dir, "copied.gz"), data, 0o600); err != nil {
				t.Fatal(err)
			}
			admin.has("/backups", "copied.gz", "不是在这里做的")
			settled(admin.post("/backups/drill", "file", "copied.gz").Code)
			admin.has("/backups", "没有通过", "演练没有通过：copied.gz")
			for _, name := range []string{"../site.db", "none.gz", ""} {
				if w := admin.post("/backups/drill", "file", name); w.Code != http.StatusNotFound {
					t.Errorf("a drill of %q: %d", name, w.Code)
				}
			}
			s.now = s.now.Add(48 * time.Hour)
			admin.post("/signin", "name", "zhou", "password", password)
			admin.has("/backups", "超过一天")
		})
	}
	s := newSite(t)
	admin := s.signedIn("zhou", account.Administrator, "")
	admin.has("/backups", "还不能在这里备份", "TALLYSHEET_BACKUPS")
}

// busy reports that the page says of something that it is being done.
func (s *site) busy(b *browser) bool {
	s.t.Helper()
	return strings.Contains(b.get("/backups").Body.String(), "可以离开本页，会做完")
}
