package models_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

func TestDepartmentAliases(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.zone(t)
		if err := s.Departments.AddAlias(t.Context(), supervisor, "财政局", "财政金融局"); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"财政局": "财政局", " 财政局 ": "财政局", "财 政 局": "财政局", "财　政局": "财政局",
			"财政金融局": "财政局", "商务局": "商务局"} {
			if got, err := s.Departments.Resolve(t.Context(), name); err != nil || got != want {
				t.Errorf("%q resolves to %q (%v), want %q", name, got, err, want)
			}
		}
		_, err := s.Departments.Resolve(t.Context(), "财政")
		refused(t, err, models.NotFound)
		refused(t, s.Departments.AddAlias(t.Context(), supervisor, "商务局", "财政金融局"), models.Conflict)
		refused(t, s.Departments.AddAlias(t.Context(), supervisor, "商务局", "财政局"), models.Conflict)
		refused(t, s.Departments.AddAlias(t.Context(), supervisor, "水利局", "水务局"), models.NotFound)

		s.clock.now = s.clock.now.AddDate(0, 0, 1)
		if err := s.Departments.RemoveAlias(t.Context(), clerk, "财政金融局"); err != nil {
			t.Fatal(err)
		}
		refused(t, s.Departments.RemoveAlias(t.Context(), clerk, "财政金融局"), models.NotFound)
		_, err = s.Departments.Resolve(t.Context(), "财政金融局")
		refused(t, err, models.NotFound)
		want := []breakdown.Alias{{Alias: "财政金融局", For: "财政局", By: "李四", At: models.At(s.clock.now.AddDate(0, 0, -1)),
			EndedBy: "张三", EndedAt: models.At(s.clock.now)}}
		if d := cmp.Diff(want, must[[]breakdown.Alias](t)(s.Departments.Aliases(t.Context()))); d != "" {
			t.Error(d)
		}
		if err := s.Departments.AddAlias(t.Context(), supervisor, "商务局", "财政金融局"); err != nil {
			t.Errorf("a name taken back cannot be given again: %v", err)
		}
	})
}

func TestEnsureDepartments(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.zone(t)
		if err := s.Departments.AddAlias(t.Context(), supervisor, "财政局", "财局"); err != nil {
			t.Fatal(err)
		}
		if err := s.Departments.Ensure(t.Context(), supervisor, "zone", "财局", "水利局"); err != nil {
			t.Fatal(err)
		}
		if err := s.Departments.Ensure(t.Context(), supervisor, "", "气象局"); err != nil {
			t.Fatal(err)
		}
		if err := s.Departments.SetReports(t.Context(), supervisor, "zone", "商务局", false); err != nil {
			t.Fatal(err)
		}
		refused(t, s.Departments.SetReports(t.Context(), supervisor, "zone", "气象局", true), models.NotFound)
		refused(t, s.Departments.Ensure(t.Context(), supervisor, "none", "水利局"), models.NotFound)
		refused(t, s.Departments.Ensure(t.Context(), supervisor, "zone", ""), models.Invalid)
		want := []breakdown.Department{{Name: "商务局"}, {Name: "水利局", Reports: true}, {Name: "财政局", Aliases: []string{"财局"}, Reports: true}}
		if d := cmp.Diff(want, must[[]breakdown.Department](t)(s.Departments.List(t.Context(), "zone"))); d != "" {
			t.Error(d)
		}
		if all := must[[]breakdown.Department](t)(s.Departments.List(t.Context(), "")); len(all) != 4 {
			t.Errorf("the site has %d departments, want 4", len(all))
		}
	})
}

func TestIndicatorAliases(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		tax, trade := p.Indicators[0].ID, p.Indicators[1].ID
		if err := s.Indicators.AddAlias(t.Context(), clerk, "zone", tax, "税收总收入"); err != nil {
			t.Fatal(err)
		}
		refused(t, s.Indicators.AddAlias(t.Context(), clerk, "zone", trade, "税收总收入"), models.Conflict)
		refused(t, s.Indicators.AddAlias(t.Context(), clerk, "zone", "none", "x"), models.NotFound)
		p = must[tally.Plan](t)(s.Plans.Get(t.Context(), "zone"))
		if d := cmp.Diff([]string{"税收总收入"}, p.Indicators[0].Aliases); d != "" {
			t.Error(d)
		}
		if err := s.Indicators.RemoveAlias(t.Context(), supervisor, "zone", "税收总收入"); err != nil {
			t.Fatal(err)
		}
		if err := s.Indicators.AddAlias(t.Context(), clerk, "zone", trade, "税收总收入"); err != nil {
			t.Fatal(err)
		}
		list := must[[]breakdown.Alias](t)(s.Indicators.Aliases(t.Context(), "zone"))
		if len(list) != 1 || list[0].For != trade || !list[0].Active || list[0].By != "张三" || list[0].EndedBy != "" {
			t.Errorf("aliases: %+v", list)
		}
		refused(t, s.Indicators.RemoveAlias(t.Context(), supervisor, "zone", "none"), models.NotFound)
	})
}

func TestMappings(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.zone(t)
		refused(t, s.Mappings.Set(t.Context(), supervisor, "财政局", "abc", json.RawMessage(`{`)), models.Invalid)
		for _, m := range []string{`{"C":"name"}`, `{"D":"name"}`} {
			if err := s.Mappings.Set(t.Context(), supervisor, "财政局", "abc", json.RawMessage(m)); err != nil {
				t.Fatal(err)
			}
		}
		if kept := must[[]models.Mapping](t)(s.Mappings.List(t.Context(), "财政局")); len(kept) != 1 || !kept[0].Active || string(kept[0].Mapping) != `{"D":"name"}` {
			t.Errorf("mappings: %+v", kept)
		}
		if err := s.Mappings.Remove(t.Context(), clerk, "财政局", "abc"); err != nil {
			t.Fatal(err)
		}
		list := must[[]models.Mapping](t)(s.Mappings.List(t.Context(), ""))
		if len(list) != 1 || list[0].Active || list[0].EndedBy != "张三" || list[0].By != "李四" {
			t.Errorf("mappings: %+v", list)
		}
	})
}
