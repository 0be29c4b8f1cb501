package check_test

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
)

// Of what was done in the year and what there was at the end the plan asks for one: the other is named, and not filed.
func TestOneOfTheYearAndItsEndIsFiled(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name    string
		measure tally.Measure
		unit    string
		endUnit string
		want    string
		left    string
	}{
		{"what there is", tally.Stock, "家", "家", "236", "E5"},
		{"what is added", tally.Count, "家", "家", "18", "F5"},
		{"the one in the plan's unit", tally.Count, "人", "人", "236", "E5"},
	} {
		unit := x.unit
		if x.unit == "人" {
			unit = "万元" // of the sum
		}
		r := row(5, "高新技术企业", unit).figure("E", september, tally.SpanYTD, "18")
		r.Actuals[0].Unit = unit
		r = r.figure("F", september, tally.SpanPoint, "236")
		r.Actuals[1].Unit = x.endUnit
		got := checked(t, check.Input{Plan: plan2018(indicator("高新技术企业", x.unit, x.measure, "245")), Reading: sheetOf(r)})
		if len(got.Figures) != 1 || got.Figures[0].Value.String() != x.want {
			t.Errorf("%s: %+v", x.name, got.Figures)
		}
		if len(got.Findings) != 1 || got.Findings[0].Cell != x.left || got.Findings[0].Class != tally.ClassD {
			t.Errorf("%s: %v", x.name, got.Findings)
		}
	}
}

// A month's figure whose cell gives no unit is in the row's, and stays beside the sum.
func TestTheMonthStaysBesideTheSum(t *testing.T) {
	t.Parallel()
	r := row(5, "新增企业", "家").figure("D", september, tally.SpanMonth, "3").figure("E", september, tally.SpanYTD, "18").figure("F", september, tally.SpanPoint, "236")
	r.Actuals[0].Unit, r.Actuals[1].Unit = "", "家"
	got := checked(t, check.Input{Plan: plan2018(indicator("新增企业", "家", tally.Count, "40")), Reading: sheetOf(r)})
	if len(got.Figures) != 2 || len(got.Findings) != 1 || got.Findings[0].Cell != "F5" {
		t.Errorf("%+v %v", got.Figures, got.Findings)
	}
}

// While nobody has said what the plan asks for, which of the two was taken wants an explanation.
func TestWhichOfTheYearAndItsEndIsAsked(t *testing.T) {
	t.Parallel()
	ind := indicator("科技型企业", "家", tally.Stock, "245")
	ind.Asked = []tally.Question{{Code: tally.AskMeasure}}
	r := row(5, "科技型企业", "家").figure("E", september, tally.SpanYTD, "18").figure("F", september, tally.SpanPoint, "236")
	got := checked(t, check.Input{Plan: plan2018(ind), Reading: sheetOf(r)})
	if len(got.Findings) != 1 || got.Findings[0].Class != tally.ClassC || len(got.Figures) != 1 {
		t.Errorf("%v %+v", got.Findings, got.Figures)
	}
}

// A sum that the plan does not have is nobody's to report, and blocks nothing.
func TestSumsBlockNothing(t *testing.T) {
	t.Parallel()
	got := checked(t, check.Input{Plan: plan2018(indicator("契税", "万元", tally.Level, "9000")), Reading: sheetOf(
		row(5, "各项税收总计", "万元").figure("F", september, tally.SpanYTD, "104630"), row(6, "契税", "万元").figure("F", september, tally.SpanYTD, "6930"))})
	if len(got.Findings) != 1 || got.Findings[0].Cell != "B5" || got.Findings[0].Class != tally.ClassD || len(got.Figures) != 1 {
		t.Errorf("%v %+v", got.Findings, got.Figures)
	}
}
