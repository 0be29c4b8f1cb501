package excel

import "testing"

func TestLedgers(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "牵头 and 配合 alone over departments, how it stood before", papers: []paper{{rows: `
2025年生态环境保护重点指标
序号|指标名称|计量单位|2024年现状|2025年目标|牵头|配合
1|优良天数比率|%|82.1|不低于83|大气科|公安局、城管局
2|污染天数|天|5|≤4|水科|`}}, want: `
plan  
3 优良天数比率[%] 2025:E3>=83% 牵头=大气科 配合=公安局+城管局
4 污染天数[天] 2025:E4<=4天 牵头=水科`},
		{name: "到位资金 of the month and of the year in a ledger that has no other figures", papers: []paper{{rows: `
河西经开区招商引资签约项目台账(截至2025年6月30日)
序号|项目名称|2025年计划到资(万元)|6月到位资金(万元)|本年累计到位资金(万元)|项目进展|责任专班
1|汽车线束项目|12000|1500|6800|厂房装修|汽车产业专班
2|预制菜加工园|6000|—|2100|土建施工|农产品专班`}}, want: `
progress 2025-06 
3 汽车线束项目[万元] 2025:C3>=12000万元 month@2025-06:D3=1500万元 ytd@2025-06:E3=6800万元 牵头=汽车产业专班 进展=厂房装修
4 预制菜加工园[万元] 2025:C4>=6000万元 ytd@2025-06:E4=2100万元 牵头=农产品专班 进展=土建施工`},
		{name: "money that came in beside what is to be invested", papers: []paper{{rows: `
2025年1-9月重点项目推进情况表
项目名称|年度计划投资(万元)|1-9月到位资金(万元)|形象进度
环城路二期|32000|27100|路基完成
中医院迁建|21000|16450|内外装修`}}, want: `
progress 2025-09 
3 环城路二期[万元] 2025:B3>=32000万元 进展=路基完成
4 中医院迁建[万元] 2025:B4>=21000万元 进展=内外装修
! D layout.unknown 表1!C2`},
		{name: "how far each should be by a quarter's end, in a plan", papers: []paper{{rows: `
2025年人力资源和社会保障事业发展计划
序号|主要指标|单位|全年计划|节点进度要求||
||||一季度末|二季度末|三季度末
01|城镇新增就业|人|8200|30%|60%|85%
02|发放担保贷款|万元|9800|25%|50%|80%`, merges: "A1:G1 A2:A3 B2:B3 C2:C3 D2:D3 E2:G2"}}, want: `
plan  
4 城镇新增就业[人] 2025:D4>=8200人
5 发放担保贷款[万元] 2025:D5>=9800万元`},
		{name: "a number under 控制数 is not to be passed, words under it say so themselves", papers: []paper{{rows: `
2025年控制指标进度表（1-8月）
指标|单位|年度控制数|累计发生
直接经济损失|万元|80|41.6
公务接待费|万元|60|22.5
耕地保有量|万亩|不低于120|121`}}, want: `
progress 2025-08 
3 直接经济损失[万元] 2025:C3<=80万元 ytd@2025-08:D3=41.6万元
4 公务接待费[万元] 2025:C4<=60万元 ytd@2025-08:D4=22.5万元
5 耕地保有量[万亩] 2025:C5>=120万亩 ytd@2025-08:D5=121万亩`},
	})
}
