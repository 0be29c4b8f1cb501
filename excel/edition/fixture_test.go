package edition_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// fixture is the sample month as an edition, made without the rooms that make real ones: the writer is held to the
// value that it is handed.
func fixture(t testing.TB) tally.Edition {
	t.Helper()
	var plan tally.Plan
	var read tally.Reading
	load(t, "plans__wenzhou-2018-2020.json", &read)
	for i, item := range read.Items {
		item.Sheet = "附件"
		plan.Indicators = append(plan.Indicators, tally.Indicator{ID: fmt.Sprintf("i%02d", i+1), Item: item})
	}
	zone := time.FixedZone("北京时间", 8*3600)
	ed := tally.Edition{Plan: "wenzhou-2018-2020", Title: "三年行动计划主要目标任务分解表", Period: tally.MonthOf(2018, 9), Number: 1, FiguresOwn: true,
		CutOff: time.Date(2018, 10, 12, 17, 0, 0, 0, zone), RulesName: "默认规则", Digest: fmt.Sprintf("%x", sha256.Sum256([]byte("inputs"))),
		Legend: []string{"绿:达到或超过序时进度;增速、占比达到目标", "黄:落后序时进度不超过10个百分点(含);增速、占比低于目标不超过1个百分点(含)", "红:落后更多", "灰:未报、未到期或无法比较"}}
	figures := fixtureFigures(t, plan)
	ed.Figures = figures
	for _, x := range plan.Indicators {
		ed.Rows = append(ed.Rows, fixtureRow(t, x, figures, ed.Period))
	}
	fixtureDepartments(&ed, zone)
	ed.Notes = []tally.Note{{Department: "经济发展局", Indicator: "民间投资增速", Cell: "F12", Finding: "本年累计 3.3 比上月 5.1 下降", Text: "=个别重点民间投资项目暂缓,统计口径未变", By: "张三"}}
	return ed
}

func load(t testing.TB, name string, into any) {
	t.Helper()
	b, err := os.ReadFile("../../samples/expected/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(name, err)
	}
}

var fixtureOffices = []string{"经济发展局", "财政局", "商务局", "科技局"}

func fixtureFigures(t testing.TB, plan tally.Plan) []tally.Figure {
	t.Helper()
	var all []tally.Figure
	for m := 7; m <= 9; m++ {
		for _, office := range fixtureOffices {
			var read tally.Reading
			file := fmt.Sprintf("progress__2018-%02d__%s.json", m, office)
			load(t, file, &read)
			filed := &tally.FiledWith{Submission: "s-" + office, Version: 1, File: office + ".xlsx", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(file))), By: "李四", At: time.Date(2018, time.Month(m+1), 8, 9, 30, 0, 0, time.UTC)}
			for _, item := range read.Items {
				for _, x := range plan.Indicators {
					if x.Name != item.Name {
						continue
					}
					for _, a := range item.Actuals {
						if a.Period != (tally.MonthOf(2018, m)) {
							continue
						}
						value := a.Value
						if a.Unit == "万元" && x.Unit == "亿元" {
							value = exact.Num(value.Decimal().Shift(-4))
						}
						all = append(all, tally.Figure{Indicator: x.ID, Department: office, Period: a.Period, Span: a.Span, Value: value, Unit: x.Unit, Printed: a.Text, PrintedIn: a.Unit, Parts: a.Parts,
							Source: tally.Source{FiledWith: filed, Sheet: fmt.Sprintf("%d月", m), Cell: a.Cell}})
					}
				}
			}
		}
	}
	return all
}

func fixtureRow(t testing.TB, x tally.Indicator, figures []tally.Figure, p tally.Round) tally.Row {
	t.Helper()
	r := tally.Row{Indicator: &x, Department: x.Lead[0]}
	target, _ := x.TargetFor(p) // its own: some tests alter it
	r.Main.Target = &target
	var month []int
	for i, f := range figures {
		switch {
		case f.Indicator != x.ID:
		case f.Period == p && f.Span == tally.SpanYTD:
			r.YTD, r.Figures = f.Value, []int{i}
			if !f.Value.OK() {
				r.Printed = f.Printed
			}
		case f.Period == p && f.Span == tally.SpanMonth:
			r.Month, month = f.Value, []int{i}
		case f.Period == p.Add(-1) && f.Span == tally.SpanYTD:
			r.LastMonth = f.Value
		}
		if f.Indicator == x.ID && f.Span == tally.SpanYTD && f.Value.OK() {
			d := judge(x, r.Main.Target, f.Value, f.Period)
			r.Year = append(r.Year, tally.MonthPoint{Period: f.Period, YTD: f.Value, Completion: d.Completion, Schedule: d.Schedule, Light: d.Light}.WithMore(tally.MonthMore{Gap: d.Gap}))
		}
	}
	r.Figures = append(r.Figures, month...)
	if r.YTD.OK() {
		r.Main = judge(x, r.Main.Target, r.YTD, p)
	} else {
		r.Main.Basis, r.Main.Light, r.Main.Sentence = tally.Unmeasured, tally.Grey, "分项数据,逐项对照"
	}
	if r.Main.Light == tally.Red {
		r.Remark = tally.Remark{Problems: "个别重点项目暂缓,新开工项目少", NextSteps: "开展项目专项协调,11月底前完成申报"}
	}
	return r
}

// judge is the default rule, enough of it for a fixture.
func judge(x tally.Indicator, target *tally.Target, actual exact.Number, p tally.Round) tally.Deviation {
	d := tally.Deviation{Target: target, Basis: tally.ByTarget, Actual: actual, GapUnit: "个百分点"}
	gap := actual.Decimal().Sub(target.Floor.Decimal())
	limit := decimal.NewFromInt(1)
	if x.Measure == tally.Level || x.Measure == tally.Count {
		d.Basis = tally.BySchedule
		d.Completion = exact.Num(actual.Decimal().Div(target.Floor.Decimal()))
		d.Schedule = exact.Num(decimal.NewFromInt(int64(p.Month())).Div(decimal.NewFromInt(12)))
		gap, limit = d.Completion.Decimal().Sub(d.Schedule.Decimal()).Shift(2), decimal.NewFromInt(10)
	}
	d.Gap, d.Behind = exact.Num(gap), exact.Num(gap.Neg())
	switch {
	case !gap.IsNegative():
		d.Light, d.Sentence = tally.Green, "达到要求,偏差"+gap.StringFixed(2)+"个百分点"
	case gap.Neg().LessThanOrEqual(limit):
		d.Light, d.Sentence = tally.Yellow, "低于要求"+gap.Neg().StringFixed(2)+"个百分点"
	default:
		d.Light, d.Sentence = tally.Red, "低于要求"+gap.Neg().StringFixed(2)+"个百分点"
	}
	return d
}

func fixtureDepartments(ed *tally.Edition, zone *time.Location) {
	for n, office := range fixtureOffices {
		x := tally.DepartmentResult{Name: office, Lights: map[tally.Light]int{}, Place: n + 1}
		sum, rated := decimal.Zero, 0
		for _, r := range ed.Rows {
			if r.Department == office {
				x.Indicators++
				x.Lights[r.Main.Light]++
				if r.Main.Completion.OK() {
					sum, rated = sum.Add(r.Main.Completion.Decimal()), rated+1
				}
			}
		}
		if rated > 0 {
			x.Average = exact.Num(sum.Div(decimal.NewFromInt(int64(rated))))
		}
		ed.Departments = append(ed.Departments, x)
		ed.Reports = append(ed.Reports, tally.Report{Department: office, State: tally.ReportAccepted, Version: 1, Late: office == "科技局",
			Due: time.Date(2018, 10, 10, 17, 0, 0, 0, zone), FiledAt: time.Date(2018, 10, 8+n, 9, 30, 0, 0, zone)})
	}
}
