package excel_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/samples"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
)

// field is what the sample months are held against: words, headings, plan, and the months filed so far.
type field struct {
	reader  *excel.Reader
	checker *check.Checker
	plan    tally.Plan
	filed   map[string][]tally.Figure // by department
	headers map[string][]tally.Header // of the last month
}

func newField(t testing.TB) *field {
	t.Helper()
	w, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	h, err := vocabulary.ParseHeadings(templates.Headings())
	if err != nil {
		t.Fatal(err)
	}
	f := &field{reader: &excel.Reader{Words: w, Headings: h}, checker: &check.Checker{Words: w.Words}, filed: map[string][]tally.Figure{}, headers: map[string][]tally.Header{}}
	read := f.read(t, sampleOf(t, "plans/wenzhou-2018-2020.xlsx"), layout.Options{Kind: tally.KindPlan})
	f.plan = tally.Plan{Key: "wenzhou-2018-2020", Title: read.Title}
	for i, it := range read.Items {
		f.plan.Indicators = append(f.plan.Indicators, tally.Indicator{ID: fmt.Sprintf("i%02d", i+1), Item: it})
	}
	return f
}

func sampleOf(t testing.TB, path string) []byte {
	t.Helper()
	data, err := fs.ReadFile(samples.Files, path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (f *field) read(t testing.TB, data []byte, opt layout.Options) tally.Reading {
	t.Helper()
	r, err := f.reader.Read(t.Context(), "表.xlsx", data, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// check reads and checks a sheet as it is when it is filed.
func (f *field) check(t testing.TB, department, period string, data []byte) (tally.Reading, check.Result) {
	t.Helper()
	p, err := tally.ParseMonth(period)
	if err != nil {
		t.Fatal(err)
	}
	r := f.read(t, data, layout.Options{Kind: tally.KindProgress, Department: department, Period: p})
	return r, f.checker.Check(check.Input{Plan: f.plan, Department: department, Period: p, Reading: r,
		History: tally.NewHistory(f.filed[department]), LastHeaders: f.headers[department]})
}

// file keeps what was checked for the months after.
func (f *field) file(department string, r tally.Reading, c check.Result) {
	f.filed[department] = append(f.filed[department], c.Figures...)
	f.headers[department] = r.Headers
}

func TestSampleMonthsAreClean(t *testing.T) {
	t.Parallel()
	f := newField(t)
	figures := 0
	for _, period := range []string{"2018-07", "2018-08", "2018-09", "2018-10"} {
		for _, department := range []string{"经济发展局", "财政局", "商务局", "科技局"} {
			r, c := f.check(t, department, period, sampleOf(t, "progress/"+period+"/"+department+".xlsx"))
			for _, x := range c.Findings {
				if x.Class != tally.ClassD {
					t.Errorf("%s %s: %s %s %s", period, department, x.Cell, x.Code, x.Message)
				}
			}
			for _, m := range c.Matched {
				if m.Indicator == nil {
					t.Errorf("%s %s: row %d not matched", period, department, r.Items[m.Item].Row)
				}
			}
			figures += len(c.Figures)
			f.file(department, r, c)
		}
	}
	// 4 months × 20 indicators, the quarterly two in September only, and the months of seven from August on, two more from 财政局.
	if figures < 90 {
		t.Errorf("only %d figures", figures)
	}
}

// expectedFinding is one line of samples/expected for the faulty sheet.
type expectedFinding struct {
	Cell    string `json:"cell"`
	Code    string `json:"code"`
	Class   string `json:"class"`
	About   string `json:"about"`
	Suggest string `json:"suggest"`
}

func briefly(fs []tally.Finding) []expectedFinding {
	var out []expectedFinding
	for _, f := range fs {
		e := expectedFinding{Cell: f.Cell, Code: string(f.Code), Class: string(f.Class), Suggest: f.Suggest}
		if f.Code == tally.ItemMissing {
			e.About = f.About
		}
		out = append(out, e)
	}
	return out
}

func TestFaultySampleGivesExactlyWhatIsExpected(t *testing.T) {
	t.Parallel()
	f := newField(t)
	department := "经济发展局"
	for _, period := range []string{"2018-07", "2018-08"} {
		r, c := f.check(t, department, period, sampleOf(t, "progress/"+period+"/"+department+".xlsx"))
		f.file(department, r, c)
	}
	var want struct{ Findings []expectedFinding }
	if err := json.Unmarshal(fileOf(t, "../samples/expected/faulty__经济发展局-2018-09.json"), &want); err != nil {
		t.Fatal(err)
	}
	data := sampleOf(t, "faulty/经济发展局-2018-09.xlsx")
	r, got := f.check(t, department, "2018-09", data)
	if d := cmp.Diff(want.Findings, briefly(got.Findings)); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}

	// Marked and uploaded again as it is, it gives the same; marked twice, too.
	marked := markedOf(t, data, got.Findings, r.Headers...)
	for range 2 {
		again, found := f.check(t, department, "2018-09", marked)
		if d := cmp.Diff(got.Findings, found.Findings); d != "" {
			t.Errorf("findings of the marked copy (-original +marked):\n%s", d)
		}
		if d := cmp.Diff(r.Headers, again.Headers); d != "" {
			t.Errorf("headings of the marked copy (-original +marked):\n%s", d)
		}
		marked = markedOf(t, marked, found.Findings, again.Headers...)
	}
}
