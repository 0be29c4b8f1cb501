package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
)

// A start by a clock that is months ahead of what the chain recorded, or behind it, is refused in words; the operator's word is put on
// record. The service without the page goes by the same.
func TestClockAtStart(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ skew, says string }{
		"ahead by 50 days": {"1200h", "相差 50 天"}, "ahead by two years": {"17520h", "请核对时钟"}, "back by an hour": {"-1h", "时钟落后或曾经超前"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
			run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", "p", "--database", database)
			for _, command := range [][]string{{"serve", "--listen", "127.0.0.1:0"}, {"jobs", "run", "--once"}} {
				args := append(command, "--database", database, "--skew="+c.skew)
				if said := failing(t, args...); !strings.Contains(said, c.says) || !strings.Contains(said, "--accept-risk") {
					t.Errorf("%s: %s", command[0], said)
				}
			}
			run(t, exitDone, "jobs", "run", "--once", "--database", database, "--skew="+c.skew, "--accept-risk")
			if rows := recorded(t, database, riskAction); len(rows) != 1 || !strings.Contains(rows[0].Detail, c.says) {
				t.Errorf("on record: %+v", rows)
			}
		})
	}
	database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", "p", "--database", database)
	run(t, exitDone, "jobs", "run", "--once", "--database", database, "--skew=480h") // 20 days off
}

func recorded(t *testing.T, database, action string) []models.AuditRow {
	t.Helper()
	store, err := models.Open(t.Context(), database, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	rows, err := store.Audit.List(t.Context(), models.AuditFilter{Action: action})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// What a running service saw as a jump is not made true by the rows that it wrote since: the start goes by the time before.
func TestStartAfterAJump(t *testing.T) {
	t.Parallel()
	database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", "p", "--database", database)
	now := time.Now()
	note(t, database, now.AddDate(0, 0, 99), jobs.JumpAction, map[string]any{"from": models.At(now), "to": models.At(now.AddDate(0, 0, 99))})
	note(t, database, now.AddDate(0, 0, 100), "session.start", nil)
	if said := failing(t, "jobs", "run", "--once", "--database", database, "--skew=2400h"); !strings.Contains(said, "请核对时钟") {
		t.Errorf("the clock that jumped: %s", said)
	}
	run(t, exitDone, "jobs", "run", "--once", "--database", database) // it is right again
	if rows := recorded(t, database, acceptedAction); len(rows) != 1 {
		t.Errorf("%d starts on record that took the clock for right", len(rows))
	}
}

func note(t *testing.T, database string, at time.Time, action string, detail map[string]any) {
	t.Helper()
	store, err := models.Open(t.Context(), database, models.Options{Clock: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.Audit.Note(t.Context(), models.System(), models.AuditEntry{Action: action, Detail: detail}); err != nil {
		t.Fatal(err)
	}
}
