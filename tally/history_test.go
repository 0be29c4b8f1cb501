package tally_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	august, september := tally.MonthOf(2018, 8), tally.MonthOf(2018, 9)
	of := func(p tally.Round, value string) tally.Figure {
		return tally.Figure{Indicator: "x", Period: p, Span: tally.SpanYTD, Value: exact.MustNumber(value), Unit: "亿元"}
	}
	first, second := of(august, "1"), of(august, "2")
	h := tally.NewHistory([]tally.Figure{first, second, of(september.Add(-12), "9")})
	last, ok := h.LastMonth("x", september, tally.SpanYTD)
	if d := cmp.Diff(second.Value.String(), last.Value.String()); !ok || d != "" {
		t.Errorf("the later of two should count: %s", d)
	}
	if f, ok := h.LastYear("x", september, tally.SpanYTD); !ok || f.Value.String() != "9" {
		t.Errorf("a year ago: %+v", f)
	}
	if _, ok := h.LastMonth("x", september, tally.SpanMonth); ok {
		t.Error("a month where only a year-to-date is known")
	}
}
