package tally

import "cmp"

// The words of every enum, once: pages, workbooks, the command line and messages ask here. Short is for a cell or a badge,
// long for a sentence or a form. The English of a page goes by the Chinese word (templates/pages/english.yaml); the key in
// JSON is the constant itself.

// term is what one constant is called.
type term[T ~string] struct {
	of          T
	short, long string
}

type terms[T ~string] []term[T]

// short gives the short word of a constant; what is no constant is its own word.
func (ts terms[T]) short(v T) string {
	for i := range ts {
		if ts[i].of == v {
			return ts[i].short
		}
	}
	return string(v)
}

// long gives the long word, the short one where there is no other.
func (ts terms[T]) long(v T) string {
	for i := range ts {
		if ts[i].of == v && ts[i].long != "" {
			return ts[i].long
		}
	}
	return ts.short(v)
}

// all lists the constants in the order of a menu.
func (ts terms[T]) all() []T {
	list := make([]T, len(ts))
	for i := range ts {
		list[i] = ts[i].of
	}
	return list
}

var classTerms = terms[Class]{
	{ClassA, "必须改正", ""}, {ClassB, "须督查部门同意", ""}, {ClassC, "请说明原因", ""}, {ClassD, "提示", ""},
}

// codeTerms stand in the order of DESIGN §4.
var codeTerms = terms[Code]{
	{FileUnsupported, "不是可读的工作簿", ""},
	{FileLimit, "文件过大", ""},
	{FileConverted, "文件已转换", ""},
	{LayoutUnknown, "表没有读全", ""},
	{LayoutChanged, "表头有变化", ""},
	{NumberUnreadable, "数字无法识别", ""},
	{CellError, "单元格是错误值", ""},
	{FormulaUncached, "公式没有结果", ""},
	{ItemUnknown, "计划里没有的指标", ""},
	{ItemDuplicate, "指标重复", ""},
	{ItemMissing, "缺少指标", ""},
	{PeriodDiffers, "月份不符", ""},
	{DepartmentDiffers, "填报单位不符", ""},
	{PlanDiffers, "计划不符", ""},
	{ValueEmpty, "没有填数", ""},
	{UnitSuspect, "疑似单位错误", ""},
	{YTDDecreased, "累计数下降", ""},
	{MonthDisagrees, "当月与累计不符", ""},
	{Jump, "变动异常", ""},
	{TargetDiffers, "目标与计划不符", ""},
	{ChildrenExceed, "分项合计超过总数", ""},
	{RateDisagrees, "完成率不符", ""},
	{HiddenContent, "有隐藏内容", ""},
	{TargetDeclined, "目标待人工确认", ""},
	{MeaningAsked, "读法待确认", ""},
	{ReportedTwice, "两个单位数据不一致", ""},
	{RemarkAsks, "备注改变了数的含义", ""},
}

var measureTerms = terms[Measure]{
	{Level, "总量", ""}, {Count, "计数", ""}, {Stock, "存量", ""}, {Growth, "增速", ""}, {Share, "占比", ""}, {Ratio, "比率", ""},
	{Rank, "位次", ""}, {Delta, "增减", ""}, {Ceiling, "上限", ""}, {Multi, "多项", ""}, {Milestone, "节点", ""}, {Text, "文字", ""},
}

var opTerms = terms[Op]{
	{OpAtLeast, "≥", "不低于"}, {OpMore, ">", "高于"}, {OpAtMost, "≤", "不高于"}, {OpLess, "<", "低于"}, {OpEqual, "=", "等于"},
	{OpRange, "区间", "介于"}, {OpApprox, "左右", "约"}, {OpNone, "", "等于"},
}

var betterTerms = terms[Better]{{Higher, "越高越好", ""}, {Lower, "越低越好", ""}}

var originTerms = terms[Origin]{{Confirmed, "已确认", ""}, {Printed, "表上写的", ""}, {Vocabulary, "按惯例", ""}, {Assumed, "推定", ""}}

var questionTerms = terms[QuestionCode]{
	{AskDirection, "方向", ""}, {AskMeasure, "类型", ""}, {AskScale, "百分数", ""}, {AskUnit, "单位", ""}, {AskHorizon, "年份", "目标是哪一年的"},
	{AskNumber, "目标", ""}, {AskDuplicate, "重复", "是否同一个指标"}, {AskDepartment, "部门", ""}, {AskParent, "其中", "上级指标"},
	{AskYear, "计划年份", ""}, {AskLead, "牵头", "牵头部门"}, {AskSupport, "配合", "配合部门"}, {AskPath, "分年目标", ""},
}

var spanTerms = terms[Span]{{SpanMonth, "本月", ""}, {SpanYTD, "本年累计", ""}, {SpanProject, "自开始累计", ""}, {SpanPoint, "期末数", ""}}

var basisTerms = terms[Basis]{
	{BySchedule, "序时", ""}, {ByTarget, "目标", ""}, {ByWhole, "全年", ""}, {ByLimit, "控制", ""}, {ByRank, "位次", ""}, {ByDate, "时限", ""},
	{Unmeasured, "不比较", ""},
}

var lightTerms = terms[Light]{{Green, "绿", "绿灯"}, {Yellow, "黄", "黄灯"}, {Red, "红", "红灯"}, {Grey, "灰", "灰灯"}}

var reportTerms = terms[ReportState]{
	{ReportAccepted, "已审核", ""}, {ReportUnaccepted, "未审核", "已上报，待审核"}, {ReportReturned, "已退回", ""},
	{ReportDraft, "未上报（草稿）", "草稿，未上报"},
	{ReportMissing, "未报", ""},
}

var greyTerms = terms[GreyReason]{{GreyUnfiled, "未报", ""}, {GreyNotDue, "未到期", ""}, {GreyUnmeasured, "不可量化", ""}, {GreyAsked, "待确认", ""}}

// Chinese is the reason in a word.
func (g GreyReason) Chinese() string { return greyTerms.short(g) }

// GreyReasons lists the reasons in the order in which they are told.
func GreyReasons() []GreyReason { return greyTerms.all() }

var scoreTerms = terms[ScoreMethod]{
	{ScoreLinear, "按完成率", ""}, {ScoreSchedule, "按序时", ""}, {ScoreWhole, "达标得分", ""}, {ScoreQuarters, "按季达标", ""}, {ScoreEfficacy, "功效系数", ""}, {ScoreRank, "按名次", ""},
}

// Chinese is the name of the method.
func (m ScoreMethod) Chinese() string { return scoreTerms.short(cmp.Or(m, ScoreLinear)) }

// ScoreMethods lists the methods of scoring.
func ScoreMethods() []ScoreMethod { return scoreTerms.all() }

var alterationTerms = terms[AlterationKind]{
	{CellAltered, "内容被改", ""}, {FormulaAltered, "公式被改", ""}, {RowGone, "整行被删", ""}, {RowAdded, "多出一行", ""}, {ColumnGone, "整列被删", ""}, {ColumnAdded, "多出一列", ""}, {SheetGone, "工作表被删", ""}, {SheetAdded, "多出工作表", ""},
}

// Chinese says what was done.
func (k AlterationKind) Chinese() string { return alterationTerms.short(k) }

// Chinese says what a class asks of whom.
func (c Class) Chinese() string { return classTerms.short(cmp.Or(c, ClassD)) }

// Classes lists the classes, the gravest first.
func Classes() []Class { return classTerms.all() }

// Chinese is the name of what is wrong.
func (c Code) Chinese() string { return codeTerms.short(c) }

// Codes lists the finding codes in the order of DESIGN §4.
func Codes() []Code { return codeTerms.all() }

// Chinese is the 指标类型.
func (m Measure) Chinese() string { return measureTerms.short(m) }

// Measures lists the measures in the order of a menu.
func Measures() []Measure { return measureTerms.all() }

// Chinese is the sign of the operator, or its word where it has none.
func (o Op) Chinese() string { return opTerms.short(o) }

// Words is the operator in a sentence: 不低于.
func (o Op) Words() string { return opTerms.long(o) }

// Chinese says which way is better.
func (b Better) Chinese() string { return betterTerms.short(b) }

// Chinese says what a part of a meaning rests on.
func (o Origin) Chinese() string { return originTerms.short(o) }

// Chinese is what a question is about.
func (c QuestionCode) Chinese() string { return questionTerms.short(c) }

// QuestionCodes lists what can be asked of a plan or said of it.
func QuestionCodes() []QuestionCode { return questionTerms.all() }

// Chinese says over what time a figure runs.
func (s Span) Chinese() string { return spanTerms.short(s) }

// Spans lists the spans in the order of a menu.
func Spans() []Span { return spanTerms.all() }

// Chinese says what an actual was held against.
func (b Basis) Chinese() string { return basisTerms.short(b) }

// Chinese is the word printed beside the colour.
func (l Light) Chinese() string { return lightTerms.short(cmp.Or(l, Grey)) }

// Words is the light in a sentence: 绿灯.
func (l Light) Words() string { return lightTerms.long(cmp.Or(l, Grey)) }

// Lights lists the lights, the best first.
func Lights() []Light { return lightTerms.all() }

// Chinese is the word for the state.
func (s ReportState) Chinese() string { return reportTerms.short(cmp.Or(s, ReportMissing)) }

// Words says beside it what is still to be done.
func (s ReportState) Words() string { return reportTerms.long(cmp.Or(s, ReportMissing)) }

// ReportStates lists the states of a report.
func ReportStates() []ReportState { return reportTerms.all() }
