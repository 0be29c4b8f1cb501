//go:build load

// Package load lets 200 departments file at once from 200 clients over HTTP on loopback, and prints what it cost.
// `make load` runs it.
package load_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

const (
	departments = 200
	indicators  = 10 // of each
	rounds      = 5  // months, one after the other
	mostMemory  = 300 << 20
)

var (
	supervisor = models.Actor{ID: "li", Name: "李四"}
	month      = tally.MonthOf(2018, 5)
)

func TestMain(m *testing.M) { os.Exit(mysqltest.Main(m)) }

func TestLoad(t *testing.T) {
	bin := build(t)
	whole := map[string]time.Duration{}
	for name, database := range map[string]string{"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "t.db"), "mysql": mysqltest.Database(t)} {
		t.Run(name, func(t *testing.T) { whole[name] = file(t, bin, database) })
	}
	if s, m := whole["sqlite"], whole["mysql"]; s > 0 && m > 0 {
		t.Logf("%d filings at once, until the last is answered: SQLite %v, MySQL %v, %.1f times", departments, s.Round(time.Millisecond), m.Round(time.Millisecond), m.Seconds()/s.Seconds())
	}
}

// file files the months and gives what one took, until the last of all was answered: the middle one.
func file(t *testing.T, bin, database string) time.Duration {
	store, err := models.Open(t.Context(), database, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	clients := setUp(t, store)
	address, pid := serve(t, bin, database)
	var took, months []time.Duration
	for round := range rounds {
		one := fileAtOnce(t, address, clients, month.Add(round))
		took, months = append(took, one...), append(months, slices.Max(one))
	}
	for round := range rounds {
		checkFiled(t, store, month.Add(round))
	}
	now, peak := memory(t, pid)
	slices.Sort(took)
	at := func(share int) time.Duration { return took[len(took)*share/100].Round(time.Millisecond) }
	t.Logf("%d departments at once from %d clients, %d months: %d filed, none lost; p50 %v, p99 %v, slowest %v; resident %d MB, at most %d MB",
		departments, departments, rounds, len(took), at(50), at(99), took[len(took)-1].Round(time.Millisecond), now>>20, peak>>20)
	if peak > mostMemory {
		t.Errorf("resident memory rose to %d MB, want at most %d", peak>>20, mostMemory>>20)
	}
	slices.Sort(months)
	return months[rounds/2]
}

// client is one department's clerk.
type client struct {
	department, secret string
	rows               []string
}

// setUp imports the plan and opens an account with a token for each department.
func setUp(t *testing.T, store *models.Store) []client {
	t.Helper()
	p := tally.Plan{Key: "load", Title: "目标任务分解表"}
	var clients []client
	for d := range departments {
		c := client{department: fmt.Sprintf("第%03d局", d+1), secret: fmt.Sprintf("load-secret-%03d", d)}
		for i := range indicators {
			name := fmt.Sprintf("第%03d局收入%02d", d+1, i+1)
			c.rows = append(c.rows, name)
			p.Indicators = append(p.Indicators, tally.Indicator{Item: tally.Item{Name: name, Unit: "亿元", Measure: tally.Level, Better: tally.Higher,
				Lead:    []string{c.department},
				Targets: []tally.Target{{Cell: "C5", Period: "2018", Text: "100", Op: tally.OpAtLeast, Floor: exact.MustNumber("100"), Unit: "亿元"}}}})
		}
		clients = append(clients, c)
	}
	if _, err := store.Plans.Import(t.Context(), supervisor, p, breakdown.File{Name: "计划.xlsx", Bytes: []byte("load")}); err != nil {
		t.Fatal(err)
	}
	for d, c := range clients {
		u, err := store.Users.Create(t.Context(), supervisor, account.NewUser{Name: fmt.Sprintf("clerk%03d", d), Role: account.Reporter, Department: c.department})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Tokens.Make(t.Context(), supervisor, u, "load", web.HashSecret(c.secret), account.Scopes(), 24*time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	return clients
}

var spoken = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

func serve(t *testing.T, bin, database string) (address string, pid int) {
	t.Helper()
	cmd := exec.CommandContext(context.Background(), bin, "serve", "--listen", "127.0.0.1:0", "--database", database, "--accept-risk")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the service ended with %v: %.1000s", err, &errs)
		}
	})
	lines := bufio.NewScanner(out)
	for address == "" {
		if !lines.Scan() {
			t.Fatalf("the service did not come up: %s", &errs)
		}
		address = spoken.FindString(lines.Text())
	}
	go func() {
		for lines.Scan() {
		}
	}()
	return address, cmd.Process.Pid
}

// fileAtOnce lets every client hand in its workbook at the same moment, and gives how long each waited for its receipt. A
// client that is told to come back does, with the same key.
func fileAtOnce(t *testing.T, address string, clients []client, period tally.Round) []time.Duration {
	t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: departments}
	defer transport.CloseIdleConnections()
	took := make([]time.Duration, len(clients))
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i, c := range clients {
		data := workbook(t, c, period)
		wg.Go(func() {
			<-start
			began := time.Now()
			for try := 1; ; try++ {
				status, answer, err := c.upload(t.Context(), transport, address, period, data)
				if err == nil && status == http.StatusCreated {
					break
				}
				if try == 20 || err == nil && status < 500 {
					t.Errorf("%s: answer %d %.300s, %v", c.department, status, answer, err)
					break
				}
				time.Sleep(200 * time.Millisecond)
			}
			took[i] = time.Since(began)
		})
	}
	close(start)
	wg.Wait()
	return took
}

func (c client) upload(ctx context.Context, transport http.RoundTripper, address string, period tally.Round, data []byte) (int, []byte, error) {
	return c.send(ctx, transport, address, period, c.department+period.String(), data)
}

// send files a workbook under a key.
func (c client) send(ctx context.Context, transport http.RoundTripper, address string, period tally.Round, key string, data []byte) (int, []byte, error) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "报送.xlsx")
	if err == nil {
		_, err = part.Write(data)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		return 0, nil, err
	}
	q := url.Values{"department": {c.department}, "period": {period.String()}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address+"/api/v1/plans/load/submissions?"+q.Encode(), &body)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Idempotency-Key", key)
	req.Header.Set("Authorization", "Bearer "+c.secret)
	resp, err := (&http.Client{Transport: transport, Timeout: 2 * time.Minute}).Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	return resp.StatusCode, answer, err
}

// workbook is the clerk's sheet of a month.
func workbook(t *testing.T, c client, period tally.Round) []byte {
	return workbookWith(t, c, period, 0)
}

// workbookWith is the sheet with so much added to each figure.
func workbookWith(t *testing.T, c client, period tally.Round, more float64) []byte {
	t.Helper()
	f := excelize.NewFile()
	rows := [][]any{{c.department + period.Chinese() + "进展情况表"}, {"序号", "指标名称", "计量单位", "本年累计", "进展情况"}}
	for i, name := range c.rows {
		rows = append(rows, []any{i + 1, name, "亿元", float64(period.Month())*8 + float64(i)/10 + more, "按序时推进"})
	}
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// checkFiled finds one accepted version of each department, its figures in force.
func checkFiled(t *testing.T, store *models.Store, period tally.Round) {
	t.Helper()
	subs, err := store.Submissions.List(t.Context(), "load", period, "")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, s := range subs {
		seen[s.Department]++
		if s.State != models.Accepted {
			t.Errorf("%s %s: %s", s.Department, period, s.State)
		}
	}
	if len(seen) != departments || len(subs) != departments {
		t.Errorf("%s: %d versions of %d departments, want one each of %d", period, len(subs), len(seen), departments)
	}
}

// memory reads the resident memory of a process, now and at most.
func memory(t *testing.T, pid int) (now, peak int64) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatalf("memory is read from Linux's /proc: %v", err)
	}
	for line := range strings.Lines(string(text)) {
		var kb int64
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &kb); err == nil {
			now = kb << 10
		}
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kb); err == nil {
			peak = kb << 10
		}
	}
	return now, peak
}
