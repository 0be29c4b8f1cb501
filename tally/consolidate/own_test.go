package consolidate

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// yearly is a plan of two indicators filed to the end of a month: one by its year to date, one by its months, which are added up.
func yearly(t *testing.T, month int) tally.Edition {
	in := zone(t, "default", tally.MonthOf(2018, month).String())
	in.Plan.Indicators = []tally.Indicator{indicator("1", "地区生产总值", tally.Level, "亿元", "228", "经济发展局"), indicator("2", "财政总收入", tally.Level, "亿元", "27", "财政局")}
	for _, year := range []int{2017, 2018} {
		for m := 1; m <= 12; m++ {
			if year == 2018 && m > month {
				break
			}
			p := tally.MonthOf(year, m).String()
			in.Figures = append(in.Figures, figure("1", "经济发展局", p, tally.SpanYTD, "15", "亿元"), figure("1", "经济发展局", p, tally.SpanMonth, "1", "亿元"),
				figure("2", "财政局", p, tally.SpanMonth, "2", "亿元"))
		}
	}
	return consolidated(t, in)
}

// An edition carries the figures that its own cells rest on, however much was filed before: the months of a year to date stand in the
// row's year as numbers, those of a sum are its figures.
func TestAnEditionCarriesItsOwnFigures(t *testing.T) {
	count := func(ed tally.Edition, id string) (n int) {
		for i := range ed.Figures {
			if ed.Figures[i].Indicator == id {
				n++
			}
		}
		return n
	}
	for _, month := range []int{2, 7, 12} {
		ed := yearly(t, month)
		if n := count(ed, "1"); n != 2 { // the month and its year to date
			t.Errorf("month %d carries %d figures of a year to date", month, n)
		}
		if n := count(ed, "2"); n != month {
			t.Errorf("month %d carries %d figures of a sum", month, n)
		}
		r := rowOf(t, ed, "1")
		if len(r.Year) != month || !r.Year[0].YTD.OK() || !r.LastYear.OK() || !r.LastMonth.OK() {
			t.Errorf("month %d: %+v", month, r.Year)
		}
		for _, r := range ed.Rows {
			for _, i := range r.Figures {
				if f := ed.Figures[i]; f.Indicator != r.Indicator.ID || f.Period.Year() != 2018 {
					t.Errorf("month %d: %s points to %+v", month, r.Indicator.ID, f)
				}
			}
		}
	}
}

// How one cell was corrected is said of no other cell of its report.
func TestACorrectionStaysAtItsCell(t *testing.T) {
	in := zone(t, "default", "2018-09")
	in.Plan.Indicators = []tally.Indicator{indicator("1", "地区生产总值", tally.Level, "亿元", "228", "财政局"), indicator("2", "财政总收入", tally.Level, "亿元", "27", "财政局")}
	one, two := figure("1", "财政局", "2018-09", tally.SpanYTD, "15", "亿元"), figure("2", "财政局", "2018-09", tally.SpanYTD, "21", "亿元")
	one.Source = one.Source.With(tally.SourceMore{Amended: "12 → 15（网页更正，王五）"})
	in.Figures = []tally.Figure{one, two}
	ed := consolidated(t, in)
	for i := range ed.Figures {
		if f := &ed.Figures[i]; f.Indicator == "2" && f.Source.Amended() != "" {
			t.Errorf("%s!%s is said to be corrected: %s", f.Source.Sheet, f.Source.Cell, f.Source.Amended())
		}
	}
}

// What a department filed under the name that it had is its report and its words, and nobody of the old name is there beside it.
func TestARenamedDepartmentHasFiled(t *testing.T) {
	in := september(t, "default")
	in.Remarks = []tally.Remark{{Indicator: "1", Department: "经济发展局", Period: in.Period, Problems: "开工不足"}}
	in.Departments = []string{"经济发展局", "发展改革局", "财政局", "商务局"}
	in.Aliases = map[string]string{"经济发展局": "发展改革局"}
	in.Reports = append(in.Reports, tally.Report{Department: "发展改革局", State: tally.ReportMissing})
	ed := consolidated(t, in)
	if r := rowOf(t, ed, "1"); r.Department != "发展改革局" || r.Remark.Problems != "开工不足" {
		t.Errorf("%s says %+v", r.Department, r.Remark)
	}
	for _, d := range ed.Departments {
		if d.Name == "经济发展局" {
			t.Error("the old name has a line of its own")
		}
	}
	for _, r := range ed.Reports {
		if r.Department == "经济发展局" || r.Department == "发展改革局" && r.State != tally.ReportAccepted {
			t.Errorf("%+v", r)
		}
	}
}
