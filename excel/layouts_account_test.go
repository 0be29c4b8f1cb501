package excel

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

// TestWhatStandsIsAccountedFor: figures under a heading that no word knows, above the table, on a sheet of their own or in a row of nobody are
// named; month and unit that stand in a place that is hardly believed, or in two, are asked about.
func TestWhatStandsIsAccountedFor(t *testing.T) {
	filed := layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2025, 9)}
	runLayouts(t, []layoutCase{
		{name: "a form with a number, who made it and until when it is valid", papers: []paper{{rows: `
就业情况
||||表号：人社1表
||||制定机关：市统计局
综合机关名称：人力资源和社会保障局||2025年9月||有效期至：2027年1月
指标名称|计量单位|年度任务|本月|自年初累计
新增就业|人|6200|540|4380`}}, want: `
progress 2025-09 人力资源和社会保障局
6 新增就业[人] 2025:C6>=6200人 month@2025-09:D6=540人 ytd@2025-09:E6=4380人`},
		{name: "the day of printing says nothing of the month", papers: []paper{{rows: `
2025年9月主要指标快报
填报单位：统计站||2025年10月17日印
指标|计量单位|9月|1—9月
工业用电量|万千瓦时|9589|77749`}}, want: `
progress 2025-09 统计站
4 工业用电量[万千瓦时] month@2025-09:C4=9589万千瓦时 ytd@2025-09:D4=77749万千瓦时`},
		{name: "a month that only a label of another kind gives goes behind the month filed, and is asked about", opt: filed, papers: []paper{{rows: `
重点工作进度
批次：2025年8月
指标|单位|目标|本月|累计
新增就业|人|6200|540|4380`}}, want: `
progress 2025-09 
4 新增就业[人] 2025:C4>=6200人 month@2025-09:D4=540人 ytd@2025-09:E4=4380人
! C period.differs 表1!A2`},
		{name: "two months around the table", papers: []paper{{rows: `
2025年9月重点工作进度表
报告期：2025年8月
指标|单位|目标|本月|累计
新增就业|人|6200|540|4380`}}, want: `
progress 2025-08 
4 新增就业[人] 2025:C4>=6200人 month@2025-08:D4=540人 ytd@2025-08:E4=4380人
! C period.differs 表1!A1`},
		{name: "two units that filed", papers: []paper{{rows: `
2025年9月重点工作进度表
填报单位：商务局||||报送部门：统计局
指标|单位|目标|本月|累计
新增就业|人|6200|540|4380`}}, want: `
progress 2025-09 统计局
4 新增就业[人] 2025:C4>=6200人 month@2025-09:D4=540人 ytd@2025-09:E4=4380人
! C department.differs 表1!A2`},
		{name: "rows above the heading, and a sheet whose heading no word knows", papers: []paper{
			{name: "9月", rows: `
2025年9月进度表
甲方|120
乙方|87.5
指标|单位|目标|累计
税收|亿元|40|31`},
			{name: "另附", rows: "甲|乙|丙\n东片|12.5|3\n西片|9|4.5"}}, want: `
progress 2025-09 
5 税收[亿元] 2025:C5>=40亿元 ytd@2025-09:D5=31亿元
! C layout.unknown 9月!A2
! C layout.unknown 另附!A1`},
		{name: "a row of a matrix without a district", papers: []paper{{rows: `
2025年9月各街道情况
街道|固定资产投资（亿元）|税收（亿元）
东湖街道|3.5|1.2
|2.8|0.9`}}, want: `
progress 2025-09 
3 固定资产投资[亿元] ytd@2025-09:B3=3.5亿元 牵头=东湖街道
3 税收[亿元] ytd@2025-09:C3=1.2亿元 牵头=东湖街道
! C layout.unknown 表1!A4`},
		{name: "months before a word that only says that it came about", papers: []paper{{rows: `
2025年1-9月安全生产控制指标进度表
指标名称|单位|年度控制指标|9月发生|1-9月累计
火灾起数|起|50|3|27`}}, want: `
progress 2025-09 
3 火灾起数[起] 2025:C3>=50起 month@2025-09:D3=3起 ytd@2025-09:E3=27起`},
		{name: "everything said in two languages", papers: []paper{{rows: `
2025年3月主要经济指标
指标 Indicator|单位 Unit|3月 March|1-3月 Jan.-Mar.
固定资产投资 Investment in Fixed Assets|亿元 100 million yuan|9.4|37.3`}}, want: `
progress 2025-03 
3 固定资产投资[亿元] month@2025-03:C3=9.4亿元 ytd@2025-03:D3=37.3亿元`},
	})
}
