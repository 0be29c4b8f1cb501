package tally

// Chinese is the word for a class: what it asks of whom.
func (c Class) Chinese() string {
	switch c {
	case ClassA:
		return "必须改正"
	case ClassB:
		return "须督查部门同意"
	case ClassC:
		return "请说明原因"
	}
	return "提示"
}

// Chinese is the short name of what is wrong.
func (c Code) Chinese() string {
	for _, n := range []struct {
		code Code
		name string
	}{
		{FileUnsupported, "不是可读的工作簿"}, {FileLimit, "文件过大"}, {FileConverted, "文件已转换"},
		{LayoutUnknown, "表没有读全"}, {LayoutChanged, "表头有变化"},
		{NumberUnreadable, "数字无法识别"}, {CellError, "单元格是错误值"}, {FormulaUncached, "公式没有结果"},
		{ItemUnknown, "计划里没有的指标"}, {ItemDuplicate, "指标重复"}, {ItemMissing, "缺少指标"},
		{PeriodDiffers, "月份不符"}, {DepartmentDiffers, "填报单位不符"}, {PlanDiffers, "计划不符"},
		{ValueEmpty, "没有填数"}, {UnitSuspect, "疑似单位错误"}, {YTDDecreased, "累计数下降"}, {MonthDisagrees, "当月与累计不符"},
		{Jump, "变动异常"}, {TargetDiffers, "目标与计划不符"}, {ChildrenExceed, "分项合计超过总数"}, {RateDisagrees, "完成率不符"},
		{HiddenContent, "有隐藏内容"}, {TargetDeclined, "目标待人工确认"}, {ReportedTwice, "两个单位数据不一致"},
	} {
		if n.code == c {
			return n.name
		}
	}
	return string(c)
}
