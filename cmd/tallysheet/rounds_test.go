package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// cycled is an office whose plan has weeks, months, quarters, halves, the year and one dated round.
func cycled(t *testing.T) office {
	t.Helper()
	o, _ := planned(t, []any{"开发区2022年目标任务分解表"}, []any{"指标名称", "计量单位", "2022年目标", "责任单位"},
		[]any{"外资到账", "亿美元", "1.5", "招商局"}, []any{"招引科创项目", "个", "40", "招商局"}, []any{"一般公共预算收入", "亿元", "12", "财政局"},
		[]any{"地区生产总值增速", "%", "增长10%", "发改局"})
	o.do("plan", "calendar", officePlan, "--from", "2022-01", "--kinds", "week,month,quarter,half,year,dated", "--dates", "2022-05-20",
		"--rows", "week=外资到账、招引科创项目", "--rows", "quarter=地区生产总值增速", "--rows", "dated=外资到账")
	return o
}

// reported files a sheet of any round: title, headings and rows as a department writes them.
func (o office) reported(want int, department, period string, rows ...[]any) string {
	o.Helper()
	var out, errs bytes.Buffer
	code := Run(o.Context(), []string{"submit", sheetOf(o.T, "r.xlsx", rows...), "--plan", officePlan, "--department", department, "--period", period, "--database", o.database}, &out, &errs)
	if code != want {
		o.Errorf("%s of %s: exit %d, want %d: %s%s", department, period, code, want, &out, &errs)
	}
	return out.String() + errs.String()
}

var weekHead = []any{"指标名称", "计量单位", "本周完成", "本年累计"}

// TestAWeekIsFiledIssuedAndTraced: a week by its number, by its days, and by the day to which it runs; its edition is of the rows that
// report weekly, goes by days, and each cell leads to the week's own.
func TestAWeekIsFiledIssuedAndTraced(t *testing.T) {
	o := cycled(t)
	o.reported(exitDone, "招商局", "2022-W04", []any{"2022年第4周重点指标调度表"}, weekHead, []any{"外资到账", "亿美元", "0.02", "0.08"}, []any{"招引科创项目", "个", "1", "2"})
	o.reported(exitDone, "招商局", "2022-W05", []any{"重点指标周调度表（1月31日至2月6日）"}, []any{"指标名称", "计量单位", "本周", "截至2月6日累计"},
		[]any{"外资到账", "亿美元", "0.03", "0.11"}, []any{"招引科创项目", "个", "1", "3"})
	ed, file := o.edition("2022-W05")
	if len(ed.Rows) != 2 || len(ed.Reports) != 1 || ed.Rows[0].Month.Plain() != "0.03" || ed.Rows[0].YTD.Plain() != "0.11" || ed.Rows[0].LastMonth.Plain() != "0.08" {
		t.Errorf("the week says %+v", ed.Rows)
	}
	o.is(o.light("2022-W05", "外资到账"), "yellow", "低于序时进度（10.14%）2.8个百分点") // 37 of 365 days
	if got := cellOf(t, file, "汇总表", "外资到账", "0.11"); !strings.Contains(o.do("trace", "--plan", officePlan, "--period", "2022-W05", got), "2022-W05 0.11") {
		t.Errorf("%s leads elsewhere", got)
	}
	if said := o.reported(exitRefused, "招商局", "2022-W06", []any{"2022年第5周重点指标调度表"}, weekHead, []any{"外资到账", "亿美元", "0.02", "0.13"}); !strings.Contains(said, "period.differs") {
		t.Error(said)
	}
	for period, title := range map[string]string{"2022-02": "2022年第5周重点指标调度表", "2022-W05": "2022年2月重点指标完成情况表", "2022-Q1": "2022年3月指标完成情况表"} {
		if said := o.reported(exitRefused, "招商局", period, []any{title}, []any{"指标名称", "计量单位", "本年累计"}, []any{"外资到账", "亿美元", "0.2"}); !strings.Contains(said, "period.differs") {
			t.Errorf("%s filed for %s: %s", title, period, said)
		}
	}
	for _, bad := range []string{"2022-W53", "2022-W5", "2022-Q5", "2022-00", "二月"} {
		o.reported(exitUsage, "招商局", bad, weekHead)
	}
}

// TestAPlanOfMonthsTakesMonths: without kinds in its calendar, and by every door that names a round.
func TestAPlanOfMonthsTakesMonths(t *testing.T) {
	o, _ := planned(t, []any{"开发区2022年目标任务分解表"}, []any{"指标名称", "计量单位", "2022年目标", "责任单位"}, []any{"税收收入", "亿元", "22", "财政局"})
	out := filepath.Join(t.TempDir(), "o.xlsx")
	for _, args := range [][]string{
		{"submit", sheetOf(t, "w.xlsx", weekHead), "--plan", officePlan, "--department", "财政局", "--period", "2022-W05"},
		{"template", "--plan", officePlan, "--department", "财政局", "--period", "2022-W05", "-o", out},
		{"consolidate", "--plan", officePlan, "--period", "2022-W05", "-o", out},
		{"plan", "comment", officePlan, "--period", "2022-W05", "很好"},
	} {
		var errs bytes.Buffer
		if code := Run(t.Context(), append(args, "--database", o.database), &bytes.Buffer{}, &errs); code != exitFailed || !strings.Contains(errs.String(), "这里只有月报，请写2022年2月：2022-02") {
			t.Errorf("%v: %d %s", args, code, &errs)
		}
	}
}

// TestAQuarterIsMadeOfItsMonths: its year to date is that of its third month, its own value the sum of three, and what reports by the
// quarter stands beside them; the second says what changed against the first, and what the office says of it.
func TestAQuarterIsMadeOfItsMonths(t *testing.T) {
	o := cycled(t)
	ytd := []string{"0.1", "0.2", "0.3", "0.5", "0.7", "0.9"}
	own := []string{"0.1", "0.1", "0.1", "0.2", "0.2", "0.2"}
	for m, period := range []string{"2022-01", "2022-02", "2022-03", "2022-04", "2022-05", "2022-06"} {
		p := tally.MonthOf(2022, m+1)
		o.reported(exitDone, "招商局", period, []any{p.Chinese() + "指标完成情况表"}, []any{"指标名称", "计量单位", p.Short() + "当月", p.Through()},
			[]any{"外资到账", "亿美元", own[m], ytd[m]}, []any{"招引科创项目", "个", "/", "3"})
	}
	o.reported(exitDone, "发改局", "2022-Q2", []any{"2022年二季度指标完成情况表"}, []any{"指标名称", "计量单位", "1-6月累计"}, []any{"地区生产总值增速", "%", "10.3"})
	o.do("plan", "comment", officePlan, "--period", "2022-Q2", "外资追上序时")
	o.do("plan", "comment", officePlan, "--period", "2022-Q2", "--department", "招商局", "给予肯定")
	o.do("plan", "comment", officePlan, "--period", "2022-Q2", "--department", "招商局", "继续保持")
	ed, file := o.edition("2022-Q2")
	r := ed.Rows[0]
	if r.YTD.Plain() != "0.9" || r.Month.Plain() != "0.6" || r.LastMonth.Plain() != "0.3" || len(r.Year) != 2 || ed.Rows[3].YTD.Plain() != "10.3" {
		t.Errorf("the quarter: %s, own %s, before %s, %d points, %s", r.YTD, r.Month, r.LastMonth, len(r.Year), ed.Rows[3].YTD)
	}
	if len(ed.Reports) != 1 || ed.Reports[0].Department != "发改局" || ed.Reports[0].State != tally.ReportAccepted {
		t.Errorf("asked of a quarter: %+v", ed.Reports)
	}
	if len(ed.Comments) != 2 || ed.Comments[0].Text != "外资追上序时" || ed.Comments[1].Text != "继续保持" {
		t.Errorf("comments: %+v", ed.Comments)
	}
	o.is(o.do("trace", "--plan", officePlan, "--period", "2022-Q2", cellOf(t, file, "汇总表", "外资到账", "0.6")), "2022-04 0.2", "2022-05 0.2", "2022-06 0.2", "3个月")
	o.is(o.do("trace", "--plan", officePlan, "--period", "2022-Q2", cellOf(t, file, "汇总表", "外资到账", "0.9")), "2022-06 0.9", "取自2022年6月报送的累计数")
	o.is(o.do("trace", "--plan", officePlan, "--period", "2022-Q2", cellOf(t, file, "汇总表", "外资到账", "0.3")), "2022-03 0.3")
	changed := ed.Changes()
	if len(changed) == 0 || changed[0].Row != 0 || changed[0].Way != tally.WentBetter {
		t.Errorf("changed against the first quarter: %+v", changed)
	}
	if cell := cellOf(t, file, "较上季变化", "外资到账", "变好"); cell == "" {
		t.Error("the sheet of changes does not say it")
	}
	if half, _ := o.edition("2022-H1"); half.Rows[0].YTD.Plain() != "0.9" || half.Rows[0].Month.Plain() != "0.9" || half.Rows[3].YTD.Plain() != "10.3" {
		t.Errorf("the half: %s, own %s, %s", half.Rows[0].YTD, half.Rows[0].Month, half.Rows[3].YTD)
	}
	if again, _ := o.edition("2022-Q2"); again.Number != 1 {
		t.Errorf("nothing changed, and edition %d came of it", again.Number)
	}
}

// TestAMonthTakesItsLastWeekOnlyWhereThePlanSaysSo, and its sentence and its trace name the week.
func TestAMonthTakesItsLastWeekOnlyWhereThePlanSaysSo(t *testing.T) {
	o := cycled(t)
	o.reported(exitDone, "招商局", "2022-W03", []any{"2022年第3周调度表"}, weekHead, []any{"外资到账", "亿美元", "0.02", "0.06"}, []any{"招引科创项目", "个", "1", "1"})
	o.reported(exitDone, "招商局", "2022-W04", []any{"2022年第4周调度表"}, weekHead, []any{"外资到账", "亿美元", "0.02", "0.08"}, []any{"招引科创项目", "个", "1", "2"})
	o.is(o.light("2022-01", "外资到账"), "grey", "未报")
	o.do("plan", "calendar", officePlan, "--month-from-week", "on")
	ed, file := o.edition("2022-01")
	if ed.Number != 2 || ed.Rows[0].YTD.Plain() != "0.08" || ed.Rows[0].Month.OK() {
		t.Errorf("edition %d says %s, own %s", ed.Number, ed.Rows[0].YTD, ed.Rows[0].Month)
	}
	o.is(o.light("2022-01", "外资到账"), "取自2022年第4周（1月24日至1月30日）的累计数")
	o.is(o.do("trace", "--plan", officePlan, "--period", "2022-01", cellOf(t, file, "汇总表", "外资到账", "0.08")), "2022-W04 0.08")
	o.filed("招商局", "2022-01", "外资到账", "亿美元", "0.09", "招引科创项目", "个", "2")
	if ed, _ := o.edition("2022-01"); ed.Rows[0].YTD.Plain() != "0.09" {
		t.Errorf("the month's own report gives way to a week: %s", ed.Rows[0].YTD)
	}
}

// TestADatedRoundRunsToItsDay, and its edition is of the rows that report in it.
func TestADatedRoundRunsToItsDay(t *testing.T) {
	o := cycled(t)
	o.reported(exitDone, "招商局", "2022-05-20", []any{"截至2022年5月20日外资到账情况表"}, []any{"指标名称", "计量单位", "累计完成"}, []any{"外资到账", "亿美元", "0.6"})
	o.is(o.light("2022-05-20", "外资到账"), "高于序时进度（38.36%）1.64个百分点") // 140 of 365 days
	var errs bytes.Buffer
	if code := Run(t.Context(), []string{"plan", "calendar", officePlan, "--days", "week=3,2@12,4@9", "--database", o.database}, &bytes.Buffer{}, &errs); code != exitFailed || !strings.Contains(errs.String(), "次序不对") {
		t.Errorf("a week that is due before it opens: %d %s", code, &errs)
	}
	set := decode[workflow.PlanCalendar](t, o.do("plan", "calendar", officePlan, "--days", "week=0,1@9,1@17", "--rows", "dated=", "--json"))
	if len(set.Rows[tally.Dated]) != 0 || set.DaysText(tally.Weekly) != "0,1@9,1@17" {
		t.Errorf("set: %+v", set.Calendar)
	}
}

// TestTheTemplateOfAWeek asks for the rows that report weekly, and comes back as that week's.
func TestTheTemplateOfAWeek(t *testing.T) {
	o := cycled(t)
	file := filepath.Join(t.TempDir(), "t.xlsx")
	o.do("template", "--plan", officePlan, "--department", "招商局", "--period", "2022-W05", "-o", file)
	r := decode[tally.Reading](t, o.do("check", file, "--json"))
	if r.Period.String() != "2022-W05" || len(r.Headers) == 0 || r.Headers[0].Sheet != "第5周" {
		t.Errorf("it comes back as of %s, %+v", r.Period, r.Headers)
	}
	var errs bytes.Buffer
	if code := Run(t.Context(), []string{"template", "--plan", officePlan, "--department", "财政局", "--period", "2022-W05", "-o", file, "--database", o.database}, &bytes.Buffer{}, &errs); code != exitFailed || !strings.Contains(errs.String(), "没有要报的") {
		t.Errorf("a department without weekly rows: %d %s", code, &errs)
	}
}
