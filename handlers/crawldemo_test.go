package handlers_test

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/samples"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// demo lays the sample site: every plan, the departments' sheets of every month with their editions, and after them one
// submission in each state.
func demo(t testing.TB, address string) *site {
	t.Helper()
	s := newSiteOn(t, address, func(c *handlers.Config) { c.Backups = t.TempDir() })
	s.now = time.Date(2018, 8, 3, 1, 0, 0, 0, time.UTC)
	must := func(refused bool, err error) {
		t.Helper()
		if refused || err != nil {
			t.Fatal("refused or failed", err)
		}
	}
	plans, err := fs.Glob(samples.Files, "plans/*.xlsx")
	must(len(plans) == 0, err)
	for _, file := range plans {
		key := strings.TrimSuffix(path.Base(file), ".xlsx")
		if file == planFile {
			key = planKey
		}
		got, err := s.workflow.ImportPlan(t.Context(), models.System(), key, path.Base(file), sample(t, file))
		must(got.Refused(), err)
	}
	months, err := fs.ReadDir(samples.Files, "progress")
	must(len(months) == 0, err)
	var last tally.Round
	for _, m := range months {
		last, err = tally.ParseMonth(m.Name())
		must(false, err)
		next := last.Add(1)
		s.now = time.Date(next.Year(), time.Month(next.Month()), 3, 1, 0, 0, 0, time.UTC)
		sheets, err := fs.Glob(samples.Files, "progress/"+m.Name()+"/*.xlsx")
		must(len(sheets) == 0, err)
		for _, f := range sheets {
			s.file(m.Name(), strings.TrimSuffix(path.Base(f), ".xlsx"), false)
		}
		_, _, err = s.workflow.Consolidate(t.Context(), models.System(), planKey, last)
		must(false, err)
	}
	set, err := s.store.Plans.Settings(t.Context(), planKey)
	must(false, err)
	set.Manual = true
	_, err = s.store.Plans.SetSettings(t.Context(), models.System(), planKey, set)
	must(false, err)
	submit := func(month tally.Round, file string, draft bool) models.Submission {
		got, err := s.workflow.Submit(t.Context(), models.System(), workflow.Filing{Plan: planKey, Department: economy, Period: month, Draft: draft, Name: "再报.xlsx", Data: sample(t, file)})
		must(false, err)
		return got.Submission
	}
	submit(september, "faulty/"+economy+"-2018-09.xlsx", true)
	submit(last, "progress/2018-09/"+economy+".xlsx", false) // waits for the office, against the months before
	back := submit(last.Add(-2), "progress/2018-08/"+economy+".xlsx", false)
	_, err = s.store.Submissions.Return(t.Context(), models.System(), back.ID, back.Revision, "口径有误，请核对后重报")
	must(false, err)
	submit(last.Add(-3), "progress/2018-07/"+economy+".xlsx", true)
	got, err := s.workflow.Submit(t.Context(), models.System(), workflow.Filing{Plan: planKey, Department: commerce, Period: last, Name: "更正.xlsx", Data: sample(t, "progress/"+last.String()+"/"+commerce+".xlsx")})
	must(got.Refused() || !got.Submission.Complete(), err) // waits to be accepted
	s.demoOrders(last)
	s.demoNotices(last)
	return s
}

// demoNotices has a channel of the office and of two departments, a message that was parked, one that waits, and a month that could not be
// consolidated.
func (s *site) demoNotices(month tally.Round) {
	s.t.Helper()
	ctx := s.t.Context()
	must := func(err error) {
		s.t.Helper()
		if err != nil {
			s.t.Fatal(err)
		}
	}
	park := func(key models.RunKey, why string) {
		for range 5 {
			run, ok, err := s.store.Runs.Claim(ctx, key, models.ClaimOptions{Owner: "demo", ByHand: true})
			if err != nil || !ok {
				s.t.Fatal("not claimed", err)
			}
			_, err = s.store.Runs.Fail(ctx, run, errors.New(why), 0)
			must(err)
		}
	}
	for _, of := range []string{"", economy, "区发改局"} {
		ch, err := s.store.Channels.Add(ctx, models.System(), notice.Channel{Kind: notice.WeCom, Address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", Department: of, Label: "督查群"})
		must(err)
		must(telling.Try(ctx, s.store, models.System(), ch.ID, s.now))
		list, err := s.store.Outbox.List(ctx, 1, models.RunPending)
		must(err)
		park(list[0].Run.RunKey, "the robot refused: 93000 invalid webhook url")
		s.now = s.now.Add(time.Second)
		must(telling.Try(ctx, s.store, models.System(), ch.ID, s.now))
	}
	key := models.RunKey{Job: models.MonthJob + planKey, Period: month.Add(-1).String(), Revision: 1}
	_, err := s.store.Runs.Materialise(ctx, key)
	must(err)
	park(key, "no space left on device")
}

// demoOrders has orders in each state: owed with a file beside it, answered, closed, and one of a meeting.
func (s *site) demoOrders(month tally.Round) {
	s.t.Helper()
	ctx, by, d := s.t.Context(), models.System(), workflow.Orders{Workflow: s.workflow}
	must := func(err error) {
		s.t.Helper()
		if err != nil {
			s.t.Fatal(err)
		}
	}
	all, err := d.Propose(ctx, planKey, month)
	must(err)
	n := 0
	for _, r := range all.Rows[:len(all.Rows)-1] { // one is left to be sent by the page
		o, err := d.Open(ctx, by, workflow.NewOrder{Plan: planKey, Period: month, Indicator: r.Indicator})
		must(err)
		if n++; n == 1 || o.Department != economy {
			_, err = s.store.Orders.Attach(ctx, by, o.N, "清单.xlsx", sample(s.t, planFile))
			must(err)
			continue
		}
		_, err = d.Answer(ctx, by, o.N, workflow.OrderAnswer{Cause: "审批环节多，推进偏慢", Measure: "倒排工期，逐个项目跟踪"})
		must(err)
		if n == 2 {
			_, err = d.Close(ctx, by, o.N, 0, "属实")
			must(err)
		}
	}
	_, err = d.Open(ctx, by, workflow.NewOrder{Basis: tally.OrderMeeting, Subject: "加快外资到账", Source: "主任办公会", SourceDate: "2018-10-08", Department: economy})
	must(err)
}
