package excel

import "testing"

// TestDoubtfulSheets reads sheets in which a column, a unit or a time could be guessed and be wrong: each is read by what is printed, or asked.
func TestDoubtfulSheets(t *testing.T) {
	runLayouts(t, []layoutCase{
		{name: "sums up to the months before and since the beginning", papers: []paper{{rows: `
2025年重点项目投资进度表（9月）
单位：万元
项目名称|总投资|截至上年底累计完成投资|年度计划投资|本月完成投资|本年累计完成投资|截至目前累计完成投资
城南水厂|52000|18000|12000|900|8600|26600
东环路|31000|4000|9000|700|6400|10400`}}, want: `
progress 2025-09 
4 城南水厂[万元] 2025:D4>=12000万元 month@2025-09:E4=900万元 ytd@2025-09:F4=8600万元 project@2025-09:G4=26600万元
5 东环路[万元] 2025:D5>=9000万元 month@2025-09:E5=700万元 ytd@2025-09:F5=6400万元 project@2025-09:G5=10400万元`},
		{name: "a sum beside a total that may be of more than the year", papers: []paper{{rows: `
2025年9月项目情况
项目名称|总投资（万元）|年度计划投资（万元）|累计完成投资（万元）
产业园|30000|8000|25600
文体中心|22000|4000|3300`}}, want: `
progress 2025-09 
3 产业园[万元] 2025:C3>=8000万元 ytd@2025-09:D3=25600万元
4 文体中心[万元] 2025:C4>=4000万元 ytd@2025-09:D4=3300万元
! C remark.asks 表1!D3`},
		{name: "the same sum twice", papers: []paper{{rows: `
2025年9月份工作完成情况
重点任务|年度目标|截至9月底|累计完成
高标准农田（万亩）|3.2|2.5|2.5
粮食播种面积（万亩）|45|45.1|45.1`}}, want: `
progress 2025-09 
3 高标准农田[万亩] 2025:B3>=3.2万亩 ytd@2025-09:C3=2.5万亩
4 粮食播种面积[万亩] 2025:B4>=45万亩 ytd@2025-09:C4=45.1万亩`},
		{name: "the sum of the same time of another year, and up to last month", papers: []paper{{rows: `
2025年1-9月主要经济指标
指标名称|单位|至上月底累计|本期累计|同期累计|增幅%
工业增加值|亿元|100.1|120.5|112.3|7.3`}}, want: `
progress 2025-09 
3 工业增加值[亿元] ytd@2025-09:D3=120.5亿元 +ytd@2025-09:F3=7.3`},
		{name: "months that rise in every row", papers: []paper{{rows: `
2025年重点指标监测
指标|单位|目标|1月|2月|3月|4月|5月
用电量|亿千瓦时|18|3.1|6.5|9.8|13.1|16.6
招聘岗位|个|2000|300|620|1100|1500|1900`}}, want: `
progress 2025-05 
3 用电量[亿千瓦时] 2025:C3>=18亿千瓦时 ytd@2025-01:D3=3.1亿千瓦时 ytd@2025-02:E3=6.5亿千瓦时 ytd@2025-03:F3=9.8亿千瓦时 ytd@2025-04:G3=13.1亿千瓦时 ytd@2025-05:H3=16.6亿千瓦时
4 招聘岗位[个] 2025:C4>=2000个 ytd@2025-01:D4=300个 ytd@2025-02:E4=620个 ytd@2025-03:F4=1100个 ytd@2025-04:G4=1500个 ytd@2025-05:H4=1900个
! C remark.asks 表1!H2`},
		{name: "the parts of the year's target without a word of plans", papers: []paper{{rows: `
2025年民生实事任务
事项|全年任务量|一季度|二季度|三季度|四季度|牵头单位
新建托位（个）|800|100|200|300|200|卫健局
改造厕所（座）|60|10|20|20|10|城管局`}}, want: `
plan  
3 新建托位[个] 2025:B3>=800个 2025-Q1:C3>=100个 2025-Q2:D3>=200个 2025-Q3:E3>=300个 2025-Q4:F3>=200个 牵头=卫健局
4 改造厕所[座] 2025:B4>=60座 2025-Q1:C4>=10座 2025-Q2:D4>=20座 2025-Q3:E4>=20座 2025-Q4:F4>=10座 牵头=城管局`},
		{name: "all of the year behind its parts, with another number", papers: []paper{{rows: `
2025年目标任务分解表
指标|单位|2025年目标|上半年|前三季度|全年
老旧小区改造|个|22|10|16|22
新开工保障房|套|1200|500|900|1150`}}, want: `
plan  
3 老旧小区改造[个] 2025:C3>=22个 2025-H1:D3>=10个 2025-01/09:E3>=16个
4 新开工保障房[套] 2025:C4>=1200套 2025-H1:D4>=500套 2025-01/09:E4>=900套
! C target.differs 表1!F4`},
		{name: "a quarter alone", papers: []paper{{rows: `
2025年民生实事完成情况
事项|全年任务量|一季度|二季度|三季度
新建托位（个）|800|100|220|290
改造厕所（座）|60|10|18|20`}}, want: `
progress 2025-03 
3 新建托位[个] 2025:B3>=800个 ytd@2025-03:C3=100个
4 改造厕所[座] 2025:B4>=60座 ytd@2025-03:C4=10座
! C layout.unknown 表1!E2`},
		{name: "a target in the place of another", papers: []paper{{rows: `
2025年9月重点指标调度表
指标|年度目标|调整后目标|1-9月完成
招商到资（亿元）|60|52|41
新增规上企业（家）|20|20|13`}}, want: `
progress 2025-09 
3 招商到资[亿元] 2025:C3>=52亿元 ytd@2025-09:D3=41亿元
4 新增规上企业[家] 2025:C4>=20家 ytd@2025-09:D4=13家`},
		{name: "what is measured stands in the lowest heading", papers: []paper{{rows: `
2025年项目九月份调度
项目|年度投资计划||累计完成|
|投资额|工程量|投资额|工程量
河道整治|3000万元|12公里|2200万元|8.5公里`, merges: "A1:E1 A2:A3 B2:C2 D2:E2"}}, want: `
progress 2025-09 
4 河道整治(投资额)[万元] 2025:B4>=3000万元 ytd@2025-09:D4=2200万元
4 河道整治(工程量)[公里] 2025:C4>=12公里 ytd@2025-09:E4=8.5公里`},
		{name: "a part beside the whole, in its unit", papers: []paper{{rows: `
2025年9月项目情况
项目名称|年度计划投资（万元）|累计完成|其中：设备投资累计
产业园|8000|5600|1200`}}, want: `
progress 2025-09 
3 产业园[万元] 2025:B3>=8000万元 ytd@2025-09:C3=5600万元
3 产业园(设备投资)[万元] ytd@2025-09:D3=1200万元`},
		{name: "rows that are not counted in the unit of all", papers: []paper{{rows: `
2025年9月运行情况
单位：万元
指标名称|本月|累计
规上企业数|2|186
工业总产值|82000|701000
婴儿死亡率|1.2|1.4`}}, want: `
progress 2025-09 
4 规上企业数[] month@2025-09:B4=2 ytd@2025-09:C4=186
5 工业总产值[万元] month@2025-09:B5=82000万元 ytd@2025-09:C5=701000万元
6 婴儿死亡率[] month@2025-09:B6=1.2 ytd@2025-09:C6=1.4
! C unit.suspect 表1!A4
! C unit.suspect 表1!A6`},
		{name: "a heading with two units, and names that tell which", papers: []paper{{rows: `
2025年9月招商引资台账
指标名称|年度目标（个/亿元）|累计完成
签约项目数|30|22
签约金额|120|96.3`}}, want: `
progress 2025-09 
3 签约项目数[个] 2025:B3>=30个 ytd@2025-09:C3=22个
4 签约金额[亿元] 2025:B4>=120亿元 ytd@2025-09:C4=96.3亿元`},
		{name: "units in brackets of which half is in the name", papers: []paper{{rows: `
2025年9月统计
指标|要求|1-9月
门诊人次（万）|120|90.2
PM2.5（μg/m³）|35|33.1`}}, want: `
progress 2025-09 
3 门诊人次[万人次] 2025:B3>=120万人次 ytd@2025-09:C3=90.2万人次
4 PM2.5[μg/m³] 2025:B4>=35μg/m3 ytd@2025-09:C4=33.1μg/m³`},
		{name: "a rate beside a target per 100,000, and a fraction", papers: []paper{{rows: `
2025年1-9月重点工作
项目|指标值|完成值
孕产妇死亡率|≤10/10万|0
家庭医生签约率|≥40%|'0.415
数字档案|5万卷|1.3万卷`}}, want: `
progress 2025-09 
3 孕产妇死亡率[/10万] 2025:B3<=10/10万 ytd@2025-09:C3=0/10万
4 家庭医生签约率[%] 2025:B4>=40% ytd@2025-09:C4=0.415%
5 数字档案[万卷] 2025:B5>=5万卷 ytd@2025-09:C5=1.3万卷
! C unit.suspect 表1!C4`},
		{name: "the unit that a remark gives", papers: []paper{{rows: `
2025年1-9月重点工作
工作任务|年度目标|累计|备注
救助资金发放|1.2亿元|8620|单位：万元`}}, want: `
progress 2025-09 
3 救助资金发放[万元] 2025:B3>=1.2亿元 ytd@2025-09:C3=8620万元 备注=单位：万元
! C remark.asks 表1!D3`},
		{name: "a task and its contents, and progress that counts", papers: []paper{{rows: `
2025年9月重点工作推进情况
序号|工作|内容|时限|进度
1|雨污分流|改造管网12公里|2025年12月|8.2公里
2|新建学校|建成5所|2025年10月|3所`}}, want: `
progress 2025-09 
3 雨污分流[公里] 2025:C3>=12公里 ytd@2025-09:E3=8.2公里 限=2025-12
4 新建学校[所] 2025:C4>=5所 ytd@2025-09:E4=3所 限=2025-10`},
		{name: "an own heading without a name", papers: []paper{{rows: `
区发改局 2025年“百项攻坚”行动9月进展
牵头领导|牵头单位|攻坚事项|目标|目前进度|存在问题
张区长|住建局|新建口袋公园|10个|6个|征地慢
李区长|教育局|新增学位|2160个|2160个|`}}, want: `
progress 2025-09 区发改局
3 新建口袋公园[个] 2025:D3>=10个 ytd@2025-09:E3=6个 牵头=住建局 问题=征地慢
4 新增学位[个] 2025:D4>=2160个 ytd@2025-09:E4=2160个 牵头=教育局`},
		{name: "growth behind figures that say not what they are", papers: []paper{{rows: `
2025年9月工业运行
行业|产值（亿元）|增速（%）|利润（亿元）|增速（%）
化工|45.1|6.2|3.1|-4.5`}}, want: `
progress 2025-09 
! A layout.unknown 表1!B2`},
		{name: "months down the side without a name", papers: []paper{{rows: `
2025年城市更新
月份|计划投资|完成投资
1月|100|90
2月|120|100
3月|150|160`}}, want: `
progress  
! A layout.unknown 表1!A3`},
		{name: "what is asked for, and whether it was done", papers: []paper{{rows: `
2025年9月督办事项
督办事项|完成标准|责任单位|是否完成
新增停车泊位|新增公共停车泊位1200个以上|城管局|否
降低能耗|单位GDP能耗下降3%|发改局|是`}}, want: `
plan  
3 新增停车泊位[个] 2025:B3>=1200个 牵头=城管局
4 降低能耗[%] 2025:B4>=3% 牵头=发改局`},
		{name: "months under a noun that is else not read", papers: []paper{{rows: `
2025年9月各部门争资情况
部门|年度任务（万元）|到位资金（万元）||完成率
||9月|累计|
发改局|12000|900|8100|67.5%`, merges: "A2:A3 B2:B3 C2:D2 E2:E3"}}, want: `
progress 2025-09 
4 发改局[万元] 2025:B4>=12000万元 month@2025-09:C4=900万元 ytd@2025-09:D4=8100万元`},
		{name: "a rate headed as what was done", papers: []paper{{rows: `
2025年9月公积金
指标|年度目标（亿元）|本月（万元）|累计（亿元）|完成
归集额|32|24000|25.1|'78.4%`}}, want: `
progress 2025-09 
3 归集额[亿元] 2025:B3>=32亿元 month@2025-09:C3=24000万元 ytd@2025-09:D3=25.1亿元`},
		{name: "names headed as targets, and all of the year before December", papers: []paper{{rows: `
城管局二〇二五年九月份目标完成情况
目标|计量单位|全年|九月|一至九月
拆违|万平方米|12|0.9|9.7`}}, want: `
progress 2025-09 城管局
3 拆违[万平方米] 2025:C3>=12万平方米 month@2025-09:D3=0.9万平方米 ytd@2025-09:E3=9.7万平方米`},
		{name: "one month that is the rate's share of the year", papers: []paper{{rows: `
序号|指标|单位|2025年度目标|2025年9月|完成情况(%)
1|地区生产总值|亿元|400|300|75
2|进出口|亿元|90|61|67.8`}}, want: `
progress 2025-09 
2 地区生产总值[亿元] 2025:D2>=400亿元 ytd@2025-09:E2=300亿元
3 进出口[亿元] 2025:D3>=90亿元 ytd@2025-09:E3=61亿元`},
		{name: "three halves under a word of two meanings", papers: []paper{{rows: `
2025年9月任务
任务|目标|完成|任务|目标|完成|任务|目标|完成
种树（株）|100|80|种草（亩）|20|15|修渠（米）|500|420`}}, want: `
progress 2025-09 
3 种树[株] 2025:B3>=100株 ytd@2025-09:C3=80株
3 种草[亩] 2025:E3>=20亩 ytd@2025-09:F3=15亩
3 修渠[米] 2025:H3>=500米 ytd@2025-09:I3=420米`},
		{name: "two units behind the title", papers: []paper{{rows: `
2025年1-9月指标（单位：亿元，%）
指标|目标||完成|
|总量|增速|总量|增速
工业增加值|120|8|88.1|7.2`, merges: "A2:A3 B2:C2 D2:E2"}}, want: `
progress 2025-09 
4 工业增加值[亿元] 2025:B4>=120亿元 2025:C4>=8% ytd@2025-09:D4=88.1亿元 +ytd@2025-09:E4=7.2`},
		{name: "this year beside last", papers: []paper{{rows: `
2025年1-9月情况
指标|今年|去年|增长
税收（万元）|37000|35500|'4.2%`}}, want: `
progress 2025-09 
3 税收[万元] ytd@2025-09:B3=37000万元 +ytd@2025-09:D3=4.2`},
		{name: "headings over two rows, of the whole year too", papers: []paper{{rows: `
2025年9月
指标|单位|计划|完成|完成
||全年|当月|累计
粗钢|吨|100|9|75`}}, want: `
progress 2025-09 
4 粗钢[吨] 2025:C4>=100吨 month@2025-09:D4=9吨 ytd@2025-09:E4=75吨`},
		{name: "what all streets make together", papers: []paper{{rows: `
2025年1-9月各街道重点工作
指标|单位|东湖街道||西山街道||合计|
||目标|完成|目标|完成|目标|完成
拆违|万平方米|3|2.1|4|3.3|7|5.4`, merges: "A2:A3 B2:B3 C2:D2 E2:F2 G2:H2"}}, want: `
progress 2025-09 
4 拆违(东湖街道)[万平方米] 2025:C4>=3万平方米 ytd@2025-09:D4=2.1万平方米
4 拆违(西山街道)[万平方米] 2025:E4>=4万平方米 ytd@2025-09:F4=3.3万平方米`},
		{name: "a numbered row behind a group", papers: []paper{{rows: `
2025年1-9月经济运行
单位：亿元
指标名称|绝对额|同比增长（%）
二、财政||
一般公共预算收入|24.1|6.1
三、固定资产投资|88.3|4.2`}}, want: `
progress 2025-09 
5 财政>一般公共预算收入[亿元] ytd@2025-09:B5=24.1亿元 +ytd@2025-09:C5=6.1
6 固定资产投资[亿元] ytd@2025-09:B6=88.3亿元 +ytd@2025-09:C6=4.2`},
		{name: "tasks behind who leads them", papers: []paper{{rows: `
2025年1-9月重点任务
牵头单位|任务|目标值|单位|9月|累计
商务局|外资|8000|万美元|620|5720
|内资|85|亿元|6|61`, merges: "A3:A4"}}, want: `
progress 2025-09 
3 外资[万美元] 2025:C3>=8000万美元 month@2025-09:E3=620万美元 ytd@2025-09:F3=5720万美元 牵头=商务局
4 内资[亿元] 2025:C4>=85亿元 month@2025-09:E4=6亿元 ytd@2025-09:F4=61亿元 牵头=商务局`},
		{name: "names under words of the sheet's own beside wider ones", papers: []paper{{rows: `
2025年1-9月任务
重点任务|分项|单位|目标|累计
产业|产值|亿元|300|221
|税收|亿元|20|15
城建|道路|公里|30|22`, merges: "A3:A4"}}, want: `
progress 2025-09 
3 产业>产值[亿元] 2025:D3>=300亿元 ytd@2025-09:E3=221亿元
4 产业>税收[亿元] 2025:D4>=20亿元 ytd@2025-09:E4=15亿元
5 城建>道路[公里] 2025:D5>=30公里 ytd@2025-09:E5=22公里`},
		{name: "a place without a word", papers: []paper{{rows: `
2025年1-9月考评
指标|单位|目标|完成
全市考评位次|位|前5|第3`}}, want: `
progress 2025-09 
3 全市考评位次[位] 2025:C3<=5位 ytd@2025-09:D3=3位`},
		{name: "a department at the head of a title, and one beside its label", papers: []paper{{rows: `
卫生健康局主要指标历年及2025年10月进展情况表
指标|单位|2025年目标|2025年1-10月
新增托位|个|420|365`}}, want: `
progress 2025-10 卫生健康局
3 新增托位[个] 2025:C3>=420个 ytd@2025-10:D3=365个`},
		{name: "numbers of a month with a word among them", papers: []paper{{rows: `
重点企业产值完成情况表（2025年10月）
序号|企业名称|10月产值（万元）|1-10月产值（万元）
1|华晟机械|8620|81350
2|蓝海材料|12480|118400
3|鼎盛纺织|停产|3480`}}, want: `
progress 2025-10 
3 华晟机械[万元] month@2025-10:C3=8620万元 ytd@2025-10:D3=81350万元
4 蓝海材料[万元] month@2025-10:C4=12480万元 ytd@2025-10:D4=118400万元
5 鼎盛纺织[万元] ytd@2025-10:D5=3480万元
! C value.empty 表1!C5`},
		{name: "shares of what was asked by several", papers: []paper{{rows: `
2026年9月主要指标对照表
指标|单位|2026年目标|||完成情况||完成进度（%）|
||市下达|区定|奋斗目标|9月|1-9月|占市下达|占区定
固定资产投资|亿元|138|142|150|11.2|104.6|75.8|73.7`, merges: "A2:A3 B2:B3 C2:E2 F2:G2 H2:I2"}}, want: `
progress 2026-09 
4 固定资产投资[亿元] 2026:C4(superior)>=138亿元 2026:D4+E4>=142↑150亿元 month@2026-09:F4=11.2亿元 ytd@2026-09:G4=104.6亿元`},
		{name: "progress beside its rate under each indicator", papers: []paper{{rows: `
2025年就业工程完成情况表（截至10月底）
乡镇（街道）|新增就业（人）|||技能培训（人次）||
|目标任务|进度|完成比例(%)|目标任务|进度|完成比例(%)
城关街道|2100|1986|94.6|1200|1130|94.2
石桥镇|1200|1023|85.2|900|702|78`, merges: "A2:A3 B2:D2 E2:G2"}}, want: `
progress 2025-10 
4 新增就业[人] 2025:B4>=2100人 ytd@2025-10:C4=1986人 牵头=城关街道
4 技能培训[人次] 2025:E4>=1200人次 ytd@2025-10:F4=1130人次 牵头=城关街道
5 新增就业[人] 2025:B5>=1200人 ytd@2025-10:C5=1023人 牵头=石桥镇
5 技能培训[人次] 2025:E5>=900人次 ytd@2025-10:F5=702人次 牵头=石桥镇`},
		{name: "a share of the budget of all sums", papers: []paper{{rows: `
2025年5月份财政收入完成情况表
单位：万元
预算科目|年度预算|累计||当月||本期累计为预算%
||本期|同期|本期|同期|
一、收入合计|139600|61480|58210|12350|11020|44
增值税|48800|21730|20115|4402|4010|44.5`, merges: "A3:A4 B3:B4 C3:D3 E3:F3 G3:G4"}}, want: `
progress 2025-05 
6 增值税[万元] 2025:B6>=48800万元 ytd@2025-05:C6=21730万元 month@2025-05:E6=4402万元`},
		{name: "a plan's target beside the year's", papers: []paper{{rows: `
2025年9月公路计划执行情况表
计划类别|2025年度计划||截至2025年9月底完成情况||“十四五”目标任务完成情况|
|建设规模（公里）|总投资（万元）|建设规模（公里）|总投资（万元）|目标规模（公里）|累计完成规模（公里）
国道改造|24.5|36800|17.2|25100|118|96.4`, merges: "A2:A3 B2:C2 D2:E2 F2:G2"}}, want: `
progress 2025-09 
4 国道改造(建设规模)[公里] 2025:B4>=24.5公里 ytd@2025-09:D4=17.2公里 project@2025-09:G4=96.4公里
4 国道改造(总投资)[万元] 2025:C4>=36800万元 ytd@2025-09:E4=25100万元
! D layout.unknown 表1!F3`},
	})
}
