package excel

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

func TestTimesOfOtherOffices(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "quarters beside the year's target are its parts where the title parts targets", papers: []paper{{rows: `
2023年主要目标任务季度分解表
序号|任务名称|全年目标|一季度|二季度|三季度|四季度|责任人
1|固定资产投资(亿元)|200|40|100|150|200|张
2|科创中心建设|竣工投用|完成基础|主体封顶|装修|竣工验收|王`}}, want: `
plan  
3 固定资产投资[亿元] 2023:C3>=200亿元 2023-Q1:D3>=40亿元 2023-H1:E3>=100亿元 2023-01/09:F3>=150亿元
4 科创中心建设[] 2023:C4 2023-Q1:D4 2023-H1:E4 2023-01/09:F4 2023:G4`},
		{name: "months that had not come when the sheet was filed are targets", papers: []paper{{rows: `
2023年税收情况
指标|单位|全年目标|1-3月|1-6月|1-9月|1-12月|本年累计
税收|亿元|40|12|22|31|40|23`}}, opt: layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2023, 6)}, want: `
progress  
3 税收[亿元] 2023:C3>=40亿元 2023-Q1:D3>=12亿元 2023-H1:E3>=22亿元 2023-01/09:F3>=31亿元 ytd@2023-06:H3=23亿元`},
		{name: "a group of targets so far over the months", papers: []paper{{rows: `
重点指标分季度目标表(2023年)
指标|单位|年度目标|分季目标(累计)|||
|||1-3月|1-6月|1-9月|1-12月
服务业增加值|亿元|160|36|75|116|160`, merges: "A2:A3 B2:B3 C2:C3 D2:G2"}}, want: `
plan  
4 服务业增加值[亿元] 2023:C4>=160亿元 2023-Q1:D4>=36亿元 2023-H1:E4>=75亿元 2023-01/09:F4>=116亿元`},
		{name: "this month's plan is no figure", papers: []paper{{rows: `
2023年9月目标完成情况
指标|单位|全年计划|本月计划|本月完成|累计计划|累计完成
税收|亿元|40|3.5|3.3|30|31`}}, want: `
progress 2023-09 
3 税收[亿元] 2023:C3>=40亿元 2023-09:D3>=3.5亿元 2023-01/09:F3>=30亿元 month@2023-09:E3=3.3亿元 ytd@2023-09:G3=31亿元`},
		{name: "实绩 under 本月 and 累计, last year between", papers: []paper{{rows: `
2023年9月份主要经济指标完成情况表
指标|单位|本月|||累计||
||实绩|去年同月|增减(%)|实绩|去年同期|增减(%)
财政收入|万元|'9,800|'10,100|-3|'93,500|'88,000|6.3`, merges: "A2:A3 B2:B3 C2:E2 F2:H2"}}, want: `
progress 2023-09 
4 财政收入[万元] month@2023-09:C4=9800万元 ytd@2023-09:F4=93500万元 +month@2023-09:E4=-3 +ytd@2023-09:H4=6.3`},
		{name: "累计 beside one column a month, the unit in the title", papers: []paper{{rows: `
2023年税收分月完成情况（单位：万元）
指标|年度目标|1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月|累计
增值税|1200|110|80||||||||||| 190`}}, want: `
progress 2023-02 
3 增值税[万元] 2023:B3>=1200万元 month@2023-01:C3=110万元 month@2023-02:D3=80万元 ytd@2023-02:O3=190万元`},
		{name: "the month in a line of its own, three rows of headings", papers: []paper{{rows: `
项目投资月报表
填报单位:某某公司||报告期:2023年9月||填报时间:2023年10月8日||单位:万元
项目名称|本年计划投资|完成投资||||形象进度
||本月||自年初累计|自开工累计|
||合计|其中:土建|||
产业园一期|20000|1850|1200|14600|33200|主体封顶`, merges: "A3:A5 B3:B5 C3:F3 C4:D4 E4:E5 F4:F5 G3:G5"}}, want: `
progress 2023-09 某某公司
6 产业园一期[万元] 2023:B6>=20000万元 month@2023-09:C6=1850万元 ytd@2023-09:E6=14600万元 project@2023-09:F6=33200万元 进展=主体封顶
! D layout.unknown 表1!D5`},
		{name: "a cover says who files which month", papers: []paper{
			{name: "封面", rows: "滨海开发区\n目标任务月报\n填报单位：商务局\n二〇二三年九月\n填报日期：2023年10月8日"},
			{name: "数据", rows: "指标名称|计量单位|年度目标|本月实际|本年累计\n外贸出口|亿元|80|7.2|61.5"}}, want: `
progress 2023-09 商务局
2 外贸出口[亿元] 2023:C2>=80亿元 month@2023-09:D2=7.2亿元 ytd@2023-09:E2=61.5亿元`},
		{name: "this year's results before next year's targets, filed for this year", papers: []paper{{rows: `
指标名称|单位|2022年实绩|2023年计划|2023年实绩|2024年计划
财政收入|亿元|20.1|22|21.3|23`}}, opt: layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2023, 12)}, want: `
progress  
2 财政收入[亿元] 2023:D2>=22亿元 2024:F2>=23亿元 ytd@2023-12:E2=21.3亿元`},
	})
}

func TestHeadingsOfOtherOffices(t *testing.T) {
	september := layout.Options{Period: tally.MonthOf(2023, 9), Kind: tally.KindProgress}
	runLayouts(t, []layoutCase{
		{name: "the filing in brackets behind the title, one space pushes in", papers: []paper{{rows: `
2023年12月目标完成情况（填报日期：2024年1月8日）
指标|2023年目标|2023年12月累计
地区生产总值（亿元）|500|512
　工业增加值（亿元）|200|207
财政收入（亿元）|40|41`}}, want: `
progress 2023-12 
3 地区生产总值[亿元] 2023:B3>=500亿元 ytd@2023-12:C3=512亿元
4 (地区生产总值)工业增加值[亿元] 2023:B4>=200亿元 ytd@2023-12:C4=207亿元
5 财政收入[亿元] 2023:B5>=40亿元 ytd@2023-12:C5=41亿元`},
		{name: "what is left to do, should be done and is aimed at next is not done", papers: []paper{{rows: `
2023年9月目标完成情况
指标|单位|目标|市定目标|应完成数|累计完成|未完成数|还需完成|距全年目标|同期|累计增长|本月占比|月度目标|明年目标
税收|亿元|40|38|30|31|9|9|9|28|5|3|3.5|44`}}, want: `
progress 2023-09 
3 税收[亿元] 2023:C3>=40亿元 2023:D3(superior)>=38亿元 2023-09:M3>=3.5亿元 2024:N3>=44亿元 ytd@2023-09:F3=31亿元 +ytd@2023-09:K3=5`},
		{name: "the only target is the year's first, a later year's is a target, a remark behind the months", papers: []paper{{rows: `
2023年目标完成情况
指标名称|年初目标|2025年|1-9月（快报）
税收（亿元）|40|55|31`}}, want: `
progress 2023-09 
3 税收[亿元] 2023:B3>=40亿元 2025:C3>=55亿元 ytd@2023-09:D3=31亿元`},
		{name: "a heading of which a third is known, a plan in words of its own", papers: []paper{{rows: `
2023年重点产业项目签约落地情况（1—9月）
序号|项目名称|投资方|占地|协议外资（万美元）|签约时间|是否落地|当年计划到资（万元）|累计到资（万元）
1|半导体材料|某株式会社|12亩|8000|2023.3|是|20000|13500
2|储能|某集团|30亩|/|2023年6月|是|50000|28000`}}, want: `
progress 2023-09 
3 半导体材料[万元] 2023:H3>=20000万元 ytd@2023-09:I3=13500万元
4 储能[万元] 2023:H4>=50000万元 ytd@2023-09:I4=28000万元
! D layout.unknown 表1!D2
! C layout.unknown 表1!E2`},
		{name: "units that only the format paints", papers: []paper{{rows: `
2023年9月目标完成情况
指标|单位|目标|累计
外资|万美元|1.2{0.0"亿"}|0.9{0.0"亿美元"}
企业|家|20{0"家"}|15{#,##0_ }
投资|万元|'5000|4100.5{0.00"万元"}`}}, want: `
progress 2023-09 
3 外资[万美元] 2023:C3>=1.2亿美元 ytd@2023-09:D3=0.9亿美元
4 企业[家] 2023:C4>=20家 ytd@2023-09:D4=15家
5 投资[万元] 2023:C5>=5000万元 ytd@2023-09:D5=4100.5万元`},
		{name: "two halves with months, a blank column between", papers: []paper{{rows: `
2023年1-9月主要目标完成情况
填报单位:科技局
指标|单位|目标|9月|1-9月||指标|单位|目标|9月|1-9月
高企净增|家|20|3|16||技术合同额|亿元|30|2.6|23.1`, merges: "A1:K1"}}, want: `
progress 2023-09 科技局
4 高企净增[家] 2023:C4>=20家 month@2023-09:D4=3家 ytd@2023-09:E4=16家
4 技术合同额[亿元] 2023:I4>=30亿元 month@2023-09:J4=2.6亿元 ytd@2023-09:K4=23.1亿元`},
		{name: "任务 names the rows where it stands first, a day that lost its format, words for a task in words", papers: []paper{{rows: `
2023年9月任务完成情况
任务|完成时限|目标|完成情况|完成百分比
地块征收|45230{yyyy-mm-dd}|500亩|420亩|84%
企业搬迁|2023年12月|20家|15家|75%
道路通车|45200|通车|已完成沥青摊铺|90%`}}, want: `
progress 2023-09 
3 地块征收[亩] 2023:C3>=500亩 ytd@2023-09:D3=420亩 限=2023-10-31
4 企业搬迁[家] 2023:C4>=20家 ytd@2023-09:D4=15家 限=2023-12
5 道路通车[] 2023:C5 限=2023-10-01 进展=已完成沥青摊铺`},
		{name: "a park merged down is the group of its projects, counts behind group rows", papers: []paper{{rows: `
2023年9月各园区投资完成情况
园区|项目|年度计划(万元)|累计完成(万元)
东区|厂房A|5000|4000
|厂房B|3000|1500
|小计|8000|5500
二、续建(1项)
西区|道路C|2000|1900`, merges: "A3:A5 A6:D6"}}, want: `
progress 2023-09 
3 东区>厂房A[万元] 2023:C3>=5000万元 ytd@2023-09:D3=4000万元
4 东区>厂房B[万元] 2023:C4>=3000万元 ytd@2023-09:D4=1500万元
7 续建>西区>道路C[万元] 2023:C7>=2000万元 ytd@2023-09:D7=1900万元`},
		{name: "progress that is figures where no other column holds any", papers: []paper{{rows: `
重点工作推进表
重点工作|年度目标|截至目前进展|下步打算
新认定高企|80家|63家|加快申报
技术合同额|60亿元|48.2亿元|继续跟踪`}}, opt: september, want: `
progress  
3 新认定高企[家] 2023:B3>=80家 ytd@2023-09:C3=63家 下步=加快申报
4 技术合同额[亿元] 2023:B4>=60亿元 ytd@2023-09:C4=48.2亿元 下步=继续跟踪`},
		{name: "a form: lines of its own, a heading merged down beside the names, a second block", papers: []paper{{rows: `
2023年度项目支出绩效自评表
项目名称|管网改造
主管部门|建设局||实施单位|市政公司
项目资金\n(万元)||全年预算数|全年执行数|分值|执行率
|年度资金总额|'1,150|'1,104|10|96%
|其中:财政拨款|'1,150|'1,104|—|96%
绩效指标||年度目标值|实际完成值|分值|未完成原因
改造长度||≥12公里|12.6公里|20|
总分||||100|`, merges: "B2:F2 B3:C3 A4:A6"}}, opt: layout.Options{Period: tally.MonthOf(2023, 12)}, want: `
progress  
5 年度资金总额[万元] 2023:C5>=1150万元 ytd@2023-12:D5=1104万元
6 (年度资金总额)财政拨款[万元] 2023:C6>=1150万元 ytd@2023-12:D6=1104万元
8 改造长度[公里] 2023:C8>=12公里 ytd@2023-12:D8=12.6公里`},
		{name: "places in a ranking", papers: []paper{{rows: `
2023年9月指标位次情况
指标|目标位次|当前位次
营商环境评价|前5名|第3名
综合排名|进入全省前20位|全省第18位`}}, want: `
progress 2023-09 
3 营商环境评价[名] 2023:B3<=5名 ytd@2023-09:C3=3名
4 综合排名[位] 2023:B4<=20位 ytd@2023-09:C4=18位`},
	})
}

func TestWordsOfOtherOffices(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "amounts and rates in one corner, 完成全年目标 a rate, a total row on top", papers: []paper{{rows: `
2023年经济指标|||||||单位：亿元、%
序号|指标名称|2023年目标||2023年1-9月||完成全年目标|责任领导
||总量|增幅|总量|增幅||
合计||1000||770||77.0%|
1|规上工业总产值|820|10|631.2|8.7|77.0%|张某
2|固定资产投资|180|12|138.8|-1.5|77.1%|李某
|其中：工业投资|60|15|47.3|16.2|78.8%|`, merges: "A2:A3 B2:B3 C2:D2 E2:F2 G2:G3 H2:H3 A4:B4 A6:A7"}}, want: `
progress 2023-09 
5 规上工业总产值[亿元] 2023:C5>=820亿元 2023:D5>=10% ytd@2023-09:E5=631.2亿元 +ytd@2023-09:F5=8.7
6 固定资产投资[亿元] 2023:C6>=180亿元 2023:D6>=12% ytd@2023-09:E6=138.8亿元 +ytd@2023-09:F6=-1.5
7 (固定资产投资)工业投资[亿元] 2023:C7>=60亿元 2023:D7>=15% ytd@2023-09:E7=47.3亿元 +ytd@2023-09:F7=16.2`},
		{name: "the day of filing is not the month of the figures", papers: []paper{{rows: `
商务局2023年9月招商引资工作进度表
填表单位：商务局（盖章）|||2023年10月9日
指标|单位|全年任务|一至九月累计
实际使用外资|万美元|12000|8850`}}, want: `
progress 2023-09 商务局
4 实际使用外资[万美元] 2023:C4>=12000万美元 ytd@2023-09:D4=8850万美元`},
		{name: "目标任务 is a target behind the name, 半年 is the first half", papers: []paper{{rows: `
2023年“双过半”目标完成情况（6月）
考核\n指标|目标\n任务\n（年）|半年\n目标|1-6月\n完成数|完成半年\n进度%
税收（亿元）|25|12.5|13.1|104.8`}}, want: `
progress 2023-06 
3 税收[亿元] 2023:B3>=25亿元 2023-H1:C3>=12.5亿元 ytd@2023-06:D3=13.1亿元`},
		{name: "a budget: a share of the budget is no figure, last year's change is growth", papers: []paper{{rows: `
2023年1-9月预算执行情况表
科目|年初预算|调整预算|本月数|累计数|累计占预算%|累计比上年同期增减%
一、税收收入|1800|1820|145|1382|75.9|6.8
收入合计|2000|2020|154|1492|73.9|5`}}, want: `
progress 2023-09 
3 税收收入[] 2023:C3>=1820 month@2023-09:D3=145 ytd@2023-09:E3=1382 +ytd@2023-09:G3=6.8`},
		{name: "work of this month and plans for the next are words", papers: []paper{{rows: `
2023年9月重点工作进展
序号|重点任务|牵头单位|9月份工作进展|10月份工作计划|存在的主要困难和问题
1|新增规上企业|经发局|新增2家，累计13家|新增2家|无
2|招商活动|投促局|举办深圳专场，累计8场|举办上海专场|客商行程未定`}}, want: `
progress 2023-09 
3 新增规上企业[] 牵头=经发局 进展=新增2家，累计13家 下步=新增2家
4 招商活动[] 牵头=投促局 进展=举办深圳专场，累计8场 问题=客商行程未定 下步=举办上海专场`},
		{name: "targets of amount and growth by town, the whole zone a row", papers: []paper{{rows: `
2024年主要指标分解到镇街
镇街|规上工业总产值||新增规上企业（家）
|目标（亿元）|增速（%）|
东镇|120|9|12
全区|245|9|25`, merges: "A2:A3 B2:C2 D2:D3"}}, want: `
plan  
4 规上工业总产值[亿元] 2024:B4>=120亿元 2024:C4>=9% 牵头=东镇
4 新增规上企业[家] 2024:D4>=12家 牵头=东镇`},
		{name: "marks of notes behind names, a unit that the name contradicts", papers: []paper{{rows: `
2023年9月指标完成情况
指标|单位|目标|累计
地区生产总值①|亿元|500|368.2
工业投资*|亿元|60|47
工业用电量(注1)|万千瓦时|90000|68812
新增贷款（亿元）|万元|500000|36.5`}}, want: `
progress 2023-09 
3 地区生产总值[亿元] 2023:C3>=500亿元 ytd@2023-09:D3=368.2亿元
4 工业投资[亿元] 2023:C4>=60亿元 ytd@2023-09:D4=47亿元
5 工业用电量[万千瓦时] 2023:C5>=90000万千瓦时 ytd@2023-09:D5=68812万千瓦时
6 新增贷款[万元] 2023:C6>=500000万元 ytd@2023-09:D6=36.5万元
! C unit.suspect 表1!B6`},
		{name: "a first heading and one more in words of their own", papers: []paper{{rows: `
2023年9月责任书完成情况
我局承担事项|目标|完成情况|局内打分
“专精特新”小巨人企业数量|5家以上|4家|基本完成
供水管网改造|20公里|16.5公里|`}}, want: `
progress 2023-09 
3 “专精特新”小巨人企业数量[家] 2023:B3>=5家 ytd@2023-09:C3=4家
4 供水管网改造[公里] 2023:B4>=20公里 ytd@2023-09:C4=16.5公里`},
	})
}

func TestNothingIsDroppedInSilence(t *testing.T) {
	september := layout.Options{Period: tally.MonthOf(2023, 9), Kind: tally.KindProgress}
	runLayouts(t, []layoutCase{
		{name: "figures without a name, in numbers and in text, and with a sign for a name", papers: []paper{{rows: `
指标|单位|目标|累计
税收|亿元|40|31
||50|33
|||'1,200
—|亿元|8|6`}}, opt: september, want: `
progress  
2 税收[亿元] 2023:C2>=40亿元 ytd@2023-09:D2=31亿元
! C layout.unknown 表1!A3
! C layout.unknown 表1!A4
! C layout.unknown 表1!A5`},
		{name: "columns of figures that no word knows", papers: []paper{{rows: `
2023年9月进度表
指标|单位|目标|累计|约定数|十四五目标任务|已到位资金
税收|亿元|40|31|7|180|5`}}, want: `
progress 2023-09 
3 税收[亿元] 2023:C3>=40亿元 ytd@2023-09:D3=31亿元
! C layout.unknown 表1!E2
! D layout.unknown 表1!F2
! D layout.unknown 表1!G2`},
		{name: "a card whose heading is merged down into its figures", papers: []paper{{rows: `
项目名称|一号厂房
投资情况(万元)|年度计划投资|当月投资|当年累计投资
|9000|760|6800`, merges: "B1:D1 A2:A3"}}, opt: september, want: `
progress  
! C layout.unknown 表1!A3
! A layout.unknown 表1!A2`},
		{name: "one target over two rows is said to be the first's", papers: []paper{{rows: `
2023年目标任务分解表
指标|单位|年度目标
出口|亿元|80
进口|亿元|
服务贸易|亿元|`, merges: "C3:C5"}}, want: `
plan  
3 出口[亿元] 2023:C3>=80亿元
4 进口[亿元]
5 服务贸易[亿元]
! D target.declined 表1!C3
! D target.declined 表1!A4
! D target.declined 表1!A5`},
		{name: "one figure over two rows is neither's", papers: []paper{{rows: `
指标|单位|目标|累计
出口|亿元|80|61
进口|亿元|20|
就业|人|3000|2600`, merges: "D2:D3"}}, opt: september, want: `
progress  
2 出口[亿元] 2023:C2>=80亿元
3 进口[亿元] 2023:C3>=20亿元
4 就业[人] 2023:C4>=3000人 ytd@2023-09:D4=2600人
! A number.unreadable 表1!D2`},
		{name: "targets and figures in rows of their own under one name", papers: []paper{{rows: `
2023年工业指标分月情况
指标|单位|类别|8月|9月
工业产值|亿元|计划|42|45
||完成|43|44
税收|亿元|计划|3|4
||完成|3.1|3.3`, merges: "A3:A4 B3:B4 A5:A6 B5:B6"}}, opt: september, want: `
progress 2023-09 
3 工业产值[亿元] month@2023-08:D4=43亿元 month@2023-09:E4=44亿元
5 税收[亿元] month@2023-08:D6=3.1亿元 month@2023-09:E6=3.3亿元`},
		{name: "a workbook of hidden sheets", papers: []paper{{rows: "指标|单位|目标|累计\n税收|亿元|40|31", hide: "!"}, {rows: ""}}, opt: september, want: `
progress  
! D hidden.content 表1!
! A layout.unknown !`},
		{name: "a heading and nothing below", papers: []paper{{rows: `
指标|单位|目标|累计`}}, opt: september, want: `
progress  
! A layout.unknown !`},
		{name: "a total and its growth in one sentence are both targets", papers: []paper{{rows: `
序号|目标任务|责任单位
1|全年完成固定资产投资200亿元,增长10%|经发局
2|建设5G基站|科技局`}}, opt: layout.Options{Kind: tally.KindPlan}, want: `
plan  
2 全年完成固定资产投资200亿元,增长10%[] :B2{亿元×200}{%×10} 牵头=经发局
3 建设5G基站[] :B3 牵头=科技局
! C meaning.asked 表1!A1`},
	})
}
