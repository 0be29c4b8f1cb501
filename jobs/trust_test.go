package jobs_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
)

// A running service whose clock jumps ahead closes no month, issues nothing and removes nothing; back in time it goes on, and a clock
// that went back and came back, or time that really passed, is no jump.
func TestClockThatJumpsWhileItRuns(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		s.file(t, p, "财政局", august, "5")
		var passed time.Duration
		c := s.ticking()
		c.Trust = &jobs.Trust{Most: 24 * time.Hour, Elapsed: func() time.Duration { return passed }}
		begun := s.clock.Now()
		step := func(name string, clock, steady time.Duration, jump bool) {
			t.Helper()
			s.clock.set(begun.Add(clock))
			passed = steady
			_, err := c.Look(t.Context())
			if (err != nil) != jump {
				t.Errorf("%s: %v", name, err)
			}
			if jump && (err == nil || !strings.Contains(err.Error(), "请校时")) {
				t.Errorf("%s says %v", name, err)
			}
		}
		const day = 24 * time.Hour
		step("as it began", 0, 0, false)
		step("ahead by 70 days", 70*day, time.Minute, true)
		step("still", 70*day+time.Minute, 2*time.Minute, true)
		if got := s.editions(t, "zone"); len(got) != 0 {
			t.Fatalf("issued by a clock that jumped: %v", got)
		}
		if rows, err := s.Store.Audit.List(t.Context(), models.AuditFilter{Action: jobs.JumpAction}); err != nil || len(rows) != 1 {
			t.Errorf("%d jumps on record, %v", len(rows), err)
		}
		step("right again", 3*time.Minute, 3*time.Minute, false)
		step("back by a year", -365*day, 4*time.Minute, false)
		step("right again", 5*time.Minute, 5*time.Minute, false)
		step("ahead by 10 days", 10*day, 6*time.Minute, true)
		step("right again", 7*time.Minute, 7*time.Minute, false)
		if got := s.editions(t, "zone"); len(got) != 0 {
			t.Fatalf("issued early: %v", got)
		}
		step("ten days passed", 10*day, 10*day, false)
		if got := fmt.Sprint(s.editions(t, "zone")); got != "[2018-08#1]" {
			t.Errorf("issued when its time came: %s", got)
		}
		if report, err := s.Store.VerifyAudit(t.Context(), models.AuditAsk{}); err != nil || !report.OK() {
			t.Errorf("%+v %v", report, err)
		}
	})
}

// Robots and webhooks reach no address of this machine or of private networks, by number, by name, or by a redirect, unless the
// operator names the network.
func TestRobotsStayOutOfTheHouse(t *testing.T) {
	s := newSite(t, models.SQLite)
	p := s.plan(t, "zone")
	inside := newRobot(t)
	host := strings.TrimPrefix(inside.URL, "http://127.0.0.1:")
	addresses := []string{inside.URL + "/hook", "http://localhost:" + host + "/hook", "http://127.1.2.3:" + host + "/h", "http://[::1]:" + host + "/h", "http://[::ffff:127.0.0.1]:" + host + "/hook",
		"http://0.0.0.0:" + host + "/h", "http://169.254.169.254/latest/meta-data", "http://10.1.2.3/h", "http://192.168.1.1/h", "http://172.16.0.1/h", "http://100.64.0.1/h", "http://[fd00::1]/h", "http://[fe80::1]/h",
		"http://[64:ff9b::7f00:1]/h", "http://198.18.0.1/h", "http://224.0.0.1/h"}
	for _, a := range addresses {
		s.channel(t, notice.Channel{Kind: notice.Webhook, Address: a})
	}
	s.file(t, p, "财政局", august, "5")
	s.clock.set(china("2018-09-10 09:00"))
	c := s.ticking()
	c.Networks = nil
	s.once(t, c)
	if posts := inside.taken(); len(posts) != 0 {
		t.Errorf("%d posts went to this machine: %v", len(posts), posts[0].path)
	}
	rows, err := s.Store.Outbox.List(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	refused := map[string]bool{}
	for _, r := range rows {
		if strings.Contains(r.Run.LastError, "--robot-network") {
			refused[r.Channel] = true
		}
	}
	if len(refused) != len(addresses) {
		t.Errorf("%d of %d addresses were refused in words: %+v", len(refused), len(addresses), rows[0].Run)
	}
	c = s.ticking()
	c.Networks = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/24")}
	s.once(t, c)
	for _, sent := range inside.taken() {
		if sent.path != "/hook" {
			t.Errorf("an address outside the named network was reached: %s", sent.path)
		}
	}
}
