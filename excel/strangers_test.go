package excel

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

// Kinds of sheets that strangers laid out: what a careful person reads in them is read, and what changes a figure is asked.
func TestStrangersSheets(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "a heading of its own words names the rows, not the department", papers: []paper{{rows: `
2023年民生目标分解表
暖心行动|计量单位|2023年目标|责任单位
加装电梯|部|60|住建局
新增充电桩|个|500|发改局`}}, want: `
plan  
3 加装电梯[部] 2023:C3>=60部 牵头=住建局
4 新增充电桩[个] 2023:C4>=500个 牵头=发改局`},
		{name: "rows named by 单位", papers: []paper{{rows: `
2023年1-5月招商任务完成情况表
单位|目标任务(亿元)|1-5月到位(亿元)|完成率|位次
招商一局|12|5.4|0.45{0%}|2
园区管委会|30|9.6|0.32{0%}|3`}}, want: `
progress 2023-05 
3 招商一局[亿元] 2023:B3>=12亿元 ytd@2023-05:C3=5.4亿元
4 园区管委会[亿元] 2023:B4>=30亿元 ytd@2023-05:C4=9.6亿元`},
		{name: "units that are not known", papers: []paper{{rows: `
2023年5月完成情况表
指标名称|单位|1-5月累计完成
扭矩|N·m|88
车速|Km/h|60`}}, want: `
progress 2023-05 
3 扭矩[N·m] ytd@2023-05:C3=88N·m
4 车速[Km/h] ytd@2023-05:C4=60Km/h`},
		{name: "an example, a subtotal and a note are no indicators", papers: []paper{{rows: `
2022年10月投资进展表
序号|项目名称|计量单位|年度目标|累计完成
示例|某某项目|万元|1000|500
一|产业类|万元|900|450
1|冷链园|万元|600|300
2|检测中心|万元|300|150
#为快报数。`}}, want: `
progress 2022-10 
5 产业类>冷链园[万元] 2022:D5>=600万元 ytd@2022-10:E5=300万元
6 产业类>检测中心[万元] 2022:D6>=300万元 ytd@2022-10:E6=150万元`},
		{name: "remarks that change their row", papers: []paper{{rows: `
2022年9月指标完成情况
指标|单位|年度目标|累计完成|备注
进出口总额|亿元|56|38.5|为1-8月数据,9月海关未发布
村集体收入|万元|900|745|预计数
新建冷库|座|20|15|本行作废
到位外资|亿元|50|37.7|单位为万美元`}}, want: `
progress 2022-09 
3 进出口总额[亿元] 2022:C3>=56亿元 ytd@2022-08:D3=38.5亿元 备注=为1-8月数据,9月海关未发布
4 村集体收入[万元] 2022:C4>=900万元 ytd@2022-09:D4=745万元 备注=预计数
6 到位外资[亿元] 2022:C6>=50亿元 ytd@2022-09:D6=37.7亿元 备注=单位为万美元
! C remark.asks 表1!E3
! C remark.asks 表1!E4
! C remark.asks 表1!E5
! C remark.asks 表1!E6`},
		{name: "parts without marks that add up to the digit", papers: []paper{{rows: `
2021年5月主要产品产量
指标|单位|本月|累计
发电量|万千瓦时|840|4210
其中：火电|万千瓦时|500|2600
水电|万千瓦时|240|1110
风电|万千瓦时|100|500
售电量|万千瓦时|810|4100`}}, want: `
progress 2021-05 
3 发电量[万千瓦时] month@2021-05:C3=840万千瓦时 ytd@2021-05:D3=4210万千瓦时
4 (发电量)火电[万千瓦时] month@2021-05:C4=500万千瓦时 ytd@2021-05:D4=2600万千瓦时
5 (发电量)水电[万千瓦时] month@2021-05:C5=240万千瓦时 ytd@2021-05:D5=1110万千瓦时
6 (发电量)风电[万千瓦时] month@2021-05:C6=100万千瓦时 ytd@2021-05:D6=500万千瓦时
7 售电量[万千瓦时] month@2021-05:C7=810万千瓦时 ytd@2021-05:D7=4100万千瓦时`},
		{name: "two tables side by side under different words", papers: []paper{{rows: `
园区2022年7月快报
工业类|单位|本月|累计||建设类|单位|本月|累计
产值|亿元|15.2|98.4||开工面积|万平方米|2.1|14.6`}}, want: `
progress 2022-07 
3 产值[亿元] month@2022-07:C3=15.2亿元 ytd@2022-07:D3=98.4亿元
3 开工面积[万平方米] month@2022-07:H3=2.1万平方米 ytd@2022-07:I3=14.6万平方米`},
		{name: "months as bare numbers", papers: []paper{{rows: `
供电公司2024年指标
指标|单位|1|2|3|累计
售电量|万千瓦时|812|640|905|2357`}}, want: `
progress 2024-03 供电公司
3 售电量[万千瓦时] month@2024-01:C3=812万千瓦时 month@2024-02:D3=640万千瓦时 month@2024-03:E3=905万千瓦时 ytd@2024-03:F3=2357万千瓦时`},
		{name: "本年 under 当月 is the month", papers: []paper{{rows: `
2023年10月主要指标
指标名称|计量单位|10月当月||1-10月累计|
||本年|上年同月|本年|上年同期
产值|亿元|29|27.5|278|259`, merges: "A2:A3 B2:B3 C2:D2 E2:F2"}}, want: `
progress 2023-10 
4 产值[亿元] month@2023-10:C4=29亿元 ytd@2023-10:E4=278亿元`},
		{name: "a heading merged over empty cells beside its parts", papers: []paper{{rows: `
2022年8月就业指标
指标|单位|目标|完成||
||||本月|本年累计
新增就业|人|6500||520|4610`, merges: "A2:A3 B2:B3 C2:C3 D2:F2"}}, want: `
progress 2022-08 
4 新增就业[人] 2022:C4>=6500人 month@2022-08:E4=520人 ytd@2022-08:F4=4610人`},
		{name: "a task in words beside its target, a sign of its own", papers: []paper{{rows: `
2022年民生目标
项目名称|建设任务|单位|要求|2022年目标|责任单位
老旧小区|改造房屋|户|≥|1500|住建局
重污染天数|减少污染|天|≤|2|环境局`}}, want: `
plan  
3 老旧小区[户] 2022:E3>=1500户 牵头=住建局
4 重污染天数[天] 2022:E4<=2天 牵头=环境局`},
		{name: "a year's share of what goes on longer", papers: []paper{{rows: `
2023年重点项目投资计划
项目名称|总投资（亿元）|2023年计划投资（亿元）|计划完工时间|责任单位
跨江大桥|46|9|2025年6月|交通局`}}, want: `
plan  
3 跨江大桥[亿元] 2023:C3>=9亿元 牵头=交通局 限=2025-06`},
		{name: "a rate of a target, and a figure in words, are offered", papers: []paper{{rows: `
2024年8月民生实事进度
实事内容|年度目标|单位|完成进度|推进情况
停车泊位|3000|个|62%|
供水管网|80|公里||累计改造管网52公里，占年度目标的65%`}}, want: `
progress 2024-08 
3 停车泊位[个] 2024:B3>=3000个 ytd@2024-08:D3=1860个
4 供水管网[公里] 2024:B4>=80公里 ytd@2024-08:E4=52公里 进展=累计改造管网52公里，占年度目标的65%
! C remark.asks 表1!D3
! C remark.asks 表1!E4`},
		{name: "the headings of last month", papers: []paper{{rows: `
2022年9月指标完成情况
指标|单位|年度目标|8月|1-8月
产值|亿元|56|4.4|38.5`}}, opt: layout.Options{Period: tally.MonthOf(2022, 9), Kind: tally.KindProgress}, want: `
progress 2022-09 
3 产值[亿元] 2022:C3>=56亿元 month@2022-08:D3=4.4亿元 ytd@2022-08:E3=38.5亿元
! A period.differs 表1!D2`},
		{name: "what stands under a merged range is not shown", papers: []paper{{rows: `
2021年目标任务分解表
指标名称|计量单位|2021年目标值|责任单位
新签项目|个|30|招商局
开工项目|个|12|住建局`, merges: "D3:D4"}}, want: `
plan  
3 新签项目[个] 2021:C3>=30个 牵头=招商局
4 开工项目[个] 2021:C4>=12个 牵头=招商局`},
		{name: "deadlines that cannot be read", papers: []paper{{rows: `
2021年重点任务分解表
任务名称|2021年目标值|责任单位|竣工时间
道路|完工|住建局|2021年11月31日
管网|完工|住建局|明年3月底前
绿道|完工|住建局|春节前`}}, want: `
plan  
3 道路[] 2021:B3 牵头=住建局 限=2021-11
4 管网[] 2021:B4 牵头=住建局 限=2022-03
5 绿道[] 2021:B5 牵头=住建局
! C layout.unknown 表1!D3
! C layout.unknown 表1!D5`},
		{name: "months down the side", papers: []paper{{rows: `
2022年主要指标月度台账
月份|规上工业总产值(亿元)|固定资产投资(亿元)
1月|22.1|5
2月|19.8|4.2
3月|26|8.8`}}, want: `
plan  
! A layout.unknown 表1!A3`},
		{name: "growth with signs, with and without a legend", papers: []paper{{rows: `
2022年1-8月增速
指标|目标增速(%)|1-8月增速(%)
投资增速|10|▲1.6
社零增速|8|下滑2.4
外贸增速|5|▼0.3%
▲表示负增长`}, {rows: ""}}, want: `
progress 2022-08 
3 投资增速[%] 2022:B3>=10% ytd@2022-08:C3=-1.6% +ytd@2022-08:C3=-1.6
4 社零增速[%] 2022:B4>=8% ytd@2022-08:C4=-2.4% +ytd@2022-08:C4=-2.4
5 外贸增速[%] 2022:B5>=5% ytd@2022-08:C5=-0.3% +ytd@2022-08:C5=-0.3`},
		{name: "a growth whose sign nobody explains", papers: []paper{{rows: `
2022年1-8月增速
指标|目标增速(%)|1-8月增速(%)
投资增速|10|▲1.6`}}, want: `
progress 2022-08 
3 投资增速[%] 2022:B3>=10%
! A number.unreadable 表1!C3`},
		{name: "districts with growth in per cent beside amounts", papers: []paper{{rows: `
各街道2023年1-3月收支情况表
|||单位:万元
街道|一般公共预算收入||
|当月|累计|增幅%
东湖街道|860|2610|3.2`, merges: "A3:A4 B3:D3"}}, want: `
progress 2023-03 
5 一般公共预算收入[万元] month@2023-03:B5=860万元 ytd@2023-03:C5=2610万元 +ytd@2023-03:D5=3.2 牵头=东湖街道`},
		{name: "districts under one heading with their targets", papers: []paper{{rows: `
2023年9月各街道固定资产投资完成情况
单位：亿元
序号|街道|固定资产投资|||
||年度目标|本月完成|累计完成|完成率
1|东街道|20|1.5|14|70%`, merges: "A3:A4 B3:B4 C3:F3"}}, want: `
progress 2023-09 
5 固定资产投资[亿元] 2023:C5>=20亿元 month@2023-09:D5=1.5亿元 ytd@2023-09:E5=14亿元 牵头=东街道`},
		{name: "a corner with several units", papers: []paper{{rows: `
2023年9月主要经济指标完成情况
单位：亿元、万美元、%
指标名称|累计完成
税收收入|8.8
规上工业增加值增速|7.1
实际利用外资（万美元）|2250
物价指数|101.2`}}, want: `
progress 2023-09 
4 税收收入[] ytd@2023-09:B4=8.8
5 规上工业增加值增速[%] ytd@2023-09:B5=7.1%
6 实际利用外资[万美元] ytd@2023-09:B6=2250万美元
7 物价指数[] ytd@2023-09:B7=101.2
! C unit.suspect 表1!A4`},
		{name: "a corner with one unit beside per cent", papers: []paper{{rows: `
2023年9月主要经济指标完成情况
单位：亿元、%
指标名称|累计完成
税收收入|8.8`}}, want: `
progress 2023-09 
4 税收收入[亿元] ytd@2023-09:B4=8.8亿元`},
		{name: "what is planned and what was done in two rows, by months", papers: []paper{{rows: `
2023年重点指标计划与实际对照
指标名称|单位|类别|8月|9月|1-9月|全年
规上产值|亿元|计划|10|11|91|124
规上产值|亿元|实际|10.5|11.2|92|`}}, want: `
progress 2023-09 
3 规上产值[亿元] 2023:G3>=124亿元 month@2023-08:D4=10.5亿元 month@2023-09:E4=11.2亿元 ytd@2023-09:F4=92亿元`},
		{name: "a column a year, in a sheet of no month", papers: []paper{{rows: `
主要指标
指标名称|单位|2021年|2022年
人口|万人|10|11`}}, want: `
progress 2022 
3 人口[万人] ytd@2021:C3=10万人 ytd@2022:D3=11万人`},
		{name: "figures with a remark in brackets", papers: []paper{{rows: `
2023年9月指标
指标名称|单位|目标|累计完成
亩均税收|万元|18|17.2（同比+3.5%）
落户项目|个|20|15个（其中亿元以上6个）`}}, want: `
progress 2023-09 
3 亩均税收[万元] 2023:C3>=18万元 ytd@2023-09:D3=17.2万元
4 落户项目[个] 2023:C4>=20个 ytd@2023-09:D4=15个
! D number.unreadable 表1!D3
! D number.unreadable 表1!D4`},
		{name: "which column was done, by the rate beside its target", papers: []paper{{rows: `
2023年1-9月各部门招商引资完成情况
单位：亿元
部门|年度任务|签约额|到位资金|完成率
招商局|10|12|8|80%
商务局|8|6|4|50%`}}, want: `
progress 2023-09 
4 招商局[亿元] 2023:B4>=10亿元 ytd@2023-09:D4=8亿元
5 商务局[亿元] 2023:B5>=8亿元 ytd@2023-09:D5=4亿元
! C layout.unknown 表1!C3`},
		{name: "no column is the rate of the target: the rate is offered", papers: []paper{{rows: `
2023年1-9月各部门招商引资完成情况
单位：亿元
部门|年度任务|签约额|完成率
招商局|10|12|80%
商务局|8|6|50%`}}, want: `
progress 2023-09 
4 招商局[亿元] 2023:B4>=10亿元 ytd@2023-09:D4=8亿元
5 商务局[亿元] 2023:B5>=8亿元 ytd@2023-09:D5=4亿元
! C remark.asks 表1!D4
! C remark.asks 表1!D5
! C layout.unknown 表1!C3`},
		{name: "districts with a growth behind each indicator", papers: []paper{{rows: `
2023年9月各街道经济指标
街道|规上产值(亿元)|增速(%)|税收(万元)|增速(%)
东湖街道|12|5|1000|6`}}, want: `
progress 2023-09 
3 规上产值[亿元] ytd@2023-09:B3=12亿元 +ytd@2023-09:C3=5 牵头=东湖街道
3 税收[万元] ytd@2023-09:D3=1000万元 +ytd@2023-09:E3=6 牵头=东湖街道`},
		{name: "2023.1 is January or October", papers: []paper{{rows: `
2023年目标任务分解表
指标名称|单位|2023年目标|完成时间|责任单位
新建道路|公里|3|2023.1|建设局`}}, want: `
plan  
3 新建道路[公里] 2023:C3>=3公里 牵头=建设局
! C layout.unknown 表1!D3`},
		{name: "departments across: each has its part of a target", papers: []paper{{rows: `
2026年招商引资目标任务分解到部门一览表
指标|单位|全区目标|招商一局|驻外办
新签约项目|个|28|20|8
到位内资|亿元|38|28|10`}}, want: `
plan  
3 新签约项目[个] 2026:D3>=20个 牵头=招商一局
3 新签约项目[个] 2026:E3>=8个 牵头=驻外办
4 到位内资[亿元] 2026:D4>=28亿元 牵头=招商一局
4 到位内资[亿元] 2026:E4>=10亿元 牵头=驻外办`},
		{name: "targets told in the column of measures", papers: []paper{{rows: `
2024年重点任务清单
序号|重点任务|具体措施|牵头单位
1|推进数字政府建设|建成“一网通办”平台并上线运行|政数局
2|做强工业|规上工业增加值增长8%以上|工信局`}}, want: `
plan  
3 推进数字政府建设[] 2024:C3 牵头=政数局
4 做强工业[%] 2024:C4>=8% 牵头=工信局`},
		{name: "measures beside tasks that name their own targets", papers: []paper{{rows: `
2024年工作计划表
工作内容|推进措施|责任单位
完成投资12亿元|抓好20个重点项目|发改局`}}, want: `
plan  
3 完成投资12亿元[亿元] 2024:A3>=12亿元 牵头=发改局 下步=抓好20个重点项目`},
	})
}
