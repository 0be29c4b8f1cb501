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
		{name: "of two that a title names neither has", papers: []paper{{rows: `
管委会与住建局房屋征收工作统计月报表
2025年2月
序号|项目|计量单位|全年任务数|本年累计
1|签约|户|900|91`}}, want: `
progress 2025-02 
4 签约[户] 2025:D4>=900户 ytd@2025-02:E4=91户`},
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
		{name: "the unit under a heading that measures something else than the rows count, and what there is beside what was paid", papers: []paper{{rows: `
民政事业统计月报(2020年4月)
序号|项目|单位|4月末在册数|4月发放|1-4月累计发放
||||(万元)|(万元)
1|城市低保对象|人|1236|78.4|312.5
2|临时救助|人次|—|9.8|36.4`, merges: "A2:A3 B2:B3 C2:C3 D2:D3"}}, want: `
progress 2020-04 
4 城市低保对象[人] point@2020-04:D4=1236人 month@2020-04:E4=78.4万元 ytd@2020-04:F4=312.5万元
5 临时救助[人次] month@2020-04:E5=9.8万元 ytd@2020-04:F5=36.4万元`},
		{name: "rows that are counted over the year and rows of what there is", papers: []paper{{rows: `
创业孵化中心运营月报(2026年5月)
指标|单位|本年目标|本月发生|1-5月累计|5月末数
在孵企业|家|150|—|—|134
新入驻企业|家|48|5|23|—
服务收入|万元|860|71.5|352.8|—`}}, want: `
progress 2026-05 
3 在孵企业[家] 2026:C3>=150家 point@2026-05:F3=134家
4 新入驻企业[家] 2026:C4>=48家 month@2026-05:D4=5家 ytd@2026-05:E4=23家
5 服务收入[万元] 2026:C5>=860万元 month@2026-05:D5=71.5万元 ytd@2026-05:E5=352.8万元`},
		{name: "目标数量 is a target, and a class that is written in every row names none", papers: []paper{{rows: `
河西新区2020年民生实事项目责任分解表
序号|类别|建设内容|目标数量|单位|牵头单位
1|教育|新增公办幼儿园学位|720|个|社会事业局
2|教育|中小学教室照明改造|186|间|社会事业局
3|住房|老旧小区改造|14|个|建设局`}}, want: `
plan  
3 教育>新增公办幼儿园学位[个] 2020:D3>=720个 牵头=社会事业局
4 教育>中小学教室照明改造[间] 2020:D4>=186间 牵头=社会事业局
5 住房>老旧小区改造[个] 2020:D5>=14个 牵头=建设局`},
		{name: "towns and parks down, indicators across, and what was sown of each crop", papers: []paper{{rows: `
各乡镇(园区)春播进度统计表
截至2019年4月20日|||||单位:万亩
乡镇(园区)|玉米|||马铃薯
|计划面积|已播面积|进度%|计划面积|已播面积
永和乡|1.8|1.1|61.1|0.6|0.55
青山镇|2.4|1.5|62.5|0.4|0.38`, merges: "A3:A4 B3:D3 E3:F3"}}, want: `
progress 2019-04 
5 玉米[万亩] 2019:B5>=1.8万亩 ytd@2019-04:C5=1.1万亩 牵头=永和乡
5 马铃薯[万亩] 2019:E5>=0.6万亩 ytd@2019-04:F5=0.55万亩 牵头=永和乡
6 玉米[万亩] 2019:B6>=2.4万亩 ytd@2019-04:C6=1.5万亩 牵头=青山镇
6 马铃薯[万亩] 2019:E6>=0.4万亩 ytd@2019-04:F6=0.38万亩 牵头=青山镇`},
		{name: "a unit in brackets that nobody knows", papers: []paper{{rows: `
港口生产快报
2020年5月
指标|5月完成|1-5月累计
到港船舶(艘次)|412|1896
引航(潮次)|12|96`}}, want: `
progress 2020-05 
4 到港船舶[艘次] month@2020-05:B4=412艘次 ytd@2020-05:C4=1896艘次
5 引航(潮次)[] month@2020-05:B5=12 ytd@2020-05:C5=96
! C unit.suspect 表1!A5`},
		{name: "money that came in for a target of it, and what came in since the contract", papers: []paper{{rows: `
2025年招商引资项目资金到位台账
截止日期:2025年3月31日
序号|项目名称|2025年到位资金计划(万元)|3月到位资金(万元)|1-3月到位资金(万元)|签约以来累计到位(万元)
1|氢能电堆项目|30000|2600|7400|21500
2|半导体封测二期|80000|9800|22300|68000`}}, want: `
progress 2025-03 
4 氢能电堆项目[万元] 2025:C4>=30000万元 month@2025-03:D4=2600万元 ytd@2025-03:E4=7400万元 project@2025-03:F4=21500万元
5 半导体封测二期[万元] 2025:C5>=80000万元 month@2025-03:D5=9800万元 ytd@2025-03:E5=22300万元 project@2025-03:F5=68000万元`},
		{name: "figures under 10月进展, and who signs below", papers: []paper{{rows: `
交通运输重点工作进度表(2019年10月)
序号|工作内容|年度目标|10月进展|1-10月完成
1|农村公路新改建|42公里|3.5公里|36.8公里
2|电子证照归集|35类|2类|18类
镇长签字:|||统计员:周小琴`}}, want: `
progress 2019-10 
3 农村公路新改建[公里] 2019:C3>=42公里 month@2019-10:D3=3.5公里 ytd@2019-10:E3=36.8公里
4 电子证照归集[类] 2019:C4>=35类 month@2019-10:D4=2类 ytd@2019-10:E4=18类`},
		{name: "what sentences tell of the months up to now", papers: []paper{{rows: `
重点工作进展情况表
填报单位:人力资源局|||2021年7月
序号|重点工作|年度目标|进展情况
1|失业人员再就业|900人|1-7月，再就业612人
2|职业技能培训|2500人次|截至7月底，培训1846人次
3|劳务协作|300人|8月份计划培训20人`}}, want: `
progress 2021-07 人力资源局
4 失业人员再就业[人] 2021:C4>=900人 ytd@2021-07:D4=612人 进展=1-7月，再就业612人
5 职业技能培训[人次] 2021:C5>=2500人次 ytd@2021-07:D5=1846人次 进展=截至7月底，培训1846人次
6 劳务协作[人] 2021:C6>=300人 进展=8月份计划培训20人
! C remark.asks 表1!D4
! C remark.asks 表1!D5`},
	})
}
