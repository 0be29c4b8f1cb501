package workflow_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestWhatIsNotAPlainAmount walks a month in which the plan is in 万元 and the sheets in 亿元, targets are words and
// dates, one is for the next year only, and one department files nothing.
func TestWhatIsNotAPlainAmount(t *testing.T) {
	d := newWorkflow(t, "sqlite:"+filepath.Join(t.TempDir(), "t.db"))
	plan := book(t, []any{"主要目标任务分解表"}, []any{"序号", "指标名称", "计量单位", "权重", "2018年目标值", "2019年目标值", "责任单位"},
		[]any{1, "固定资产投资", "万元", 10, 1000000, 1200000, "经济发展局"},
		[]any{2, "营商环境", "", 5, "进一步优化", "", "经济发展局"},
		[]any{3, "政务服务中心", "", 5, "9月底前建成投用", "", "经济发展局"},
		[]any{4, "智慧园区平台", "", 5, "12月底前建成", "", "经济发展局"},
		[]any{5, "综合管廊", "", 5, "8月底前开工", "建成", "经济发展局"},
		[]any{6, "高新技术企业", "家", 5, "", 30, "科技局"},
		[]any{7, "进口额", "亿元", 10, 86, 90, "商务局"},
		[]any{8, "万元GDP能耗下降率", "%", 5, "3%以上", "", "商务局"},
		[]any{9, "生产安全事故死亡人数", "人", 5, "控制在5人以内", "", "应急局"},
		[]any{10, "出口额", "亿元", 10, "40亿元,力争45亿元", "", "商务局"},
		[]any{11, "疏港铁路", "", 5, "8月底前开工", "", "经济发展局"})
	if _, err := d.ImportPlan(t.Context(), models.System(), "p", "plan.xlsx", plan); err != nil {
		t.Fatal(err)
	}
	file := func(department string, period tally.Round, rows ...[]any) {
		t.Helper()
		head := [][]any{{period.Chinese() + "主要目标任务完成情况表"}, {"填报单位:" + department}, {"序号", "指标名称", "计量单位", "本年累计", "完成情况", "存在问题"}}
		filed, err := d.Submit(t.Context(), models.System(), workflow.Filing{Plan: "p", Department: department, Period: period,
			Name: department + ".xlsx", Data: book(t, append(head, rows...)...)})
		if err != nil || filed.Submission.State != models.Accepted {
			t.Fatalf("%s is %s: %v %+v", department, filed.Submission.State, err, filed.Reading.Findings)
		}
	}
	file("经济发展局", september, []any{1, "固定资产投资", "亿元", 70.5, "", "用地指标不足"}, []any{2, "营商环境", "", "", "推进一网通办", ""},
		[]any{3, "政务服务中心", "", "", "已完成", ""}, []any{4, "智慧园区平台", "", "", "正在招标", ""}, []any{5, "综合管廊", "", "", "尚未开工", ""},
		[]any{6, "疏港铁路", "", "未开工", "", ""}) // told in the column of figures
	file("商务局", september, []any{1, "进口额", "万元", 645000, "", ""}, []any{2, "万元GDP能耗下降率", "%", 3.4, "", ""}, []any{3, "出口额", "亿元", 33, "", ""})
	file("科技局", september, []any{1, "高新技术企业", "家", 12, "", ""})
	want := []string{
		"固定资产投资 yellow 低于序时进度（75%）4.5个百分点",
		"营商环境 grey 目标无法量化",
		"政务服务中心 green 已完成",
		"智慧园区平台 grey 未到期，距完成时限（2018-12）还有92天",
		"综合管廊 yellow 逾期30天未完成（完成时限2018-08）",
		"高新技术企业 grey 未到期：目标期为2019",
		"进口额 green 与序时进度（75%）持平",
		"万元GDP能耗下降率 green 降幅3.4%，高于目标0.4个百分点",
		"生产安全事故死亡人数 grey 未报",
		"出口额 green 高于序时进度（75%）7.5个百分点",
		"疏港铁路 yellow 逾期30天未完成（完成时限2018-08）",
	}
	ed, _, err := d.Consolidate(t.Context(), models.System(), "p", september)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, said(ed)); diff != "" {
		t.Error(diff)
	}
	if gap := ed.Rows[4].Main.Gap.String(); gap != "-30" || ed.Rows[3].Main.Gap.OK() {
		t.Errorf("30 days late shows %s, and what is not due %s", gap, ed.Rows[3].Main.Gap)
	}
	for _, r := range ed.Reports {
		if missing := r.State == tally.ReportMissing; missing != (r.Department == "应急局") {
			t.Errorf("%s is %s", r.Department, r.State)
		}
	}

	// The year after, the milestone has the year's target, and is not held to August of the year before.
	next := tally.MonthOf(2019, 3)
	file("经济发展局", next, []any{1, "固定资产投资", "亿元", 31, "", ""}, []any{5, "综合管廊", "", "", "正在施工", ""})
	ed, _, err = d.Consolidate(t.Context(), models.System(), "p", next)
	if err != nil {
		t.Fatal(err)
	}
	if got := said(ed)[4]; got != "综合管廊 grey 未到期，距完成时限（2019）还有275天" {
		t.Error(got)
	}
}

// said is each row's light with its sentence.
func said(ed tally.Edition) []string {
	var out []string
	for _, r := range ed.Rows {
		out = append(out, r.Indicator.Name+" "+string(r.Main.Light)+" "+r.Main.Sentence)
	}
	return out
}
