package deviation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/templates"
)

// TestARuleAsksForEvidence: a milestone that is said to be done is green only with a file beside it, where the rule asks for one.
func TestARuleAsksForEvidence(t *testing.T) {
	text, known := templates.Rules("default")
	if !known {
		t.Fatal("no default rule")
	}
	asks, err := ParseRules(append([]byte("evidence: milestone\n"), text...))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		rules    *Rules
		evidence bool
		light    tally.Light
	}{{shippedRules(t, "default"), false, tally.Green}, {asks, false, tally.Grey}, {asks, true, tally.Green}} {
		got := Deviate(Against{Indicator: &tally.Indicator{Item: tally.Item{Name: "大桥通车", Measure: tally.Milestone, Deadline: "2018-09"}},
			Target: &tally.Target{Period: "2018", Text: "大桥通车"}, Progress: "已完成", Evidence: x.evidence, Period: tally.MonthOf(2018, 9), Words: shippedWords(t), Rules: x.rules})
		if got.Light != x.light || x.light == tally.Grey && !strings.Contains(got.Sentence, "佐证") {
			t.Errorf("with evidence %t, asked for %t: %s, %s", x.evidence, x.rules.evidence, got.Light, got.Sentence)
		}
	}
	if legend := fmt.Sprint(asks.Legend()); !strings.Contains(legend, "并附佐证") {
		t.Errorf("the legend does not say so: %s", legend)
	}
	if _, err := ParseRules(append([]byte("evidence: all\n"), text...)); err == nil || !strings.Contains(err.Error(), "evidence") {
		t.Errorf("another word: %v", err)
	}
}
