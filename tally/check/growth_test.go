package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// An indicator whose target is growth is judged by the growth printed beside its amounts, whatever unit the plan counts it in.
func TestGrowthBesideAmounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, unit, amount string }{
		{"counted in amounts", "元", "48217"},
		{"counted in per cent", "%", "48217"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			income := indicator("人均可支配收入", c.unit, tally.Growth, "7.5")
			income.Targets[0].Unit, income.Targets[0].Text = "%", "增长7.5%"
			r := row(4, "人均可支配收入", "元").month("4100").ytd(c.amount)
			r.Growth = []tally.Actual{{Cell: "H4", Period: september, Span: tally.SpanYTD, Text: "8.1", Value: exact.MustNumber("8.1"), Unit: "%"}}
			got := checked(t, check.Input{Plan: plan2018(income), Reading: sheetOf(r)})
			if fs := codes(got.Findings); len(fs) > 0 {
				t.Errorf("findings %v", fs)
			}
			var figures []string
			for _, f := range got.Figures {
				figures = append(figures, f.Source.Cell+" "+f.Value.String()+f.Unit)
			}
			want := []string{"H4 8.1%"}
			if c.unit == "元" {
				want = []string{"E4 4100元", "F4 48217元", "H4 8.1%"}
			}
			if diff := cmp.Diff(want, figures); diff != "" {
				t.Error(diff)
			}
		})
	}
}
