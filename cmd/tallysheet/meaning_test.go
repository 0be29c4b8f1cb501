package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// TestWhatComesAgainIsDueByItsTime: a target by the ten days, the half month, or of several months is held against how often it
// has come due, and the plan says so.
func TestWhatComesAgainIsDueByItsTime(t *testing.T) {
	o, _ := planned(t, []any{"开发区2025年目标任务分解表"}, []any{"指标名称", "计量单位", "2025年目标", "责任单位"},
		[]any{"河长巡河", "次", "每旬1次", "水务局"}, []any{"信访工作联席会议", "次", "每半月1次", "水务局"},
		[]any{"水质抽检", "次", "每两月1次", "水务局"}, []any{"闸站检查", "次", "隔周1次", "水务局"}, []any{"巡查通报", "次", "双月2次", "水务局"})
	o.filed("水务局", "2025-09", "河长巡河", "次", "26", "信访工作联席会议", "次", "18", "水质抽检", "次", "4", "闸站检查", "次", "19", "巡查通报", "次", "7")
	for name, want := range map[string]string{
		"河长巡河":     "yellow 少于应完成的27次(全年36次)",
		"信访工作联席会议": "green 达到应完成的18次(全年24次)",
		"水质抽检":     "green 达到应完成的4次(全年6次)",
		"闸站检查":     "green 达到应完成的19次(全年26次)",
		"巡查通报":     "yellow 少于应完成的8次(全年12次)",
	} {
		o.is(o.light("2025-09", name), want)
	}
	_, file := o.edition("2025-09")
	audited(t, file)
	o.is(o.do("plan", "show", officePlan), "每旬都要有", "每半月都要有", "每 2 个月都要有", "每 2 周都要有")
}

// TestWorkUnderWayIsNotDone: past its deadline a milestone that is 招标中 is late, and one of which nobody can tell is grey.
func TestWorkUnderWayIsNotDone(t *testing.T) {
	o, _ := planned(t, []any{"开发区2025年重点任务分解表"}, []any{"任务名称", "年度目标", "完成时限", "责任单位"},
		[]any{"应急指挥平台", "上线运行", "2025年5月底", "应急局"}, []any{"智慧城管平台", "上线运行", "2025年5月底", "应急局"},
		[]any{"防汛物资库", "建成投用", "2025年5月底", "应急局"}, []any{"消防站", "建成投用", "2025年5月底", "应急局"})
	o.do("submit", sheetOf(t, "m.xlsx", []any{"应急局2025年9月进展"}, []any{"任务名称", "进展情况"}, []any{"应急指挥平台", "招标中"}, []any{"智慧城管平台", "上线运行中"},
		[]any{"防汛物资库", "主体施工阶段"}, []any{"消防站", "各方配合良好"}), "--plan", officePlan, "--department", "应急局", "--period", "2025-09")
	for name, want := range map[string]string{"应急指挥平台": "red 逾期122天未完成", "智慧城管平台": "green 已完成", "防汛物资库": "red 逾期122天未完成", "消防站": "grey 已到完成时限"} {
		o.is(o.light("2025-09", name), want)
	}
	_, file := o.edition("2025-09")
	audited(t, file)
}

// TestOneAnswerForAPlanWithoutAYear: no year is printed anywhere: one question, every row grey, and all lit once it is answered.
func TestOneAnswerForAPlanWithoutAYear(t *testing.T) {
	o, plan := planned(t, []any{"目标任务分解表"}, []any{"指标名称", "计量单位", "目标值", "责任单位"},
		[]any{"税收收入", "亿元", "12", "财政局"}, []any{"非税收入", "亿元", "3", "财政局"})
	if len(plan.Questions) != 1 || plan.Questions[0].Code != tally.AskYear {
		t.Fatalf("asked: %+v", plan.Questions)
	}
	o.filed("财政局", "2018-09", "税收收入", "亿元", "9.5", "非税收入", "亿元", "1")
	o.is(o.light("2018-09", "税收收入"), "grey 待确认：")
	o.confirm("--question", "1", "--answer", "2018")
	o.is(o.light("2018-09", "税收收入"), "green ")
	o.is(o.light("2018-09", "非税收入"), "red ")
	o.confirm("--question", "1", "--answer", "2019")
	o.is(o.light("2018-09", "税收收入"), "grey 未到期：目标期为2019")
}

// TestANumberNobodyAccountsForIsAsked: a target that could not be read is read from the words that a person gives.
func TestANumberNobodyAccountsForIsAsked(t *testing.T) {
	o, plan := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"税收收入", "亿元", "12亿13", "财政局"})
	if len(plan.Questions) != 1 || plan.Questions[0].Code != tally.AskNumber || plan.Questions[0].Printed != "12亿13" {
		t.Fatalf("asked: %+v", plan.Questions)
	}
	o.filed("财政局", "2018-09", "税收收入", "亿元", "9.5")
	o.is(o.light("2018-09", "税收收入"), "grey 待确认：")
	o.confirm("--indicator", "税收收入", "--target", "确保12亿元，力争13亿元")
	o.is(o.light("2018-09", "税收收入"), "green ", "已确认")
}

// TestAFractionUnderPerCentIsAsked: 0.085 in a row of per cents is 8.5 % or 0.085 %, in the target and in what is filed alike.
func TestAFractionUnderPerCentIsAsked(t *testing.T) {
	o, plan := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"规上工业增加值增速", "%", "0.085", "经济发展局"})
	if len(plan.Questions) != 1 || plan.Questions[0].Code != tally.AskScale {
		t.Fatalf("asked: %+v", plan.Questions)
	}
	o.filed("经济发展局", "2018-09", "规上工业增加值增速", "%", "0.072")
	o.is(o.light("2018-09", "规上工业增加值增速"), "grey 待确认：")
	o.confirm("--question", "1", "--answer", "fraction")
	o.is(o.light("2018-09", "规上工业增加值增速"), "red 低于目标1.3个百分点")
	o.confirm("--question", "1", "--answer", "printed")
	o.is(o.light("2018-09", "规上工业增加值增速"), "yellow 低于目标0.01个百分点")
}

// TestAParentThatOnlyPositionSuggestsIsAsked: what is answered is what the plan and the edition show, and no light waits for it.
func TestAParentThatOnlyPositionSuggestsIsAsked(t *testing.T) {
	o, plan := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"类别", "指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"工业", "规上工业总产值", "亿元", "200", "经济发展局"}, []any{"", "其中：装备制造业", "亿元", "100", "经济发展局"}, []any{"", "电子信息", "亿元", "50", "经济发展局"},
		[]any{"外贸", "进出口总额", "亿元", "80", "商务局"})
	var asked []breakdown.PlanQuestion
	for _, q := range plan.Questions {
		if q.Code == tally.AskParent {
			asked = append(asked, q)
		}
	}
	if len(asked) == 0 || asked[0].Proposed != "规上工业总产值" || strings.Join(asked[0].Choices, " ") != "规上工业总产值 none" {
		t.Fatalf("asked: %+v", plan.Questions)
	}
	o.filed("经济发展局", "2018-09", "规上工业总产值", "亿元", "160", "装备制造业", "亿元", "80", "电子信息", "亿元", "40")
	o.is(o.light("2018-09", "电子信息"), "green ")
	o.confirm("--indicator", "电子信息", "--parent", "none")
	shown := decode[tally.Plan](t, o.do("plan", "show", officePlan, "--json"))
	if ind := shown.Indicators[2]; ind.Parent != "" || ind.ParentOrigin != tally.Confirmed {
		t.Errorf("none: %+v", ind.Item)
	}
	o.confirm("--indicator", "电子信息", "--parent", "规上工业总产值")
	if ind := decode[tally.Plan](t, o.do("plan", "show", officePlan, "--json")).Indicators[2]; ind.Parent != "规上工业总产值" {
		t.Errorf("the parent: %+v", ind.Item)
	}
}

// TestALeadThatNamesNobodyIsAsked: no department is made of such words; who is named then fills the row and carries its light.
func TestALeadThatNamesNobodyIsAsked(t *testing.T) {
	o, plan := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"税收收入", "亿元", "12", "财政局"}, []any{"植树造林", "亩", "300", "农业局(各部门配合)"})
	if len(plan.Questions) != 1 || plan.Questions[0].Code != tally.AskDepartment || plan.Questions[0].Proposed != "农业局" {
		t.Fatalf("asked: %+v", plan.Questions)
	}
	o.confirm("--all-proposed")
	o.filed("农业局", "2018-09", "植树造林", "亩", "300")
	o.is(o.light("2018-09", "植树造林"), "green ")
	o.confirm("--indicator", "植树造林", "--lead", "财政局、农业局")
	ed, _ := o.edition("2018-09")
	if r := ed.Rows[1]; strings.Join(r.Indicator.Lead, " ") != "财政局 农业局" || r.Department != "农业局" {
		t.Errorf("led by %v, carried by %s", r.Indicator.Lead, r.Department)
	}
}

// TestYearsOfAPlanAreEachItsOwn: printed yearly values are each held in their year, without a question; the years between go by
// the path where only the end is printed.
func TestYearsOfAPlanAreEachItsOwn(t *testing.T) {
	o, plan := planned(t, []any{"开发区2018—2020年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年", "2019年", "2020年", "责任单位"},
		[]any{"地区生产总值", "亿元", "228", "249", "270", "经济发展局"})
	if len(plan.Questions) != 0 {
		t.Fatalf("asked: %+v", plan.Questions)
	}
	o.filed("经济发展局", "2019-12", "地区生产总值", "亿元", "249")
	o.is(o.light("2019-12", "地区生产总值"), "green ")
	o.filed("经济发展局", "2020-12", "地区生产总值", "亿元", "249")
	o.is(o.light("2020-12", "地区生产总值"), "yellow 低于序时进度")
}

// TestAnAnswerIsProposedForNextYearAndPublishedMonthsStay: last year's answer is proposed and answers nothing; an answer given anew
// changes no edition that was issued.
func TestAnAnswerIsProposedForNextYearAndPublishedMonthsStay(t *testing.T) {
	rows := func(year string) [][]any {
		return [][]any{{"开发区" + year + "年目标任务分解表"}, {"指标名称", "计量单位", year + "年目标值", "责任单位"}, {"一般性支出", "万元", "500", "财政局"}}
	}
	o, _ := planned(t, rows("2018")...)
	o.confirm("--question", "1", "--answer", "lower")
	o.filed("财政局", "2018-09", "一般性支出", "万元", "450")
	o.is(o.light("2018-09", "一般性支出"), "green 达到目标")
	next := o.imported("next", rows("2019")...)
	if len(next.Questions) != 1 || next.Questions[0].Answer != "" {
		t.Fatalf("next year: %+v", next.Questions)
	}
	listed := questionsOf(t, o.database, "next")
	if q := listed[0]; q.Proposed != "lower" || !strings.Contains(q.Why, "去年确认过“越低越好”") {
		t.Errorf("next year's proposal: %+v", q)
	}
	first := o.do("trace", "--plan", officePlan, "--period", "2018-09", "--edition", "1", "--json", "汇总表!A5")
	light := lightCell(t, o) // a later edition may have other columns
	o.confirm("--question", "1", "--answer", "higher")
	if again := o.do("trace", "--plan", officePlan, "--period", "2018-09", "--edition", "1", "--json", "汇总表!A5"); again != first {
		t.Errorf("the issued edition changed: %s, was %s", again, first)
	}
	o.is(o.light("2018-09", "一般性支出"), "green ", "序时进度", "已确认：方向越高越好")
	if got := o.do("trace", "--plan", officePlan, "--period", "2018-09", "--edition", "1", "--json", light); !strings.Contains(got, "达到目标") {
		t.Errorf("the light of the first edition: %s", got)
	}
}

// lightCell is the cell of the light of the first indicator.
func lightCell(t *testing.T, o office) string {
	t.Helper()
	_, file := o.edition("2018-09")
	return cellOf(t, file, "汇总表", "一般性支出", "绿")
}

// TestOneNameIsAskedOnce: the same indicator in the rows of several towns is one question, and one answer lights them all.
func TestOneNameIsAskedOnce(t *testing.T) {
	o, plan := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"一般性支出", "万元", "500", "石塘镇"}, []any{"一般性支出", "万元", "300", "沙溪镇"}, []any{"一般性支出", "万元", "200", "白马镇"}, []any{"一般性支出", "%", "8", "财政局"})
	var asked []string
	for _, q := range plan.Questions {
		asked = append(asked, fmt.Sprint(q.Code, " ", q.Indicator, " ", len(q.Indicators)))
	}
	if got := strings.Join(asked, ", "); got != "direction 一般性支出 3, direction 一般性支出 1" {
		t.Fatalf("asked: %s", got)
	}
	o.filed("沙溪镇", "2018-09", "一般性支出", "万元", "320")
	o.confirm("--question", "1", "--answer", "lower")
	lights := map[string]string{}
	ed, _ := o.edition("2018-09")
	for _, r := range ed.Rows {
		lights[r.Department] = string(r.Main.Light) + " " + r.Main.Sentence
	}
	o.is(lights["沙溪镇"], "red 超过控制目标（300万元）20万元")
	o.is(lights["石塘镇"], "grey 未报")
	o.is(lights["财政局"], "grey 待确认：")
}
