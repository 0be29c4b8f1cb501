package excel

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

func TestPlansOfBureaus(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "tasks beside a merged column of aims", papers: []paper{{rows: `
港闸经济开发区2022年度工作目标任务分解表
序号|工作目标|具体任务|责任部门
1|主要指标|地区生产总值增长10%以上|经发局
2||完成外资到账1.5亿美元|招商局
3|土地盘活|低效闲置用地再开发利用600亩以上|国土分局`, merges: "A1:D1 B3:B4"}}, want: `
plan  
3 主要指标>地区生产总值增长10%以上[%] 2022:C3>=10% 牵头=经发局
4 主要指标>完成外资到账1.5亿美元[亿美元] 2022:C4>=1.5亿美元 牵头=招商局
5 土地盘活>低效闲置用地再开发利用600亩以上[亩] 2022:C5>=600亩 牵头=国土分局`},
		{name: "a sentence of a target under a merged name is said", papers: []paper{{rows: `
2022年目标任务分解表
指标|目标要求
项目招引|招引科创项目40个
|招引人才项目12个`, merges: "A3:A4"}}, want: `
plan  
3 项目招引[个] 2022:B3>=40个
! C layout.unknown 表1!A4`},
		{name: "总量 and 增速 behind a merged name", papers: []paper{{rows: `
2018年经济指标目标任务分解表
序号|指标||2018年目标
1|财政总收入|总量(亿元)|27
||增速(%)|15
2|利用外资|总量(万美元)|7000
||增速(%)|10`, merges: "B2:C2 A3:A4 B3:B4 A5:A6 B5:B6"}}, want: `
plan  
3 财政总收入[亿元] 2018:D3>=27亿元
4 财政总收入增速[%] 2018:D4>=15%
5 利用外资[万美元] 2018:D5>=7000万美元
6 利用外资增速[%] 2018:D6>=10%`},
		{name: "targets of the city, of the zone and higher ones", papers: []paper{{rows: `
2023年度考核目标分解表
考核指标|单位|市考核目标|区自定目标|自加压目标
工业投资|亿元|60|63|66`}}, want: `
plan  
3 工业投资[亿元] 2023:C3(superior)>=60亿元 2023:D3+E3>=63↑66亿元`},
		{name: "ends of quarters and the whole year", papers: []paper{{rows: `
2023年度重点指标节点目标
指标名称|计量单位|年度目标任务|一季度末|上半年末|三季度末|全年
征地拆迁|亩|1200|200|600|900|1200`}}, want: `
plan  
3 征地拆迁[亩] 2023:C3>=1200亩 2023-Q1:D3>=200亩 2023-H1:E3>=600亩 2023-01/09:F3>=900亩`},
		{name: "the same without a word of targets in the title, where a plan is imported", papers: []paper{{rows: `
2023年度重点指标
指标名称|年度目标|一季度|上半年|全年
征地拆迁(亩)|1200|200|600|1200`}}, opt: layout.Options{Kind: tally.KindPlan}, want: `
plan  
3 征地拆迁[亩] 2023:B3>=1200亩 2023-Q1:C3>=200亩 2023-H1:D3>=600亩`},
		{name: "1 before 1.1 is a group", papers: []paper{{rows: `
2023年开发区目标任务分解表
编码|目标任务|单位|2023年目标
1|经济发展||
1.1|地区生产总值|亿元|500
1.2|一般公共预算收入|亿元|40
'1.2.1|税收收入|亿元|32
2|科技创新||
2.1|新认定高新技术企业|家|18`}}, want: `
plan  
4 经济发展>地区生产总值[亿元] 2023:D4>=500亿元
5 经济发展>一般公共预算收入[亿元] 2023:D5>=40亿元
6 经济发展>(一般公共预算收入)税收收入[亿元] 2023:D6>=32亿元
8 科技创新>新认定高新技术企业[家] 2023:D8>=18家`},
		{name: "tasks in words beside their targets in words, who signs below", papers: []paper{{rows: `
2026年数字园区建设任务分工表
序号|建设任务|年度建设目标|牵头部门|配合部门
1|5G网络覆盖|新建5G基站60个|科技信息局|铁塔公司
2|公共数据归集|归集数据目录420项|大数据中心|各部门
园区主任（签字）|||`, merges: "A5:B5"}}, want: `
plan  
3 5G网络覆盖[个] 2026:C3>=60个 牵头=科技信息局 配合=铁塔公司
4 公共数据归集[项] 2026:C4>=420项 牵头=大数据中心 配合=各部门`},
		{name: "what adds up over the years of a plan", papers: []paper{{rows: `
人才引育三年行动计划主要目标（2026—2028年）
主要目标|单位|年度目标|||三年累计|责任部门
||2026年|2027年|2028年||
引进硕士|人|320|360|400|1080|人才办`, merges: "A2:A3 B2:B3 C2:E2 F2:F3 G2:G3"}}, want: `
plan  
4 引进硕士[人] 2026:C4>=320人 2027:D4>=360人 2028:E4>=400人 牵头=人才办`},
		{name: "a month's noun behind 累计 over another column, months and their sum", papers: []paper{{name: "产值", rows: `
2026年11月企业产值完成情况表
|||单位：万元
企业名称|全年计划产值|11月产值|1-11月累计产值
远航船配有限公司|86000|7350|79120`}}, want: `
progress 2026-11 
4 远航船配有限公司[万元] 2026:B4>=86000万元 month@2026-11:C4=7350万元 ytd@2026-11:D4=79120万元`},
		{name: "what came about in a month beside what stands at its end", papers: []paper{{rows: `
2026年6月债务管控情况表
指标|单位|年度目标|6月发生|截至6月底
债务化解额|万元|不少于8000|920|4850`}}, want: `
progress 2026-06 
3 债务化解额[万元] 2026:C3>=8000万元 month@2026-06:D3=920万元 ytd@2026-06:E3=4850万元`},
		{name: "a unit behind a stroke", papers: []paper{{rows: `
2026年建设指标
指标/单位|2025年现状|2026年目标|责任部门
综合利用率/%|88|90|生态环境分局
危废产生量/万吨|5.6|不高于5.2|生态环境分局`}}, want: `
plan  
3 综合利用率[%] 2026:C3>=90% 牵头=生态环境分局
4 危废产生量[万吨] 2026:C4<=5.2万吨 牵头=生态环境分局`},
		{name: "a list of the sheets", papers: []paper{{name: "目录", rows: `
2026年部门目标清单
序号|部门|所在工作表
1|经济发展局|经发局
2|招商合作局|招商局`}, {name: "经发局", rows: `
经济发展局2026年目标清单
序号|目标|单位|目标值
1|技术改造投资|亿元|16.2`}, {name: "招商局", rows: `
招商合作局2026年目标清单
序号|目标|单位|目标值
1|到位内资|亿元|60`}}, want: `
plan  
3 技术改造投资[亿元] 2026:D3>=16.2亿元 牵头=经济发展局
3 到位内资[亿元] 2026:D3>=60亿元 牵头=招商合作局`},
		{name: "who is in charge over a group", papers: []paper{{rows: `
2026年目标任务分解表
序号|指标名称|计量单位|2025年预计|2026年目标
责任部门：经济发展局
1|固定资产投资|亿元|88.2|95
责任部门：招商促进局
2|到位内资|亿元|60|72`, merges: "A3:E3 A5:E5"}}, want: `
plan  
4 固定资产投资[亿元] 2026:E4>=95亿元 牵头=经济发展局
6 到位内资[亿元] 2026:E6>=72亿元 牵头=招商促进局`},
		{name: "an office alone above the table, the months since January", papers: []paper{{rows: `
2026年8月执法检查统计月报
应急管理局（盖章）
项目|单位|本月数|1月至本月累计
检查企业|家次|62|486`, merges: "A1:D1 A2:B2"}}, want: `
progress 2026-08 应急管理局
4 检查企业[家次] month@2026-08:C4=62家次 ytd@2026-08:D4=486家次`},
		{name: "the year before a five-year plan, a number in brackets that no word explains", papers: []paper{{rows: `
开发区“十四五”主要指标年度分解表
指标|单位|2020年|2021年|2025年
地区生产总值|亿元|198|215|305
单位GDP能耗降低|%|/|3|[15]`}}, want: `
plan  
3 地区生产总值[亿元] 2021:D3>=215亿元 2025:E3>=305亿元
4 单位GDP能耗降低[%] 2021:D4>=3% 2025:E4%
! D target.declined 表1!E4
! C meaning.asked 表1!E4`},
		{name: "streets with a remark behind, one indicator of amount and growth", papers: []paper{{rows: `
2023年各街道主要目标任务分解表
街道|小升规(家)|固定资产投资(亿元)||备注
||目标|增速|
海城街道|12|25.6|15%|
天河街道|15|31|15%|新设`, merges: "A2:A3 B2:B3 C2:D2 E2:E3"}}, want: `
plan  
4 小升规[家] 2023:B4>=12家 牵头=海城街道
4 固定资产投资[亿元] 2023:C4>=25.6亿元 2023:D4>=15% 牵头=海城街道
5 小升规[家] 2023:B5>=15家 牵头=天河街道
5 固定资产投资[亿元] 2023:C5>=31亿元 2023:D5>=15% 牵头=天河街道`},
	})
}

func TestProgressOfBureaus(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "of which this month, under 累计完成", papers: []paper{{rows: `
2023年1-9月招商引资进度表
指标|单位|年度目标|累计完成||完成率
|||总数|其中:9月|
到位资金|亿元|46|35.2|3.1|76.5%`, merges: "A2:A3 B2:B3 C2:C3 D2:E2 F2:F3"}}, want: `
progress 2023-09 
4 到位资金[亿元] 2023:C4>=46亿元 ytd@2023-09:D4=35.2亿元 month@2023-09:E4=3.1亿元`},
		{name: "units of sections", papers: []paper{{rows: `
2023年9月工作进度
序号|指标|年度目标|本月完成|累计完成
一、投资类(单位:万元)||||
1|环山东路|30000|2100|19000
二、建设类(公里)||||
2|绿道|7.4|0.6|5.8`, merges: "A3:E3 A5:E5"}}, want: `
progress 2023-09 
4 投资类>环山东路[万元] 2023:C4>=30000万元 month@2023-09:D4=2100万元 ytd@2023-09:E4=19000万元
6 建设类>绿道[公里] 2023:C6>=7.4公里 month@2023-09:D6=0.6公里 ytd@2023-09:E6=5.8公里`},
		{name: "a unit of money in the corner, the number of a table before the year", papers: []paper{{rows: `
表1 2023年9月经营指标
编制单位:滨海集团有限公司||||金额单位:千元
项目|行次|全年预算|本月数|本年累计数
营业收入|1|860000|71200|641000`}}, want: `
progress 2023-09 滨海集团有限公司
4 营业收入[千元] 2023:C4>=860000千元 month@2023-09:D4=71200千元 ytd@2023-09:E4=641000千元`},
		{name: "a row of units below the headings", papers: []paper{{rows: `
2023年9月重点指标
指标名称|年度目标|9月实绩|1-9月实绩|同比
计量单位|亿元|亿元|亿元|%
工业投资|60|5|47.3|16.2`}}, want: `
progress 2023-09 
4 工业投资[亿元] 2023:B4>=60亿元 month@2023-09:C4=5亿元 ytd@2023-09:D4=47.3亿元 +ytd@2023-09:E4=16.2`},
		{name: "months that are dates", papers: []paper{{rows: `
2023年主要指标分月完成情况
指标|单位|年度目标|45139{yyyy"年"m"月"}|45170{yyyy-mm-dd}
税收|亿元|40|3|3.3`}}, want: `
progress 2023-09 
3 税收[亿元] 2023:C3>=40亿元 month@2023-08:D3=3亿元 month@2023-09:E3=3.3亿元`},
		{name: "target and figure under 增幅, in per cent", papers: []paper{{rows: `
2023年9月目标完成情况
指标|数量指标||增幅指标(%)|
|目标|完成|目标|完成
固定资产投资(亿元)|180|138.8|15|12.1`, merges: "A2:A3 B2:C2 D2:E2"}}, want: `
progress 2023-09 
4 固定资产投资[亿元] 2023:B4>=180亿元 2023:D4>=15% ytd@2023-09:C4=138.8亿元 +ytd@2023-09:E4=12.1`},
		{name: "what should be done by now and what the year may bring are no figures", papers: []paper{{rows: `
2023年9月目标完成情况
指标|单位|年度目标|当前应完成|当前完成|全年预计可完成
外资|万美元|6100|4575|4480|6000`}}, want: `
progress 2023-09 
3 外资[万美元] 2023:C3>=6100万美元 ytd@2023-09:E3=4480万美元`},
		{name: "this month's in a matrix, a column of words, one that no word knows", papers: []paper{{rows: `
2023年9月招商引资任务完成情况
责任单位|到位资金(亿元)||||签约项目
|全年任务|9月新增|累计完成|约定数|
招商一局|15|1.2|11.3|9|某新材料项目
招商二局|12|0.9|8.8|7|某电子项目`, merges: "A2:A3 B2:E2 F2:F3"}}, want: `
progress 2023-09 
4 到位资金[亿元] 2023:B4>=15亿元 month@2023-09:C4=1.2亿元 ytd@2023-09:D4=11.3亿元 牵头=招商一局
5 到位资金[亿元] 2023:B5>=12亿元 month@2023-09:C5=0.9亿元 ytd@2023-09:D5=8.8亿元 牵头=招商二局
! C layout.unknown 表1!E3`},
		{name: "the month and the year to date in rows of their own", papers: []paper{{rows: `
2023年9月目标完成情况
指标|单位|口径|目标|实绩
税收收入|亿元|当月|3.5|3.3
||累计|40|31.2`, merges: "A3:A4 B3:B4"}}, want: `
progress 2023-09 
! A layout.unknown 表1!C2`},
		{name: "亿 behind a number in a row of 亿元 and of 万元", papers: []paper{{rows: `
2023年9月目标完成情况
指标|单位|目标|累计
出口|亿元|82|60.3亿
税收|万元|400000|31.2亿`}}, want: `
progress 2023-09 
3 出口[亿元] 2023:C3>=82亿元 ytd@2023-09:D3=60.3亿元
4 税收[万元] 2023:C4>=400000万元 ytd@2023-09:D4=31.2亿元`},
	})
}

func TestFiguresOfBureaus(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "a unit beside each figure", papers: []paper{{rows: `
2023年9月份重点工作完成进度表
考核事项|年度目标||9月份||1-9月|
|数量|单位|数量|单位|数量|单位
到位资金|46|亿元|31000|万元|35.2|亿元
外资|6100|万美元|520|万美元|0.448|亿美元`, merges: "A2:A3 B2:C2 D2:E2 F2:G2"}}, want: `
progress 2023-09 
4 到位资金[亿元] 2023:B4>=46亿元 month@2023-09:D4=31000万元 ytd@2023-09:F4=35.2亿元
5 外资[万美元] 2023:B5>=6100万美元 month@2023-09:D5=520万美元 ytd@2023-09:F5=0.448亿美元`},
		{name: "a unit before each figure", papers: []paper{{rows: `
2023年9月份完成情况
指标|单位|年度目标|计量单位|1-9月
到位资金|亿元|46|万元|352000`}}, want: `
progress 2023-09 
3 到位资金[亿元] 2023:C3>=46亿元 ytd@2023-09:E3=352000万元`},
		{name: "units alone in the corner, 完成预算 a rate behind 金额", papers: []paper{{rows: `
2023年9月收入完成情况表
||||||万元、%
收入项目|年初预算|本月完成||累计完成||完成预算
||金额|增减|金额|增减|
税收收入|112000|'8,800|10.2|'85,100.50|10.7|76`, merges: "A3:A4 B3:B4 C3:D3 E3:F3 G3:G4"}}, want: `
progress 2023-09 
5 税收收入[万元] 2023:B5>=112000万元 month@2023-09:C5=8800万元 ytd@2023-09:E5=85100.50万元 +month@2023-09:D5=10.2 +ytd@2023-09:F5=10.7`},
		{name: "a unit over several columns, beside headings that no word knows", papers: []paper{{rows: `
2023年1-9月分门类产值
门类|企业数(家)|产值(亿元)|||占全区比重(%)
||本月|1-9月累计|同比(%)|
电子信息|30|15.2|140.6|12.3|22.3`, merges: "A2:A3 B2:B3 C2:E2 F2:F3"}}, want: `
progress 2023-09 
4 电子信息[亿元] month@2023-09:C4=15.2亿元 ytd@2023-09:D4=140.6亿元 +ytd@2023-09:E4=12.3
! C layout.unknown 表1!B3`},
		{name: "figures that come a month later than their sheet", papers: []paper{{rows: `
2023年9月份主要指标完成情况
指标|单位|年度目标|累计完成
邮政业务总量(1-8月)|万元|12000|7900
税收收入|亿元|40|31.2`}}, want: `
progress 2023-09 
3 邮政业务总量[万元] 2023:C3>=12000万元 ytd@2023-08:D3=7900万元
4 税收收入[亿元] 2023:C4>=40亿元 ytd@2023-09:D4=31.2亿元`},
		{name: "目标 before the names is a group, targets of points", papers: []paper{{rows: `
2022年目标任务分解
目标|分项指标|基本分目标|加分目标|单位|负责人
招商引资|到位市外资金|50|55|亿元|李某
|新签亿元项目|25|30|个|李某`, merges: "A3:A4"}}, want: `
plan  
3 招商引资>到位市外资金[亿元] 2022:C3+D3>=50↑55亿元
4 招商引资>新签亿元项目[个] 2022:C4+D4>=25↑30个`},
		{name: "a completion beside each target, groups under a word of the sheet's own", papers: []paper{{rows: `
2023年9月开发区指标进度
工程|指标|单位|市下达任务||区自加压任务||1-9月完成
|||任务数|兑现率|任务数|兑现率|
(一)招商引智工程|工业投资|亿元|60|78.8%|66|71.7%|47.3
|外资|万美元|5800|77.2%|6100|73.4%|4480`, merges: "A2:A3 B2:B3 C2:C3 D2:E2 F2:G2 H2:H3 A4:A5"}}, want: `
progress 2023-09 
4 招商引智工程>工业投资[亿元] 2023:D4(superior)>=60亿元 2023:F4>=↑66亿元 ytd@2023-09:H4=47.3亿元
5 招商引智工程>外资[万美元] 2023:D5(superior)>=5800万美元 2023:F5>=↑6100万美元 ytd@2023-09:H5=4480万美元`},
		{name: "money that came, by enterprise", papers: []paper{{rows: `
2023年9月利用外资明细表(单位:万美元)
序号|企业名称|国别|合同外资|2023年计划到资|9月到资|1-9月到资
1|奔腾激光|意大利|3000|1200|150|980`}}, want: `
progress 2023-09 
3 奔腾激光[万美元] 2023:E3>=1200万美元 month@2023-09:F3=150万美元 ytd@2023-09:G3=980万美元
! C layout.unknown 表1!D2`},
	})
}
