package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// saidOf are the findings of a reading about an indicator, as code and cell.
func saidOf(all []tally.Finding, name string) (out []string) {
	for _, f := range all {
		if f.About == name && f.Code != tally.MeaningAsked {
			out = append(out, string(f.Code)+" "+f.Cell)
		}
	}
	return out
}

// TestAPlanIsHeldAgainstItself: a row without a target, a part of the year above all of it and a target a hundred times last year's
// are findings at their cells; none of them keeps the plan out, and a plan that agrees with itself has none.
func TestAPlanIsHeldAgainstItself(t *testing.T) {
	_, plan := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "上年完成", "2018年目标", "1月计划", "1-2月计划", "责任单位"},
		[]any{"税收收入", "亿元", "11", "12", "1", "2", "财政局"},
		[]any{"非税收入", "亿元", "3", "", "", "", "财政局"},
		[]any{"社保费", "亿元", "2.8", "3", "700", "", "财政局"},
		[]any{"利用外资", "万美元", "6500", "7000", "500", "300", "商务局"},
		[]any{"进出口总额", "亿元", "80", "850000", "", "", "商务局"},
		[]any{"规上工业增加值增速", "%", "8", "9", "12", "11", "经济发展局"},
		[]any{"引进项目", "个", "1", "150", "", "", "商务局"})
	if plan.Refused() {
		t.Fatalf("refused: %+v", plan.Reading.Findings)
	}
	for name, want := range map[string]string{
		"税收收入": "", "非税收入": "target.declined A4", "社保费": "target.differs E5", "利用外资": "target.differs E6", "进出口总额": "unit.suspect D7", "规上工业增加值增速": "", "引进项目": "",
	} {
		if got := strings.Join(saidOf(plan.Reading.Findings, name), ", "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestAFirstMonthIsHeldAgainstThePlan: without any history, a month above its own year to date and a figure two hundred times the
// year's target are findings.
func TestAFirstMonthIsHeldAgainstThePlan(t *testing.T) {
	o, _ := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"税收收入", "亿元", "12", "财政局"}, []any{"社保费", "亿元", "3", "财政局"})
	file := sheetOf(t, "m.xlsx", []any{"财政局2018年1月进展"}, []any{"指标名称", "计量单位", "本月", "本年累计"}, []any{"税收收入", "亿元", "2.5", "1"}, []any{"社保费", "亿元", "600", "600"})
	r := decode[tally.Reading](t, o.do("check", file, "--plan", officePlan, "--department", "财政局", "--period", "2018-01", "--json"))
	if got := saidOf(r.Findings, "税收收入"); !slices.Equal(got, []string{"month.disagrees C3"}) {
		t.Errorf("a month above its sum: %v", got)
	}
	if got := saidOf(r.Findings, "社保费"); !slices.Equal(got, []string{"unit.suspect D4"}) {
		t.Errorf("two hundred times the target: %v", got)
	}
}

// TestATaskIsItsOwnTarget: a row of words keeps its target wherever it stands: in the target's column, in the name beside an empty
// one, and in a list of tasks without such a column; it is shown by the plan, in the department's form and in the edition.
func TestATaskIsItsOwnTarget(t *testing.T) {
	o, plan := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"安全生产", "", "力争安全事故零死亡", "应急局"}, []any{"违建治理", "", "建成无违建开发区", "应急局"}, []any{"信访总量", "", "双下降", "应急局"},
		[]any{"力争道路交通零死亡", "", "", "应急局"}, []any{"建成应急指挥中心", "", "", "应急局"}, []any{"一般事故、较大事故双下降", "", "", "应急局"}, []any{"税收收入", "亿元", "12", "财政局"})
	for _, f := range plan.Reading.Findings {
		if f.Code != tally.MeaningAsked {
			t.Errorf("found %+v", f)
		}
	}
	shown := o.do("plan", "show", officePlan)
	o.is(shown, "力争安全事故零死亡\t\t等于 0", "文字，不计算（建成无违建开发区） · 按时限", "文字，不计算（双下降）", "力争道路交通零死亡\t\t等于 0", "文字，不计算（建成应急指挥中心） · 按时限", "一般事故、较大事故双下降\t\t文字，不计算")
	if strings.Contains(shown, "没有目标值") {
		t.Errorf("a task lost its target:\n%s", shown)
	}
	for _, name := range []string{"违建治理", "建成应急指挥中心"} {
		o.is(o.light("2018-09", name), "grey 未到期，距完成时限（2018）还有92天")
	}
	o.do("submit", sheetOf(t, "m.xlsx", []any{"应急局2018年9月进展"}, []any{"指标名称", "进展情况"}, []any{"安全生产", "未发生死亡事故"}, []any{"违建治理", "已完成"}, []any{"信访总量", "两项均下降"},
		[]any{"力争道路交通零死亡", "无"}, []any{"建成应急指挥中心", "已建成"}, []any{"一般事故、较大事故双下降", "两项均下降"}), "--plan", officePlan, "--department", "应急局", "--period", "2018-09")
	o.is(o.light("2018-09", "建成应急指挥中心"), "green 已完成")
	_, file := o.edition("2018-09")
	for _, text := range []string{"建成无违建开发区", "双下降", "建成应急指挥中心"} {
		cellOf(t, file, "汇总表", text, text)
	}
	tasks, plan := planned(t, []any{"开发区2018年重点工作任务分解表"}, []any{"工作任务", "责任单位", "完成时限"},
		[]any{"力争安全事故零死亡", "应急局", "2018年12月"}, []any{"建成无违建开发区", "住建局", "2018年8月"}, []any{"新增高新技术企业25家", "科技局", "2018年12月"})
	if len(plan.Plan.Indicators) != 3 {
		t.Fatalf("%+v", plan.Plan)
	}
	tasks.is(tasks.do("plan", "show", officePlan), "等于 0", "文字，不计算（建成无违建开发区） · 按时限", "不低于 25 家")
}
