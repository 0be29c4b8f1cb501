package models_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(uploaderEnv); dir != "" {
		uploadUntilKilled(dir)
		return
	}
	os.Exit(mysqltest.Main(m))
}

// onBoth runs a test on a migrated, empty store of each dialect, opened as production opens it.
func onBoth(t *testing.T, test func(t *testing.T, s *site)) {
	t.Helper()
	for _, dialect := range []models.Dialect{models.SQLite, models.MySQL} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			s := open(t, address(t, dialect))
			if err := s.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			test(t, s)
		})
	}
}

func address(t *testing.T, dialect models.Dialect) string {
	t.Helper()
	if dialect == models.MySQL {
		return mysqltest.Database(t)
	}
	return "sqlite:" + filepath.Join(t.TempDir(), "库 100%?#.db")
}

// site is a store under test.
type site struct {
	*models.Store
	address string
	clock   *clock
}

func open(t *testing.T, address string) *site {
	t.Helper()
	c := &clock{now: time.Date(2018, 10, 8, 9, 0, 0, 0, time.UTC)}
	s, err := models.Open(t.Context(), address, models.Options{Clock: c.Now, Pool: 16})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &site{s, address, c}
}

// clock moves only when told.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// raw runs a statement past the store, as somebody with the database password would.
func (s *site) raw(t *testing.T, statement string, args ...any) {
	t.Helper()
	db := s.rawDB(t)
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// count counts the rows of a table.
func (s *site) count(t *testing.T, table string) int {
	t.Helper()
	db := s.rawDB(t)
	defer db.Close()
	var n int
	if err := db.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (s *site) rawDB(t *testing.T) *sql.DB {
	t.Helper()
	driver, dsn := "sqlite", ""
	if path, ok := strings.CutPrefix(s.address, "sqlite:"); ok {
		dsn = "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=busy_timeout(10000)"
	} else {
		u, err := url.Parse(s.address)
		if err != nil {
			t.Fatal(err)
		}
		password, _ := u.User.Password()
		driver, dsn = "mysql", fmt.Sprintf("%s:%s@tcp(%s)%s?clientFoundRows=true", u.User.Username(), password, u.Host, u.Path)
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

var (
	clerk      = models.Actor{ID: "zhang", Name: "张三", Address: "10.0.0.7"}
	supervisor = models.Actor{ID: "li", Name: "李四"}
	september  = tally.MonthOf(2018, 9)
	october    = tally.MonthOf(2018, 10)
)

// indicator builds a plan's row.
type indicator struct {
	name, unit, target string
	group              []string
	lead               string
}

func (i indicator) build() tally.Indicator {
	ind := tally.Indicator{Item: tally.Item{Name: i.name, Unit: i.unit, Group: i.group, Measure: tally.Level, Better: tally.Higher}}
	if i.lead != "" {
		ind.Lead = []string{i.lead}
	}
	if i.target != "" {
		ind.Targets = []tally.Target{{Cell: "C5", Period: "2018", Text: i.target, Op: tally.OpAtLeast, Floor: exact.MustNumber(i.target), Unit: i.unit}}
	}
	return ind
}

func planOf(key string, rows ...indicator) tally.Plan {
	p := tally.Plan{Key: key, Title: "2018年目标任务分解表"}
	for _, r := range rows {
		p.Indicators = append(p.Indicators, r.build())
	}
	return p
}

// zone imports the plan that most tests file against: 财政局 and 商务局 report, one indicator each.
func (s *site) zone(t *testing.T) tally.Plan {
	t.Helper()
	return s.imported(t, planOf("zone",
		indicator{name: "税收收入", unit: "亿元", target: "10.0", lead: "财政局"},
		indicator{name: "进出口总额", unit: "亿美元", target: "3.5", lead: "商务局"}), "v1")
}

func (s *site) imported(t *testing.T, p tally.Plan, content string) tally.Plan {
	t.Helper()
	if _, err := s.Plans.Import(t.Context(), supervisor, p, breakdown.File{Name: "计划.xlsx", Bytes: []byte(content)}); err != nil {
		t.Fatal(err)
	}
	p, err := s.Plans.Get(t.Context(), p.Key)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sheet builds a filing of 财政局: one year-to-date figure of the first indicator, and findings.
type sheet struct {
	department string
	period     tally.Round
	content    string
	ytd        string
	findings   []tally.Finding
	draft      bool
	key        string
	explain    map[int]string
}

func (b sheet) build(p tally.Plan) models.Filing {
	n := 0
	if b.department == "" {
		b.department = "财政局"
	}
	if b.department == "商务局" {
		n = 1
	}
	if b.period.IsZero() {
		b.period = september
	}
	if b.ytd == "" {
		b.ytd = "7.50"
	}
	ind := p.Indicators[n]
	return models.Filing{Plan: p.Key, Department: b.department, Period: b.period, By: clerk, FileName: b.department + "9月.xlsx",
		Bytes: []byte("工作簿" + b.content), Draft: b.draft, Findings: b.findings, Explanations: b.explain, IdempotencyKey: b.key,
		Headers: []tally.Header{{Sheet: "9月", Fingerprint: "print of " + b.content}},
		Figures: []tally.Figure{{Indicator: ind.ID, Department: b.department, Period: b.period, Span: tally.SpanYTD,
			Value: exact.MustNumber(b.ytd), Unit: ind.Unit, Printed: b.ytd, PrintedIn: ind.Unit, Source: tally.Source{Sheet: "9月", Cell: "F4"}}},
		Remarks: []tally.Remark{{Indicator: ind.ID, Department: b.department, Period: b.period, Progress: "按序时推进"}}}
}

// filed files, and holds the answer to what is stored.
func (s *site) filed(t *testing.T, f models.Filing) models.Submission {
	t.Helper()
	sub, err := s.Submissions.File(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	stored := must[models.Submission](t)(s.Submissions.Get(t.Context(), sub.ID))
	stored.Repeated = sub.Repeated
	if diff := cmp.Diff(stored, sub); diff != "" {
		t.Errorf("answered other than stored (-stored +answered):\n%s", diff)
	}
	another := open(t, s.address)
	kept, fresh := must[[]tally.Figure](t)(s.Figures.List(t.Context(), sub.ID)), must[[]tally.Figure](t)(another.Figures.List(t.Context(), sub.ID))
	if diff := cmp.Diff(fresh, kept); diff != "" {
		t.Errorf("figures kept other than stored (-stored +kept):\n%s", diff)
	}
	said, read := must[[]tally.Remark](t)(s.Submissions.Remarks(t.Context(), f.Plan, f.Period)), must[[]tally.Remark](t)(another.Submissions.Remarks(t.Context(), f.Plan, f.Period))
	if diff := cmp.Diff(read, said); diff != "" {
		t.Errorf("remarks kept other than stored (-stored +kept):\n%s", diff)
	}
	return sub
}

func finding(code tally.Code) tally.Finding {
	f := tally.NewFinding(code, "9月", "F4", "F4 写着“七点五”，读不出数。", "填阿拉伯数字")
	f.About = "税收收入"
	return f
}

// refused asserts the code of a refusal and gives it.
func refused(t *testing.T, err error, code models.Code) *models.Error {
	t.Helper()
	var e *models.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("got error %v, want a refusal with code %s", err, code)
	}
	if e.Message == "" {
		t.Errorf("refusal %s says nothing", code)
	}
	return e
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// openPlain opens a store outside of a test.
func openPlain(address string) (context.Context, *models.Store, error) {
	ctx := context.Background()
	s, err := models.Open(ctx, address, models.Options{})
	return ctx, s, err
}

// frozen is FreezeInputs, waited for.
func (s *site) frozen(ctx context.Context, run models.Run, due time.Time) (models.Inputs, error) {
	f, err := s.Editions.Freeze(ctx, run, due)
	if err != nil {
		return models.Inputs{}, err
	}
	return f.Wait()
}
