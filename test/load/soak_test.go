//go:build load

package load_test

import (
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// What a soak may show: the resident memory's slope with its error, and goroutines that stay.
const (
	mostSlope      = 5 << 20 // bytes an hour
	mostGoroutines = 60      // more at the end than at the beginning
	soakLook       = 15 * time.Second
)

// TestSoak works at a low rate for TALLYSHEET_SOAK (1h, say; skipped where it is not set) at TALLYSHEET_SOAK_RATE requests a
// second, 4 by default, and prints the slope of the resident memory. TALLYSHEET_SOAK_PROGRAM is a program that was built before.
func TestSoak(t *testing.T) {
	lasts, err := time.ParseDuration(os.Getenv("TALLYSHEET_SOAK"))
	if err != nil {
		t.Skip("TALLYSHEET_SOAK is not set")
	}
	rate := 4.0
	if text := os.Getenv("TALLYSHEET_SOAK_RATE"); text != "" {
		if _, err := fmt.Sscan(text, &rate); err != nil {
			t.Fatal(err)
		}
	}
	bin := os.Getenv("TALLYSHEET_SOAK_PROGRAM")
	if bin == "" {
		bin = build(t)
	}
	database := "sqlite:" + filepath.Join(t.TempDir(), "soak.db")
	store, err := models.Open(t.Context(), database, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := &soak{t: t, clients: setUp(t, store), database: database, bin: bin, statuses: map[string]int{}}
	s.people(store)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	var pid int
	s.address, pid = serve(t, bin, database)
	s.run(lasts, rate, pid)
}

// soak is a service under a low steady load.
type soak struct {
	t                      *testing.T
	bin, database, address string
	clients                []client
	office, leader         string // their tokens
	cookies                []*http.Cookie
	asked, failed          atomic.Int64
	newest                 atomic.Value // id of a submission, string

	mu       sync.Mutex
	statuses map[string]int // how often which kind of question was answered how
}

func (s *soak) people(store *models.Store) {
	s.t.Helper()
	for name, role := range map[string]account.Role{"soak-office": account.Supervisor, "soak-leader": account.Leader} {
		u, err := store.Users.Create(s.t.Context(), supervisor, account.NewUser{Name: name, Role: role})
		if err != nil {
			s.t.Fatal(err)
		}
		if _, err := store.Tokens.Make(s.t.Context(), supervisor, u, "soak", web.HashSecret(name+"-secret"), account.Scopes(), 240*time.Hour); err != nil {
			s.t.Fatal(err)
		}
		secret := web.NewSecret()
		if err := store.Sessions.Start(s.t.Context(), u.Actor("127.0.0.1"), account.Session{Hash: web.HashSecret(secret), UserID: u.ID}); err != nil {
			s.t.Fatal(err)
		}
		s.cookies = append(s.cookies, &http.Cookie{Name: web.CookieJar{}.Name("session"), Value: secret})
	}
	s.office, s.leader = "soak-office-secret", "soak-leader-secret"
}

// run asks at the rate until the time is over and looks at the process meanwhile.
func (s *soak) run(lasts time.Duration, rate float64, pid int) {
	t := s.t
	s.warm()
	ctx, stop := context.WithTimeout(t.Context(), lasts)
	defer stop()
	var rss, heap, stay []sample
	look := func(at time.Duration) {
		now, _ := memory(t, pid)
		figures := s.metrics()
		rss, heap, stay = append(rss, sample{at, float64(now)}), append(heap, sample{at, figures["go_gc_heap_live_bytes"]}), append(stay, sample{at, figures["go_goroutines"]})
	}
	var working sync.WaitGroup
	began := time.Now()
	step := time.NewTicker(time.Duration(float64(time.Second) / rate))
	defer step.Stop()
	next, said := began, began
	for n := 0; ctx.Err() == nil; n++ {
		select {
		case <-ctx.Done():
		case <-step.C:
		}
		working.Go(func() { s.one(n) })
		if now := time.Now(); now.After(next) {
			look(now.Sub(began))
			next = now.Add(soakLook)
			if now.Sub(said) > 5*time.Minute {
				said = now
				t.Logf("%s: %d asked, %d failed, resident %.0f MiB, live heap %.0f MiB, goroutines %.0f", now.Sub(began).Round(time.Second), s.asked.Load(), s.failed.Load(), rss[len(rss)-1].value/(1<<20), heap[len(heap)-1].value/(1<<20), stay[len(stay)-1].value)
			}
		}
	}
	working.Wait()
	time.Sleep(2 * time.Second)
	look(time.Since(began))
	slope, off := slopeOf(rss)
	live, liveOff := slopeOf(heap)
	t.Logf("%d requests in %s, %d failed; resident %.0f → %.0f MiB, slope %+.1f ± %.1f MiB/h; live heap %.0f → %.0f MiB, slope %+.1f ± %.1f MiB/h; goroutines %.0f → %.0f", s.asked.Load(),
		time.Since(began).Round(time.Second), s.failed.Load(), rss[0].value/(1<<20), rss[len(rss)-1].value/(1<<20), slope/(1<<20), off/(1<<20), heap[0].value/(1<<20), heap[len(heap)-1].value/(1<<20), live/(1<<20), liveOff/(1<<20), stay[0].value, stay[len(stay)-1].value)
	t.Logf("answers: %v", s.statuses)
	if slope-2*off > mostSlope {
		t.Errorf("the resident memory rises")
	}
	if stay[len(stay)-1].value > stay[0].value+mostGoroutines || s.failed.Load() > 0 {
		t.Errorf("goroutines stay, or requests failed")
	}
}

// warm brings the service to where it stays: every department has filed every month, so that editions grow no more, and the caches, which
// hold so many megabytes and no more, are full. What rises after that is a leak.
func (s *soak) warm() {
	for n, c := range s.clients {
		for round := range rounds {
			s.upload(c, month.Add(round), -1-n*rounds-round)
		}
	}
	for n := range warming {
		s.one(n)
		if n%(warming/20) == 0 {
			s.ask(http.MethodPost, s.address+"/api/v1/plans/load/periods/"+month.Add(n%rounds).String()+"/editions", s.office, nil)
			s.page(s.address + "/plans/load/periods/" + month.Add(n%rounds).String() + "/lights")
		}
	}
	s.asked.Store(0)
}

// warming is how many questions are asked before anything is measured.
const warming = 2000

// one asks one question of the mix.
func (s *soak) one(n int) {
	s.asked.Add(1)
	c := s.clients[rand.IntN(len(s.clients))]
	round := month.Add(rand.IntN(rounds))
	plan := s.address + "/api/v1/plans/load"
	period := plan + "/periods/" + round.String()
	page := s.address + "/plans/load/periods/" + round.String()
	switch n % 16 {
	case 0, 8:
		s.upload(c, round, n)
	case 1:
		s.get(plan, c.secret)
	case 2:
		s.get(period+"/board", s.office)
	case 3:
		s.get(plan+"/template.xlsx?"+url.Values{"department": {c.department}, "period": {round.String()}}.Encode(), c.secret)
	case 4, 12:
		if id, ok := s.newest.Load().(string); ok {
			s.get(s.address+"/api/v1/submissions/"+id+[...]string{"", "/original.xlsx", "/marked.xlsx"}[rand.IntN(3)], s.office)
		}
	case 5:
		if n%800 == 5 {
			s.ask(http.MethodPost, period+"/editions", s.office, nil)
			return
		}
		s.get(period+"/editions", s.leader)
	case 6:
		s.page(page + "/lights")
	case 7:
		s.page(s.address + "/")
	case 9:
		s.get(s.address+"/signin", "")
	case 10:
		s.page(page)
	case 11:
		s.get(period+"/editions/latest/workbook.xlsx", s.leader)
	case 13:
		s.page(s.address + "/plans/load")
	case 14:
		s.get(s.address+"/readyz", "")
	default:
		s.get(s.address+"/metrics", "")
	}
}

func (s *soak) upload(c client, round tally.Round, n int) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	status, answer, err := c.send(ctx, http.DefaultTransport, s.address, round, fmt.Sprintf("soak-%d-%d", n, s.asked.Load()), workbookWith(s.t, c, round, float64(rand.IntN(100_000))/1000))
	if err != nil || status >= 500 {
		s.failed.Add(1)
		s.t.Logf("upload: %d %.200s %v", status, answer, err)
		return
	}
	s.count("filed", status)
	if _, rest, ok := strings.Cut(string(answer), `"id":"`); ok {
		id, _, _ := strings.Cut(rest, `"`)
		s.newest.Store(id)
	}
}

func (s *soak) get(address, secret string) { s.ask(http.MethodGet, address, secret, nil) }

func (s *soak) page(address string) {
	s.ask(http.MethodGet, address, "", s.cookies[rand.IntN(len(s.cookies))])
}

// soaking follows nobody to the sign-in: that would look like a page.
var soaking = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func (s *soak) count(kind string, status int) {
	if len(kind) > 20 {
		kind = "submission"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.statuses[fmt.Sprint(kind, " ", status)]++
}

// ask reads an answer to its end; what the service could not do is a failure, and what it refuses is an answer.
func (s *soak) ask(method, address, secret string, cookie *http.Cookie) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		s.t.Error(err)
		return
	}
	if secret != "" {
		req.Header.Set("Authorization", "Bearer "+secret)
	}
	if cookie != nil {
		req.AddCookie(cookie)
	}
	resp, err := soaking.Do(req)
	if err == nil {
		s.count(req.URL.Path[strings.LastIndexByte(req.URL.Path, '/')+1:], resp.StatusCode)
		_, err = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	}
	if err != nil || resp.StatusCode >= 500 {
		s.failed.Add(1)
		s.t.Logf("%s %s: %v", method, address, err)
	}
}

func (s *soak) metrics() map[string]float64 {
	resp, err := http.Get(s.address + "/metrics") //nolint:noctx // of a test
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	out := map[string]float64{}
	for line := range strings.Lines(string(text)) {
		var name string
		var value float64
		if n, _ := fmt.Sscanf(line, "%s %g", &name, &value); n == 2 {
			out[name] = value
		}
	}
	return out
}

type sample struct {
	at    time.Duration
	value float64
}

// slopeOf is the slope of the line through the samples, a unit an hour, and its standard error.
func slopeOf(all []sample) (slope, off float64) {
	n := float64(len(all))
	if n < 3 {
		return 0, math.Inf(1)
	}
	var x, y float64
	for _, s := range all {
		x, y = x+s.at.Hours()/n, y+s.value/n
	}
	var xx, xy, rest float64
	for _, s := range all {
		xx, xy = xx+(s.at.Hours()-x)*(s.at.Hours()-x), xy+(s.at.Hours()-x)*(s.value-y)
	}
	slope = xy / xx
	for _, s := range all {
		e := s.value - y - slope*(s.at.Hours()-x)
		rest += e * e
	}
	return slope, math.Sqrt(rest / (n - 2) / xx)
}

func build(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "tallysheet")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", bin, "../../cmd/tallysheet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return bin
}
