//go:build cluster

// Package cluster tries the promises of many processes on a real cluster: three MariaDB Galera nodes and three
// service processes on loopback. `make cluster-test` runs it, `make cluster-selftest` shows that it notices a broken claim.
package cluster_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

const nodes = 3

var (
	supervisor = models.Actor{ID: "li", Name: "李四"}
	first      = tally.MonthOf(2015, 7)
	last       = tally.MonthOf(2018, 10)
)

// site is the cluster: its folder, the ports of its nodes, and the program under test.
type site struct {
	dir   string
	ports []string
	bin   string
}

// newSite builds the program, starts the cluster and sets up a plan. TALLYSHEET_CLUSTER_TAGS are build tags for
// the program.
func newSite(t *testing.T) *site {
	t.Helper()
	dir, err := os.MkdirTemp("", "tallysheet-cluster.")
	if err != nil {
		t.Fatal(err)
	}
	s := &site{dir: dir, bin: filepath.Join(dir, "tallysheet")}
	t.Cleanup(func() {
		s.galera(t, "stop", "")
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	s.command(t, "go", "build", "-tags", os.Getenv("TALLYSHEET_CLUSTER_TAGS"), "-o", s.bin, "../../cmd/tallysheet")
	s.galera(t, "start", "")
	ports, err := os.ReadFile(filepath.Join(dir, "galera", "ports"))
	if err != nil {
		t.Fatal(err)
	}
	s.ports = strings.Fields(string(ports))
	s.command(t, s.bin, "migrate", "--database", s.address(0))
	return s
}

func (s *site) command(t *testing.T, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// galera runs the script. Its servers stay when it ends, so it must not hold our pipes: what it says goes to a file.
func (s *site) galera(t *testing.T, act, node string) {
	t.Helper()
	out, err := os.Create(filepath.Join(s.dir, "galera.out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	args := []string{act, filepath.Join(s.dir, "galera")}
	if node != "" {
		args = append(args, node)
	}
	if err := os.MkdirAll(args[1], 0o755); err != nil {
		t.Fatal(err)
	}
	_ = os.Chmod(s.dir, 0o755)
	cmd := exec.CommandContext(context.Background(), "../../scripts/galera.sh", args...)
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		text, _ := os.ReadFile(out.Name())
		t.Fatalf("galera.sh %s: %v\n%s", strings.Join(args, " "), err, text)
	}
}

// address is the database as node n has it.
func (s *site) address(n int) string {
	return "mysql://t:t@127.0.0.1:" + s.ports[n] + "/tallysheet"
}

// store opens the database at node n.
func (s *site) store(t *testing.T, n int) *models.Store {
	t.Helper()
	store, err := models.Open(t.Context(), s.address(n), models.Options{Pool: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Log(err) // connections to nodes that were killed
		}
	})
	return store
}

// plan imports a plan whose departments have one indicator each, and gives them.
func plan(t *testing.T, store *models.Store, key, calendar string, departments int) []string {
	t.Helper()
	p := tally.Plan{Key: key, Title: "目标任务分解表"}
	var targets []tally.Target // of every year that the months lie in: a plan owes no month of another
	for year := first.Year(); year <= last.Year(); year++ {
		targets = append(targets, tally.Target{Cell: "C5", Period: fmt.Sprint(year), Text: "100", Op: tally.OpAtLeast, Floor: exact.MustNumber("100"), Unit: "亿元"})
	}
	var names []string
	for i := range departments {
		names = append(names, fmt.Sprintf("%s第%02d局", key, i+1))
		p.Indicators = append(p.Indicators, tally.Indicator{Item: tally.Item{Name: fmt.Sprintf("%s收入%02d", key, i+1), Unit: "亿元",
			Measure: tally.Level, Better: tally.Higher, Lead: names[i:],
			Targets: targets}})
	}
	if _, err := store.Plans.Import(t.Context(), supervisor, p, breakdown.File{Name: "计划.xlsx", Bytes: []byte(key)}); err != nil {
		t.Fatal(err)
	}
	if calendar != "" {
		set, err := store.Plans.Settings(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		set.Calendar = []byte(calendar)
		if _, err := store.Plans.SetSettings(t.Context(), supervisor, key, set); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// token opens an account of the office and gives a token for it.
func token(t *testing.T, store *models.Store) string {
	t.Helper()
	u, err := store.Users.Create(t.Context(), supervisor, account.NewUser{Name: "office", Role: account.Supervisor})
	if err != nil {
		t.Fatal(err)
	}
	const secret = "a-token-for-this-test-alone"
	if _, err := store.Tokens.Make(t.Context(), supervisor, u, "test", web.HashSecret(secret), account.Scopes(), 24*time.Hour); err != nil {
		t.Fatal(err)
	}
	return secret
}

// service is one process of the program.
type service struct {
	cmd *exec.Cmd
	url string
	out bytes.Buffer
}
