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

// One plan that cannot be issued comes before a hundred that can: it is tried once, and they are all issued in the same pass.
func TestPoisonBeforeAHundredPlans(t *testing.T) {
	if testing.Short() {
		t.Skip("101 plans")
	}
	s := newSite(t, models.SQLite)
	for i := range goodOnes {
		s.plan(t, fmt.Sprintf("good-%03d", i))
	}
	s.plan(t, "a-poison")
	s.set(t, "a-poison", "", "没有的规则")
	s.clock.set(china("2018-09-11 09:00"))
	if did, want := s.once(t, s.ticking()), (jobs.Did{Consolidated: goodOnes, Failed: 1}); did != want {
		t.Errorf("did %+v, want %+v", did, want)
	}
}

// A robot that takes nothing stands beside one that is to take a hundred messages: they all go out in the same pass, and the other is
// not asked for each of them.
func TestPoisonBeforeAHundredMessages(t *testing.T) {
	s := newSite(t, models.SQLite)
	p := s.plan(t, "zone")
	box, bad := newRobot(t), newRobot(t)
	bad.set(`{"errcode":93000,"errmsg":"invalid webhook url"}`)
	s.channel(t, notice.Channel{Kind: notice.WeCom, Address: bad.URL + "/robot/send", Department: "财政局"})
	s.channel(t, notice.Channel{Kind: notice.Webhook, Address: box.URL, Department: "财政局"})
	for i := range goodOnes {
		s.file(t, p, "财政局", tally.MonthOf(2018, 8), fmt.Sprint(i+1))
	}
	c := s.posting(nil)
	c.Gap = time.Millisecond
	s.once(t, c)
	if n := len(box.taken()); n != goodOnes {
		t.Errorf("%d went out, want %d", n, goodOnes)
	}
	if n := len(bad.taken()); n == 0 || n > goodOnes/10 {
		t.Errorf("the robot that takes nothing was asked %d times", n)
	}
}
