package excel

import "testing"

func TestWholeYearBesideItsParts(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "全年 behind the quarters says the year's target again", papers: []paper{{rows: `
2020年度主要目标任务及季度分解
工作任务|单位|全年目标|季度进度安排||||责任科室
|||一季度|上半年|前三季度|全年|
改扩建学校|所|6|1|2|4|6|基建办
招聘公办教师|人|180|0|60|180|180|人事科`, merges: "A1:H1 A2:A3 B2:B3 C2:C3 D2:G2 H2:H3"}}, want: `
plan  
4 改扩建学校[所] 2020:C4>=6所 2020-Q1:D4>=1所 2020-H1:E4>=2所 2020-01/09:F4>=4所 牵头=基建办
5 招聘公办教师[人] 2020:C5>=180人 2020-Q1:D5=0人 2020-H1:E5>=60人 2020-01/09:F5>=180人 牵头=人事科`},
		{name: "sums of quarters to the end of the fourth, which differs once", papers: []paper{{rows: `
2020年度主要目标任务分解表
工作任务|单位|年度目标|序时目标||||责任科室
|||第一季度累计|第二季度累计|第三季度累计|第四季度累计|
改扩建学校|所|6|1|2|4|7|基建办
招聘公办教师|人|180|0|60|180|180|人事科`, merges: "A1:H1 A2:A3 B2:B3 C2:C3 D2:G2 H2:H3"}}, want: `
plan  
4 改扩建学校[所] 2020:C4>=6所 2020-Q1:D4>=1所 2020-H1:E4>=2所 2020-01/09:F4>=4所 牵头=基建办
5 招聘公办教师[人] 2020:C5>=180人 2020-Q1:D5=0人 2020-H1:E5>=60人 2020-01/09:F5>=180人 牵头=人事科
! C target.differs 表1!G4`},
		{name: "the end of December before the year's target, words around the same number", papers: []paper{{rows: `
2020年度主要目标任务分解表
工作任务|单位|3月底|6月底|9月底|12月底|年度目标
降尘|吨|2|3|5|≤6|不超过6
优良率|%|80|82|84|85|85`}}, want: `
plan  
3 降尘[吨] 2020-01/03:C3>=2吨 2020-01/06:D3>=3吨 2020-01/09:E3>=5吨 2020:G3<=6吨
4 优良率[%] 2020-01/03:C4>=80% 2020-01/06:D4>=82% 2020-01/09:E4>=84% 2020:G4>=85%`},
		{name: "the year's target left empty beside 1-12月", papers: []paper{{rows: `
2020年度主要目标任务分解表
工作任务|单位|年度目标|1-6月|1-9月|1-12月
改扩建学校|所|6|2|4|6
招聘公办教师|人||60|180|180
新增绿地|公顷|9|3|5|9`}}, want: `
plan  
3 改扩建学校[所] 2020:C3>=6所 2020-H1:D3>=2所 2020-01/09:E3>=4所
4 招聘公办教师[人] 2020-H1:D4>=60人 2020-01/09:E4>=180人
5 新增绿地[公顷] 2020:C5>=9公顷 2020-H1:D5>=3公顷 2020-01/09:E5>=5公顷
! C target.differs 表1!F4`},
	})
}
