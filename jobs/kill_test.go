package jobs_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
	"github.com/tallysheet/tallysheet/workflow"
)

// clockEnv makes the test binary a process that runs the clock on the database that it names; skewEnv puts its clock off.
const (
	clockEnv = "TALLYSHEET_TEST_CLOCK"
	skewEnv  = "TALLYSHEET_TEST_SKEW"
)

const shortLease = time.Second

func tickUntilKilled(address string) {
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	skew, err := time.ParseDuration(os.Getenv(skewEnv))
	if err != nil {
		fail(err)
	}
	now := func() time.Time { return time.Now().Add(skew) }
	store, err := models.Open(context.Background(), address, models.Options{Clock: now, Pool: 4, Logger: quiet()})
	if err != nil {
		fail(err)
	}
	words, err := meaning.ParseWords(templates.Words())
	if err != nil {
		fail(err)
	}
	d := &workflow.Workflow{Store: store, Words: words, Rules: rules, RulesName: "default", Now: now}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	(&jobs.Clock{Workflow: d, Log: log, Every: 60 * time.Millisecond, Lease: shortLease}).Run(context.Background())
}

// fleet is several processes on one database, killed and started again at random.
type fleet struct {
	address string
	procs   []*exec.Cmd
	errs    said
	kills   int
	stops   int
}

// said is what all processes wrote.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (f *fleet) start(t *testing.T, n int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), clockEnv+"="+f.address, fmt.Sprintf("%s=%dm", skewEnv, 5*(n-1)))
	cmd.Stderr = &f.errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	f.procs[n] = cmd
}

func (f *fleet) kill(n int) {
	_ = f.procs[n].Process.Kill()
	_ = f.procs[n].Wait()
}

// harm kills a process, or stops it for longer than its lease and lets it go on.
func (f *fleet) harm(t *testing.T) {
	n := rand.IntN(len(f.procs))
	if rand.IntN(5) > 0 {
		f.kill(n)
		f.kills++
		f.start(t, n)
		return
	}
	f.stops++
	for _, sig := range []syscall.Signal{syscall.SIGSTOP, syscall.SIGCONT} {
		if err := f.procs[n].Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if sig == syscall.SIGSTOP {
			time.Sleep(shortLease + 300*time.Millisecond)
		}
	}
}

// Three processes with clocks ten minutes apart, killed and stopped all the time, issue each of many months once. The
// broken claim (build tag brokenclaim) fails here.
func TestKilledProcessesConsolidateOnce(t *testing.T) {
	const months = 40
	s := newSite(t, models.SQLite)
	p := s.plan(t, "zone", "2015", "2016", "2017", "2018")
	s.set(t, "zone", `{"from":"2015-05","until":"2018-08"}`, "")
	s.file(t, p, "财政局", august, "5")
	f := &fleet{address: s.address, procs: make([]*exec.Cmd, 3)}
	for n := range f.procs {
		f.start(t, n)
	}
	for until := time.Now().Add(2 * time.Minute); len(s.done(t)) < months && time.Now().Before(until); {
		time.Sleep(time.Duration(60+rand.IntN(200)) * time.Millisecond)
		f.harm(t)
	}
	for n := range f.procs {
		f.kill(n)
	}
	seen := map[string]int{}
	for _, e := range s.editions(t, "zone") {
		seen[e]++
	}
	for m := (tally.MonthOf(2015, 5)); m.Compare(august) <= 0; m = m.Add(1) {
		if n := seen[m.String()+"#1"]; n != 1 {
			t.Errorf("%s was published %d times", m, n)
		}
	}
	if len(seen) != months {
		t.Errorf("published: %v", seen)
	}
	if report, err := s.Store.Audit.Verify(t.Context()); err != nil || !report.OK() {
		t.Errorf("audit chain: %+v, %v", report, err)
	}
	if f.errs.text.Len() > 0 {
		t.Logf("the processes said: %.2000s", &f.errs.text)
	}
	t.Logf("%d months, %d kills, %d stops past the lease", len(seen), f.kills, f.stops)
}

// done lists the months whose run is done.
func (s *site) done(t *testing.T) []models.Run {
	t.Helper()
	runs, err := s.Store.Runs.List(t.Context(), models.MonthJob+"zone", models.RunDone)
	if err != nil {
		t.Fatal(err)
	}
	return runs
}
