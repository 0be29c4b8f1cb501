package excel

import "testing"

func TestTiersAndParts(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "确保 and 力争, an amount and its growth each, under three rows of headings", papers: []paper{{rows: `
2024年经济社会发展目标建议表
指标|单位|2023年实绩|2024年目标||||责任部门
|||确保目标||力争目标||
|||总量|增幅（%）|总量|增幅（%）|
地区生产总值|亿元|92.4|99.3|7.5|100.7|9|发改局
税收收入|亿元|6.42|6.93|8|7.1|10.6|税务局`, merges: "A1:H1 A2:A4 B2:B4 C2:C4 D2:G2 D3:E3 F3:G3 H2:H4"}}, want: `
plan  
5 地区生产总值[亿元] 2024:D5+F5>=99.3↑100.7亿元 2024:E5+G5>=7.5↑9% 牵头=发改局
6 税收收入[亿元] 2024:D6+F6>=6.93↑7.1亿元 2024:E6+G6>=8↑10.6% 牵头=税务局`},
	})
}
