package tally_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally"
)

var kinds = []tally.RoundKind{tally.Dated, tally.Weekly, tally.Monthly, tally.Quarterly, tally.HalfYear, tally.Yearly}

func drawRound(rt *rapid.T, label string) tally.Round {
	first := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	day := first.AddDate(0, 0, rapid.IntRange(0, 219*365+50).Draw(rt, label+" day"))
	if at := day.Month(); rapid.Bool().Draw(rt, label+" at a year's end") { // where weeks belong to another year than their days
		day = time.Date(day.Year()+int(at)%2, 1, rapid.IntRange(-4, 7).Draw(rt, label+" from the turn"), 0, 0, 0, 0, time.UTC)
	}
	return tally.RoundOn(rapid.SampledFrom(kinds).Draw(rt, label+" kind"), day)
}

func TestRoundReadsAsPrinted(t *testing.T) {
	for _, bad := range []string{
		"18", "2018-9", "2018-13", "2018-00", "1979-12", "2200-01", "2018-090", "2018/09", "+018-09", "2018-+9", " 018-09", "2018-1a",
		"2018-W00", "2018-W53", "2020-W54", "2018-W5", "2018-w05", "2018-Q0", "2018-Q5", "2018-H3", "2018-H0", "1979", "2200", "2018-02-29", "2018-9-01", "2018W05", "2018-Q1x", "2018-",
	} {
		if r, err := tally.ParseRound(bad); err == nil {
			t.Errorf("%q reads as %s", bad, r)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		r := drawRound(rt, "round")
		if r.Year() < 1980 || r.Year() > 2199 || r.String() < "1980" {
			rt.Skip("outside the years that are read")
		}
		if got, err := tally.ParseRound(r.String()); err != nil || got != r {
			rt.Errorf("%s reads back as %v: %v", r, got, err)
		}
	})
}

func TestRoundsInTimeAndWords(t *testing.T) {
	for _, tc := range []struct {
		text             string
		kind             tally.RoundKind
		begin, end       string
		chinese, in, add string // Within, and the round after
	}{
		{"2022-01", tally.Monthly, "2022-01-01", "2022-01-31", "2022年1月", "[2022-Q1 2022-H1 2022]", "2022-02"},
		{"2020-02", tally.Monthly, "2020-02-01", "2020-02-29", "2020年2月", "[2020-Q1 2020-H1 2020]", "2020-03"},
		{"2022-W01", tally.Weekly, "2022-01-03", "2022-01-09", "2022年第1周", "[2022-01 2022-Q1 2022-H1 2022]", "2022-W02"},
		{"2022-W05", tally.Weekly, "2022-01-31", "2022-02-06", "2022年第5周", "[2022-02 2022-Q1 2022-H1 2022]", "2022-W06"},
		{"2020-W53", tally.Weekly, "2020-12-28", "2021-01-03", "2020年第53周", "[2021-01 2021-Q1 2021-H1 2021]", "2021-W01"},
		{"2019-W01", tally.Weekly, "2018-12-31", "2019-01-06", "2019年第1周", "[2019-01 2019-Q1 2019-H1 2019]", "2019-W02"},
		{"2024-W52", tally.Weekly, "2024-12-23", "2024-12-29", "2024年第52周", "[2024-12 2024-Q4 2024-H2 2024]", "2025-W01"},
		{"2022-Q4", tally.Quarterly, "2022-10-01", "2022-12-31", "2022年四季度", "[2022-H2 2022]", "2023-Q1"},
		{"2024-H1", tally.HalfYear, "2024-01-01", "2024-06-30", "2024年上半年", "[2024]", "2024-H2"},
		{"2024", tally.Yearly, "2024-01-01", "2024-12-31", "2024年", "[]", "2025"},
		{"2022-05-20", tally.Dated, "2022-01-01", "2022-05-20", "截至2022年5月20日", "[2022-W20 2022-05 2022-Q2 2022-H1 2022]", "2022-05-21"},
		{"2024-12-31", tally.Dated, "2024-01-01", "2024-12-31", "截至2024年12月31日", "[2025-W01 2024-12 2024-Q4 2024-H2 2024]", "2025-01-01"},
	} {
		r, err := tally.ParseRound(tc.text)
		if err != nil || r.Kind() != tc.kind || r.Begin().Format(time.DateOnly) != tc.begin || r.End().Format(time.DateOnly) != tc.end || r.Chinese() != tc.chinese {
			t.Errorf("%s: %v %s %s to %s, %s", tc.text, err, r.Kind(), r.Begin().Format(time.DateOnly), r.End().Format(time.DateOnly), r.Chinese())
		}
		if got := rounds(r.Within()); got != tc.in {
			t.Errorf("%s lies in %s, want %s", tc.text, got, tc.in)
		}
		if got := r.Add(1); got.String() != tc.add || got.Add(-1) != r {
			t.Errorf("after %s comes %s, and before that %s", tc.text, got, got.Add(-1))
		}
	}
}

func rounds(all []tally.Round) string {
	text := "["
	for i, r := range all {
		if i > 0 {
			text += " "
		}
		text += r.String()
	}
	return text + "]"
}

func TestRoundsTileTheYears(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r, o, far := drawRound(rt, "one"), drawRound(rt, "other"), rapid.IntRange(-120, 120).Draw(rt, "far")
		if r.Days() < 1 || r.End().Before(r.Begin()) || r.Year() != r.End().Year() || r.Month() != int(r.End().Month()) {
			rt.Errorf("%s runs from %s to %s in %d-%d", r, r.Begin(), r.End(), r.Year(), r.Month())
		}
		if r.Add(far).Add(-far) != r || sign(r.Add(far).Compare(r)) != sign(far) {
			rt.Errorf("%d from %s is %s, and back %s", far, r, r.Add(far), r.Add(far).Add(-far))
		}
		if r.Kind() != tally.Dated && !r.Add(1).Begin().Equal(r.End().AddDate(0, 0, 1)) {
			rt.Errorf("between %s and %s there are days", r, r.Add(1))
		}
		if (r.Compare(o) == 0) != (r == o) || sign(r.Compare(o)) != -sign(o.Compare(r)) || r.Compare(tally.Round{}) <= 0 {
			rt.Errorf("%s and %s have no one order", r, o)
		}
		if c := r.End().Compare(o.End()); c != 0 && c != sign(r.Compare(o)) {
			rt.Errorf("%s and %s do not go by their ends", r, o)
		}
		for _, w := range r.Within() {
			if w.Begin().After(r.End()) || w.End().Before(r.End()) || w.Compare(r) <= 0 || slices.Index(kinds, w.Kind()) <= slices.Index(kinds, r.Kind()) {
				rt.Errorf("%s does not lie in %s", r, w)
			}
		}
	})
}

func sign(n int) int { return max(-1, min(1, n)) }

func TestOtherKindsAreTold(t *testing.T) {
	for text, want := range map[string]string{
		"2022-W05":   "“2022-W05”是2022年第5周（1月31日至2月6日）。这里只有月报，请写2022年2月：2022-02。",
		"2020-W53":   "“2020-W53”是2020年第53周（2020年12月28日至2021年1月3日）。这里只有月报，请写2021年1月：2021-01。",
		"2022-Q1":    "“2022-Q1”是2022年一季度。这里只有月报，请写2022年3月：2022-03。",
		"2022-H2":    "“2022-H2”是2022年下半年。这里只有月报，请写2022年12月：2022-12。",
		"2022":       "“2022”是2022年。这里只有月报，请写2022年12月：2022-12。",
		"2022-05-20": "“2022-05-20”是截至2022年5月20日。这里只有月报，请写2022年5月：2022-05。",
	} {
		r, err := tally.ParseMonth(text)
		if got, ok := tally.OtherKindSentence(err); !ok || got != want || !r.IsZero() {
			t.Errorf("%s is %v, and said: %s", text, r, got)
		}
	}
	if _, err := tally.ParseMonth("2022-13"); err == nil {
		t.Error("a thirteenth month")
	} else if said, ok := tally.OtherKindSentence(err); ok {
		t.Error(said)
	}
	if r, err := tally.ParseMonth("2022-01"); err != nil || r != tally.MonthOf(2022, 1) {
		t.Error(r, err)
	}
}

// TestRoundsStepThroughTheirYears holds the steps from round to round at any day, years' ends above all: W53, leap years.
func TestRoundsStepThroughTheirYears(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := drawRound(rt, "round")
		first, ago := r.First(), r.YearAgo()
		if first.Year() != r.Year() || first.Kind() != r.Kind() || first.Compare(r) > 0 || r.Kind() != tally.Dated && first.Add(-1).Year() == r.Year() {
			rt.Errorf("the first of the year of %s is %s", r, first)
		}
		if p, ok := r.Earlier(); ok != (r != first && r.Kind() != tally.Dated) || ok && (p.Add(1) != r || p.Year() != r.Year()) {
			rt.Errorf("before %s in its year is %s, %v", r, p, ok)
		}
		soFar := r.SoFar()
		if soFar[0] != first && r.Kind() != tally.Dated || soFar[len(soFar)-1] != r || r.Kind() != tally.Dated && len(soFar) != r.Place() {
			rt.Errorf("of %s, place %d, the year so far is %v", r, r.Place(), soFar)
		}
		if ago.Kind() != r.Kind() || ago.Year() != r.Year()-1 || r.Kind().Tiles() && ago.Place() != r.Place() {
			rt.Errorf("a year before %s is %s", r, ago)
		}
		if off := r.End().AddDate(-1, 0, 0).Sub(ago.End()).Hours() / 24; off > 7 || off < -7 || r.Kind().Tiles() && (off > 1 || off < -1) { // a week ends within a week of it; 29 February
			rt.Errorf("a year before %s is %s, %v days off", r, ago, off)
		}
		if series := r.Series(); series[len(series)-1] != r || series[0].Year() != r.Year() {
			rt.Errorf("the course of %s is %v", r, series)
		}
		for _, by := range r.StoodBy() {
			if by.End().After(r.End()) || r.Kind().Tiles() && by.Kind().Tiles() && !by.End().Equal(r.End()) {
				rt.Errorf("%s stands by %s", r, by)
			}
		}
		month := tally.RoundOn(tally.Monthly, r.End())
		weeks := month.Parts(tally.Weekly)
		if len(weeks) < 4 || len(weeks) > 5 || weeks[len(weeks)-1] != month.Closing(tally.Weekly) {
			rt.Errorf("%s has the weeks %v", month, weeks)
		}
		if !r.Reaches(r) || r.Reaches(r.Add(1)) && r.Kind() != tally.Dated || !r.Reaches(tally.Round{}) {
			rt.Errorf("%s reaches otherwise than to itself", r)
		}
	})
}

// TestWeeksFillTheirYears: every week is of one year by its end, and of one month; each has 52 or 53 in some order.
func TestWeeksFillTheirYears(t *testing.T) {
	for year := 1990; year < 2090; year++ {
		all := tally.YearOf(year).Parts(tally.Weekly)
		of := 0
		for m := 1; m <= 12; m++ {
			of += len(tally.MonthOf(year, m).Parts(tally.Weekly))
		}
		if of != len(all) || len(all) < 52 || len(all) > 53 || all[0].Place() != 1 || all[len(all)-1].Place() != len(all) {
			t.Errorf("%d has %d weeks, its months %d", year, len(all), of)
		}
	}
}
