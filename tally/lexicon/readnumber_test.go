package lexicon

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestReadNumber(t *testing.T) {
	for printed, want := range map[string]string{
		"228": "228", "41.8": "41.8", "8.0": "8.0", "１２．５": "12.5", "22,604": "22604", "22，604": "22604", "1,234,567.89": "1234567.89",
		"-8.92": "-8.92", "－8.92": "-8.92", "−8.92": "-8.92", "负8.92": "-8.92", "+5": "5", " 12 ": "12", "\u300012\u00a0": "12", "0": "0", "0.5": "0.5", ".5": "0.5",
	} {
		if got, ok := ReadNumber(printed); !ok || got.String() != want {
			t.Errorf("%q: got %q, %v; want %s", printed, got, ok, want)
		}
	}
	for _, printed := range []string{
		"", "/", "-", "—", "22,60", "2,2604", "22,6041", ",604", "0,604", "1,23,456", "12%", "10亿元", "一百六十多", "约5", "~5", "5-10", "1 234", "1.2.3", "12.", "1e5",
		"007", "NaN", "Inf", "0x10", "--5", "5-", "（5）", "1_000", "9999999999999999999999999999999999999999999999999999999999999999999999999999",
	} {
		if got, ok := ReadNumber(printed); ok {
			t.Errorf("%q: got %s, want no number", printed, got)
		}
	}
}

func TestReadPercentAndRank(t *testing.T) {
	for printed, want := range map[string]string{"10%": "10", "10％": "10", " 74.09 %": "74.09", "-8.9%": "-8.9"} {
		if got, ok := ReadPercent(printed); !ok || got.String() != want {
			t.Errorf("%q: got %q, %v", printed, got, ok)
		}
	}
	if _, ok := ReadPercent("10"); ok {
		t.Error("a percent without a sign")
	}
	for printed, want := range map[string][2]string{"12.3(4)": {"12.3", "4"}, "-3.7（11）": {"-3.7", "11"}, "12.3%(4)": {"12.3", "4"}} {
		value, rank, ok := ReadRanked(printed)
		if !ok || value.String() != want[0] || rank.String() != want[1] {
			t.Errorf("%q: got %s, %s, %v", printed, value, rank, ok)
		}
	}
	for _, printed := range []string{"12.3", "12.3()", "12.3(-)", "12.3(4", "(4)", "12.3(0)", "12.3(1.5)", "项目(4)"} {
		if _, _, ok := ReadRanked(printed); ok {
			t.Errorf("%q was read", printed)
		}
	}
}

// What is printed from a number, with or without separators, reads back as the same.
func TestReadNumberRoundTrip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.Int64Range(-1e15, 1e15).Draw(r, "n")
		if got, ok := ReadNumber(exact.Int(n).String()); !ok || !got.Equal(exact.Int(n)) {
			r.Fatalf("%d read as %s, %v", n, got, ok)
		}
	})
}

func FuzzReadNumber(f *testing.F) {
	for _, s := range []string{"22,604", "－8.92", "12.3(4)", "１２．５", "10%", "1,234,567.89", "负", "-", ".", ","} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := ReadNumber(s)
		if ok != n.OK() {
			t.Fatalf("%q: %v, %v", s, n, ok)
		}
		if ok {
			if again, ok := ReadNumber(n.String()); !ok || !again.Equal(n) {
				t.Fatalf("%q reads as %s, which reads as %s", s, n, again)
			}
		}
		ReadPercent(s)
		ReadRanked(s)
	})
}
