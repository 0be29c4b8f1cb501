package handlers_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// The page of a plan of thousands of indicators is short, and what is looked for, or was just changed, is on the page that opens.
func TestThePlanPageStaysShort(t *testing.T) {
	s := newSite(t)
	plan := tally.Plan{Key: "long", Title: "长计划"}
	for i := range 3000 {
		plan.Indicators = append(plan.Indicators, tally.Indicator{Item: tally.Item{Name: fmt.Sprintf("指标%04d", i), Unit: "亿元", Measure: tally.Level, Lead: []string{fmt.Sprintf("第%d局", i%300)},
			Targets: []tally.Target{{Period: "2018", Text: fmt.Sprint(i)}}}})
	}
	for _, name := range []string{"x.xlsx", "every target revised.xlsx"} { // so many rows a statement, not a statement a row
		sent := s.asked.during(func() {
			if _, err := s.store.Plans.Import(t.Context(), models.System(), plan, breakdown.File{Name: name, Bytes: []byte(name)}); err != nil {
				t.Fatal(err)
			}
		})
		if len(sent) > 130 {
			t.Errorf("%s of 3,000 indicators and 300 departments took %d statements", name, len(sent))
		}
		for i := range plan.Indicators {
			ind := &plan.Indicators[i]
			ind.Group, ind.Targets = []string{"重点"}, []tally.Target{{Period: "2018", Text: fmt.Sprint(i + 1)}}
		}
	}
	read, err := s.store.Plans.Get(t.Context(), "long")
	if err != nil {
		t.Fatal(err)
	}
	office := s.signedIn("du", account.Supervisor, "")
	at := read.Indicators[2222]
	for query, want := range map[string]string{"": "指标0000", "?page=2": "指标0030", "?page=999": "指标2999", "?q=" + url.QueryEscape("指标1234"): "指标1234",
		"?q=" + url.QueryEscape("第7局"): "指标0007", "?at=" + at.ID: at.Name, "?filter=declined": "长计划"} {
		w := office.get("/plans/long" + query)
		text := w.Body.String()
		if w.Code != 200 || len(text) > 300<<10 || !strings.Contains(text, want) {
			t.Errorf("%s: %d, %d bytes, has %s: %v", query, w.Code, len(text), want, strings.Contains(text, want))
		}
	}
}
