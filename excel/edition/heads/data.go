package heads

import (
	"slices"
	"strconv"
)

// The columns of 数据, the sheet that everything else can be recomputed from. It is an Excel table named
// 数据表 with its heading in row 1; a script that reads only this sheet and the rule file must arrive at every
// light of the edition.
//
// One line is one figure. 行类 says how to take it:
//
//	数据  one figure as reported; add up only these.
//	对照  the same figure once more, held against another target (上级 or 力争); never added up.
//	未报  an indicator that has no figure for this period, with its target and its grey light.
//	节点  a milestone whose state was filed in words, with its light; 达成 says whether it is done.
//	各月  what an indicator stood at month by month, for rules that remember; never added up.
//
// The lines that carry a light are: of the edition's own period the figure that the light was computed from
// (本年累计, or else what the indicator reports), every 对照, 未报 and 节点. They alone say what they are held against and what is due;
// another figure of the indicator, as 本月 beside its 本年累计, is what was filed and where. Figures of other months stand here only where
// the period's is their sum: an edition must not grow with the year. One line an indicator, 各月, has what it stood at by the end of each
// month in 单位, or with its unit where that is another, 序时进度 then, and the lights: 原始灯 where it is another than 亮灯; in 目标原文 what its
// target was in earlier months, where it was revised since (至2018年8月：80%). What has no
// number is there as 分项 or as printed, and so are a place (第3名, 升2位) and a rise where a fall is asked. Editions older than these
// lines have a line for each figure of each month instead. Numbers are in the plan's unit; 序时进度
// and 完成率 are shares (0.75), 偏差 and 落后 are in 偏差单位. An empty cell means absent.
const (
	dataKind       = "行类"    // 数据, 对照, 未报, 节点
	dataIndicator  = "指标编号"  // tally.Indicator.ID
	dataGroup      = "目标任务"  // the group path, " / " between levels
	dataParent     = "上级指标"  // 其中 of
	dataName       = "指标"    // as the plan prints it
	dataCaliber    = "口径"    //
	dataDepartment = "责任单位"  //
	dataPeriod     = "报告期"   // 2018-09, a text
	dataSpan       = "数据口径"  // 本月, 本年累计, 自开始累计
	dataValue      = "数值"    // in 单位; empty for figures in parts and text
	dataUnit       = "单位"    // the plan's
	dataPrinted    = "原文"    // as the department printed it
	dataPrintedIn  = "原单位"   // the unit that the department printed
	dataParts      = "分项"    // parts of the figure: "10亿元:2;20亿元:1"
	dataMeasure    = "指标类型"  // tally.Measure in Chinese: 总量 计数 存量 增速 占比 比率 位次 增减 上限 多项 节点 文字
	dataBasis      = "比较方式"  // tally.Basis in Chinese: 序时 目标 全年 控制 位次 时限 不比较
	dataBetter     = "方向"    // 越高越好, 越低越好
	dataTargetFor  = "目标期"   // 2018, as precise as the plan prints
	dataTier       = "目标层级"  // 本级, 上级, 力争
	dataTargetText = "目标原文"  //
	dataOp         = "比较符"   // ≥ > ≤ < = 区间 左右
	dataFloor      = "确保"    //
	dataStretch    = "力争"    // in 力争单位
	dataStretchIn  = "力争单位"  //
	dataMax        = "上限"    // upper end of a 区间
	dataTargetUnit = "目标单位"  //
	dataTargetPart = "目标分项"  // parts of the target, written as 分项
	dataDrop       = "目标为降幅" // 是: the target is the size of a fall
	dataOnStretch  = "按力争计"  // 是: held against 力争
	dataActual     = "比较值"   // the figure in the target's unit
	dataSchedule   = "序时进度"  // share, as of the line's 报告期
	dataCompletion = "完成率"   // share
	dataGap        = "偏差"    //
	dataBehind     = "落后"    // the gap turned so that more is worse
	dataGapUnit    = "偏差单位"  // 个百分点, 位, 天 …
	dataMet        = "达成"    // 是, 否
	dataRaw        = "原始灯"   // before the memory of earlier months
	dataLight      = "亮灯"    // 绿 黄 红 灰, or the words of the rule file's palette
	dataSentence   = "亮灯说明"  //
	dataDeadline   = "完成时限"  // 2018, 2018-09, 2018-09-30
	dataDue        = "本期应报"  // 是 where the plan says that the indicator is due in the line's 报告期
	dataLag        = "错月"    // the figure is that of so many months before
	dataWeight     = "权重"    //
	dataOrigin     = "读法依据"  // on what measure, direction, unit and year rest: 类型：表上写的；方向：按惯例；单位：表上写的；年份：已确认
	dataAsked      = "待确认"   // 是: grey until a person answers what is asked of its meaning
	dataTrace      = "溯源行"   // the row of the sheet 溯源 that says where the figure came from
)

// Data are the columns in order.
var Data = []string{dataKind, dataIndicator, dataGroup, dataParent, dataName, dataCaliber, dataDepartment, dataPeriod, dataSpan, dataValue, dataUnit,
	dataPrinted, dataPrintedIn, dataParts, dataMeasure, dataBasis, dataBetter, dataTargetFor, dataTier, dataTargetText, dataOp, dataFloor, dataStretch, dataStretchIn,
	dataMax, dataTargetUnit, dataTargetPart, dataDrop, dataOnStretch, dataActual, dataSchedule, dataCompletion, dataGap, dataBehind, dataGapUnit, dataMet, dataRaw,
	dataLight, dataSentence, dataDeadline, dataDue, dataLag, dataWeight, dataOrigin, dataAsked, dataTrace}

// seriesHeads are the columns that only the lines 各月 fill, after the others: 去年同期, and each of four things for the twelve months. What
// is alike stands side by side, since it packs better: four columns a month were a fiftieth of a December's file.
var seriesHeads = func() []string {
	heads := []string{"去年同期"}
	for _, what := range [...]string{"累计", "序时", "原始灯", "亮灯"} {
		for m := 1; m <= 12; m++ {
			heads = append(heads, strconv.Itoa(m)+"月"+what)
		}
	}
	return heads
}()

// AllData are the headings of 数据.
var AllData = append(slices.Clone(Data), seriesHeads...)

// TargetText is the place of 目标原文 in Data: in a line 各月 it holds what the target was in earlier rounds of the year.
var TargetText = slices.Index(Data, dataTargetText)
