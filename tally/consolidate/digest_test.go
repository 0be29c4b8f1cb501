package consolidate

import (
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Editions of years ago are held against the digest of the same inputs: it is not to change with the program.
func TestDigestStaysWhatItWas(t *testing.T) {
	at := time.Date(2018, 10, 8, 9, 30, 0, 120_000_000, time.FixedZone("", 8*3600))
	c := consolidation{Input: Input{
		Plan: tally.Plan{Key: "zone", Title: "目标<任务>", Indicators: []tally.Indicator{{ID: "1", Curve: tally.Curve{Steps: true}, Item: tally.Item{Name: "税收", Group: []string{"重点 & 一般"},
			Targets: []tally.Target{{Text: "增长10%", Op: tally.OpAtLeast, Floor: exact.MustNumber("10.0"), Unit: "%"}}}}}},
		Period: tally.MonthOf(2018, 9), Number: 2, CutOff: at, Departments: []string{"财政局"}, Aliases: map[string]string{"财政": "财政局"},
		Reasons: []tally.Correction{{What: "目标值", Why: "调整"}}, Previous: &Earlier{Digest: "before"}, Notes: []tally.Note{{Text: "“说明”"}},
		Remarks: []tally.Remark{{Indicator: "1", Period: tally.MonthOf(2018, 9), Progress: "一\n二"}},
		Reports: []tally.Report{{Department: "财政局", State: tally.ReportAccepted, FiledAt: at}},
		Figures: []tally.Figure{{Indicator: "1", Period: tally.MonthOf(2018, 9), Span: tally.SpanYTD, Value: exact.MustNumber("8.30"), Source: tally.Source{FiledWith: &tally.FiledWith{File: "9月.xlsx", At: at}}}},
	}}
	packed := c
	c.place, c.members, c.filed = map[string]int{"1": 0}, []member{{Indicator: &c.Plan.Indicators[0]}}, map[string]bool{}
	c.hand()
	got, err := c.digest("rules")
	if want := "5feae52f871e12090b6e15980dc8fc4857886ea027aff4a27e0989704adb7620"; err != nil || got != want {
		t.Errorf("digest of figures one by one %s %v, want %s", got, err, want)
	}
	packed.Filed, packed.Figures = loose(packed.Figures), nil
	packed.place, packed.members, packed.filed = map[string]int{"1": 0}, []member{{Indicator: &packed.Plan.Indicators[0]}}, map[string]bool{}
	packed.hand()
	got, err = packed.digest("rules")
	if want := "f5caa99ca7522b10da89fafa0f8797defeec91609d77b66f30b1c17ff3c47b2b"; err != nil || got != want {
		t.Errorf("digest of what was filed %s %v, want %s", got, err, want)
	}
}
