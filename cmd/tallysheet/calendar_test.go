package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestWhatIsSetIsWhatIsOwed: the first and the last month and the lock are set by command, and the clock makes the
// editions and the locks of those months, and of no other.
func TestWhatIsSetIsWhatIsOwed(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
		do(exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", "p")
		if got := do(exitDone, "plan", "calendar", "p"); !strings.Contains(got, "没有应报的月份") {
			t.Errorf("of years gone by: %s", got)
		}
		do(exitFailed, "plan", "calendar", "p", "--from", "2017-12") // not a year of the plan
		do(exitFailed, "plan", "calendar", "p", "--from", "2018-09", "--until", "2018-07")
		do(exitUsage, "plan", "calendar", "p", "--from", "九月")
		do(exitUsage, "plan", "calendar", "p", "--lock", "maybe")
		set := decode[workflow.PlanCalendar](t, do(exitDone, "plan", "calendar", "p", "--from", "2018-09", "--until", "2018-12", "--lock", "on",
			"--months", "9,12", "--due-day", "6", "--cut-day", "12", "--holidays", "2018-10-08", "--json"))
		if set.CutOff != 2 || !set.Lock || set.DueDay != 6 || set.OpenDay != 1 {
			t.Errorf("set: %+v", set)
		}
		if got := do(exitDone, "plan", "calendar", "p"); !strings.Contains(got, "应报 2018年9月 至 2018年12月，其中 2 个月已到封账时间") || !strings.Contains(got, "锁定") {
			t.Errorf("said: %s", got)
		}
		do(exitDone, "jobs", "run", "--once")
		var done []string
		for _, r := range decode[[]models.Run](t, do(exitDone, "jobs", "list", "--all", "--json")) {
			if strings.HasPrefix(r.Job, "month/") || strings.HasPrefix(r.Job, "lock/") {
				done = append(done, r.Job+" "+r.Period)
			}
		}
		slices.Sort(done)
		if d := cmp.Diff([]string{"lock/p 2018-09", "lock/p 2018-12", "month/p 2018-09", "month/p 2018-12"}, done); d != "" {
			t.Error(d)
		}
		var errs bytes.Buffer
		if code := Run(t.Context(), []string{"submit", sample + "progress/2018-09/经济发展局.xlsx", "--plan", "p", "--department", bureau, "--period", "2018-09",
			"--database", database}, &bytes.Buffer{}, &errs); code != exitFailed || !strings.Contains(errs.String(), "锁定") {
			t.Errorf("a locked month takes a report: %d %s", code, errs.String())
		}
		do(exitDone, "plan", "calendar", "p", "--lock", "off", "--from", "", "--until", "", "--months", "0", "--holidays", "")
		if got := do(exitDone, "plan", "calendar", "p"); !strings.Contains(got, "没有应报的月份") {
			t.Errorf("taken back: %s", got)
		}
	})
}

// TestAPlanOwesItsOwnMonths imports every sample plan now, when their years are over: none owes an edition a year on,
// whether all of its targets name their years or not.
func TestAPlanOwesItsOwnMonths(t *testing.T) {
	database := "sqlite:" + t.TempDir() + "/t.db"
	for _, plan := range []string{"gangzha-2022", "liangzhou-2020", "shangyu-2017", "wenzhou-2017", "wenzhou-2018-2020"} {
		run(t, exitDone, "plan", "import", sample+"plans/"+plan+".xlsx", "--plan", plan, "--database", database)
	}
	run(t, exitDone, "jobs", "run", "--once", "--skew", "9000h", "--accept-risk", "--database", database)
	if got := run(t, exitDone, "jobs", "list", "--all", "--database", database); strings.Contains(got, "month/") {
		t.Errorf("owed: %s", got)
	}
}
