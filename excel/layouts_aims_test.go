package excel

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

func TestTitlesThatMakeColumnsTargets(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "streets down, units in a row of their own, no figure for one", papers: []paper{{rows: `
2021年就业创业工作目标任务分解表
街道（镇）|城镇新增就业|困难人员就业|职业技能培训|创业担保贷款
|人|人|人次|万元
朝阳街道|1200|86|900|1500
柳林镇|540|42|1050|—
合计|1740|128|1950|1500
说明：柳林镇创业担保贷款由县人社局统一办理。`, merges: "A1:E1 A2:A3"}}, want: `
plan  
4 城镇新增就业[人] 2021:B4>=1200人 牵头=朝阳街道
4 困难人员就业[人] 2021:C4>=86人 牵头=朝阳街道
4 职业技能培训[人次] 2021:D4>=900人次 牵头=朝阳街道
4 创业担保贷款[万元] 2021:E4>=1500万元 牵头=朝阳街道
5 城镇新增就业[人] 2021:B5>=540人 牵头=柳林镇
5 困难人员就业[人] 2021:C5>=42人 牵头=柳林镇
5 职业技能培训[人次] 2021:D5>=1050人次 牵头=柳林镇`},
		{name: "units under the headings and behind them, two under one", papers: []paper{{rows: `
2017年招商引资目标任务分解表
序号|责任单位|新签约项目|实际到位内资|外出招商||备注
||（个）|（亿元）|批次（批）|接待客商（批）|
1|投资促进局|6|12|10|30|
2|建设局|2|—|4|12|含飞地
|小计|8|12|14|42|`, merges: "A1:G1 A2:A3 B2:B3 E2:F2 G2:G3"}}, want: `
plan  
4 新签约项目[个] 2017:C4>=6个 牵头=投资促进局
4 实际到位内资[亿元] 2017:D4>=12亿元 牵头=投资促进局
4 外出招商批次[批] 2017:E4>=10批 牵头=投资促进局
4 外出招商接待客商[批] 2017:F4>=30批 牵头=投资促进局
5 新签约项目[个] 2017:C5>=2个 牵头=建设局
5 外出招商批次[批] 2017:E5>=4批 牵头=建设局
5 外出招商接待客商[批] 2017:F5>=12批 牵头=建设局`},
		{name: "crops down, beside last year and what it changes by, alike in two columns", papers: []paper{{rows: `
2022年粮食生产计划表
作物|上年面积(万亩)|播种面积（万亩）|总产量（万吨）|责任科室|与上年比面积增减（万亩）|备注
小麦|38|38.5|38.5|种植业科|0.5|
大豆|1.2|2.1|2.1|种植业科|0.9|含复合种植`}}, want: `
plan  
3 小麦(播种面积)[万亩] 2022:C3>=38.5万亩 牵头=种植业科
3 小麦(总产量)[万吨] 2022:D3>=38.5万吨 牵头=种植业科
4 大豆(播种面积)[万亩] 2022:C4>=2.1万亩 牵头=种植业科 备注=含复合种植
4 大豆(总产量)[万吨] 2022:D4>=2.1万吨 牵头=种植业科 备注=含复合种植
! C meaning.asked 表1!C3
! C meaning.asked 表1!D3
! C meaning.asked 表1!C4
! C meaning.asked 表1!D4`},
		{name: "what a town has already is asked about, tasks by name are read with the others", papers: []paper{{rows: `
2021年农村人居环境整治任务分解表
乡镇|总户数（户）|污水管网任务（公里）|其中：主管网（公里）|新建公厕（座）
城关镇|12000|30|12|2
白沙镇|8000|20|≥8|1`}}, want: `
plan  
3 污水管网[公里] 2021:C3>=30公里 牵头=城关镇
3 (污水管网)主管网[公里] 2021:D3>=12公里 牵头=城关镇
3 新建公厕[座] 2021:E3>=2座 牵头=城关镇
4 污水管网[公里] 2021:C4>=20公里 牵头=白沙镇
4 (污水管网)主管网[公里] 2021:D4>=8公里 牵头=白沙镇
4 新建公厕[座] 2021:E4>=1座 牵头=白沙镇
! C layout.unknown 表1!B2
! C meaning.asked 表1!C3
! C meaning.asked 表1!D3`},
		{name: "sums beside what they add up, a part headed with a word of problems, the year in the sheet's name", papers: []paper{{name: "2021年", rows: `
各镇造林及就业任务分解表
责任单位|责任人|造林（亩）||义务植树（株）|新增就业（人）|其中：困难人员（人）|合计（个）|总投资（万元）
||小计|飞播|||||
城关镇|张三|100|40|500|60|9|7|30
白沙镇|李四|150|60|600|70|8|9|40`, merges: "A2:A3 B2:B3 C2:D2 E2:E3 F2:F3 G2:G3 H2:H3 I2:I3"}}, want: `
plan  
4 造林[亩] 2021:C4>=100亩 牵头=城关镇
4 (造林)造林飞播[亩] 2021:D4>=40亩 牵头=城关镇
4 义务植树[株] 2021:E4>=500株 牵头=城关镇
4 新增就业[人] 2021:F4>=60人 牵头=城关镇
4 (新增就业)困难人员[人] 2021:G4>=9人 牵头=城关镇
5 造林[亩] 2021:C5>=150亩 牵头=白沙镇
5 (造林)造林飞播[亩] 2021:D5>=60亩 牵头=白沙镇
5 义务植树[株] 2021:E5>=600株 牵头=白沙镇
5 新增就业[人] 2021:F5>=70人 牵头=白沙镇
5 (新增就业)困难人员[人] 2021:G5>=8人 牵头=白沙镇
! C layout.unknown 2021年!I3
! C meaning.asked 2021年!G4`},
		{name: "streets in two halves", papers: []paper{{rows: `
2022年国土绿化任务分解表
序号|乡镇|造林（亩）|植树（株）||序号|乡镇|造林（亩）|植树（株）
1|甲山镇|60|40||3|丙山镇|50|30
2|乙山镇|90|60||4|丁山镇|80|50`}}, want: `
plan  
3 造林[亩] 2022:C3>=60亩 牵头=甲山镇
3 植树[株] 2022:D3>=40株 牵头=甲山镇
4 造林[亩] 2022:C4>=90亩 牵头=乙山镇
4 植树[株] 2022:D4>=60株 牵头=乙山镇
3 造林[亩] 2022:H3>=50亩 牵头=丙山镇
3 植树[株] 2022:I3>=30株 牵头=丙山镇
4 造林[亩] 2022:H4>=80亩 牵头=丁山镇
4 植树[株] 2022:I4>=50株 牵头=丁山镇`},
		{name: "crops in two halves", papers: []paper{{rows: `
2022年蔬菜生产计划表
品种|面积（亩）|产量（吨）||品种|面积（亩）|产量（吨）
番茄|60|40||黄瓜|50|30`}}, want: `
plan  
3 番茄(面积)[亩] 2022:B3>=60亩
3 番茄(产量)[吨] 2022:C3>=40吨
3 黄瓜(面积)[亩] 2022:F3>=50亩
3 黄瓜(产量)[吨] 2022:G3>=30吨
! C meaning.asked 表1!B3
! C meaning.asked 表1!C3
! C meaning.asked 表1!F3
! C meaning.asked 表1!G3`},
		{name: "departments over what the towns are to do, in a title of several years", papers: []paper{{rows: `
2021-2023年乡村振兴任务分解表
乡镇|农业农村局||水利局
|高标准农田（亩）|设施农业（亩）|水库加固（座）
石门镇|200|40|1
柳林镇|300|60|2`, merges: "A2:A3 B2:C2"}}, want: `
plan  
4 高标准农田[亩] 2023:B4>=200亩 牵头=石门镇
4 设施农业[亩] 2023:C4>=40亩 牵头=石门镇
4 水库加固[座] 2023:D4>=1座 牵头=石门镇
5 高标准农田[亩] 2023:B5>=300亩 牵头=柳林镇
5 设施农业[亩] 2023:C5>=60亩 牵头=柳林镇
5 水库加固[座] 2023:D5>=2座 牵头=柳林镇
! C layout.unknown 表1!B3
! C meaning.asked 表1!B4
! C meaning.asked 表1!C4`},
		{name: "two such tables under titles of their own", papers: []paper{{rows: `
2022年粮食生产计划表
作物|播种面积（万亩）|总产量（万吨）
小麦|38.5|17.4

2022年畜牧生产计划表
畜种|存栏（万头）|出栏（万头）
生猪|38.5|17.4`}}, want: `
plan  
3 小麦(播种面积)[万亩] 2022:B3>=38.5万亩
3 小麦(总产量)[万吨] 2022:C3>=17.4万吨
7 生猪(存栏)[万头] 2022:B7>=38.5万头
7 生猪(出栏)[万头] 2022:C7>=17.4万头
! C meaning.asked 表1!B3
! C meaning.asked 表1!C3
! C meaning.asked 表1!B7
! C meaning.asked 表1!C7`},
		{name: "a road has a length and money planned, each in one of the corner's units", papers: []paper{{rows: `
2020年市政道路建设计划
||||单位：公里、万元
道路名称|里程|2020年计划投资|工程节点|责任单位
学府路北延|2.3|5600|6月底通车|市政处
滨江大道三期|4.1|12800|年底完成路基|市政处`, merges: "A1:E1"}}, want: `
plan  
4 学府路北延[万元] 2020:C4>=5600万元 牵头=市政处
5 滨江大道三期[万元] 2020:C5>=12800万元 牵头=市政处
! D layout.unknown 表1!B3`},
	})
}

// TestTitlesThatMakeNoColumnsTargets: what was done, what only describes, and what no year or no plan is named of is refused.
func TestTitlesThatMakeNoColumnsTargets(t *testing.T) {
	crops := `
作物|播种面积（万亩）|总产量（万吨）
小麦|38.5|17.4
玉米|35.2|16.83`
	refused := `
plan  
! A layout.unknown 表1!A2`
	runLayouts(t, []layoutCase{
		{name: "progress", papers: []paper{{rows: "2022年粮食生产任务进展情况" + crops}}, want: refused},
		{name: "statistics", papers: []paper{{rows: "2022年粮食生产计划统计" + crops}}, want: refused},
		{name: "no year", papers: []paper{{rows: "粮食生产计划表" + crops}}, want: refused},
		{name: "a month", papers: []paper{{rows: "2022年9月粮食生产计划表" + crops}}, want: refused},
		{name: "projects that the columns describe", papers: []paper{{rows: `
2022年重点项目投资计划表
序号|项目名称|占地面积（亩）|总建筑面积（万平方米）|建设单位
1|甲项目|10|500|甲公司
2|乙项目|8|400|乙公司`}}, want: `
plan  
! A layout.unknown 表1!C2`},
	})
}

// TestSheetsOfAPlanAreNotSilent: a sheet with a table that was not read says so at its cell, be it a row long or by months.
func TestSheetsOfAPlanAreNotSilent(t *testing.T) {
	plan := paper{name: "目标", rows: `
2020年目标任务分解表
指标|单位|目标值|责任单位
税收|亿元|12|财政局`}
	want := `
plan  
3 税收[亿元] 2020:C3>=12亿元 牵头=财政局`
	runLayouts(t, []layoutCase{
		{name: "one row", papers: []paper{plan, {name: "道路", rows: `
2020年道路建设计划
路名|里程|投资
学府路|2.3|5600`}}, want: want + `
! C layout.unknown 道路!A2`},
		{name: "months down", papers: []paper{plan, {name: "附", rows: `
2020年各月安排
月份|税收
1月|500
2月|600`}}, want: want + `
! C layout.unknown 附!A2`},
		{name: "a count of what is, in a plan", opt: layout.Options{Kind: tally.KindPlan}, papers: []paper{plan, {name: "统计", rows: `
2020年基本情况统计
乡镇|人口（人）|面积（亩）
石门镇|20000|40000
柳林镇|30000|60000`}}, want: want + `
! C layout.unknown 统计!A2`},
		{name: "words alone", papers: []paper{plan, {name: "说明", rows: `
填表说明
1|请按年度填写
2|单位为万元`}}, want: want},
	})
}
