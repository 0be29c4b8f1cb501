package main

import "testing"

// TestGrowthUnderAnAmountTakesLastYearsMonth: a growth reported as an amount is grey with what is missing, until last year's same month is
// filed or the growth itself is to be filed.
func TestGrowthUnderAnAmountTakesLastYearsMonth(t *testing.T) {
	o, _ := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"税收收入", "亿元", "增长10%", "财政局"}, []any{"常住人口", "万人", "31", "统计局"})
	o.is(o.do("plan", "questions", officePlan), "目标是增幅（%），这一行的单位是“亿元”", "要有去年同期的数才算得出增长")
	o.filed("财政局", "2018-09", "税收收入", "亿元", "17.6")
	o.confirm("--indicator", "税收收入", "--unit", "亿元")
	o.is(o.light("2018-09", "税收收入"), "grey ", "没有去年同期的数，算不出增长；请补报去年同期的数，或改为按“%”填报增幅")
	o.filed("财政局", "2017-09", "税收收入", "亿元", "16")
	o.is(o.light("2018-09", "税收收入"), "green 比去年同期（16亿元）增长10%")
}
