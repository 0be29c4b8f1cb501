package excel

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

// What there is at the end of a month is the figure, and what came in the month none.
func TestStocksAtTheEndOfTheMonth(t *testing.T) {
	one := func(name, heads, cells, want string) layoutCase {
		return layoutCase{name: name, papers: []paper{{rows: "\n2023年9月科技创新指标进展情况表\n指标|单位|" + heads + "\n高新技术企业|家|" + cells}}, want: "\nprogress 2023-09 \n3 高新技术企业[家] " + want}
	}
	runLayouts(t, []layoutCase{
		one("in stock at the month's end beside what is new", "2022年末|2023年末目标|9月末实有数|本月新增|差额", "212|245|238|6|7", "2023:D3>=245家 point@2023-09:E3=238家\n! D layout.unknown 表1!F2"),
		one("the month's end without a month", "年度目标|期末数|本月净增", "245|238|6", "2023:C3>=245家 point@2023-09:D3=238家\n! D layout.unknown 表1!E2"),
		one("now, and what went", "年度目标|现有数|本月注销", "245|238|1", "2023:C3>=245家 point@2023-09:D3=238家\n! D layout.unknown 表1!E2"),
		one("the month's end alone beside the year's", "年度目标|9月末|上年末", "245|238|212", "2023:C3>=245家 point@2023-09:D3=238家"),
		one("the month's end alone may be a sum", "年度目标|9月末|完成率", "245|238|97", "2023:C3>=245家 ytd@2023-09:D3=238家"),
		one("up to the month's end", "年度目标|截至9月末数|本月新增", "245|238|6", "2023:C3>=245家 ytd@2023-09:D3=238家 month@2023-09:E3=6家"),
		one("two month's ends", "8月末数|9月末数", "230|238", "point@2023-08:C3=230家 point@2023-09:D3=238家"),
		one("what is to be new is answered by what is new", "全年新增目标|本月新增|期末数", "30|6|238", "2023:C3>=30家 month@2023-09:D3=6家\n! C layout.unknown 表1!E2"),
		one("a sum of what is new far from the target", "年度目标|累计新增|期末保有量", "245|26|238", "2023:C3>=245家 point@2023-09:E3=238家\n! D layout.unknown 表1!D2"),
		one("a sum of what is new near the target", "年度目标|累计新增|期末保有量", "30|26|238", "2023:C3>=30家 ytd@2023-09:D3=26家 point@2023-09:E3=238家"),
		one("this month's end", "年度目标|本月新增|本月末实有", "245|6|238", "2023:C3>=245家 point@2023-09:E3=238家\n! D layout.unknown 表1!D2"),
		one("what there was to be done of", "存量|本月拆除|累计拆除", "245|6|238", "month@2023-09:D3=6家 ytd@2023-09:E3=238家\n! C layout.unknown 表1!C2"),
		one("what came and went, before it", "年度目标|上月末数|本月增加|本月减少|本月末数", "245|233|6|1|238", "2023:C3>=245家 point@2023-09:G3=238家\n! D layout.unknown 表1!E2\n! D layout.unknown 表1!F2"),
		one("under words of its own, beside a sum of what is new", "年度目标|月末在营企业数|1-9月新增", "245|238|26", "2023:C3>=245家 point@2023-09:D3=238家\n! D layout.unknown 表1!E2"),
		one("an added value is no movement", "年度目标|9月末数|9月增加值", "245|238|26", "2023:C3>=245家 point@2023-09:D3=238家\n! C layout.unknown 表1!E2"),
		{name: "of each district", papers: []paper{{rows: `
2023年9月市场主体情况
街道|市场主体|||企业||
|年末目标|9月末实有数|本月新增|年末目标|9月末实有数|本月新增
城关街道|5200|5000|41|1280|1200|12`, merges: "A1:G1 A2:A3 B2:D2 E2:G2"}}, want: `
progress 2023-09 
4 市场主体[] 2023:B4>=5200 point@2023-09:C4=5000 牵头=城关街道
4 企业[] 2023:E4>=1280 point@2023-09:F4=1200 牵头=城关街道
! D layout.unknown 表1!D3
! D layout.unknown 表1!G3`},
		{name: "under a title that is merged over a part of the table", papers: []paper{{rows: `
2023年9月科技创新指标进展情况表
指标|单位|2022年末|年度目标|9月末实有数|本月新增
高新技术企业|家|212|245|238|6`, merges: "A1:C1"}}, want: `
progress 2023-09 
3 高新技术企业[家] 2023:D3>=245家 point@2023-09:E3=238家
! D layout.unknown 表1!F2`},
		{name: "what there is beside a plan's target", papers: []paper{{rows: `
2024年科技创新指标
指标|单位|现有数|2024年目标
有效发明专利拥有量|件|1245|1400`}}, want: `
plan  
3 有效发明专利拥有量[件] 2024:D3>=1400件
! C layout.unknown 表1!C2`},
	})
}

// A column that names several rows together is their group, under whatever noun.
func TestClassesLeftOfTheNames(t *testing.T) {
	for _, head := range []string{"产业链", "片区", "条线", "赛道", "园区类别", "板块", "指标名称", "任务"} {
		name := "任务"
		if head == "任务" {
			name = "目标任务"
		}
		runLayouts(t, []layoutCase{{name: head, papers: []paper{{rows: "\n2022年12月重点任务完成情况\n" + head + "|序号|" + name + `|计量单位|年度任务数|1-12月完成
东部|1|链上企业产值|亿元|96|101.3
|2|引进配套企业|家|10|8
西部|3|链上企业产值|亿元|54|50.9
|4|获批批件|个|5|5`, merges: "A1:F1 A3:A4 A5:A6"}}, want: `
progress 2022-12 
3 东部>链上企业产值[亿元] 2022:E3>=96亿元 ytd@2022-12:F3=101.3亿元
4 东部>引进配套企业[家] 2022:E4>=10家 ytd@2022-12:F4=8家
5 西部>链上企业产值[亿元] 2022:E5>=54亿元 ytd@2022-12:F5=50.9亿元
6 西部>获批批件[个] 2022:E6>=5个 ytd@2022-12:F6=5个`}})
	}
}

// The same in a breakdown, whose targets may stand in words; rows of one name under two classes with targets of their own are no doubt.
func TestClassesOfABreakdown(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "targets in words", papers: []paper{{rows: `
2022年工作任务分解表
重点工作|任务|年度目标|责任单位
产业发展|规上企业培育|新增20家|经发局
|工业投资|50亿元|经发局
科技创新|高企培育|新增10家|科技局`, merges: "A1:D1 A3:A4"}}, want: `
plan  
3 产业发展>规上企业培育[家] 2022:C3>=20家 牵头=经发局
4 产业发展>工业投资[亿元] 2022:C4>=50亿元 牵头=经发局
5 科技创新>高企培育[家] 2022:C5>=10家 牵头=科技局`},
		{name: "one name in each class", papers: []paper{{rows: `
2022年重点产业链目标任务分解表
产业链|序号|任务|计量单位|年度任务数|牵头单位
汽车|1|链上企业产值|亿元|96|工信局
|2|供需对接活动|场|10|工信局
医药|3|链上企业产值|亿元|54|工信局`, merges: "A1:F1 A3:A4"}}, want: `
plan  
3 汽车>链上企业产值[亿元] 2022:E3>=96亿元 牵头=工信局
4 汽车>供需对接活动[场] 2022:E4>=10场 牵头=工信局
5 医药>链上企业产值[亿元] 2022:E5>=54亿元 牵头=工信局`},
	})
}

// Under 控制数 stands what is to be much too: where the ceilings say that they are, it is none.
func TestDeedsUnderCeilings(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "ceilings in words", papers: []paper{{rows: `
2024年6月安全生产情况
指标|单位|全年控制数|6月|1-6月
生产安全事故起数|起|14以内|1|6
火灾起数|起|120|9|58
排查重大隐患|条|60|6|37
应急演练|场|48|7|26`}}, want: `
progress 2024-06 
3 生产安全事故起数[起] 2024:C3<=14起 month@2024-06:D3=1起 ytd@2024-06:E3=6起
4 火灾起数[起] 2024:C4<=120起 month@2024-06:D4=9起 ytd@2024-06:E4=58起
5 排查重大隐患[条] 2024:C5>=60条 month@2024-06:D5=6条 ytd@2024-06:E5=37条
6 应急演练[场] 2024:C6>=48场 month@2024-06:D6=7场 ytd@2024-06:E6=26场
! D target.differs 表1!C5
! D target.differs 表1!C6`},
		{name: "numbers alone", papers: []paper{{rows: `
2024年6月厉行节约情况
指标|单位|控制数|6月|1-6月
会议次数|次|20|1|6
节庆活动|场|8|1|3`}}, want: `
progress 2024-06 
3 会议次数[次] 2024:C3<=20次 month@2024-06:D3=1次 ytd@2024-06:E3=6次
4 节庆活动[场] 2024:C4<=8场 month@2024-06:D4=1场 ytd@2024-06:E4=3场
! D target.differs 表1!C4`},
		{name: "in a breakdown", papers: []paper{{rows: `
2024年安全生产目标分解表
指标|单位|全年控制数|责任单位
生产安全事故起数|起|14|应急局
排查重大隐患|条|60|应急局`}}, want: `
plan  
3 生产安全事故起数[起] 2024:C3<=14起 牵头=应急局
4 排查重大隐患[条] 2024:C4<=60条 牵头=应急局
! C target.differs 表1!C4`},
	})
}

// A corner with several units gives each measure the one that its name tells.
func TestUnitsOfACornerByWhatIsMeasured(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "over two tiers", papers: []paper{{rows: `
2021年5月棚改征收进度表
单位：户、㎡、万元
项目名称|征收任务||累计完成||补偿资金
|户数|面积|户数|面积|
北门片区|120|9800|66|5400|1800`, merges: "A1:F1 A2:F2 A3:A4 B3:C3 D3:E3 F3:F4"}}, want: `
progress 2021-05 
5 北门片区(户数)[户] 2021:B5>=120户 ytd@2021-05:D5=66户
5 北门片区(面积)[㎡] 2021:C5>=9800m2 ytd@2021-05:E5=5400㎡
! C layout.unknown 表1!F4`},
		{name: "parted by a stroke, in brackets of its own", papers: []paper{{rows: `
房屋征收工作进展快报（2017年9月）
（单位：户/平方米）
项目|应征收户数|应征收面积|累计签约户数|累计签约面积
老火车站片区|420|38600|388|35500`, merges: "A1:E1 A2:E2"}}, want: `
progress 2017-09 
4 老火车站片区(户数)[户] 2017:B4>=420户 ytd@2017-09:D4=388户
4 老火车站片区(面积)[平方米] 2017:C4>=38600平方米 ytd@2017-09:E4=35500平方米`},
		{name: "an amount a head is one unit", papers: []paper{{rows: `
2017年9月居民收入情况
单位：元/人
指标|年度目标|累计完成
人均可支配收入|42000|31000`}}, want: `
progress 2017-09 
4 人均可支配收入[元/人] 2017:B4>=42000元/人 ytd@2017-09:C4=31000元/人`},
		{name: "a deed over the done alone", papers: []paper{{rows: `
房屋征收工作进展快报（2017年9月）
单位：户、平方米
项目|应征收户数|应征收面积|本月签约户数|本月签约面积|累计签约户数|累计签约面积
老火车站片区|420|38600|36|3200|388|35500`, merges: "A1:G1 A2:G2"}}, want: `
progress 2017-09 
4 老火车站片区(户数)[户] 2017:B4>=420户 month@2017-09:D4=36户 ytd@2017-09:F4=388户
4 老火车站片区(面积)[平方米] 2017:C4>=38600平方米 month@2017-09:E4=3200平方米 ytd@2017-09:G4=35500平方米`},
		{name: "rows that tell and rows that do not", papers: []paper{{rows: `
2021年5月经济指标完成情况
单位：亿元、家、公里
指标|年度目标|累计
固定资产投资|120|50
新增规上企业家数|20|9
新建道路里程|30|12
高新技术企业|50|20`, merges: "A1:C1 A2:C2"}}, want: `
progress 2021-05 
4 固定资产投资[亿元] 2021:B4>=120亿元 ytd@2021-05:C4=50亿元
5 新增规上企业家数[家] 2021:B5>=20家 ytd@2021-05:C5=9家
6 新建道路里程[公里] 2021:B6>=30公里 ytd@2021-05:C6=12公里
7 高新技术企业[] 2021:B7>=50 ytd@2021-05:C7=20
! C unit.suspect 表1!A7`},
	})
}

// The day of filing tells the month where nothing else does: its own in its last days, the one before in its first.
func TestMonthByTheDayOfFiling(t *testing.T) {
	on := func(name, above, below string, filed tally.Round, want string) layoutCase {
		return layoutCase{name: name, opt: layout.Options{Kind: tally.KindProgress, Period: filed}, papers: []paper{{rows: "\n保障性安居工程进展情况统计表\n" + above + "\n指标名称|累计完成\n基本建成（套）|760\n" + below}}, want: want}
	}
	asked := func(p, at string) string {
		return "\nprogress " + p + " \n4 基本建成[套] ytd@" + p + ":B4=760套\n! C period.differs 表1!" + at
	}
	may := tally.MonthOf(2018, 5)
	runLayouts(t, []layoutCase{
		on("the last day, nobody says", "|填报日期：2018年5月31日", "", tally.Round{}, asked("2018-05", "B2")),
		on("the last day of the month filed", "|填报日期：2018年5月31日", "", may, "\nprogress 2018-05 \n4 基本建成[套] ytd@2018-05:B4=760套"),
		on("the first days", "|填报日期：2018年6月5日", "", may, "\nprogress 2018-05 \n4 基本建成[套] ytd@2018-05:B4=760套"),
		on("new year", "|填报日期：2018年1月4日", "", tally.Round{}, asked("2017-12", "B2")),
		on("the middle of a month says nothing", "|填报日期：2018年6月15日", "", may, "\nprogress  \n4 基本建成[套] ytd@2018-05:B4=760套"),
		on("below the table", "", "填报人：张三|填报日期：2018年5月31日", tally.Round{}, asked("2018-05", "B5")),
		on("another month than the one filed", "|填报日期：2018年3月30日", "", may, asked("2018-05", "B2")),
	})
}

// A title that names one indicator of all districts or departments names it for the rows, which each of them leads.
func TestTownsUnderOneIndicatorOfTheTitle(t *testing.T) {
	of := func(title, sheet, department, want string) layoutCase {
		return layoutCase{name: title + sheet + department, opt: layout.Options{Department: department}, papers: []paper{{name: sheet, rows: "\n" + title + "\n|||单位：亿元\n排名|镇（街道）|年度目标|累计完成\n1|临港镇|18|12.6\n2|梅岭街道|22|14.1\n|合计|40|26.7"}}, want: want}
	}
	both := `
progress 2024-07 
4 固定资产投资[亿元] 2024:C4>=18亿元 ytd@2024-07:D4=12.6亿元 牵头=临港镇
5 固定资产投资[亿元] 2024:C5>=22亿元 ytd@2024-07:D5=14.1亿元 牵头=梅岭街道`
	none := `
progress 2024-07 
4 临港镇[亿元] 2024:C4>=18亿元 ytd@2024-07:D4=12.6亿元
5 梅岭街道[亿元] 2024:C5>=22亿元 ytd@2024-07:D5=14.1亿元`
	runLayouts(t, []layoutCase{
		of("各镇（街道）固定资产投资完成情况（2024年1-7月）", "", "", both),
		of("2024年1-7月全区固定资产投资分镇街完成情况", "", "", both),
		of("2024年7月全区固定资产投资完成情况", "", "", both),
		of("2024年7月通报", "固定资产投资", "", both),
		of("2024年7月各镇街固定资产投资和工业投资完成情况", "", "", none),
		of("2024年7月各镇（街道）重点工作完成情况", "", "", none),
		of("各镇（街道）固定资产投资完成情况（2024年1-7月）", "", "梅岭街道", `
progress 2024-07 
5 固定资产投资[亿元] 2024:C5>=22亿元 ytd@2024-07:D5=14.1亿元 牵头=梅岭街道`),
	})
}
