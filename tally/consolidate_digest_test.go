package tally

import (
	"testing"
	"time"
)

// Editions of years ago are held against the digest of the same inputs: it is not to change with the program.
func TestDigestStaysWhatItWas(t *testing.T) {
	at := time.Date(2018, 10, 8, 9, 30, 0, 120_000_000, time.FixedZone("", 8*3600))
	c := consolidation{ConsolidateInput: ConsolidateInput{
		Plan: Plan{Key: "zone", Title: "目标<任务>", Indicators: []Indicator{{ID: "1", Curve: Curve{Steps: true}, Item: Item{Name: "税收", Group: []string{"重点 & 一般"},
			Targets: []Target{{Text: "增长10%", Op: OpAtLeast, Floor: MustNumber("10.0"), Unit: "%"}}}}}},
		Period: Period{2018, 9}, Number: 2, CutOff: at, Departments: []string{"财政局"}, Aliases: map[string]string{"财政": "财政局"},
		Reasons: []Correction{{What: "目标值", Why: "调整"}}, Previous: &Edition{Digest: "before"}, Notes: []Note{{Text: "“说明”"}},
		Remarks: []Remark{{Indicator: "1", Period: Period{2018, 9}, Progress: "一\n二"}},
		Reports: []Report{{Department: "财政局", State: ReportAccepted, FiledAt: at}},
		Figures: []Figure{{Indicator: "1", Period: Period{2018, 9}, Span: SpanYTD, Value: MustNumber("8.30"), Source: Source{File: "9月.xlsx", At: at}}},
	}}
	got, err := c.digest("rules")
	if want := "5feae52f871e12090b6e15980dc8fc4857886ea027aff4a27e0989704adb7620"; err != nil || got != want {
		t.Errorf("digest %s %v, want %s", got, err, want)
	}
}
