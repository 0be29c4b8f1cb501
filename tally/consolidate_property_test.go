package tally

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawn is a plan with figures, of any shape that matters here.
func drawn(t *rapid.T, w *Words, rules *Rules) ConsolidateInput {
	in := ConsolidateInput{Plan: Plan{Key: "p"}, Period: Period{2018, rapid.IntRange(1, 12).Draw(t, "month")}, Words: w, Rules: rules}
	value := rapid.Int64Range(-500, 100_000)
	for k := range rapid.IntRange(1, 8).Draw(t, "indicators") {
		unit, m := "亿元", rapid.SampledFrom([]Measure{Level, Count, Growth, Share, Stock}).Draw(t, "measure")
		if m == Growth || m == Share {
			unit = "%"
		}
		ind := indicator(fmt.Sprint(k), fmt.Sprintf("指标%d", rapid.IntRange(0, 3).Draw(t, "name")), m, unit,
			fmt.Sprint(rapid.Int64Range(0, 5000).Draw(t, "target")), fmt.Sprintf("部门%d", rapid.IntRange(0, 3).Draw(t, "lead")))
		in.Plan.Indicators = append(in.Plan.Indicators, ind)
		for p := 1; p <= in.Period.Month; p++ {
			if rapid.Bool().Draw(t, "filed") {
				v := fmt.Sprintf("%d.%d", value.Draw(t, "value"), rapid.IntRange(0, 99).Draw(t, "cents"))
				in.Figures = append(in.Figures, figure(ind.ID, ind.Lead[0], Period{2018, p}.String(), SpanYTD, v, unit))
			}
		}
	}
	return in
}

func mustConsolidate(t *rapid.T, in ConsolidateInput) Edition {
	ed, err := Consolidate(in)
	if err != nil {
		t.Fatal(err)
	}
	return ed
}

func byID(ed Edition) map[string]Deviation {
	m := map[string]Deviation{}
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
		in.Plan.Indicators = append(append([]Indicator(nil), in.Plan.Indicators...), indicator("new", "指标1", Level, "亿元", "10", "新部门"))
		in.Figures = append(in.Figures, figure("new", "新部门", in.Period.String(), SpanYTD, "3", "亿元"))
		after := byID(mustConsolidate(t, in))
		delete(after, "new")
		if d := cmp.Diff(before, after); d != "" {
			t.Fatal(d)
		}
	})
}
