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

func TestPhasesThatRiseToTheYearsTarget(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "quarters that rise are what is aimed at by their ends", papers: []paper{{rows: `
2020年度目标任务分解表
工作任务|单位|年度目标|一季度|二季度|三季度|四季度
改扩建学校|所|6|1|2|4|6
招聘公办教师|人|180|0|60|180|180`}}, want: `
plan  
3 改扩建学校[所] 2020:C3>=6所 2020-Q1:D3>=1所 2020-H1:E3>=2所 2020-01/09:F3>=4所
4 招聘公办教师[人] 2020:C4>=180人 2020-Q1:D4=0人 2020-H1:E4>=60人 2020-01/09:F4>=180人`},
		{name: "quarters that add up stay quarters, whatever a rate beside them does", papers: []paper{{rows: `
2020年度目标任务分解表
工作任务|单位|年度目标|一季度|二季度|三季度|四季度
改扩建学校|所|6|1|1|2|2
优良率|%|85|80|81|83|85`}}, want: `
plan  
3 改扩建学校[所] 2020:C3>=6所 2020-Q1:D3>=1所 2020-Q2:E3>=1所 2020-Q3:F3>=2所 2020-Q4:G3>=2所
4 优良率[%] 2020:C4>=85% 2020-Q1:D4>=80% 2020-Q2:E4>=81% 2020-Q3:F4>=83% 2020-Q4:G4>=85%`},
		{name: "进度 behind the quarters of a plan, the third a sum beside the half", papers: []paper{{rows: `
2020年度主要目标任务及季度分解
工作任务|单位|全年目标|一季度进度|上半年进度|三季度进度|全年进度|责任科室
改扩建学校|所|6|1|2|4|6|基建办
招聘公办教师|人|180|0|60|180|180|人事科`}}, want: `
plan  
3 改扩建学校[所] 2020:C3>=6所 2020-Q1:D3>=1所 2020-H1:E3>=2所 2020-01/09:F3>=4所 牵头=基建办
4 招聘公办教师[人] 2020:C4>=180人 2020-Q1:D4=0人 2020-H1:E4>=60人 2020-01/09:F4>=180人 牵头=人事科`},
		{name: "确保 beside 力争, and the whole year behind the quarters", papers: []paper{{rows: `
2020年度目标任务分解表
指标|单位|确保目标|力争目标|上半年|前三季度|2020年全年
税收|亿元|12|13|6|9|12
投资|亿元|30|32|15|22|30`}}, want: `
plan  
3 税收[亿元] 2020:C3+D3>=12↑13亿元 2020-H1:E3>=6亿元 2020-01/09:F3>=9亿元
4 投资[亿元] 2020:C4+D4>=30↑32亿元 2020-H1:E4>=15亿元 2020-01/09:F4>=22亿元`},
		{name: "全年 under the quarters' targets of a progress sheet", papers: []paper{{rows: `
2020年9月重点任务完成情况
指标|单位|全年目标|季度目标|||1-9月完成
|||一季度|前三季度|全年|
税收|亿元|12|3|9|12|8.8
投资|亿元|30|7|22|31|20`, merges: "A1:G1 A2:A3 B2:B3 C2:C3 D2:F2 G2:G3"}}, want: `
progress 2020-09 
4 税收[亿元] 2020:C4>=12亿元 2020-Q1:D4>=3亿元 2020-01/09:E4>=9亿元 ytd@2020-09:G4=8.8亿元
5 投资[亿元] 2020:C5>=30亿元 2020-Q1:D5>=7亿元 2020-01/09:E5>=22亿元 ytd@2020-09:G5=20亿元
! C target.differs 表1!F5`},
	})
}
