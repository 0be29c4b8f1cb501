package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// office is one plan in a database of its own, from the workbook to an edition's light.
type office struct {
	*testing.T
	database string
}

const officePlan = "kfq"

// planned imports a plan into an office of its own.
func planned(t *testing.T, rows ...[]any) (office, workflow.PlanImport) {
	t.Helper()
	o := office{t, "sqlite:" + filepath.Join(t.TempDir(), "t.db")}
	return o, o.imported(officePlan, rows...)
}

func (o office) imported(plan string, rows ...[]any) workflow.PlanImport {
	o.Helper()
	return decode[workflow.PlanImport](o.T, o.do("plan", "import", sheetOf(o.T, "p.xlsx", rows...), "--plan", plan, "--json"))
}

func (o office) do(args ...string) string {
	o.Helper()
	return run(o.T, exitDone, append(args, "--database", o.database)...)
}

// confirm says something of the plan.
func (o office) confirm(args ...string) string {
	o.Helper()
	return o.do(append([]string{"plan", "confirm", officePlan, "--reason", "会议明确"}, args...)...)
}

// filed is what a department reports for a month, name, unit and figure three by three.
func (o office) filed(department, period string, cells ...string) {
	o.Helper()
	rows := [][]any{{department + strings.Replace(period, "-", "年", 1) + "月进展"}, {"指标名称", "计量单位", "本年累计"}}
	for i := 0; i+2 < len(cells); i += 3 {
		rows = append(rows, []any{cells[i], cells[i+1], cells[i+2]})
	}
	o.do("submit", sheetOf(o.T, "m.xlsx", rows...), "--plan", officePlan, "--department", department, "--period", period)
}

// edition issues a month.
func (o office) edition(period string) (tally.Edition, string) {
	o.Helper()
	file := filepath.Join(o.TempDir(), "e.xlsx")
	return decode[tally.Edition](o.T, o.do("consolidate", "--plan", officePlan, "--period", period, "-o", file, "--json")), file
}

// light is an indicator's light in a month, with the sentence that explains it.
func (o office) light(period, name string) string {
	o.Helper()
	ed, _ := o.edition(period)
	for i := range ed.Rows {
		if r := &ed.Rows[i]; r.Indicator.Name == name {
			return string(r.Main.Light) + " " + r.Main.Sentence
		}
	}
	o.Fatalf("%s is not in the edition of %s", name, period)
	return ""
}

// is tells what a light should say.
func (o office) is(got string, want ...string) {
	o.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			o.Errorf("got %q, want %q", got, w)
		}
	}
}

// history is a plan whose columns tell of earlier years in several ways.
func history() [][]any {
	return [][]any{
		{"开发区2018年目标任务分解表"},
		{"指标名称", "计量单位", "基期（2015年）", "2016年完成情况", "上年实际", "2018年目标", "年均增长率%", "责任单位"},
		{"地区生产总值", "亿元", "180", "204.72", "220", "240", "8.6", "经济发展局"},
		{"营商环境排名", "位", "/", "12", "第9名", "升2位", "—", "经济发展局"},
		{"高新技术企业保有量", "家", "", "30", "40", "到2020年达到100家", "", "科技局"},
		{"安全生产形势", "", "", "平稳", "未发生重大事故", "力争安全事故零死亡", "", "应急局"},
		{"税收收入", "亿元", "", "20", "22", "增长10%", "", "财政局"},
		{"固定资产投资增速", "%", "", "14", "15", "16", "17", "统计局"},
	}
}

// TestEarlierYearsAreKeptAsFacts: what a plan prints of earlier years comes with its cell, its year and its unit, by every door.
func TestEarlierYearsAreKeptAsFacts(t *testing.T) {
	o, plan := planned(t, history()...)
	told := map[string]string{}
	for _, it := range plan.Reading.Items {
		var all []string
		for _, f := range it.Facts {
			all = append(all, strings.Join([]string{f.Cell, string(f.Kind), f.Period, f.Text, f.Value.Plain(), f.Unit}, "|"))
		}
		told[it.Name] = strings.Join(all, " ")
	}
	for name, want := range map[string]string{
		"地区生产总值":    "C3|base|2015|180|180|亿元 D3|past|2016|204.72|204.72|亿元 E3|last_year|2017|220|220|亿元 G3|average||8.6|8.6|%",
		"营商环境排名":    "D4|past|2016|12|12|位 E4|last_year|2017|第9名|9|位",
		"高新技术企业保有量": "D5|past|2016|30|30|家 E5|last_year|2017|40|40|家",
		"安全生产形势":    "D6|past|2016|平稳|| E6|last_year|2017|未发生重大事故||",
	} {
		if told[name] != want {
			t.Errorf("%s: %s, want %s", name, told[name], want)
		}
	}
	shown := decode[tally.Plan](t, o.do("plan", "show", officePlan, "--json"))
	if f := shown.Indicators[0].Facts; len(f) != 4 || f[3].Kind != tally.FactAverage {
		t.Errorf("stored: %+v", f)
	}
	o.is(o.do("plan", "show", officePlan), "上年实际 220 亿元（Sheet1!E3）", "年均增长率 8.6%（Sheet1!G3）", "上年实际 未发生重大事故", "升 2 位")
}

// TestAProgressSheetHasNoFacts: last year's column beside this year's figures says nothing of a plan.
func TestAProgressSheetHasNoFacts(t *testing.T) {
	r := decode[tally.Reading](t, run(t, exitDone, "check", "--json", sheetOf(t, "m.xlsx", []any{"财政局2018年9月进展"},
		[]any{"指标名称", "计量单位", "本年累计", "上年同期"}, []any{"税收收入", "亿元", "9.5", "8"})))
	if len(r.Items) != 1 || len(r.Items[0].Facts) > 0 {
		t.Errorf("%+v", r.Items)
	}
}

// TestAPathFromThePlansOwnBase: a far target is grey with itself shown until a path is set; compound and even begin at the
// figure that the plan prints, and the target's cell leads to the base's.
func TestAPathFromThePlansOwnBase(t *testing.T) {
	o, _ := planned(t, history()...)
	o.filed("科技局", "2018-09", "高新技术企业保有量", "家", "55")
	const name = "高新技术企业保有量"
	o.is(o.light("2018-09", name), "grey 待确认")
	o.confirm("--indicator", name, "--horizon", "2020")
	o.is(o.light("2018-09", name), "grey ", "目标是2020年的（到2020年达到100家），没有2018年的分年目标")
	o.confirm("--indicator", name, "--path", "compound") // 40 × 2.5^(1/3)
	o.is(o.light("2018-09", name), "green 高于目标0.71家", "2018=54.29,2019=73.68,2020=100")
	o.confirm("--indicator", name, "--path", "even")
	o.is(o.light("2018-09", name), "yellow 低于目标5家（完成91.67%）", "2018=60,2019=80,2020=100")
	_, file := o.edition("2018-09")
	audited(t, file)
	o.is(o.do("trace", "--plan", officePlan, "--period", "2018-09", cellOf(t, file, "汇总表", name, "60")),
		"Sheet1”F5", "原文“到2020年达到100家”", "2018年的分年目标60", "逐年均匀折算，基期2017=40（Sheet1!E5“上年实际”）")
	o.confirm("--indicator", name, "--path", "compound", "--base", "2016=30")
	o.is(o.light("2018-09", name), "green ", "2018=54.77")
	o.confirm("--indicator", name, "--path", "2018=58,2019=70,2020=100")
	o.is(o.light("2018-09", name), "yellow 低于目标3家")
	if p := decode[tally.Plan](t, o.do("plan", "show", officePlan, "--json")).Indicators[2]; p.PathWhy != "" {
		t.Errorf("points of one's own come from %q", p.PathWhy)
	}
}

// TestLastYearComesFromThePlan: in December, and for a place in a ranking all year, last year's figure is the plan's where
// nobody filed it, and its cell is told; other months know nothing of it.
func TestLastYearComesFromThePlan(t *testing.T) {
	o, _ := planned(t, history()...)
	for _, period := range []string{"2018-09", "2018-12"} {
		o.filed("经济发展局", period, "地区生产总值", "亿元", "230", "营商环境排名", "位", "6")
		o.filed("财政局", period, "税收收入", "亿元", "24.2")
	}
	o.is(o.light("2018-09", "营商环境排名"), "green 超过目标（升2位）1位")
	o.filed("经济发展局", "2018-10", "地区生产总值", "亿元", "235", "营商环境排名", "位", "提升3位")
	o.is(o.light("2018-10", "营商环境排名"), "green 超过目标（升2位）1位")
	o.filed("经济发展局", "2018-07", "地区生产总值", "亿元", "180", "营商环境排名", "位", "前进3位")
	o.is(o.light("2018-07", "营商环境排名"), "green 超过目标（升2位）1位")
	o.filed("经济发展局", "2018-11", "地区生产总值", "亿元", "240", "营商环境排名", "位", "下滑1位")
	o.is(o.light("2018-11", "营商环境排名"), "yellow 距目标（升2位）差3位")
	o.filed("经济发展局", "2018-08", "地区生产总值", "亿元", "200", "营商环境排名", "位", "升至第8位")
	o.is(o.light("2018-08", "营商环境排名"), "yellow 距目标（升2位）差1位")
	o.confirm("--indicator", "税收收入", "--unit", "亿元")
	o.is(o.light("2018-09", "税收收入"), "grey ", "没有去年同期的数，算不出增长")
	o.is(o.light("2018-12", "税收收入"), "green 比去年同期（22亿元）增长10%")
	ed, file := o.edition("2018-12")
	audited(t, file)
	if r := ed.Rows[0]; r.LastYear.Plain() != "220" || r.LastYearFact == nil || r.LastYearFact.Cell != "E3" {
		t.Errorf("%+v %+v", r.LastYear, r.LastYearFact)
	}
	o.is(o.do("trace", "--plan", officePlan, "--period", "2018-12", cellOf(t, file, "汇总表", "地区生产总值", "220")), "Sheet1”E3", "上年实际")
	ed, file = o.edition("2018-09")
	audited(t, file)
	for _, r := range ed.Rows {
		if r.LastYear.OK() && r.Indicator.Name != "营商环境排名" {
			t.Errorf("nine months of last year: %s %s", r.Indicator.Name, r.LastYear)
		}
	}
}

// cellOf finds the cell of a sheet's row that shows a text.
func cellOf(t *testing.T, file, sheet, row, text string) string {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		for k := range r {
			if strings.Contains(strings.Join(r, "|"), row) && r[k] == text {
				at, err := excelize.CoordinatesToCellName(k+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				return fmt.Sprintf("%s!%s", sheet, at)
			}
		}
	}
	t.Fatalf("%s has no %s in the row of %s: %q", sheet, text, row, rows)
	return ""
}
