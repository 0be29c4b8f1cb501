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
	})
}
