package phrase

import (
	"slices"
	"strings"
)

// role is what a quantity does in its phrase.
type role int

const (
	roleTarget    role = iota
	roleName           // part of a name: PM2.5, 3#围区
	roleAside          // in brackets, a remark
	roleBaseline       // where it starts from
	roleScope          // describes what is worked on: 投资30亿元的…基地
	roleThreshold      // sorts what is counted: 10亿元以上项目
	roleRate           // a completion rate: 年计划710亿元的89.4%
	roleVague          // 20多家
	roleRelative       // 高于全市平均1个百分点
	roleWeak           // 加强3.5万亩…的管理: no promise
	roleUnsure         // not to be told from the phrase
	roleOdd            // no unit that is known, and no name that is
	roleWhole          // all there are of what is to be finished: 9个小区全部交付
)

// candidate is one role that a quantity may have, with the reason. A smaller cost is likelier.
type candidate struct {
	role role
	cost int
	why  string
}

// Costs: a relation to another quantity says more than the words around one alone, and a target is what is left where
// nothing says otherwise.
const (
	costRelation = 0
	costRule     = 100 // and a place in roleRules more for each rule after the first
	costTarget   = 1000
)

// assign gives every quantity the set of roles it may have, then weighs them by how the quantities stand to one another.
// The cheapest is taken; the next one is kept beside it. What it was given stays as it is.
func (l roles) assign(found []quantity) []quantity {
	qs := slices.Clone(found)
	for i := range qs {
		l.propose(qs, i)
	}
	l.findRates(qs)
	l.spreadScopes(qs)
	l.findQualifiers(qs)
	l.findSubjects(qs)
	l.linkThresholds(qs)
	return qs
}

// propose asks the rules, in order, what the quantity may be.
func (l roles) propose(qs []quantity, i int) {
	q := &qs[i]
	q.roles = q.roles[:0]
	for k := range roleRules {
		if rule := &roleRules[k]; rule.fits(l, qs, i) {
			q.roles = append(q.roles, candidate{rule.role, costRule + k, rule.why})
		}
	}
	q.roles = append(q.roles, candidate{roleTarget, costTarget, l.whyTarget(q)})
	q.role = q.roles[0].role
}

// settle puts a role before all others of the quantity: what stands beside it says so.
func (q *quantity) settle(r role, why string) {
	q.roles = append([]candidate{{r, costRelation, why}}, q.roles...)
	q.role = r
}

// runnerUp is the cheapest candidate of another role than the one taken; ok is false where there is none.
func (q *quantity) runnerUp() (candidate, bool) {
	for _, c := range q.roles {
		if c.role != q.role {
			return c, true
		}
	}
	return candidate{}, false
}

// whyTarget says what makes a quantity a target.
func (l roles) whyTarget(q *quantity) string {
	clause := l.clauseStart(q.start)
	switch {
	case q.from < q.start:
		return "紧挨着前面的“" + l.text(q.from, q.start) + "”"
	case q.to > q.end:
		return "后面跟着“" + l.text(q.end, q.to) + "”"
	}
	for k := len(l.words) - 1; k >= 0; k-- {
		if h := l.words[k]; h.class&(cStrong|cFloor|cStretch) != 0 && h.start >= clause && h.end <= q.from {
			return "前面的“" + l.text(h.start, h.end) + "”说要做到"
		}
	}
	return "没有别的说法"
}

// rule proposes a role; fits tells whether it may be that of quantity i.
type rule struct {
	role role
	why  string
	fits func(l roles, qs []quantity, i int) bool
}

// roleRules are asked in this order, the surest first.
var roleRules = [...]rule{
	{roleUnsure, "像名称里的数，前面却有比较的词", func(_ roles, qs []quantity, i int) bool {
		return qs[i].name && qs[i].nearest != 0 // 控制在10/10万以内, 达到2.5:1
	}},
	{roleName, "说的是年龄", func(l roles, qs []quantity, i int) bool { return l.isAge(&qs[i]) }},
	{roleName, "是名称的一部分", func(_ roles, qs []quantity, i int) bool { return qs[i].name }},
	{roleUnsure, "在引号里，又有比较的词，是不是目标值分不清", func(l roles, qs []quantity, i int) bool { // 5家,力争“最多跑一次”
		return l.quotedName(qs, i) && l.boundInQuotes(qs, i)
	}},
	{roleName, "在引号里，是名称", roles.quotedName},
	{roleName, "前面是“每”，说的是频次或对象", func(l roles, qs []quantity, i int) bool {
		ofTime := strings.ContainsRune("月周天日旬季度", l.at(qs[i].start-1)) // 每两月1次
		return l.at(qs[i].from-1) == '每' && !ofTime || l.at(qs[i].start-1) == '每'
	}},
	{roleAside, "只说明前面的数达到什么水平", roles.ofLevel},
	{roleUnsure, "是名次还是水平，分不清", func(l roles, qs []quantity, i int) bool { return l.atLevel(&qs[i]) }},
	{roleAside, "说的是比前面的数多多少", roles.compared},
	{roleUnsure, "说的是比前文的数多多少，还是要增加的数，分不清", func(l roles, qs []quantity, i int) bool { // 比上年多500人, of a sentence
		return l.ctx.given && l.clauseStart(qs[i].start) == 0 && (l.at(0) == '比' || l.at(0) == '较') && !l.isPercent(qs[i].unit) && !l.has(cAdds|cFloor|cStretch, 0, qs[i].start)
	}},
	{roleUnsure, "是前面那个数的占比", roles.shareOfBefore},
	{roleAside, "在括号里，是附带说明", func(l roles, qs []quantity, i int) bool {
		start := qs[i].start
		return l.bracket[start] && l.outside(qs, i) && !l.has(cFloor|cStretch, l.bracketStart(start), start)
	}},
	{roleBaseline, "是起点，不是要达到的数", func(l roles, qs []quantity, i int) bool {
		q := &qs[i]
		return q.before&cFrom != 0 && q.nearest == 0 && q.before&(cGrow|cRise|cDrop) == 0 || l.inBaseline(q)
	}},
	{roleBaseline, "是已有的数", func(l roles, qs []quantity, i int) bool { return l.isFact(&qs[i]) }},
	{roleBaseline, "是先达到的数，后面还有下一步", func(l roles, qs []quantity, i int) bool { // 突破500亿元后再创新高
		return l.at(qs[i].to) == '后' && !strings.ContainsRune("备续期勤", l.at(qs[i].to+1))
	}},
	{roleScope, "说的是按什么比例", func(l roles, qs []quantity, i int) bool { // 按30%比例
		q := &qs[i]
		return q.nearest == 0 && q.after == 0 && (l.at(q.start-1) == '按' || l.is(q.start-2, "按照"))
	}},
	{roleScope, "是口号里的数", roles.slogan}, // 3个100%
	{roleScope, "是一共有的数", roles.allOf},
	{roleRelative, "是与别的平均水平相比", func(l roles, qs []quantity, i int) bool {
		return qs[i].relative || l.isPercent(qs[i].unit) && l.comparesBefore(&qs[i])
	}},
	{roleScope, "说的是不许发生的是哪一类", roles.forbids},
	{roleVague, "不是确切的数", func(_ roles, qs []quantity, i int) bool { return qs[i].vague }},
	{roleScope, "只说对象的规模", func(_ roles, qs []quantity, i int) bool { return qs[i].implied }},
	{roleUnsure, "两头的单位不同，或带着别的符号", func(_ roles, qs []quantity, i int) bool { return qs[i].mixed }},
	{roleWhole, "是对象的总数，要的是全部做完", roles.isWhole},
	{roleScope, "说的是哪一类对象", roles.classed},
	{roleScope, "在括号里说明前面的名称", func(l roles, qs []quantity, i int) bool { return l.inNoun(&qs[i]) }},
	{roleScope, "说的是对象，句子只说要顺利进行", roles.goesOn},
	{roleScope, "说的是学校的规模", func(l roles, qs []quantity, i int) bool { // 36班小学
		return l.w.Fold(qs[i].unit) == "班" && isHan(l.at(qs[i].to))
	}},
	{roleScope, "紧跟在说明规模的词后面", roles.sized},
	{roleScope, "前面的词说明后面都是情况介绍", func(l roles, qs []quantity, i int) bool {
		q, clause := &qs[i], l.clauseStart(qs[i].start)
		return l.described(clause, q.from) || l.background(clause, q.from)
	}},
	{roleUnsure, "是瞄准的数还是要达到的数，分不清", roles.aimedAt},
	{roleScope, "是项目的总盘子", func(l roles, qs []quantity, i int) bool {
		q := &qs[i]
		return q.nearest == 0 && q.after == 0 && l.endsWith(cWholeSum, q.from) && !l.countsElsewhere(qs)
	}},
	{roleScope, "后面的词说明它是工作的范围", roles.ranges},
	{roleScope, "是政策条款的数目", func(l roles, qs []quantity, i int) bool {
		q := &qs[i]
		return l.isCounter(q.unit) && !l.has(cStrong|cFloor|cStretch, l.clauseStart(q.start), q.from) && l.namesPolicy(q)
	}},
	{roleScope, "后面接“的”，说明的是对象", func(l roles, qs []quantity, i int) bool {
		return l.at(qs[i].to) == '的' && l.isAttribute(qs, i, l.tailEnd(qs, i))
	}},
	{roleScope, "说明后面的对象有多大", roles.qualifies},
	{roleScope, "只说开始做，没有说做多少", func(l roles, qs []quantity, i int) bool { return l.startsWork(&qs[i]) }},
	{roleScope, "说的是谁，要的是一种状态", func(l roles, qs []quantity, i int) bool { return l.ableTo(&qs[i]) }},
	{roleScope, "说的是产能", func(l roles, qs []quantity, i int) bool { return l.capacity(&qs[i]) }},
	{roleUnsure, "没有单位，又不是单独的数", func(l roles, qs []quantity, i int) bool {
		return qs[i].unit == "" && qs[i].nearest != 0 && !l.standsAlone(qs, i)
	}},
	{roleOdd, "后面没有认得的单位", func(l roles, qs []quantity, i int) bool {
		return qs[i].unit == "" && l.oddNumber(&qs[i]) && !l.standsAlone(qs, i)
	}},
	{roleName, "没有单位，是名称的一部分", func(l roles, qs []quantity, i int) bool {
		return qs[i].unit == "" && !l.standsAlone(qs, i)
	}},
	{roleUnsure, "前面有限制的词，却没有紧挨着它", func(l roles, qs []quantity, i int) bool {
		q := &qs[i]
		return q.nearest == 0 && !l.listed(qs, i) && l.has(cLimits, l.headStart(qs, i), q.from)
	}},
	{roleName, "属于后面那个数的名称", func(l roles, qs []quantity, i int) bool {
		return l.uncounted(&qs[i]) && l.namesNext(qs, i)
	}},
	{roleUnsure, "是个数还是名称、时间，分不清", func(l roles, qs []quantity, i int) bool { return l.uncounted(&qs[i]) }},
	{roleUnsure, "前面的词是不是要做的事，分不清", roles.strangeVerb},
	{roleUnsure, "是每户要有的数，不是总数", func(l roles, qs []quantity, i int) bool { return l.distributes(&qs[i]) }},
	{roleUnsure, "要做的是不是这么多，分不清", roles.goesOnWith},
	{roleUnsure, "数的是整的东西，却不是整数", func(l roles, qs []quantity, i int) bool { return l.fraction(&qs[i]) }},
	{roleUnsure, "“各”是说每一样都要这么多", roles.ofEach},
	{roleWeak, "前面的词没有说要做多少", func(l roles, qs []quantity, i int) bool { return l.isWeak(&qs[i]) }},
}
