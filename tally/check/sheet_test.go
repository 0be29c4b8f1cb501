package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestCodesOfTheWholeSheet(t *testing.T) {
	t.Parallel()
	level := func(name string) tally.Indicator { return indicator(name, "亿元", tally.Level, "86") }
	total, state, private := level("投资额"), child(level("国有"), "投资额"), child(level("民营"), "投资额")
	rates := []tally.Indicator{indicator("投资增速", "%", tally.Growth, "8"), child(indicator("国有增速", "%", tally.Growth, "9"), "投资增速")}
	text := level("深化改革")
	text.Measure = tally.Text
	idle := level("季度产值")
	idle.Every = 3
	october := func(r *tally.Reading) { r.Period = tally.MonthOf(2018, 10) }
	eachMonth := indicator("安全检查", "次", tally.Count, "1")
	eachMonth.Targets[0].Recur = tally.Recurrence{Each: "month"}
	eachVillage := indicator("电影放映", "场", tally.Count, "1")
	eachVillage.Asked = []tally.Question{{Code: tally.AskNumber}}
	twoRoads := text
	twoRoads.Name, twoRoads.ID, twoRoads.Targets = "道路改造", "道路改造", []tally.Target{{Period: "2018", Text: "18/30", Why: "分不清"}}
	inTwo := indicator("项目", "家", tally.Multi, "15")
	inTwo.Targets = []tally.Target{{Period: "2018", Text: "15家/10家", Op: tally.OpAtLeast, Unit: "家", Parts: []tally.Part{{Unit: "家", Count: exact.Int(15)}, {Unit: "家", Count: exact.Int(10)}}}}
	theirs := level("财政收入")
	theirs.Lead = []string{"财政局"}
	unread := func(r *tally.Reading) {
		r.Findings = []tally.Finding{tally.NewFinding(tally.NumberUnreadable, "表", "F4", "看不出是多少", "")}
	}

	cases := []struct {
		name   string
		plan   []tally.Indicator
		rows   []rowOf
		change func(*tally.Reading)
		want   []string
	}{
		{"children over their parent", []tally.Indicator{total, state, private},
			[]rowOf{row(4, "投资额", "亿元").ytd("60"), row(5, "国有", "亿元").under("投资额").ytd("40"), row(6, "民营", "亿元").under("投资额").ytd("30")}, nil, []string{"F4 children.exceed C"}},
		{"children over by rounding", []tally.Indicator{total, state, private},
			[]rowOf{row(4, "投资额", "亿元").ytd("60.0"), row(5, "国有", "亿元").under("投资额").ytd("35.1"), row(6, "民营", "亿元").under("投资额").ytd("25.0")}, nil, nil},
		{"children short of their parent", []tally.Indicator{total, state},
			[]rowOf{row(4, "投资额", "亿元").ytd("60"), row(5, "国有", "亿元").under("投资额").ytd("4")}, nil, nil},
		{"children in another unit", []tally.Indicator{total, state},
			[]rowOf{row(4, "投资额", "亿元").ytd("60"), row(5, "国有", "万元").under("投资额").ytd("400000")}, nil, nil},
		{"growth is never summed", rates, []rowOf{row(4, "投资增速", "%").ytd("5"), row(5, "国有增速", "%").under("投资增速").ytd("9")}, nil, nil},

		{"missing in the plan's order, tasks in words left out", []tally.Indicator{private, text, total}, nil, nil, []string{" item.missing B", " item.missing B"}},
		{"a quarterly one in the month that it is due", []tally.Indicator{idle}, nil, nil, []string{" item.missing B"}},
		{"a thousand of what is due every month", []tally.Indicator{eachMonth}, []rowOf{row(4, "安全检查", "次").ytd("960")}, nil, nil},
		{"a thousand of what is due in every village", []tally.Indicator{eachVillage}, []rowOf{row(4, "电影放映", "场").ytd("960")}, nil, nil},
		{"figures for a target that is asked of", []tally.Indicator{twoRoads}, []rowOf{row(4, "道路改造", "亿元").ytd("12/19")}, unread, nil},
		{"bare numbers in the target's order", []tally.Indicator{inTwo}, []rowOf{row(4, "项目", "家").ytd("13/6")}, unread, nil},
		{"fewer numbers than the target has", []tally.Indicator{inTwo}, []rowOf{row(4, "项目", "家").ytd("13/6/2")}, unread, []string{"F4 number.unreadable A"}},
		{"another month", []tally.Indicator{total}, []rowOf{row(4, "投资额", "亿元").ytd("60")}, october, []string{" period.differs A"}},
		{"a month only in its columns", []tally.Indicator{total}, []rowOf{row(4, "投资额", "亿元").figure("F", august, tally.SpanYTD, "60").ytd("")},
			func(r *tally.Reading) { r.Period = tally.Round{} }, []string{" period.differs A", "F4 value.empty D"}},
		{"no month anywhere", []tally.Indicator{total}, []rowOf{row(4, "投资额", "亿元").figure("F", tally.Round{}, tally.SpanYTD, "60")},
			func(r *tally.Reading) { r.Period = tally.Round{} }, nil},
		{"another unit's sheet lists nothing missing", []tally.Indicator{total, state}, []rowOf{row(4, "投资额", "亿元").ytd("60")},
			func(r *tally.Reading) { r.Department = "财政局" }, []string{" department.differs A"}},
		{"its full name and seal", []tally.Indicator{total}, []rowOf{row(4, "投资额", "亿元").ytd("60")},
			func(r *tally.Reading) { r.Department = "温州经济技术开发区 经济发展局（盖章）" }, nil},
		{"the same row in two sheets of two spans", []tally.Indicator{total},
			[]rowOf{row(4, "投资额", "亿元").on("当月").month("7"), row(4, "投资额", "亿元").on("累计").ytd("60")}, nil, nil},
		{"the same row in two sheets", []tally.Indicator{total},
			[]rowOf{row(4, "投资额", "亿元").on("一").ytd("60"), row(9, "投资额", "亿元").on("二").ytd("60")}, nil, []string{"B9 item.duplicate A"}},
		{"who made the form stands alone over it", []tally.Indicator{total}, []rowOf{row(4, "投资额", "亿元").ytd("60")},
			func(r *tally.Reading) { r.Department, r.Alone = "督查办公室", true }, nil},
		{"another department of the plan stands alone over it", []tally.Indicator{total, theirs}, []rowOf{row(4, "投资额", "亿元").ytd("60")},
			func(r *tally.Reading) { r.Department, r.Alone = "财政局（盖章）", true }, []string{" department.differs A"}},
		{"a breakdown filed as progress", []tally.Indicator{total}, []rowOf{row(4, "投资额", "亿元").target("86")},
			func(r *tally.Reading) { r.Kind = tally.KindPlan }, []string{" layout.unknown A"}},
		{"what could not be opened lacks nothing", []tally.Indicator{total}, nil,
			func(r *tally.Reading) {
				r.Findings = []tally.Finding{tally.NewFinding(tally.FileUnsupported, "", "", "打不开", "")}
			}, []string{" file.unsupported A"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := sheetOf(c.rows...)
			if c.change != nil {
				c.change(&r)
			}
			got := checked(t, check.Input{Plan: plan2018(c.plan...), Reading: r})
			if d := cmp.Diff(c.want, codes(got.Findings)); d != "" {
				t.Errorf("(-want +got):\n%s%v", d, got.Findings)
			}
		})
	}
}

func TestAQuarterlySheetIsRightlyEmptyBetweenQuarters(t *testing.T) {
	t.Parallel()
	ind := indicator("季度产值", "亿元", tally.Level, "86")
	ind.Every = 3
	october := tally.MonthOf(2018, 10)
	r := sheetOf(row(4, "季度产值", "亿元").ytd("60").figure("M", october, tally.SpanYTD, ""))
	got := checked(t, check.Input{Plan: plan2018(ind), Period: october, Reading: r})
	if d := cmp.Diff([]string{"M4 value.empty D"}, codes(got.Findings)); d != "" {
		t.Error(d)
	}
	if len(got.Figures) != 0 {
		t.Errorf("September's figure taken for October: %+v", got.Figures)
	}
	none := checked(t, check.Input{Plan: plan2018(ind, indicator("月度产值", "亿元", tally.Level, "1")), Period: october,
		Reading: tally.Reading{Period: october, Items: []tally.Item{row(4, "月度产值", "亿元").figure("M", october, tally.SpanYTD, "0.5").Item}}})
	if len(none.Findings) != 0 {
		t.Errorf("a quarterly indicator asked for in October: %v", none.Findings)
	}
}

func TestOtherDepartmentsFigures(t *testing.T) {
	t.Parallel()
	ind := indicator("进口额", "亿元", tally.Level, "86")
	theirs := past("进口额", "亿元", september, tally.SpanYTD, "65.1")
	theirs.Department = "商务局"
	for printed, want := range map[string][]string{"64.3": {"F4 report.conflict C"}, "65.10": nil, "65": nil} {
		got := checked(t, check.Input{Plan: plan2018(ind), Reading: sheetOf(row(4, "进口额", "亿元").ytd(printed)), Others: []tally.Figure{theirs}})
		if d := cmp.Diff(want, codes(got.Findings)); d != "" {
			t.Errorf("%s: %s", printed, d)
		}
	}
}

func TestChangedHeading(t *testing.T) {
	t.Parallel()
	ind := indicator("进口额", "亿元", tally.Level, "86")
	header := func(paths ...string) []tally.Header {
		h := tally.Header{Sheet: "表", Rows: [2]int{3, 3}}
		for i, p := range paths {
			h.Columns = append(h.Columns, tally.Column{Letter: string(rune('A' + i)), Path: []string{p}, Read: p != "备注"})
		}
		return []tally.Header{h}
	}
	last := header("指标", "8月当月", "备注")
	for _, tc := range []struct {
		name string
		now  []tally.Header
		want string
	}{
		{"a figure's column came", header("指标", "9月当月", "年度目标"), "表头和上一次的表不一样，新增列「年度目标」。"},
		{"columns changed places", header("9月当月", "指标"), "表头和上一次的表不一样，列的顺序变了。"},
		{"only the month turned, and a remark went", header("指标", "9月当月"), ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sheetOf(row(4, "进口额", "亿元").ytd("60"))
			r.Headers = tc.now
			got := checked(t, check.Input{Plan: plan2018(ind), Reading: r, LastHeaders: last})
			var said string
			for _, f := range got.Findings {
				said += f.Message
			}
			if said != tc.want {
				t.Errorf("got %q, want %q", said, tc.want)
			}
		})
	}
}
