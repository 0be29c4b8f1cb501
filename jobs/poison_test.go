package jobs_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
)

const goodOnes = 100

// One plan that cannot be issued comes before a hundred that can: they are all issued in the same pass, in at most twice the time.
func TestPoisonBeforeAHundredPlans(t *testing.T) {
	if testing.Short() {
		t.Skip("201 plans")
	}
	issued := func(s *site, poison bool) time.Duration {
		for i := range goodOnes {
			s.plan(t, fmt.Sprintf("good-%03d", i))
		}
		want := jobs.Did{Consolidated: goodOnes}
		if poison {
			s.plan(t, "a-poison")
			s.set(t, "a-poison", "", "没有的规则")
			want.Failed = 1
		}
		s.clock.set(china("2018-09-11 09:00"))
		c, began := s.ticking(), time.Now()
		did := s.once(t, c)
		took := time.Since(began)
		if did != want {
			t.Errorf("with poison %t: did %+v, want %+v", poison, did, want)
		}
		return took
	}
	alone, beside := issued(newSite(t, models.SQLite), false), issued(newSite(t, models.SQLite), true)
	t.Logf("%d plans in %v, with one that fails before them %v", goodOnes, alone.Round(time.Millisecond), beside.Round(time.Millisecond))
	if beside > 2*alone {
		t.Errorf("the hundred took %v beside a poison, %v alone", beside, alone)
	}
}

// A robot that takes nothing stands beside one that is to take a hundred messages: they all go out in the same pass.
func TestPoisonBeforeAHundredMessages(t *testing.T) {
	sent := func(s *site, poison bool) time.Duration {
		p := s.plan(t, "zone")
		box, bad := newRobot(t), newRobot(t)
		bad.set(`{"errcode":93000,"errmsg":"invalid webhook url"}`)
		if poison {
			s.channel(t, notice.Channel{Kind: notice.WeCom, Address: bad.URL + "/robot/send", Department: "财政局"})
		}
		s.channel(t, notice.Channel{Kind: notice.Webhook, Address: box.URL, Department: "财政局"})
		for i := range goodOnes {
			s.file(t, p, "财政局", tally.MonthOf(2018, 8), fmt.Sprint(i+1))
		}
		c := s.posting(nil)
		c.Gap = time.Millisecond
		began := time.Now()
		s.once(t, c)
		took := time.Since(began)
		if n := len(box.taken()); n != goodOnes {
			t.Errorf("with poison %t: %d went out, want %d", poison, n, goodOnes)
		}
		return took
	}
	alone, beside := sent(newSite(t, models.SQLite), false), sent(newSite(t, models.SQLite), true)
	t.Logf("%d messages in %v, beside a robot that takes none %v", goodOnes, alone.Round(time.Millisecond), beside.Round(time.Millisecond))
	if beside > 2*alone+time.Second {
		t.Errorf("the hundred took %v beside a poison, %v alone", beside, alone)
	}
}
