package excel

import "testing"

func TestProjectLayouts(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "the year's investment beside what is to be seen by its end, in words", papers: []paper{{rows: `
2024年重点建设项目投资计划表
序号|项目名称|建设内容及规模|建设年限|总投资(万元)|2024年计划投资(万元)|2024年形象进度目标|责任单位
1|污水处理厂二期|日处理3万吨|2022—2024|28600|13000|建成投运|水务局
2|职教中心新校区|6.2万平方米|2023—2025|42000|16500|主体完工|教育局
3|供热管网更新|23公里|2024—2025|15000|9000|完成14公里|住建局`}}, want: `
plan  
3 污水处理厂二期[万元] 2024:F3>=13000万元 牵头=水务局 限=2024
4 职教中心新校区[万元] 2024:F4>=16500万元 牵头=教育局 限=2025
5 供热管网更新[万元] 2024:F5>=9000万元 牵头=住建局 限=2025`},
	})
}
