package jobs_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
	"github.com/tallysheet/tallysheet/workflow"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(clockEnv); address != "" {
		tickUntilKilled(address)
		return
	}
	os.Exit(mysqltest.Main(m))
}

var (
	supervisor = models.Actor{ID: "li", Name: "李四"}
	clerk      = models.Actor{ID: "zhang", Name: "张三"}
	august     = tally.MonthOf(2018, 8)
)

// china reads a time of the wall clock there.
func china(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, time.FixedZone("Asia/Shanghai", 8*60*60))
	if err != nil {
		panic(err)
	}
	return t
}

// clock moves only when told.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}

// site is a database with its workflow, as one process has it.
type site struct {
	*workflow.Workflow
	address string
	clock   *clock
}

func onBoth(t *testing.T, test func(t *testing.T, s *site)) {
	t.Helper()
	for _, dialect := range []models.Dialect{models.SQLite, models.MySQL} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			test(t, newSite(t, dialect))
		})
	}
}

func newSite(t *testing.T, dialect models.Dialect) *site {
	t.Helper()
	address := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	if dialect == models.MySQL {
		address = mysqltest.Database(t)
	}
	s := open(t, address, &clock{now: china("2018-09-02 09:00")})
	if err := s.Store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// open is another process on the same database.
func open(t *testing.T, address string, c *clock) *site {
	t.Helper()
	store, err := models.Open(t.Context(), address, models.Options{Clock: c.Now, Pool: 8, Logger: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	words, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	return &site{Workflow: &workflow.Workflow{Store: store, Words: words, Rules: rules, RulesName: "default", Now: c.Now}, address: address, clock: c}
}

func rules(name string) (*deviation.Rules, error) {
	text, ok := templates.Rules(name)
	if !ok {
		return nil, fmt.Errorf("没有亮灯规则“%s”", name)
	}
	return deviation.ParseRules(text)
}

func quiet() *slog.Logger { return slog.New(slog.NewJSONHandler(io.Discard, nil)) }

// ticking is a clock that stands still unless the site's is moved.
func (s *site) ticking() *jobs.Clock {
	return &jobs.Clock{Workflow: s.Workflow, Log: quiet(), Now: func(context.Context) (time.Time, error) { return s.clock.Now(), nil },
		Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Retry: func(int) time.Duration { return time.Microsecond }}
}

func (s *site) once(t *testing.T, c *jobs.Clock) jobs.Did {
	t.Helper()
	did, err := c.Once(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return did
}

// plan imports a plan of two departments with targets for the years, 2018 and 2019 where none are given.
func (s *site) plan(t *testing.T, key string, years ...string) tally.Plan {
	t.Helper()
	if len(years) == 0 {
		years = []string{"2018", "2019"}
	}
	p := tally.Plan{Key: key, Title: "2018年目标任务分解表"}
	for i, department := range []string{"财政局", "商务局"} {
		ind := tally.Indicator{Item: tally.Item{Name: fmt.Sprintf("收入%d", i), Unit: "亿元", Measure: tally.Level, Better: tally.Higher, Lead: []string{department}}}
		for _, year := range years {
			ind.Targets = append(ind.Targets, tally.Target{Cell: "C5", Period: year, Text: "10", Op: tally.OpAtLeast, Floor: exact.MustNumber("10"), Unit: "亿元"})
		}
		p.Indicators = append(p.Indicators, ind)
	}
	if _, err := s.Store.Plans.Import(t.Context(), supervisor, p, breakdown.File{Name: "计划.xlsx", Bytes: []byte(key)}); err != nil {
		t.Fatal(err)
	}
	p, err := s.Store.Plans.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// file hands in a department's figure of a month; findings keep it from being accepted.
func (s *site) file(t *testing.T, p tally.Plan, department string, period tally.Round, ytd string, findings ...tally.Finding) models.Submission {
	t.Helper()
	n := 0
	if department == "商务局" {
		n = 1
	}
	sub, err := s.Store.Submissions.File(t.Context(), models.Filing{Plan: p.Key, Department: department, Period: period, By: clerk, FileName: department + ".xlsx",
		Bytes: []byte(department + period.String() + ytd), Findings: findings,
		Figures: []tally.Figure{{Indicator: p.Indicators[n].ID, Department: department, Period: period, Span: tally.SpanYTD, Value: exact.MustNumber(ytd),
			Unit: "亿元", Printed: ytd, PrintedIn: "亿元", Source: tally.Source{Sheet: "8月", Cell: "F4"}}}})
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

// set changes the plan's calendar and rules.
func (s *site) set(t *testing.T, plan, calendar, rules string) {
	t.Helper()
	set, err := s.Store.Plans.Settings(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	set.Rules = rules
	if calendar != "" {
		set.Calendar = []byte(calendar)
	}
	if _, err := s.Store.Plans.SetSettings(t.Context(), supervisor, plan, set); err != nil {
		t.Fatal(err)
	}
}

// editions gives "2018-08#1" of a plan in the order in which they were published.
func (s *site) editions(t *testing.T, plan string) []string {
	t.Helper()
	rows, err := s.Store.Audit.List(t.Context(), models.AuditFilter{Plan: plan, Action: "edition.publish", Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, r.Period.String()+"#"+r.Object)
	}
	return out
}
