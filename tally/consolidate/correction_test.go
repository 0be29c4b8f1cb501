package consolidate

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
)

func TestCorrections(t *testing.T) {
	first := september(t, "default")
	one := consolidated(t, first)
	second := september(t, "default")
	second.Number, second.Previous = 2, earlier(one)
	if got := consolidated(t, second).Corrections; len(got) != 0 {
		t.Errorf("nothing changed, and yet %+v", got)
	}
	second.Figures[2].Value = n("15.2") // 固定资产投资增速, September
	second.Figures[2].Source.FiledWith.File = "经济发展局-更正.xlsx"
	second.Figures = append(second.Figures, figure("4", "商务局", "2018-09", tally.SpanYTD, "4103", "万美元"))
	second.Plan.Indicators[2].Targets[0] = tally.Target{Period: "2018", Op: tally.OpAtLeast, Floor: n("28"), Unit: "亿元", Text: "28"}
	second.Reasons = []tally.Correction{{Indicator: "3", What: "目标值", By: "督查办", Why: "年中调增1亿元"}}
	want := []tally.Correction{
		{Indicator: "固定资产投资增速", Department: "经济发展局", What: "本年累计", Old: "14.9", New: "15.2", By: "张三", Why: "重新报送：经济发展局-更正.xlsx"},
		{Indicator: "固定资产投资增速", Department: "经济发展局", What: "亮灯", Old: "红", New: "黄", By: "张三", Why: "重新报送：经济发展局-更正.xlsx"},
		{Indicator: "财政总收入", Department: "财政局", What: "目标值", Old: "27亿元", New: "28亿元", By: "督查办", Why: "年中调增1亿元"},
		{Indicator: "利用外资", Department: "商务局", What: "本年累计", New: "4103", By: "张三", Why: "补报：商务局.xlsx"},
		{Indicator: "利用外资", Department: "商务局", What: "亮灯", Old: "灰", New: "红", By: "张三", Why: "补报：商务局.xlsx"},
	}
	if d := cmp.Diff(want, consolidated(t, second).Corrections); d != "" {
		t.Error(d)
	}
}

// A light that is another has the reasons of what made it so: whoever filed the row last is not to be named for a target that the office
// raised or a rule that was changed.
func TestALightIsCorrectedByWhatBroughtIt(t *testing.T) {
	first := september(t, "default")
	first.Plan.Indicators[4] = indicator("5", "大桥通车", tally.Milestone, "", "", "商务局")
	first.Plan.Indicators[4].Targets[0] = tally.Target{Period: "2018", Text: "8月底前通车"}
	first.Plan.Indicators[4].Deadline = "2018-08-31"
	first.Remarks = []tally.Remark{{Indicator: "5", Department: "商务局", Period: first.Period, Progress: "正在施工"}}
	correctedBy(t, first, []change{
		{"a target raised", func(in *Input) {
			in.Plan.Indicators[0].Targets = []tally.Target{{Period: "2018", Op: tally.OpAtLeast, Floor: n("300"), Unit: "亿元", Text: "300"}}
			in.Reasons = []tally.Correction{{Indicator: "1", What: "目标值", By: "督查办", Why: "年中调增"}}
		}, []tally.Correction{
			{Indicator: "地区生产总值", Department: "经济发展局", What: "目标值", Old: "228亿元", New: "300亿元", By: "督查办", Why: "年中调增"},
			{Indicator: "地区生产总值", Department: "经济发展局", What: "亮灯", Old: "黄", New: "红", By: "督查办", Why: "年中调增"},
		}},
		{"another rule", func(in *Input) { in.Rules = shippedRules(t, "xuancheng") }, []tally.Correction{
			{Indicator: "固定资产投资增速", Department: "经济发展局", What: "亮灯", Old: "红", New: "黄", Why: "亮灯规则由“" + first.Rules.Title + "”改为“" + shippedRules(t, "xuancheng").Title + "”"},
		}},
		{"a milestone done", func(in *Input) {
			in.Remarks = []tally.Remark{{Indicator: "5", Department: "商务局", Period: in.Period, Progress: "已通车"}}
		}, []tally.Correction{
			{Indicator: "大桥通车", Department: "商务局", What: "进展情况", Old: "正在施工", New: "已通车", Why: "部门更新了进展情况"},
			{Indicator: "大桥通车", Department: "商务局", What: "亮灯", Old: "黄", New: "绿", Why: "部门更新了进展情况"},
		}},
	})
}

// What became of a report is said of its rows: a figure that was not filled in again, a report that was given back, the months that a sum
// is made of.
func TestWhatBecameOfAReportIsSaid(t *testing.T) {
	first := september(t, "default")
	first.Plan.Indicators = append(first.Plan.Indicators, indicator("6", "新增企业", tally.Level, "户", "100", "商务局"))
	months := func(of ...string) (all []tally.Figure) {
		for i, value := range of {
			all = append(all, figure("6", "商务局", tally.MonthOf(2018, i+1).String(), tally.SpanMonth, value, "户"))
		}
		return all
	}
	other := first.Figures
	first.Figures = slices.Concat(other, months("10", "10", "10", "10", "10", "10", "10", "10", "10"))
	correctedBy(t, first, []change{
		{"left out", func(in *Input) {
			in.Figures = slices.Concat(other[1:], months("10", "10", "10", "10", "10", "10", "10", "10", "10"))
			in.Refiled = []tally.Correction{{Department: "经济发展局", By: "张三", Why: "部门重新报送第2版"}}
		}, []tally.Correction{
			{Indicator: "地区生产总值", Department: "经济发展局", What: "本年累计", Old: "168.92", By: "张三", Why: "部门重新报送第2版，没有填"},
			{Indicator: "地区生产总值", Department: "经济发展局", What: "亮灯", Old: "黄", New: "灰", By: "张三", Why: "部门重新报送第2版，没有填"},
		}},
		{"given back", func(in *Input) {
			in.Figures = slices.Concat(other[1:], months("10", "10", "10", "10", "10", "10", "10", "10", "10"))
			in.Refiled = []tally.Correction{{Department: "经济发展局", What: WholeReport, By: "赵督查", Why: "报送已退回：口径不对"}}
		}, []tally.Correction{
			{Indicator: "地区生产总值", Department: "经济发展局", What: "本年累计", Old: "168.92", By: "赵督查", Why: "报送已退回：口径不对"},
			{Indicator: "地区生产总值", Department: "经济发展局", What: "亮灯", Old: "黄", New: "灰", By: "赵督查", Why: "报送已退回：口径不对"},
		}},
		{"a month of a sum", func(in *Input) {
			in.Figures = slices.Concat(other, months("10", "10", "10", "10", "10", "10", "4", "10", "10"))
		}, []tally.Correction{
			{Indicator: "新增企业", Department: "商务局", What: "本年累计", Old: "90", New: "84", Why: "由2018年7月的数带来"},
			{Indicator: "新增企业", Department: "商务局", What: "2018-07累计", Old: "70", New: "64", Why: "2018年7月的报送有更正"},
			{Indicator: "新增企业", Department: "商务局", What: "2018-08累计", Old: "80", New: "74", Why: "由2018年7月的数带来"},
		}},
		{"a unit", func(in *Input) { in.Plan.Indicators[4].Unit = "次" }, []tally.Correction{{Indicator: "协调服务", Department: "商务局", What: "单位", New: "次", Why: "计划已调整"}}},
		{"evidence", func(in *Input) { // the edition before had another light of the same figures and targets
			before := consolidated(t, first)
			before.Rows[0].Main.Light = tally.Green
			in.Previous = earlier(before)
		}, []tally.Correction{{Indicator: "地区生产总值", Department: "经济发展局", What: "亮灯", Old: "绿", New: "黄", Why: "本行的数和目标没有变，佐证材料、作比较的其他指标或程序的判断有变化"}}},
		{"a deadline and words", func(in *Input) {
			in.Plan.Indicators[0].Deadline = "2018-11"
			in.Remarks = []tally.Remark{{Indicator: "1", Department: "经济发展局", Period: in.Period, Problems: "用地不足"}}
			in.Refiled = []tally.Correction{{Department: "经济发展局", By: "张三", Why: "部门重新报送第2版"}}
		}, []tally.Correction{
			{Indicator: "地区生产总值", Department: "经济发展局", What: "完成时限", New: "2018-11", Why: "计划已调整"},
			{Indicator: "地区生产总值", Department: "经济发展局", What: "序时进度", Old: "75%", New: "81.82%", Why: "计划的序时安排或亮灯规则有调整"},
			{Indicator: "地区生产总值", Department: "经济发展局", What: "存在问题", New: "用地不足", By: "张三", Why: "部门重新报送第2版"},
		}},
	})
}

// change is what is another in a second edition, and what that corrects.
type change struct {
	name string
	make func(in *Input)
	want []tally.Correction
}

// correctedBy makes a second edition of each change and holds its corrections.
func correctedBy(t *testing.T, first Input, all []change) {
	t.Helper()
	one := consolidated(t, first)
	for _, x := range all {
		second := first
		second.Plan.Indicators = slices.Clone(first.Plan.Indicators)
		second.Number, second.Previous = 2, earlier(one)
		x.make(&second)
		if d := cmp.Diff(x.want, consolidated(t, second).Corrections); d != "" {
			t.Errorf("%s: %s", x.name, d)
		}
	}
}

// earlier gives an edition as the one before.
func earlier(ed tally.Edition) *Earlier {
	return &Earlier{Digest: ed.Digest, Rule: ed.RuleTitle(), Lines: ed.RuleLines(), Rows: func(do func(*tally.Row)) error {
		for i := range ed.Rows {
			do(&ed.Rows[i])
		}
		return nil
	}}
}
