package excel

import "testing"

func TestHeadsAndTitles(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "6月 beside 1-6月 under 本年完成 is the month", papers: []paper{{rows: `
2018年交通基础设施建设完成情况月报(6月)
序号|项目名称|年度计划(万元)|本年完成(万元)||责任单位
|||6月|1-6月|
1|G312改线工程|24000|2650|12800|公路站
2|环湖路东段|12000|1180|6430|建设局`, merges: "A2:A3 B2:B3 C2:C3 D2:E2 F2:F3"}}, want: `
progress 2018-06 
4 G312改线工程[万元] 2018:C4>=24000万元 month@2018-06:D4=2650万元 ytd@2018-06:E4=12800万元 牵头=公路站
5 环湖路东段[万元] 2018:C5>=12000万元 month@2018-06:D5=1180万元 ytd@2018-06:E5=6430万元 牵头=建设局`},
		{name: "a heading of words that nobody knows, over 1, begins a table", papers: []paper{{rows: `
国有资产管理办公室2024年目标任务分解表
一、经营目标
序号|指标名称|单位|2024年目标|经办企业
1|国有企业营业收入|亿元|24|城投集团
二、融资目标
序号|融资品种|计划额度(亿元)|票面利率上限|完成时间|经办企业
1|公司债券|10|≤4.2%|2024年6月|产投公司`}}, want: `
plan  国有资产管理办公室
4 经营目标>国有企业营业收入[亿元] 2024:D4>=24亿元
7 融资目标>公司债券[亿元] 2024:C7>=10亿元 限=2024-06`},
		{name: "a bureau at the head of a title, whatever the sheet is of, and not the one that gets it", papers: []paper{{rows: `
应急管理局安全生产工作统计月报表
2025年2月
序号|项目|计量单位|全年任务数|本年累计
1|检查企业|家次|1800|291`}}, want: `
progress 2025-02 应急管理局
4 检查企业[家次] 2025:D4>=1800家次 ytd@2025-02:E4=291家次`},
		{name: "a bureau that gets the sheet has not filed it", papers: []paper{{rows: `
上报市发改局安全生产工作统计月报表
2025年2月
序号|项目|计量单位|全年任务数|本年累计
1|执法检查|家次|900|91`}}, want: `
progress 2025-02 
4 执法检查[家次] 2025:D4>=900家次 ytd@2025-02:E4=91家次`},
		{name: "working days stand as printed", papers: []paper{{rows: `
政务服务效能月度监测表
数据月份:2023年3月
监测指标|单位|2023年目标|1-3月
平均办理时限|工作日|≤3|2.8`}}, want: `
progress 2023-03 
4 平均办理时限[工作日] 2023:C4<=3工作日 ytd@2023-03:D4=2.8工作日`},
	})
}
