package excel

import "testing"

func TestFootsOfSheets(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "those who sign, each behind a label of the sheet's own", papers: []paper{{rows: `
2025年5月税费收入月报表
项目|本月(万元)|累计(万元)
税收收入|9120|48210
其他收入|1080|5930
局领导:孙宏伟|科室负责人:王琴|报出日期:2025年6月4日`}}, want: `
progress 2025-05 
3 税收收入[万元] month@2025-05:B3=9120万元 ytd@2025-05:C3=48210万元
4 其他收入[万元] month@2025-05:B4=1080万元 ytd@2025-05:C4=5930万元`},
		{name: "those who sign, in one cell", papers: []paper{{rows: `
2025年9月企业财务快报
指标|本月(万元)|累计(万元)
营业收入|1426|12880
净利润|-41|301
企业负责人:丁国华    财务总监:许静`}}, want: `
progress 2025-09 
3 营业收入[万元] month@2025-09:B3=1426万元 ytd@2025-09:C3=12880万元
4 净利润[万元] month@2025-09:B4=-41万元 ytd@2025-09:C4=301万元`},
		{name: "the department and the day at the foot, in one cell", papers: []paper{{rows: `
2025年10月文化和旅游主要指标完成情况
主要指标|全年目标|1-10月
国内旅游收入(亿元)|58|47.35
新增民宿(家)|25|19
县文化和旅游局  2025年11月5日`, merges: "A1:C1 A5:C5"}}, want: `
progress 2025-10 县文化和旅游局
3 国内旅游收入[亿元] 2025:B3>=58亿元 ytd@2025-10:C3=47.35亿元
4 新增民宿[家] 2025:B4>=25家 ytd@2025-10:C4=19家`},
		{name: "the department and the day at the foot, in two cells", papers: []paper{{rows: `
2025年10月文化和旅游主要指标完成情况
主要指标|全年目标|1-10月
国内旅游收入(亿元)|58|47.35
新增民宿(家)|25|19
县文化和旅游局||2025年11月5日`}}, want: `
progress 2025-10 县文化和旅游局
3 国内旅游收入[亿元] 2025:B3>=58亿元 ytd@2025-10:C3=47.35亿元
4 新增民宿[家] 2025:B4>=25家 ytd@2025-10:C4=19家`},
		{name: "the name of a station and by when it is to be built is no signature", papers: []paper{{rows: `
2025年重点任务分解表
任务名称|目标|责任单位|完成时限
新增停车泊位|120个|住建局|2025年6月
东城换乘中心|||2025年9月30日
新建口袋公园|3个|园林局|2025年12月`}}, want: `
plan  
3 新增停车泊位[个] 2025:B3>=120个 牵头=住建局 限=2025-06
4 东城换乘中心[] 限=2025-09-30
5 新建口袋公园[个] 2025:B5>=3个 牵头=园林局 限=2025-12
! D target.declined 表1!A4`},
	})
}
