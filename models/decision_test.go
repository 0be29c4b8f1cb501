package models_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

func TestExplainAndWaiveLeadToAcceptance(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		sub := s.filed(t, sheet{findings: []tally.Finding{finding(tally.Jump), finding(tally.ItemMissing), finding(tally.RateDisagrees)}}.build(p))
		if sub.State != models.Submitted || sub.OpenB != 1 || sub.OpenC != 1 {
			t.Fatalf("filed with B and C: %+v", sub)
		}
		_, err := s.Submissions.Accept(t.Context(), supervisor, sub.ID, 0)
		refused(t, err, models.Invalid)
		_, err = s.Findings.Explain(t.Context(), clerk, sub.ID, 0, 1, "太 短 了")
		refused(t, err, models.Invalid)
		_, err = s.Findings.Explain(t.Context(), clerk, sub.ID, 0, 2, "这是一个B类问题")
		refused(t, err, models.Invalid)
		_, err = s.Findings.Explain(t.Context(), clerk, sub.ID, 0, 9, "没有这样的问题号")
		refused(t, err, models.NotFound)

		sub = must[models.Submission](t)(s.Findings.Explain(t.Context(), clerk, sub.ID, sub.Revision, 1, "一家企业补缴税款"))
		again := must[models.Submission](t)(s.Findings.Explain(t.Context(), clerk, sub.ID, sub.Revision, 1, "两家企业补缴税款"))
		if again.OpenC != 0 || again.OpenB != 1 || again.State != models.Submitted {
			t.Errorf("explained twice: %+v", again)
		}
		_, err = s.Findings.Waive(t.Context(), supervisor, sub.ID, sub.Revision, 2, "本季不统计", false)
		if e := refused(t, err, models.Conflict); e.Given != sub.Revision || e.Current != again.Revision {
			t.Errorf("conflict tells %d and %d, want %d and %d", e.Given, e.Current, sub.Revision, again.Revision)
		}
		done := must[models.Submission](t)(s.Findings.Waive(t.Context(), supervisor, sub.ID, again.Revision, 2, "本季不统计", false))
		if done.State != models.Accepted || !done.InForce {
			t.Errorf("with nothing open: %+v", done)
		}
		_, err = s.Findings.Explain(t.Context(), clerk, sub.ID, 0, 1, "审核通过以后再改说明")
		refused(t, err, models.Conflict)
		notes := must[[]tally.Note](t)(s.Findings.Notes(t.Context(), "zone", september))
		want := []tally.Note{{Department: "财政局", Indicator: "税收收入", Cell: "F4", Finding: finding(tally.Jump).Message, Text: "两家企业补缴税款", By: "张三"}}
		if d := cmp.Diff(want, notes); d != "" {
			t.Error(d)
		}
	})
}

func TestExplanationsComeWithTheFiling(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		b := sheet{findings: []tally.Finding{finding(tally.Jump), finding(tally.UnitSuspect)}, explain: map[int]string{1: "口径由亿元改为万元"}}
		sub := s.filed(t, b.build(p))
		if sub.OpenC != 1 || sub.State != models.Submitted {
			t.Fatalf("one of two explained: %+v", sub)
		}
		b.explain = map[int]string{0: "一家企业补缴税款"} // the same file again, with the other explanation
		again := s.filed(t, b.build(p))
		if again.ID != sub.ID || again.State != models.Accepted || again.OpenC != 0 {
			t.Errorf("explained by filing again: %+v", again)
		}
		found := must[[]models.FiledFinding](t)(s.Findings.List(t.Context(), sub.ID))
		for i, want := range []string{"一家企业补缴税款", "口径由亿元改为万元"} {
			if found[i].Text != want || found[i].By != "张三" || found[i].At.IsZero() {
				t.Errorf("finding %d: %+v", i+1, found[i])
			}
		}
	})
}

func TestAcceptAndReturnByHand(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		must[breakdown.Settings](t)(s.Plans.SetSettings(t.Context(), supervisor, "zone", breakdown.Settings{Manual: true}))
		first := s.filed(t, sheet{content: "a"}.build(p))
		_, err := s.Submissions.Return(t.Context(), supervisor, first.ID, 0, "  ")
		refused(t, err, models.Invalid)
		returned := must[models.Submission](t)(s.Submissions.Return(t.Context(), supervisor, first.ID, first.Revision, "F4 与上月不衔接"))
		if returned.State != models.Returned || returned.Reason != "F4 与上月不衔接" || returned.DecidedBy != "李四" {
			t.Errorf("returned: %+v", returned)
		}
		_, err = s.Submissions.Accept(t.Context(), supervisor, first.ID, 0)
		refused(t, err, models.Conflict)
		second := s.filed(t, sheet{content: "b"}.build(p))
		_, err = s.Submissions.Return(t.Context(), supervisor, first.ID, 0, "再退一次")
		if e := refused(t, err, models.Conflict); e.Given != 1 || e.Current != 2 {
			t.Errorf("acting on version 1 tells %d and %d, want 1 and 2", e.Given, e.Current)
		}
		second = must[models.Submission](t)(s.Submissions.Accept(t.Context(), supervisor, second.ID, second.Revision))
		third := s.filed(t, sheet{content: "c", ytd: "8"}.build(p))
		figures := s.inForce(t, september)
		if len(figures) != 1 || figures[0].Source.Version() != 2 {
			t.Errorf("while version 3 waits, in force is %+v", figures)
		}
		must[models.Submission](t)(s.Submissions.Accept(t.Context(), supervisor, third.ID, 0))
		must[models.Submission](t)(s.Submissions.Return(t.Context(), supervisor, third.ID, 0, "数据存疑"))
		if figures := s.inForce(t, september); len(figures) != 0 {
			t.Errorf("after the return of what was accepted, in force is %+v", figures)
		}
		acts := must[[]models.AuditRow](t)(s.Audit.List(t.Context(), models.AuditFilter{Object: first.ID}))
		var names []string
		for _, a := range acts {
			names = append(names, a.Action)
		}
		if got := strings.Join(names, " "); got != "submission.file submission.submit submission.return" {
			t.Errorf("on record: %s", got)
		}
		_, err = s.Submissions.Accept(t.Context(), supervisor, "none", 0)
		refused(t, err, models.NotFound)
	})
}

func TestWaiversAreRememberedAndTakenBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		missing := []tally.Finding{finding(tally.ItemMissing)}
		sub := s.filed(t, sheet{findings: missing}.build(p))
		sub = must[models.Submission](t)(s.Findings.Waive(t.Context(), supervisor, sub.ID, 0, 1, "全年只报一次", true))
		if sub.State != models.Accepted {
			t.Fatalf("waived: %+v", sub)
		}
		next := s.filed(t, sheet{period: october, findings: missing}.build(p))
		if next.State != models.Accepted || next.OpenB != 0 {
			t.Errorf("the next month asks again: %+v", next)
		}
		if err := s.Waivers.TakeBack(t.Context(), supervisor, "zone", "财政局", tally.ItemMissing, "税收收入"); err != nil {
			t.Fatal(err)
		}
		refused(t, s.Waivers.TakeBack(t.Context(), supervisor, "zone", "财政局", tally.ItemMissing, "税收收入"), models.NotFound)
		third := s.filed(t, sheet{period: october.Add(1), findings: missing}.build(p))
		if third.OpenB != 1 {
			t.Errorf("after it was taken back: %+v", third)
		}
		third = must[models.Submission](t)(s.Findings.Waive(t.Context(), supervisor, third.ID, 0, 1, "再次同意", true))
		all := must[[]models.Waiver](t)(s.Waivers.List(t.Context(), "zone"))
		if len(all) != 1 || !all[0].Active || all[0].Reason != "再次同意" || all[0].EndedBy != "" {
			t.Errorf("waivers: %+v", all)
		}
		_, err := s.Findings.Unwaive(t.Context(), supervisor, third.ID, 0, 1, "错核")
		refused(t, err, models.Conflict)
	})
}

func TestUnwaive(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		sub := s.filed(t, sheet{findings: []tally.Finding{finding(tally.ItemMissing), finding(tally.Jump)}}.build(p))
		sub = must[models.Submission](t)(s.Findings.Waive(t.Context(), supervisor, sub.ID, 0, 1, "同意", false))
		sub = must[models.Submission](t)(s.Findings.Unwaive(t.Context(), supervisor, sub.ID, sub.Revision, 1, "看错了部门"))
		if sub.OpenB != 1 || sub.State != models.Submitted {
			t.Errorf("unwaived: %+v", sub)
		}
		_, err := s.Findings.Unwaive(t.Context(), supervisor, sub.ID, 0, 1, "再来")
		refused(t, err, models.NotFound)
	})
}
