package consolidate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// drawn is a plan with figures, of any shape that matters here.
func drawn(t *rapid.T, w *meaning.Words, rules *deviation.Rules) Input {
	in := Input{Plan: tally.Plan{Key: "p"}, Period: tally.MonthOf(2018, rapid.IntRange(1, 12).Draw(t, "month")), Words: w, Rules: rules}
	value := rapid.Int64Range(-500, 100_000)
	for k := range rapid.IntRange(1, 8).Draw(t, "indicators") {
		unit, m := "亿元", rapid.SampledFrom([]tally.Measure{tally.Level, tally.Count, tally.Growth, tally.Share, tally.Stock}).Draw(t, "measure")
		if m == tally.Growth || m == tally.Share {
			unit = "%"
		}
		ind := indicator(fmt.Sprint(k), fmt.Sprintf("指标%d", rapid.IntRange(0, 3).Draw(t, "name")), m, unit,
			fmt.Sprint(rapid.Int64Range(0, 5000).Draw(t, "target")), fmt.Sprintf("部门%d", rapid.IntRange(0, 3).Draw(t, "lead")))
		in.Plan.Indicators = append(in.Plan.Indicators, ind)
		for p := 1; p <= in.Period.Month(); p++ {
			if rapid.Bool().Draw(t, "filed") {
				v := fmt.Sprintf("%d.%d", value.Draw(t, "value"), rapid.IntRange(0, 99).Draw(t, "cents"))
				in.Figures = append(in.Figures, figure(ind.ID, ind.Lead[0], tally.MonthOf(2018, p).String(), tally.SpanYTD, v, unit))
			}
		}
	}
	return in
}

func mustConsolidate(t *rapid.T, in Input) tally.Edition {
	ed, err := Consolidate(in)
	if err != nil {
		t.Fatal(err)
	}
	return ed
}

func byID(ed tally.Edition) map[string]tally.Deviation {
	m := map[string]tally.Deviation{}
	for _, r := range ed.Rows {
		m[r.Indicator.ID] = r.Main
	}
	return m
}

func TestNoGapDependsOnRowOrder(t *testing.T) {
	w, rules := shippedWords(t), shippedRules(t, "tianjin")
	rapid.Check(t, func(t *rapid.T) {
		in := drawn(t, w, rules)
		before := byID(mustConsolidate(t, in))
		mixed := in
		mixed.Plan.Indicators = rapid.Permutation(in.Plan.Indicators).Draw(t, "indicators")
		mixed.Figures = rapid.Permutation(in.Figures).Draw(t, "figures")
		if d := cmp.Diff(before, byID(mustConsolidate(t, mixed))); d != "" {
			t.Fatal(d)
		}
	})
}

// Two rows of one name in one department: which of them is held against the other departments must not be the one that
// happens to stand first.
func TestRowsOfOneNameInOneDepartment(t *testing.T) {
	in := Input{Plan: tally.Plan{Key: "p"}, Period: tally.MonthOf(2018, 9), Words: shippedWords(t), Rules: shippedRules(t, "tianjin")}
	for _, r := range [][3]string{{"a", "部门1", "70"}, {"b", "部门1", "95"}, {"c", "部门2", "80"}} {
		in.Plan.Indicators = append(in.Plan.Indicators, indicator(r[0], "网上办理率", tally.Share, "%", "60", r[1]))
		in.Figures = append(in.Figures, figure(r[0], r[1], "2018-09", tally.SpanYTD, r[2], "%"))
	}
	before, err := Consolidate(in)
	if err != nil {
		t.Fatal(err)
	}
	in.Plan.Indicators = slices.Clone(in.Plan.Indicators) // the rows share what they were made from
	slices.Reverse(in.Plan.Indicators)
	after, err := Consolidate(in)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(byID(before), byID(after)); d != "" {
		t.Error(d)
	}
}

func TestConvertingUnitsChangesNothing(t *testing.T) {
	w, rules := shippedWords(t), shippedRules(t, "default")
	rapid.Check(t, func(t *rapid.T) {
		in := drawn(t, w, rules)
		before := byID(mustConsolidate(t, in))
		for k, f := range in.Figures {
			if v, ok := w.Convert(f.Value, f.Unit, "万元"); ok && rapid.Bool().Draw(t, "convert") {
				in.Figures[k].Value, in.Figures[k].Unit = v, "万元"
			}
		}
		for id, d := range byID(mustConsolidate(t, in)) {
			b := before[id]
			if d.Light != b.Light || d.Sentence != b.Sentence || !d.Gap.Equal(b.Gap) || !d.Completion.Equal(b.Completion) {
				t.Fatalf("%s: %+v, was %+v", id, d, b)
			}
		}
	})
}

func TestAnotherDepartmentChangesNobodysFigures(t *testing.T) {
	w, rules := shippedWords(t), shippedRules(t, "default")
	rapid.Check(t, func(t *rapid.T) {
		in := drawn(t, w, rules)
		before := byID(mustConsolidate(t, in))
		in.Plan.Indicators = append(append([]tally.Indicator(nil), in.Plan.Indicators...), indicator("new", "指标1", tally.Level, "亿元", "10", "新部门"))
		in.Figures = append(in.Figures, figure("new", "新部门", in.Period.String(), tally.SpanYTD, "3", "亿元"))
		after := byID(mustConsolidate(t, in))
		delete(after, "new")
		if d := cmp.Diff(before, after); d != "" {
			t.Fatal(d)
		}
	})
}

// TestEveryComparisonHasALightAndASentence: whatever meets, nothing panics, a light comes with its words, and who is behind
// is never told that the gap is nothing.
func TestEveryComparisonHasALightAndASentence(t *testing.T) {
	w := shippedWords(t)
	all := []*deviation.Rules{}
	for _, name := range []string{"default", "yinchuan", "sanya", "wuhan", "ouhai", "xuancheng", "tianjin"} {
		all = append(all, shippedRules(t, name))
	}
	digits := rapid.StringMatching(`-?[0-9]{1,5}(\.[0-9]{1,6})?`)
	maybe := func(t *rapid.T, label string) exact.Number {
		if rapid.Bool().Draw(t, "no "+label) {
			return exact.Number{}
		}
		return n(digits.Draw(t, label))
	}
	unit := rapid.SampledFrom([]string{"", "%", "亿元", "万元", "个", "位"})
	rapid.Check(t, func(t *rapid.T) {
		in := deviation.Against{Words: w, Rules: rapid.SampledFrom(all).Draw(t, "rules"), Reported: rapid.Bool().Draw(t, "reported"),
			Period: tally.MonthOf(2018, rapid.IntRange(1, 12).Draw(t, "month")), LastYear: maybe(t, "last year"), Peers: maybe(t, "peers")}
		in.Indicator = &tally.Indicator{}
		in.Indicator.Measure = rapid.SampledFrom([]tally.Measure{tally.Level, tally.Count, tally.Stock, tally.Growth, tally.Share, tally.Ratio, tally.Rank, tally.Delta, tally.Ceiling, tally.Multi, tally.Milestone, tally.Text, ""}).Draw(t, "measure")
		in.Indicator.Better = rapid.SampledFrom([]tally.Better{tally.Higher, tally.Lower}).Draw(t, "better")
		in.Indicator.Deadline = rapid.SampledFrom([]string{"", "2018", "2018-06", "2018-06-15", "2020", "长期"}).Draw(t, "deadline")
		in.Target = &tally.Target{Op: rapid.SampledFrom([]tally.Op{tally.OpNone, tally.OpAtLeast, tally.OpMore, tally.OpAtMost, tally.OpLess, tally.OpEqual, tally.OpRange, tally.OpApprox}).Draw(t, "op"),
			Floor: maybe(t, "floor"), Stretch: maybe(t, "stretch"), Max: maybe(t, "max"), Unit: unit.Draw(t, "unit"), Drop: rapid.Bool().Draw(t, "drop")}
		in.Actual = &tally.Figure{Value: maybe(t, "value"), Unit: unit.Draw(t, "its unit"), Printed: rapid.SampledFrom([]string{"", "第3名", "上升", "已完成"}).Draw(t, "printed")}
		d := deviation.Deviate(in)
		if d.Light == "" || d.Raw == "" || d.Sentence == "" {
			t.Fatalf("%+v", d)
		}
		if d.Light != tally.Grey && d.Behind.OK() && d.Behind.Decimal().Sign() > 0 && (strings.Contains(d.Sentence, "持平") || strings.Contains(d.Sentence, "低于目标0个")) {
			t.Fatalf("behind by %s and told %q", d.Behind, d.Sentence)
		}
	})
}
