package workflow_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/workflow"
)

// growing is a plan of departments × indicators that is filed month after month.
type growing struct {
	*workflow.Workflow
	departments int
	figures     int                   // of an indicator and month: the month, its year to date, since the beginning, and the year to date that another department reports
	by          map[string][]reported // of a department
	database    string
}

// reported is what a filing has to know of an indicator: the test itself should hold little beside what it measures.
type reported struct{ ID, Unit string }

// grow imports the plan.
func grow(t testing.TB, dir string, departments, indicators int) *growing {
	t.Helper()
	plan, _ := month(t, min(departments, mostRead/indicators), indicators)
	g := &growing{departments: departments, figures: 2, by: map[string][]reported{}, database: filepath.Join(dir, "growth.db")}
	g.Workflow = newWorkflow(t, "sqlite:"+g.database)
	if err := g.importPlan(t.Context(), plan, departments, indicators); err != nil {
		t.Fatal(err)
	}
	read, err := g.Store.Plans.Get(t.Context(), "p")
	if err != nil {
		t.Fatal(err)
	}
	for _, ind := range read.Indicators {
		g.by[ind.Lead[0]] = append(g.by[ind.Lead[0]], reported{ind.ID, ind.Unit})
	}
	return g
}

// mostRead is how many indicators a plan's workbook may have.
const mostRead = 20000

// importPlan imports the plan; one that is longer than a workbook may be stands for several, each the first with other departments.
func (g *growing) importPlan(ctx context.Context, workbook []byte, departments, indicators int) error {
	if departments*indicators <= mostRead {
		_, err := g.ImportPlan(ctx, models.System(), "p", "plan.xlsx", workbook)
		return err
	}
	read, err := g.Reader.Read(ctx, "plan.xlsx", workbook, layout.Options{Kind: tally.KindPlan})
	if err != nil {
		return err
	}
	plan := tally.Plan{Key: "p", Title: "p"}
	for d := 0; d < departments; d++ {
		of := d % (mostRead / indicators)
		for _, it := range read.Items[of*indicators : (of+1)*indicators] {
			it.Name = strings.Replace(it.Name, department(of+1), department(d+1), 1)
			it.Lead = []string{department(d + 1)}
			plan.Indicators = append(plan.Indicators, tally.Indicator{Item: it})
		}
	}
	_, err = g.Store.Plans.Import(ctx, models.System(), plan, breakdown.File{Name: "plan.xlsx", Bytes: workbook})
	return err
}

// file files the month of the first n departments: of each indicator the month and the year to date, or what g.figures says. The rows
// are made as a reading makes them; reading workbooks is measured elsewhere.
func (g *growing) file(ctx context.Context, p tally.Round, n int) error {
	return g.fileBy(ctx, p, n, 8)
}

// fileBy is file by so many clerks at a time.
func (g *growing) fileBy(ctx context.Context, p tally.Round, n, clerks int) error {
	var side errgroup.Group
	side.SetLimit(clerks)
	for d := 1; d <= n; d++ {
		name := department(d)
		side.Go(func() error {
			f := models.Filing{Plan: "p", Department: name, Period: p, By: models.System(), FileName: name + ".xlsx", Bytes: []byte(name + p.String())}
			for i, ind := range g.by[name] {
				for s, span := range []tally.Span{tally.SpanMonth, tally.SpanYTD, tally.SpanProject}[:min(3, g.figures)] {
					value := filedFor(d, i, s, p)
					f.Figures = append(f.Figures, tally.Figure{Indicator: ind.ID, Period: p, Span: span, Value: value, Unit: ind.Unit, Printed: value.Plain(), PrintedIn: ind.Unit,
						Source: tally.Source{Sheet: "Sheet1", Cell: string(rune('E'+s)) + strconv.Itoa(i+4)}})
				}
				if g.figures > 3 {
					other, value := g.by[department(d%g.departments+1)][i], filedFor(d%g.departments+1, i, 1, p) // the same: else neither would be accepted
					f.Figures = append(f.Figures, tally.Figure{Indicator: other.ID, Period: p, Span: tally.SpanYTD, Value: value, Unit: other.Unit, Printed: value.Plain(), PrintedIn: other.Unit,
						Source: tally.Source{Sheet: "Sheet1", Cell: "H" + strconv.Itoa(i+4)}})
				}
				f.Remarks = append(f.Remarks, tally.Remark{Indicator: ind.ID, NextSteps: "加快推进，按月调度"})
			}
			_, err := g.Store.Submissions.File(ctx, f)
			return err
		})
	}
	return side.Wait()
}

// correct files the month of the first department again: another figure of the month, the same of the year, which others may report too.
func (g *growing) correct(ctx context.Context, p tally.Round) error {
	name := department(1)
	f := models.Filing{Plan: "p", Department: name, Period: p, By: models.System(), FileName: name + ".xlsx", Bytes: []byte("again " + name + p.String())}
	for i, ind := range g.by[name] {
		for s, value := range []exact.Number{filedFor(2, i, 0, p), filedFor(1, i, 1, p)} {
			f.Figures = append(f.Figures, tally.Figure{Indicator: ind.ID, Period: p, Span: []tally.Span{tally.SpanMonth, tally.SpanYTD}[s], Value: value, Unit: ind.Unit,
				Printed: value.Plain(), PrintedIn: ind.Unit, Source: tally.Source{Sheet: "Sheet1", Cell: string(rune('E'+s)) + strconv.Itoa(i+4)}})
		}
	}
	_, err := g.Store.Submissions.File(ctx, f)
	return err
}

// filedFor is what department d files for its indicator i: of the month, then up to it.
func filedFor(d, i, span int, p tally.Round) exact.Number {
	size := int64(100 + (d*31+i*17)%900)
	return exact.Num(exact.Int(size * int64(1+span*(p.Month()-1))).Decimal().Shift(-2))
}

// cost is what a piece of work took.
type cost struct {
	cpu      time.Duration
	resident int64 // bytes, at the most
}

func costOf(t testing.TB, work func() error) cost {
	t.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o600); err != nil {
		t.Log("the peak of memory is that of the whole run:", err)
	}
	defer profiled(t)()
	before := processor(t)
	if err := work(); err != nil {
		t.Fatal(err)
	}
	return cost{processor(t) - before, residentPeak(t)}
}

// profiled keeps what the processor did in a piece of work, and all that was allocated so far, in the folder TALLYSHEET_PROFILE.
func profiled(t testing.TB) (done func()) {
	dir := os.Getenv("TALLYSHEET_PROFILE")
	if dir == "" {
		return func() {}
	}
	name := filepath.Join(dir, strconv.FormatInt(time.Now().UnixMilli(), 10))
	keep := func(kind string) {
		runtime.GC() // a profile is as old as the last collection
		if f, err := os.Create(name + kind); err == nil {
			_ = pprof.Lookup("allocs").WriteTo(f, 0)
			_ = f.Close()
		}
	}
	keep(".before")
	f, err := os.Create(name + ".cpu")
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		t.Fatal(err)
	}
	most := largest()
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close()
		if err := os.WriteFile(name+".largest", most(), 0o600); err != nil {
			t.Error(err)
		}
		keep(".after")
	}
}

// largest looks on while something is made and gives what was held when it was most.
func largest() (done func() []byte) {
	var at bytes.Buffer
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		for most := uint64(0); ; {
			select {
			case <-end:
				return
			case <-time.After(50 * time.Millisecond):
			}
			if metrics.Read(live); live[0].Value.Uint64() > most+most/64 {
				most = live[0].Value.Uint64()
				at.Reset()
				_ = pprof.Lookup("heap").WriteTo(&at, 0)
			}
		}
	}()
	return func() []byte {
		close(end)
		<-ended
		return at.Bytes()
	}
}

func processor(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func residentPeak(t testing.TB) int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return kb << 10
		}
	}
	return 0
}

// TestGrowth prints what a month costs after so many months: TALLYSHEET_GROWTH=200x60:1,12,36, or 200x60x4:1 with four figures of each
// indicator; 200x60:120each issues the edition of each month before. make bench runs it.
func TestGrowth(t *testing.T) {
	asked := os.Getenv("TALLYSHEET_GROWTH")
	if asked == "" {
		t.Skip("TALLYSHEET_GROWTH names no size and months")
	}
	var departments, indicators int
	size, list, _ := strings.Cut(asked, ":")
	if _, err := fmt.Sscanf(size, "%dx%d", &departments, &indicators); err != nil {
		t.Fatal(err)
	}
	g := grow(t, t.TempDir(), departments, indicators)
	if _, more, found := strings.Cut(size, "x"); found {
		if _, figures, found := strings.Cut(more, "x"); found {
			g.figures, _ = strconv.Atoi(figures)
		}
	}
	fmt.Printf("%-10s %6s %11s %10s %11s %9s %10s %10s %9s %11s %12s %11s\n", "size", "month", "filing ms", "edition s", "resident MB", "xlsx MB", "stored MB", "trace ms", "trace MB", "corrected s", "corrected MB", "database GB")
	month := 0
	for text := range strings.SplitSeq(list, ",") {
		text, every := strings.CutSuffix(text, "each")
		until, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		for month < until-1 {
			month++
			if err := g.file(t.Context(), monthNumber(month), departments); err != nil {
				t.Fatal(err)
			}
			if every {
				if _, err := workflow.Issue(t.Context(), g.Workflow, models.System(), "p", monthNumber(month)); err != nil {
					t.Fatal(err)
				}
			}
		}
		month++
		g.measure(t, size, month)
	}
}

// monthNumber is the n-th month of a plan that begins in 2018.
func monthNumber(n int) tally.Round { return tally.MonthOf(2018, 1).Add(n - 1) }

func (g *growing) measure(t *testing.T, size string, n int) {
	p := monthNumber(n)
	filing := costOf(t, func() error { return g.file(t.Context(), p, g.departments) })
	before := g.stored(t)
	edition := costOf(t, func() error {
		_, err := workflow.Issue(t.Context(), g.Workflow, models.System(), "p", p)
		return err
	})
	issued, err := g.Store.Editions.Info(t.Context(), "p", p, 0)
	if err != nil {
		t.Fatal(err)
	}
	const traces = 20
	heap := allocated()
	trace := costOf(t, func() error {
		for k := range traces {
			if _, err := g.Trace(t.Context(), "p", p, 0, "汇总表!I"+strconv.Itoa(5+k*g.departments)); err != nil {
				return err
			}
		}
		return nil
	})
	traced, stored, database := float64(allocated()-heap)/1e6/traces, float64(g.stored(t)-before)/1e6, float64(g.stored(t))/1e9
	if err := g.correct(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	corrected := costOf(t, func() error {
		ed, err := workflow.Issue(t.Context(), g.Workflow, models.System(), "p", p)
		if err == nil && (ed.Number != 2 || len(ed.Corrections) == 0) {
			err = fmt.Errorf("edition %d with %d corrections", ed.Number, len(ed.Corrections))
		}
		return err
	})
	fmt.Printf("%-10s %6d %11.2f %10.2f %11.0f %9.1f %10.1f %10.2f %9.2f %11.2f %12.0f %11.2f\n", size, n, filing.cpu.Seconds()*1000/float64(g.departments), edition.cpu.Seconds(), float64(edition.resident)/1e6,
		float64(issued.Size)/1e6, stored, trace.cpu.Seconds()*1000/traces, traced, corrected.cpu.Seconds(), float64(corrected.resident)/1e6, database)
}

// allocated is how much was ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// stored is how much of the database is in use: its files keep the room of what was removed.
func (g *growing) stored(t testing.TB) int64 {
	t.Helper()
	conn, err := sql.Open("sqlite", g.database)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	var used int64
	err = conn.QueryRowContext(t.Context(), "SELECT (c.page_count - f.freelist_count) * s.page_size FROM pragma_page_count c, pragma_freelist_count f, pragma_page_size s").Scan(&used)
	if err != nil {
		t.Fatal(err)
	}
	return used
}
