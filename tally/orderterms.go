package tally

var orderBasisTerms = terms[OrderBasis]{
	{OrderByRule, "按规则", ""}, {OrderByRow, "指定", ""}, {OrderInstruction, "批示", "领导批示"}, {OrderMeeting, "会议", "会议议定"},
}

var orderStateTerms = terms[OrderState]{
	{OrderOpen, "已交办", "已交办，待反馈"}, {OrderAnswered, "已反馈", "已反馈，待核实"}, {OrderReturned, "已退回", "已退回，待重新反馈"},
	{OrderExtended, "已延期", "已延期，待反馈"}, {OrderClosed, "已销号", ""},
}

var orderColourTerms = terms[OrderColour]{{OrderBlue, "蓝", "将到期"}, {OrderYellow, "黄", "今天到期"}, {OrderRed, "红", "已超期"}}

var orderActTerms = terms[OrderActKind]{{ActOpen, "交办", ""}, {ActAnswer, "反馈", ""}, {ActClose, "销号", ""}, {ActReturn, "退回", ""}, {ActExtend, "延期", ""}}

var orderRuleTerms = terms[OrderRule]{{RuleRed, "红灯", ""}, {RuleTwice, "连续两期黄灯", ""}, {RulePoints, "落后幅度大", ""}}

// Chinese says why there is an order.
func (b OrderBasis) Chinese() string { return orderBasisTerms.short(b) }

// OrderBases lists the bases.
func OrderBases() []OrderBasis { return orderBasisTerms.all() }

// Chinese is where an order stands, as short as a cell has it.
func (s OrderState) Chinese() string { return orderStateTerms.short(s) }

// Words says beside it what comes next.
func (s OrderState) Words() string { return orderStateTerms.long(s) }

// OrderStates lists the states of an order.
func OrderStates() []OrderState { return orderStateTerms.all() }

// Chinese is the colour's word.
func (c OrderColour) Chinese() string { return orderColourTerms.short(c) }

// Words says what the colour means.
func (c OrderColour) Words() string { return orderColourTerms.long(c) }

// OrderColours lists the colours, the mildest first.
func OrderColours() []OrderColour { return orderColourTerms.all() }

// Chinese is what was done.
func (k OrderActKind) Chinese() string { return orderActTerms.short(k) }

// Chinese is the rule's word.
func (r OrderRule) Chinese() string { return orderRuleTerms.short(r) }

// OrderRuleKinds lists the rules.
func OrderRuleKinds() []OrderRule { return orderRuleTerms.all() }
