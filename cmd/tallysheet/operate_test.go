package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
	"github.com/tallysheet/tallysheet/models/mysqltest"
)

// words is what a running program says.
type words struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(p)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// served runs a service until the test is done with it; stop gives its exit status.
func served(t *testing.T, args ...string) (url string, stop func() int, said *words) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	said = &words{}
	ended := make(chan int, 1)
	go func() { ended <- Run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), said, said) }()
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	for url == "" {
		select {
		case code := <-ended:
			cancel()
			t.Fatalf("ended with %d: %s", code, said)
		case <-time.After(10 * time.Millisecond):
			url = address.FindString(said.String())
		}
	}
	return url, func() int { cancel(); return <-ended }, said
}

func fetch(t *testing.T, url string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func TestServiceTellsItsFigures(t *testing.T) {
	url, stop, _ := served(t, "--database", "sqlite:"+filepath.Join(t.TempDir(), "t.db"), "--tick", "50ms")
	for _, path := range []string{"/healthz", "/readyz"} {
		if status, body := fetch(t, url+path); status != http.StatusOK {
			t.Errorf("%s answers %d %s", path, status, body)
		}
	}
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		status, body := fetch(t, url+"/metrics")
		if status != http.StatusOK {
			t.Fatalf("/metrics answers %d", status)
		}
		if strings.Contains(body, "tallysheet_clock_last_look_timestamp_seconds") && strings.Contains(body, "tallysheet_database_up 1") &&
			strings.Contains(body, `tallysheet_request_seconds_count{method="GET",route="/readyz",status="200"} 1`) && strings.Contains(body, "go_goroutines") {
			break
		}
		if time.Now().After(until) {
			t.Fatalf("figures are missing: %s", body)
		}
	}
	// What docs/operating.md calls worth an alert is there before anything went wrong: a series that is missing never fires.
	manual, err := os.ReadFile("../../docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	_, body := fetch(t, url+"/metrics")
	alerts := regexp.MustCompile(`tallysheet_[a-z_]+(?:\{[^}]*\})?`).FindAllString(string(manual), -1)
	for _, series := range alerts {
		name, label, _ := strings.Cut(strings.TrimSuffix(series, "}"), "{")
		if !regexp.MustCompile(`(?m)^` + name + `(\{.*` + regexp.QuoteMeta(label) + `.*\})? `).MatchString(body) {
			t.Errorf("no series %s from the start", series)
		}
	}
	if len(alerts) < 4 {
		t.Errorf("the manual names %d series", len(alerts))
	}
	if code := stop(); code != exitDone {
		t.Errorf("asked to stop it ends with %d", code)
	}
}

func TestWhoMayAskForFigures(t *testing.T) {
	for name, c := range map[string]struct {
		token, peer, authorization, forwarded string
		want                                  int
	}{
		"this machine":              {"", "127.0.0.1:5000", "", "", 200},
		"this machine, six":         {"", "[::1]:5000", "", "", 200},
		"another":                   {"", "10.0.0.9:5000", "", "", 403},
		"another through a gateway": {"", "127.0.0.1:5000", "", "10.0.0.9", 403},
		"with the token":            {"secret", "10.0.0.9:5000", "Bearer secret", "", 200},
		"with a wrong token":        {"secret", "10.0.0.9:5000", "Bearer guess", "", 403},
		"without the token":         {"secret", "127.0.0.1:5000", "", "", 403},
	} {
		r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
		r.RemoteAddr = c.peer
		r.Header.Set("Authorization", c.authorization)
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		w := httptest.NewRecorder()
		guarded(c.token, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})).ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", name, w.Code, c.want)
		}
	}
}

// The throw-away server keeps nothing through a power failure, and says so.
func TestServiceRefusesWhatWouldLose(t *testing.T) {
	database := mysqltest.Database(t)
	store, err := models.Open(t.Context(), database, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	wrong, err := store.Durability(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(wrong) == 0 { // a server named from outside, set up well
		_, stop, _ := served(t, "--database", database)
		stop()
		return
	}
	var errs bytes.Buffer
	if code := Run(t.Context(), []string{"serve", "--listen", "127.0.0.1:0", "--database", database}, io.Discard, &errs); code != exitFailed ||
		!strings.Contains(errs.String(), "innodb_flush_log_at_trx_commit") {
		t.Errorf("exit %d: %s", code, &errs)
	}
	_, stop, _ := served(t, "--database", database, "--accept-risk")
	stop()
	rows, err := store.Audit.List(t.Context(), models.AuditFilter{Action: "service.risk"})
	if err != nil || len(rows) != 1 {
		t.Errorf("%d rows say that the risk was accepted, want 1 (%v)", len(rows), err)
	}
}

func TestBackupAndRestoreByCommand(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		file := filepath.Join(t.TempDir(), "b.gz")
		run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", "p", "--database", database)
		run(t, exitDone, "backup", file, "--database", database)
		run(t, exitUsage, "backup", file, "--database", database) // nothing is overwritten
		run(t, exitDone, "backup", "--verify", file)
		run(t, exitFailed, "restore", file, "--database", database) // it is not empty
		into := "sqlite:" + filepath.Join(t.TempDir(), "new.db")
		run(t, exitDone, "restore", file, "--database", into)
		run(t, exitDone, "audit", "verify", "--database", into)
		if a, b := run(t, exitDone, "plan", "show", "p", "--database", database), run(t, exitDone, "plan", "show", "p", "--database", into); a != b {
			t.Error("the restored plan is another")
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data[:len(data)-9], 0o600); err != nil {
			t.Fatal(err)
		}
		run(t, exitFailed, "backup", "--verify", file)
		run(t, exitFailed, "restore", file, "--database", "sqlite:"+filepath.Join(t.TempDir(), "cut.db"))
	})
}

// write makes a file of a text.
func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestDrill: a backup proves itself in a database of its own, and its head is found again in the live chain however far
// that went on; a chain that is another, or a backup that was cut, is told.
func TestDrill(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		dir := t.TempDir()
		file := filepath.Join(dir, "b.gz")
		do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
		do(exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", demoPlan)
		said := do(exitDone, "backup", file)
		run(t, exitDone, of(database, "submit", sample+"progress/2018-09/经济发展局.xlsx")...)
		sheet := run(t, exitDone, "drill", file, "--database", "sqlite:"+filepath.Join(dir, "untouched.db"))
		if _, err := os.Stat(filepath.Join(dir, "untouched.db")); err == nil {
			t.Error("the drill touched the service's database")
		}
		info := decode[backup.Info](t, run(t, exitDone, "backup", "--verify", file, "--json"))
		at, head := strconv.FormatInt(info.Audit.Rows, 10), info.Audit.Head
		if info.Audit.Rows == 0 || len(head) != 64 || !strings.Contains(said, head) || !strings.Contains(said, "审计链 "+at+" 条") {
			t.Errorf("the backup says %s", said)
		}
		for _, want := range []string{"演练通过", "计划\t1\n", "tallysheet audit verify --at " + at + " --head " + head, "签字"} {
			if !strings.Contains(sheet, want) {
				t.Errorf("the sheet does not say %q:\n%s", want, sheet)
			}
		}
		do(exitDone, "audit", "verify", "--at", at, "--head", head)
		do(exitFailed, "audit", "verify", "--at", at, "--head", strings.Repeat("0", 64))
		do(exitFailed, "audit", "verify", "--at", "9999", "--head", head)
		do(exitUsage, "audit", "verify", "--at", at)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		run(t, exitFailed, "drill", write(t, string(data[:len(data)-9])))
	})
}

func TestJobsByCommand(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", "p", "--database", database)
		run(t, exitDone, "jobs", "run", "--once", "--database", database)
		if got := run(t, exitDone, "jobs", "list", "--json", "--database", database); strings.TrimSpace(got) != "[]" {
			t.Errorf("a plan of years gone by owes %s", got)
		}
		run(t, exitDone, "channel", "add", "--kind", "email", "--address", "a@b.cn", "--database", database)
		said := run(t, exitDone, "channel", "add", "--kind", "feishu", "--address", "https://f.example/hook/KEY?key=KEY", "--secret", write(t, "SECRET"), "--database", database, "--json")
		said += run(t, exitDone, "channel", "add", "--kind", "wecom", "--address", "https://w.example/send?key=KEY", "--database", database)
		said += run(t, exitDone, "channel", "list", "--database", database) + run(t, exitDone, "channel", "list", "--database", database, "--json")
		for _, want := range []string{"a@b.cn", "https://f.example/…", "https://w.example/…", "飞书", "企业微信"} {
			if !strings.Contains(said, want) {
				t.Errorf("channels do not say %s: %s", want, said)
			}
		}
		if strings.Contains(said, "KEY") || strings.Contains(said, "SECRET") {
			t.Errorf("who lists channels can post to them: %s", said)
		}
		run(t, exitFailed, "jobs", "retry", "month/p", "2018-09", "--database", database)
		run(t, exitUsage, "jobs", "run", "--once", "--keep-audit-days", "100", "--database", database)
	})
}
