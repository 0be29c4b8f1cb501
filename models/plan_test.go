package models_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestImportKeepsThePlanAsRead(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		want := planOf("zone", indicator{name: "税收收入", unit: "亿元", target: "10.0", lead: "财政局", group: []string{"重点指标"}},
			indicator{name: "进出口总额", unit: "亿美元", target: "3.50", lead: "商务局"},
			indicator{name: "进出口总额", unit: "亿美元", target: "1", lead: "商务局"})
		want.Indicators[0].Every = 3
		want.Indicators[0].Curve = tally.Curve{Points: []tally.CurvePoint{{Month: 6, Share: exact.MustNumber("0.55")}}}
		want.Indicators[0].Targets = append(want.Indicators[0].Targets,
			tally.Target{Cell: "D5", Period: "2019", Text: "10亿元2个", Parts: []tally.Part{{Threshold: exact.MustNumber("10"), Unit: "亿元", Count: exact.Int(2)}}})
		want.Indicators[1].Support = []string{"海关", "  "}
		got := s.imported(t, want, "v1")
		for i := range got.Indicators {
			if got.Indicators[i].ID == "" {
				t.Errorf("indicator %d has no id", i)
			}
			want.Indicators[i].ID = got.Indicators[i].ID
		}
		if got.Indicators[1].ID == got.Indicators[2].ID {
			t.Error("two rows of one name share an id")
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		departments := must[[]breakdown.Department](t)(s.Departments.List(t.Context(), "zone"))
		wantD := []breakdown.Department{{Name: "商务局", Reports: true}, {Name: "海关"}, {Name: "财政局", Reports: true}}
		if d := cmp.Diff(wantD, departments); d != "" {
			t.Error(d)
		}
		name, data, err := s.Plans.Original(t.Context(), "zone", 0)
		if err != nil || name != "计划.xlsx" || string(data) != "v1" {
			t.Errorf("original: %s %q %v", name, data, err)
		}
	})
}

func TestImportAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		first := planOf("zone", indicator{name: "税收收入", unit: "亿元", target: "10", lead: "财政局"},
			indicator{name: "进出口总额", unit: "亿美元", target: "3.5", lead: "商务局"},
			indicator{name: "招商引资", unit: "个", target: "5", lead: "商务局"})
		before := s.imported(t, first, "v1")
		info := must[breakdown.PlanInfo](t)(s.Plans.Import(t.Context(), supervisor, first, breakdown.File{Name: "x", Bytes: []byte("v1")}))
		if !info.Unchanged || info.Revision != 1 {
			t.Errorf("the same again: %+v", info)
		}
		imported := s.clock.now
		s.clock.now = imported.Add(time.Hour)
		second := planOf("zone", indicator{name: "招商引资", unit: "个", target: "5", lead: "商务局"},
			indicator{name: "税收收入", unit: "万元", target: "110000", lead: "财政局", group: []string{"经济"}},
			indicator{name: "新增企业", unit: "户", target: "100", lead: "商务局"})
		second.Indicators[0].Targets[0].Cell = "C9" // moved, not revised
		after := s.imported(t, second, "v2")
		ids := map[string]string{}
		for _, ind := range before.Indicators {
			ids[ind.Name] = ind.ID
		}
		if len(after.Indicators) != 3 || after.Indicators[0].ID != ids["招商引资"] || after.Indicators[1].ID != ids["税收收入"] {
			t.Errorf("indicators were not matched: %+v", after.Indicators)
		}
		if got := after.Indicators[1].Targets[0].Floor.String(); got != "110000" {
			t.Errorf("new target %s", got)
		}
		revisions := must[[]breakdown.TargetRevision](t)(s.Targets.Revisions(t.Context(), "zone", ids["税收收入"]))
		if len(revisions) != 2 || revisions[0].Target.Floor.String() != "10" || revisions[1].Target.Floor.String() != "110000" {
			t.Errorf("revisions of the changed target: %+v", revisions)
		}
		if r := must[[]breakdown.TargetRevision](t)(s.Targets.Revisions(t.Context(), "zone", ids["招商引资"])); len(r) != 1 {
			t.Errorf("a target whose cell moved has %d revisions", len(r))
		}
		if all := must[[]breakdown.TargetRevision](t)(s.Targets.Revisions(t.Context(), "zone", "")); len(all) != 6 {
			t.Errorf("%d target revisions in all, want 6: the three, one revised, one withdrawn, one new", len(all))
		}
		if since := must[[]breakdown.TargetRevision](t)(s.Targets.RevisedSince(t.Context(), "zone", imported)); len(since) != 3 {
			t.Errorf("%d revisions since the first import, want 3: %+v", len(since), since)
		}
		third := s.imported(t, first, "v3") // what was left out comes back as itself
		for _, ind := range third.Indicators {
			if ind.ID != ids[ind.Name] {
				t.Errorf("%s came back as %s, was %s", ind.Name, ind.ID, ids[ind.Name])
			}
		}
		if list := must[[]breakdown.PlanInfo](t)(s.Plans.Revisions(t.Context(), "zone")); len(list) != 3 {
			t.Errorf("%d revisions, want 3", len(list))
		}
		plans := must[[]breakdown.PlanInfo](t)(s.Plans.List(t.Context()))
		if len(plans) != 1 || plans[0].Revision != 3 || plans[0].Indicators != 3 || plans[0].By != "李四" {
			t.Errorf("plans: %+v", plans)
		}
	})
}

func TestReviseTarget(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		s.publish(t, september)
		change := breakdown.TargetChange{Plan: "zone", Indicator: p.Indicators[0].ID, Target: p.Indicators[0].Targets[0],
			Effective: september, Reason: "管委会调整", Reference: "管发〔2018〕12号"}
		change.Target.Floor, change.Target.Text = exact.MustNumber("9.0"), "9.0"
		e := refused(t, s.Targets.Revise(t.Context(), supervisor, change), models.Locked)
		if !strings.Contains(e.Message, "2018年10月") {
			t.Errorf("the refusal does not say from when: %s", e.Message)
		}
		change.Effective = october
		if err := s.Targets.Revise(t.Context(), supervisor, change); err != nil {
			t.Fatal(err)
		}
		for period, want := range map[tally.Round]string{september: "10.0", october: "9.0", october.Add(2): "9.0"} {
			plan := must[tally.Plan](t)(s.Plans.At(t.Context(), "zone", period))
			if got := plan.Indicators[0].Targets[0].Floor.String(); got != want {
				t.Errorf("%s: %s in force, want %s", period, got, want)
			}
		}
		// The workbook imported again with other things changed does not undo what was decided by hand.
		again := planOf("zone", indicator{name: "税收收入", unit: "亿元", target: "10.0", lead: "财政局"},
			indicator{name: "进出口总额", unit: "亿美元", target: "4", lead: "商务局"})
		after := s.imported(t, again, "v2")
		if got := after.Indicators[0].Targets[0].Floor.String(); got != "9.0" {
			t.Errorf("after the import %s, want 9.0", got)
		}
		old := must[tally.Plan](t)(s.Plans.At(t.Context(), "zone", september))
		if got := old.Indicators[1].Targets[0].Floor.String(); got != "3.5" {
			t.Errorf("the published month shows %s, want 3.5", got)
		}
		change.Reason = " "
		refused(t, s.Targets.Revise(t.Context(), supervisor, change), models.Invalid)
		change.Reason, change.Indicator = "x", "none"
		refused(t, s.Targets.Revise(t.Context(), supervisor, change), models.NotFound)
	})
}

func TestImportsAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		var wg sync.WaitGroup
		for i := range 6 {
			wg.Go(func() {
				p := planOf("zone", indicator{name: "税收收入", unit: "亿元", target: exact.Int(int64(10 + i)).String(), lead: "财政局"})
				if _, err := s.Plans.Import(t.Context(), supervisor, p, breakdown.File{Name: "p", Bytes: []byte{byte(i)}}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		p := must[tally.Plan](t)(s.Plans.Get(t.Context(), "zone"))
		if len(p.Indicators) != 1 {
			t.Fatalf("%d indicators, want 1", len(p.Indicators))
		}
		revisions := must[[]breakdown.TargetRevision](t)(s.Targets.Revisions(t.Context(), "zone", p.Indicators[0].ID))
		if infos := must[[]breakdown.PlanInfo](t)(s.Plans.Revisions(t.Context(), "zone")); len(infos) != 6 || len(revisions) != 6 {
			t.Errorf("%d plan revisions and %d target revisions, want 6 and 6", len(infos), len(revisions))
		}
	})
}

func TestPlanKeys(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		for _, key := range []string{"", " zone", "zone ", "a/b", "a\nb", strings.Repeat("长", 65)} {
			_, err := s.Plans.Import(t.Context(), supervisor, planOf(key, indicator{name: "x"}), breakdown.File{})
			refused(t, err, models.Invalid)
		}
		// Case and width tell keys apart on both databases.
		for _, key := range []string{"zone", "Zone", "ｚｏｎｅ", "任务-2018", strings.Repeat("长", 64)} {
			s.imported(t, planOf(key, indicator{name: "x"}), "v")
		}
		_, err := s.Plans.Import(t.Context(), supervisor, planOf("empty"), breakdown.File{})
		refused(t, err, models.Invalid)
		_, err = s.Plans.Get(t.Context(), "none")
		refused(t, err, models.NotFound)
	})
}

func TestCurveAndSettingsSurviveAnImport(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		id := p.Indicators[0].ID
		curve := tally.Curve{Points: []tally.CurvePoint{{Month: 6, Share: exact.MustNumber("0.4")}}}
		quarterly, lag, weight, never, seen, second := 3, 1, exact.MustNumber("5"), 5, 0, 1
		all := breakdown.IndicatorSettings{Version: &seen, Curve: &curve, Every: &quarterly, Lag: &lag, Weight: &weight}
		if err := s.Indicators.Set(t.Context(), supervisor, "zone", id, all, "季报"); err != nil {
			t.Fatal(err)
		}
		refused(t, s.Indicators.Set(t.Context(), supervisor, "zone", "none", all, "季报"), models.NotFound)
		refused(t, s.Indicators.Set(t.Context(), supervisor, "zone", id, all, " "), models.Invalid)
		refused(t, s.Indicators.Set(t.Context(), supervisor, "zone", id, breakdown.IndicatorSettings{Version: &second}, "季报"), models.Invalid)
		refused(t, s.Indicators.Set(t.Context(), supervisor, "zone", id, breakdown.IndicatorSettings{Version: &second, Every: &never}, "季报"), models.Invalid)
		refused(t, s.Indicators.Set(t.Context(), supervisor, "zone", id, breakdown.IndicatorSettings{Every: &quarterly}, "季报"), models.Invalid)
		refused(t, s.Indicators.Set(t.Context(), supervisor, "zone", id, all, "季报"), models.Conflict)
		set := must[breakdown.Settings](t)(s.Plans.Settings(t.Context(), "zone"))
		set.Manual, set.Rules = true, "武汉"
		set.Classes = map[tally.Code]tally.Class{tally.Jump: tally.ClassD}
		set = must[breakdown.Settings](t)(s.Plans.SetSettings(t.Context(), supervisor, "zone", set))
		stale := set
		stale.Version--
		_, err := s.Plans.SetSettings(t.Context(), supervisor, "zone", stale)
		if e := refused(t, err, models.Conflict); e.Given != 0 || e.Current != 1 {
			t.Errorf("conflict tells versions %d and %d, want 0 and 1", e.Given, e.Current)
		}
		bad := set
		bad.Classes = map[tally.Code]tally.Class{tally.NumberUnreadable: tally.ClassD}
		_, err = s.Plans.SetSettings(t.Context(), supervisor, "zone", bad)
		refused(t, err, models.Invalid)

		after := s.imported(t, planOf("zone", indicator{name: "税收收入", unit: "亿元", target: "12", lead: "财政局"}), "v2")
		if d := cmp.Diff(curve, after.Indicators[0].Curve); d != "" || after.Indicators[0].Every != 3 || after.Indicators[0].Lag != 1 || !after.Indicators[0].Weight.Equal(weight) {
			t.Errorf("after an import: %s, %+v", d, after.Indicators[0])
		}
		if d := cmp.Diff(set, must[breakdown.Settings](t)(s.Plans.Settings(t.Context(), "zone"))); d != "" {
			t.Error(d)
		}
		if sub := s.filed(t, sheet{}.build(after)); sub.State != models.Submitted {
			t.Errorf("under manual acceptance a clean filing is %s", sub.State)
		}
	})
}
