// Package heads has the headings of an issued workbook whose columns are named elsewhere too, and how a sheet was laid out in editions that
// an earlier program issued: an address outlives a layout.
package heads

// The sheets whose layout changed.
const (
	briefSheet   = "领导简报"
	summarySheet = "汇总表"
	warningSheet = "偏差预警"
	dataSheet    = "数据"
)

// Bar stands over the two halves of the bar, which the line between them parts.
const Bar = "对照序时（竖线）"

// The headings of what is needed; they are the same in every month, so that an address means the same.
const (
	Left    = "还差"
	Monthly = "余下各月\n月均需完成"
	Times   = "前期月均\n的倍数"
)

// The headings of what came to 汇总表 after editions began to keep their layouts.
const (
	Past       = "往年（计划所列）"
	LastYear   = "上年"
	LastGrowth = "上年增幅"
	Base       = "基期"
	Growth     = "增幅"
	Aside      = "原文"
	Change     = "同比"
)
