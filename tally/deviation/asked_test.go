package deviation

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// A light that rests on an answer waits for it; one that every answer would light alike does not.
func TestALightWaitsForWhatItRestsOn(t *testing.T) {
	words, rules := shippedWords(t), shippedRules(t, "default")
	target := tally.Target{Cell: "D3", Period: "2023", Text: "5200", Op: tally.OpAtLeast, Floor: exact.Int(5200), Unit: "万元"}
	spending := tally.Indicator{Item: tally.Item{Name: "一般性支出", Unit: "万元", Measure: tally.Ceiling, Better: tally.Lower, Targets: []tally.Target{target}}}
	direction := tally.Question{Code: tally.AskDirection, Proposed: "lower", Choices: []string{"lower", "higher"}, Why: "表里没有写明"}
	lead := tally.Question{Code: tally.AskDepartment, Why: "看不出是哪个部门"}
	elsewhere := Deviate(Against{Indicator: asking(spending, lead), Target: &target, Actual: &tally.Figure{Value: exact.Int(3500), Unit: "件"}, Reported: true,
		Period: tally.MonthOf(2023, 9), Words: words, Rules: rules})
	if elsewhere.Light != tally.Grey || elsewhere.Asked || strings.Contains(elsewhere.Sentence, "待确认") {
		t.Errorf("grey for its unit, said to wait: %s", elsewhere.Sentence)
	}
	for _, x := range []struct {
		what  string
		asked []tally.Question
		done  int64
		light tally.Light
		waits bool
	}{
		{"less is good, or behind schedule", []tally.Question{direction}, 3500, tally.Grey, true},
		{"nothing asked", nil, 3500, tally.Green, false},
		{"who leads changes no light", []tally.Question{lead}, 3500, tally.Green, false},
		{"who leads beside what does", []tally.Question{lead, direction}, 3500, tally.Grey, true},
		{"over the limit or far ahead", []tally.Question{direction}, 6000, tally.Grey, true},
		{"either way met", []tally.Question{direction}, 5200, tally.Green, false},
	} {
		d := Deviate(Against{Indicator: asking(spending, x.asked...), Target: &target, Actual: &tally.Figure{Value: exact.Int(x.done), Unit: "万元"}, Reported: true,
			Period: tally.MonthOf(2023, 9), Words: words, Rules: rules})
		if d.Light != x.light || d.Asked != x.waits || x.waits && !strings.Contains(d.Sentence, direction.Why) {
			t.Errorf("%s: %s, waits %v: %s", x.what, d.Light, d.Asked, d.Sentence)
		}
	}
}

func asking(ind tally.Indicator, asked ...tally.Question) *tally.Indicator {
	ind.Asked = asked
	return &ind
}
