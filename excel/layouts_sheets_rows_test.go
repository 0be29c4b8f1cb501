package excel

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

func TestSheetsAndRows(t *testing.T) {
	september := layout.Options{Period: tally.MonthOf(2018, 9), Kind: tally.KindProgress}
	runLayouts(t, []layoutCase{
		{name: "two halves side by side", papers: []paper{{rows: `
2018年1-9月主要指标
指标|单位|目标|累计||指标|单位|目标|累计
税收|亿元|21|16||新增企业|家|30|21
投资|亿元|60|44||人才项目|个|12|`}}, want: `
progress 2018-09 
3 税收[亿元] 2018:C3>=21亿元 ytd@2018-09:D3=16亿元
4 投资[亿元] 2018:C4>=60亿元 ytd@2018-09:D4=44亿元
3 新增企业[家] 2018:H3>=30家 ytd@2018-09:I3=21家
4 人才项目[个] 2018:H4>=12个`},
		{name: "percent in three forms, numbers as text, full width, thousands, unit in the cell", papers: []paper{{rows: `
2018年9月目标进度表
指标|单位|全年目标|累计完成
研发占比|%|3.5|0.0342{0.00%}
达标率|%|95%|'96.1
覆盖率|%|0.9{0%}|'91%
税收|万元|270000|'217,012
利用外资|万美元|7000|'４１０３
进出口|亿元|86|'74.1亿元
出口|亿元|40|-1.2`}}, opt: september, want: `
progress 2018-09 
3 研发占比[%] 2018:C3>=3.5% ytd@2018-09:D3=3.42%
4 达标率[%] 2018:C4>=95% ytd@2018-09:D4=96.1%
5 覆盖率[%] 2018:C5>=90% ytd@2018-09:D5=91%
6 税收[万元] 2018:C6>=270000万元 ytd@2018-09:D6=217012万元
7 利用外资[万美元] 2018:C7>=7000万美元 ytd@2018-09:D7=4103万美元
8 进出口[亿元] 2018:C8>=86亿元 ytd@2018-09:D8=74.1亿元
9 出口[亿元] 2018:C9>=40亿元 ytd@2018-09:D9=-1.2亿元`},
		{name: "cells that hold no figure", papers: []paper{{rows: `
2018年9月目标进度表
指标|单位|全年目标|累计完成
税收|万元|270000|约21亿
投资|亿元|60|43373{yyyy-mm-dd}
外资|万美元|7000|22,60
企业|家|30|21家左右`}}, opt: september, want: `
progress 2018-09 
3 税收[万元] 2018:C3>=270000万元
4 投资[亿元] 2018:C4>=60亿元
5 外资[万美元] 2018:C5>=7000万美元
6 企业[家] 2018:C6>=30家
! A number.unreadable 表1!D3
! A number.unreadable 表1!D4
! A number.unreadable 表1!D5
! A number.unreadable 表1!D6`},
		{name: "hidden row, column and sheet", papers: []paper{{rows: `
2018年9月目标进度表
指标|单位|全年目标|累计完成
税收|亿元|21|16
投资|亿元|60|44`, hide: "4 C"}, {name: "底稿", rows: "a|b", hide: "!"}}, opt: september, want: `
progress 2018-09 
3 税收[亿元] 2018:C3>=21亿元 ytd@2018-09:D3=16亿元
4 投资[亿元] 2018:C4>=60亿元 ytd@2018-09:D4=44亿元
! D hidden.content 底稿!
! D hidden.content 表1!
! D hidden.content 表1!`},
		{name: "cover sheet before, a sheet a department behind", papers: []paper{
			{name: "封面", rows: "某某开发区\n2018年9月"},
			{name: "商务局", rows: "2018年9月任务进度\n指标|目标|累计\n出口(亿元)|40|30"},
			{name: "科技局", rows: "2018年9月任务进度\n指标|目标|累计\n高企(家)|25|18"}},
			opt: layout.Options{Department: "科技局", Period: tally.MonthOf(2018, 9)}, want: `
progress 2018-09 科技局
3 高企[家] 2018:B3>=25家 ytd@2018-09:C3=18家`},
		{name: "a sheet a month, this month's is read", papers: []paper{
			{name: "8月", rows: "2018年8月任务进度\n指标|目标|累计\n出口(亿元)|40|27"},
			{name: "9月", rows: "2018年9月任务进度\n指标|目标|累计\n出口(亿元)|40|30"}}, opt: september, want: `
progress 2018-09 
3 出口[亿元] 2018:B3>=40亿元 ytd@2018-09:C3=30亿元`},
		{name: "quarters as figures: the first three months run up, the second alone does not", papers: []paper{{rows: `
2018年指标完成情况表
指标|单位|一季度完成|二季度完成|前三季度完成
产值|亿元|20|22|64`}}, want: `
progress 2018-09 
3 产值[亿元] ytd@2018-03:C3=20亿元 ytd@2018-09:E3=64亿元`},
		{name: "headings not merged, over two rows", papers: []paper{{rows: `
2018年9月目标进度表
序号|指标名称|单位|2018年||责任单位
|||目标值|1-9月完成|
1|税收|亿元|21|16|财政局`}}, want: `
progress 2018-09 
4 税收[亿元] 2018:D4>=21亿元 ytd@2018-09:E4=16亿元 牵头=财政局`},
		{name: "a row that numbers the columns", papers: []paper{{rows: `
2018年9月目标进度表
指标名称|单位|年度目标|累计完成|完成率%
甲|乙|1|2|3=2/1
税收|亿元|21|16|76.2`}}, opt: september, want: `
progress 2018-09 
4 税收[亿元] 2018:C4>=21亿元 ytd@2018-09:D4=16亿元`},
		{name: "indentation two deep, and back", papers: []paper{{rows: `
2018年9月目标进度表
单位:亿元
指标名称|年度目标|累计完成
固定资产投资|100|70
　　工业投资|60|44
　　　　技改投资|20|15
　　房地产投资|40|26
税收收入|21|16`}}, opt: september, want: `
progress 2018-09 
4 固定资产投资[亿元] 2018:B4>=100亿元 ytd@2018-09:C4=70亿元
5 (固定资产投资)工业投资[亿元] 2018:B5>=60亿元 ytd@2018-09:C5=44亿元
6 (工业投资)技改投资[亿元] 2018:B6>=20亿元 ytd@2018-09:C6=15亿元
7 (固定资产投资)房地产投资[亿元] 2018:B7>=40亿元 ytd@2018-09:C7=26亿元
8 税收收入[亿元] 2018:B8>=21亿元 ytd@2018-09:C8=16亿元`},
		{name: "其中 ends with the kind of its children", papers: []paper{{rows: `
2018年9月目标进度表
指标名称|单位|年度目标|累计完成
财政总收入|亿元|27|21
其中:一般公共预算收入|亿元|15|11
固定资产投资|亿元|100|70`}}, opt: september, want: `
progress 2018-09 
3 财政总收入[亿元] 2018:C3>=27亿元 ytd@2018-09:D3=21亿元
4 (财政总收入)一般公共预算收入[亿元] 2018:C4>=15亿元 ytd@2018-09:D4=11亿元
5 固定资产投资[亿元] 2018:C5>=100亿元 ytd@2018-09:D5=70亿元`},
		{name: "numbers before the labels nest, and end the children", papers: []paper{{rows: `
2018年1-9月税收完成情况表
单位:万元
项目|预算数|累计完成数|比去年增减额|比去年增减%
一、税收收入合计|150000|116027|14027|13.8
1.增值税|60000|45800|5800|14.5
其中:改征增值税|20000|15000|1000|7.1
2.企业所得税|30000|24000|3000|14.3
二、非税收入|20000|14800|800|5.7`}}, want: `
progress 2018-09 
4 税收收入合计[万元] 2018:B4>=150000万元 ytd@2018-09:C4=116027万元 +ytd@2018-09:E4=13.8
5 (税收收入合计)增值税[万元] 2018:B5>=60000万元 ytd@2018-09:C5=45800万元 +ytd@2018-09:E5=14.5
6 (增值税)改征增值税[万元] 2018:B6>=20000万元 ytd@2018-09:C6=15000万元 +ytd@2018-09:E6=7.1
7 (税收收入合计)企业所得税[万元] 2018:B7>=30000万元 ytd@2018-09:C7=24000万元 +ytd@2018-09:E7=14.3
8 非税收入[万元] 2018:B8>=20000万元 ytd@2018-09:C8=14800万元 +ytd@2018-09:E8=5.7`},
		{name: "growth in a row of its own, months in columns", papers: []paper{{rows: `
指标|单位|全年目标|1月|1-2月|1-3月
规上工业增加值|亿元|88|—|12.1|19.5
增速|%|9|—|8.1|8.2`}}, opt: layout.Options{Period: tally.MonthOf(2018, 3)}, want: `
progress 2018-03 
2 规上工业增加值[亿元] 2018:C2>=88亿元 ytd@2018-02:E2=12.1亿元 ytd@2018-03:F2=19.5亿元
3 规上工业增加值增速[%] 2018:C3>=9% ytd@2018-02:E3=8.1% ytd@2018-03:F3=8.2%`},
		{name: "units and people in one column, a target in the name", papers: []paper{{rows: `
2018年重点工作责任分解
工作任务|牵头单位及责任人|配合单位|完成时限
完成固定资产投资200亿元|发改局 张三|财政局、建设局等|2018年12月31日
建设143路公交场站|交通局(李四)|各街道|长期`}}, want: `
plan  
3 完成固定资产投资200亿元[亿元] 2018:A3>=200亿元 牵头=发改局 配合=财政局+建设局 限=2018-12-31
4 建设143路公交场站[] 2018:A4 牵头=交通局 配合=各街道`},
		{name: "a plain target beside 确保 and 力争, a target of the beginning of the year beside the adjusted one", papers: []paper{{rows: `
2018年目标责任书
考核内容|年初目标|目标值|确保值|奋斗值|权重
规上企业|28|净增30家|30|35|5
安全生产|||||5
信访积案化解率||≥95%|||5`}}, want: `
plan  
3 规上企业[家] 2018:D3+E3>=30↑35家 权重=5
4 安全生产[] 权重=5
5 信访积案化解率[%] 2018:C5>=95% 权重=5
! D target.declined 表1!A4
! C meaning.asked 表1!D3`},
		{name: "states of tasks are kept, not taken for numbers", papers: []paper{{rows: `
2018年9月重点工作进度表
工作任务|年度目标|完成情况
污水厂|12月底前建成|已完成
税收|21亿元|16亿元`}}, opt: september, want: `
progress 2018-09 
3 污水厂[] 2018:B3 ytd@2018-09:C3= 限=2018-12
4 税收[亿元] 2018:B4>=21亿元 ytd@2018-09:C4=16亿元`},
	})
}

func TestUnknownLayouts(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "L18 weights only", papers: []paper{{rows: `
考评指标体系
序号|考评指标|目标任务考核指标权 重|发展成效考核指标权重|数据来源
1|地区生产总值增速|5|3|统计局、发改委`}}, want: `
plan  
! A layout.unknown 表1!B2`},
		{name: "no table", papers: []paper{{rows: "你好|世界|1|2\n3|4|5|6"}}, want: `
plan  
! A layout.unknown 表1!A1`},
		{name: "what is aimed at and what was done in rows of their own, parks across", papers: []paper{{rows: `
2024年1-4月各园区主要指标完成情况
指标|项目|东区|西区
工业产值(亿元)|年度目标|120|86
|4月完成|9.8|7.1
|1-4月累计|38.2|27.5
工业投资(亿元)|年度目标|22|18
|4月完成|2.1|1.4
|1-4月累计|7.4|5.2`, merges: "A1:D1 A3:A5 A6:A8"}}, want: `
progress 2024-04 
! A layout.unknown 表1!B3`},
		{name: "departments across, nothing says of which time", papers: []paper{{rows: `
2025年6月热线工单办理情况通报
指标|承办部门|
|住建局|城管局
受理工单量(件)|412|530
按期办结量(件)|398|521`, merges: "A1:C1 A2:A3 B2:C2"}}, want: `
progress 2025-06 
! A layout.unknown 表1!B3`},
		{name: "a progress sheet without figures", papers: []paper{{rows: "指标名称|单位|目标值\n税收|亿元|21"}}, opt: layout.Options{Kind: tally.KindProgress}, want: `
progress  
! A layout.unknown 表1!A1`},
	})
}
