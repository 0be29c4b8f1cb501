package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

func TestOverview(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		plan := s.zone(t)
		s.imported(t, planOf("other", indicator{name: "党建", lead: "组织部"}), "v1")
		s.filed(t, sheet{content: "a"}.build(plan))
		s.filed(t, sheet{content: "b"}.build(plan))
		s.filed(t, sheet{content: "c", department: "商务局", period: october}.build(plan))

		heads, err := s.Plans.Heads(t.Context(), "")
		if err != nil || len(heads) != 2 || heads[0].Key != "other" || heads[1].Key != "zone" {
			t.Fatalf("plans %+v: %v", heads, err)
		}
		if h := heads[1]; h.Years != (calendar.Years{First: 2018, Last: 2018}) || h.Came.IsZero() || h.FirstFiled != september || h.LastFiled != october {
			t.Errorf("zone: %+v", h)
		}
		if h := heads[0]; h.Years != (calendar.Years{}) || !h.LastFiled.IsZero() {
			t.Errorf("a plan without years or filings: %+v", h)
		}
		if own, err := s.Plans.Heads(t.Context(), "组织部"); err != nil || len(own) != 1 || own[0].Key != "other" {
			t.Errorf("of one department: %+v %v", own, err)
		}
		if names, err := s.Departments.Reporting(t.Context(), "zone"); err != nil || !cmp.Equal(names, []string{"商务局", "财政局"}) {
			t.Errorf("reporting %v: %v", names, err)
		}
		var got []int
		newest, err := s.Submissions.Newest(t.Context(), "zone", "", tally.Round{})
		for _, sub := range newest {
			got = append(got, sub.Version)
		}
		if err != nil || !cmp.Equal(got, []int{1, 2}) {
			t.Errorf("newest versions %v: %v", got, err)
		}
		if newest, err = s.Submissions.Newest(t.Context(), "zone", "", october); err != nil || len(newest) != 1 || newest[0].Period != october {
			t.Errorf("newest from October %+v: %v", newest, err)
		}
		if newest, err = s.Submissions.Newest(t.Context(), "", "财政局", september); err != nil || len(newest) != 1 || newest[0].Version != 2 {
			t.Errorf("newest of one department %+v: %v", newest, err)
		}
	})
}
