package jobs_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
)

func TestOnlyThoseMissingAreReminded(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		box, hook := newMailbox(t), newRobot(t)
		for _, d := range []string{"财政局", "商务局"} {
			s.channel(t, notice.Channel{Kind: notice.EMail, Address: "a@" + map[string]string{"财政局": "czj", "商务局": "swj"}[d] + ".gov.cn", Department: d})
		}
		s.channel(t, notice.Channel{Kind: notice.Webhook, Address: hook.URL})
		c := s.posting(box)
		at := func(text string) (mails, office []string) {
			s.clock.set(china(text))
			s.once(t, c)
			s.once(t, c)
			for _, l := range box.taken() {
				mails = append(mails, l.to+" "+l.subject)
			}
			for _, p := range hook.taken() {
				office = append(office, p.json(t).Subject)
			}
			return mails, office
		}
		check := func(when string, mails, office []string) {
			t.Helper()
			m, o := at(when)
			if d := cmp.Diff([][]string{mails, office}, [][]string{m, o}); d != "" {
				t.Errorf("%s: %s", when, d)
			}
		}
		check("2018-09-02 09:30", []string{"a@czj.gov.cn 【开始报送】财政局 2018年8月报送", "a@swj.gov.cn 【开始报送】商务局 2018年8月报送"}, nil)
		check("2018-09-02 10:30", nil, []string{"【未报情况】2018年8月还有2个单位未报"})
		s.file(t, p, "财政局", august, "5")
		check("2018-09-03 10:00", []string{"a@czj.gov.cn 【通过】财政局2018年8月报送（第1版）", "a@swj.gov.cn 【报送提醒】商务局 2018年8月报送"},
			[]string{"【未报情况】2018年8月还有1个单位未报"})
		s.file(t, p, "商务局", august, "6", tally.NewFinding(tally.NumberUnreadable, "8月", "F4", "F4 读不出数。", "填数"))
		check("2018-09-06 10:05", []string{"a@swj.gov.cn 【逾期未报】商务局 2018年8月报送"}, []string{"【未报情况】2018年8月还有1个单位未报"})
		s.file(t, p, "商务局", august, "7")
		check("2018-09-07 10:05", []string{"a@swj.gov.cn 【通过】商务局2018年8月报送（第2版）"}, nil)
	})
}

func TestRobotThatRefusesIsParkedAlone(t *testing.T) {
	s := newSite(t, models.SQLite)
	p := s.plan(t, "zone")
	bad, good := newRobot(t), newRobot(t)
	bad.set(`{"errcode":93000,"errmsg":"invalid webhook url"}`)
	s.channel(t, notice.Channel{Kind: notice.WeCom, Address: bad.URL + "/robot/send", Department: "财政局"})
	s.channel(t, notice.Channel{Kind: notice.Webhook, Address: good.URL, Department: "财政局"})
	s.file(t, p, "财政局", august, "5")
	c := s.posting(nil)
	for range 7 {
		s.once(t, c)
		time.Sleep(5 * time.Millisecond) // the wait for the next try is by the clock of the database
	}
	if n, m := len(bad.taken()), len(good.taken()); n != 5 || m != 1 {
		t.Errorf("%d tries at the bad robot, %d at the good, want 5 and 1", n, m)
	}
	parked, err := s.Store.Outbox.List(t.Context(), 10, models.RunParked)
	if err != nil || len(parked) != 1 || !strings.Contains(parked[0].Run.LastError, "93000") {
		t.Fatalf("parked: %+v, %v", parked, err)
	}
	bad.set(`{"errcode":0}`)
	if err := s.Store.Runs.Unpark(t.Context(), supervisor, parked[0].Run.RunKey); err != nil {
		t.Fatal(err)
	}
	s.once(t, c)
	if len(bad.taken()) != 1 {
		t.Error("not sent after its repair")
	}
}

func TestReplicasDeliverOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		hook := newRobot(t)
		s.channel(t, notice.Channel{Kind: notice.Webhook, Address: hook.URL, Department: "财政局"})
		const filed = 12
		for i := range filed {
			s.file(t, p, "财政局", august, fmt.Sprint(i+1))
		}
		replicas := []*site{s, open(t, s.address, s.clock), open(t, s.address, s.clock)}
		var wg sync.WaitGroup
		for _, r := range replicas {
			wg.Go(func() {
				c := r.posting(nil)
				for range 3 {
					if _, err := c.Once(t.Context()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		seen := map[string]int{}
		for _, p := range hook.taken() {
			seen[p.json(t).Key]++
		}
		if len(seen) != filed {
			t.Errorf("%d messages for %d acts", len(seen), filed)
		}
		for key, n := range seen {
			if n != 1 {
				t.Errorf("%s was sent %d times", key, n)
			}
		}
	})
}

func TestAddressesOfMailServers(t *testing.T) {
	for address, ok := range map[string]bool{
		"smtp://u:p@mail.gov.cn?from=a@b.cn":                 true,
		"smtps://u:p@mail.gov.cn:994?from=a@b.cn":            true,
		"smtp://mail.gov.cn:25?from=a@b.cn&tls=none":         true,
		"smtp://u:secret@mail.gov.cn?from=a@b.cn&tls=none":   false,
		"smtp://u:secret@mail.gov.cn":                        false,
		"http://u:secret@mail.gov.cn?from=a@b.cn":            false,
		"smtp://u:secret@mail.gov.cn:x?from=a@b.cn":          false,
		"smtp://u:secret@mail.gov.cn?from=nobody":            false,
		"smtp://u:secret@mail.gov.cn?from=a@b.cn&tls=maybe%": false,
	} {
		_, err := jobs.ParseMail(address)
		if (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error holds the password: %v", err)
		}
	}
}

// TestEveryKindOfChannelIsServed: a kind that can be set up is one that a notice arrives by.
func TestEveryKindOfChannelIsServed(t *testing.T) {
	s := newSite(t, models.SQLite)
	p := s.plan(t, "zone")
	box := newMailbox(t)
	robots := map[notice.ChannelKind]*robot{}
	for _, kind := range notice.ChannelKinds() {
		address := "a@example.gov.cn"
		if kind != notice.EMail {
			robots[kind] = newRobot(t)
			address = robots[kind].URL + "/robot/send"
		}
		s.channel(t, notice.Channel{Kind: kind, Address: address, Department: "财政局"})
	}
	s.file(t, p, "财政局", august, "5")
	s.once(t, s.posting(box))
	for _, kind := range notice.ChannelKinds() {
		got := len(box.taken())
		if r := robots[kind]; r != nil {
			got = len(r.taken())
		}
		if got != 1 {
			t.Errorf("%s was sent %d messages, want one", kind, got)
		}
	}
}
