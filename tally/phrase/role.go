package phrase

import "strings"

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
)

// assign gives every quantity its role.
func (l *line) assign(qs []quantity) {
	for i := range qs {
		qs[i].role = l.roleOf(qs, i)
	}
	l.findRates(qs)
	l.spreadScopes(qs)
	l.findQualifiers(qs)
	l.findSubjects(qs)
	l.linkThresholds(qs)
}

func (l *line) roleOf(qs []quantity, i int) role {
	q := &qs[i]
	switch {
	case q.name && q.nearest != 0:
		return roleUnsure // 控制在10/10万以内, 达到2.5:1
	case l.isAge(q), q.name || l.quotedName(qs, i) || l.at(q.from-1) == '每' || l.at(q.start-1) == '每':
		return roleName
	case l.bracket[q.start] && l.outside(qs) && !l.has(cFloor|cStretch, l.bracketStart(q.start), q.start):
		return roleAside
	case q.before&cFrom != 0 && q.nearest == 0 && q.before&(cGrow|cRise|cDrop) == 0 || l.inBaseline(q):
		return roleBaseline
	case l.isFact(q), l.at(q.to) == '后' && !strings.ContainsRune("备续期勤", l.at(q.to+1)): // 突破500亿元后再创新高
		return roleBaseline
	case q.nearest == 0 && q.after == 0 && (l.at(q.start-1) == '按' || l.is(q.start-2, "按照")), l.slogan(qs, i), l.allOf(qs, i):
		return roleScope // 按30%比例; 3个100%
	case q.relative, l.isPercent(q.unit) && l.comparesBefore(q):
		return roleRelative
	case l.forbids(qs, i):
		return roleScope
	case q.vague:
		return roleVague
	case q.implied:
		return roleScope
	case q.mixed:
		return roleUnsure
	case l.isScope(qs, i), l.startsWork(q), l.ableTo(q), l.capacity(q):
		return roleScope
	case q.unit == "" && !l.standsAlone(qs, i):
		if q.nearest != 0 {
			return roleUnsure
		}
		if l.oddNumber(q) {
			return roleOdd
		}
		return roleName
	case q.nearest == 0 && !l.listed(qs, i) && l.has(cLimits, l.clauseStart(q.start), q.from):
		return roleUnsure
	case (q.chinese && !l.counts(q) || l.isTime(q.unit) && !l.timed(q)) && l.namesNext(qs, i):
		return roleName
	case q.chinese && !l.counts(q), l.isTime(q.unit) && !l.timed(q):
		return roleUnsure
	case l.strangeVerb(qs, i), l.distributes(q):
		return roleUnsure
	case l.isWeak(q):
		return roleWeak
	}
	return roleTarget
}

// quotedName: a number in quotation marks is a name (“2345”, “15分钟生活圈”) where other numbers stand outside,
// or something hangs on the quoted words, or they say no more than the number.
func (l *line) quotedName(qs []quantity, i int) bool {
	q := &qs[i]
	if !l.quoted[q.start] {
		return false
	}
	bound := false // in “3万人口,100万以上游客” one of them has an operator, so both are values
	for k := range qs {
		switch {
		case qs[k].name:
		case !l.quoted[qs[k].start]:
			return true
		default:
			bound = bound || qs[k].nearest != 0 || qs[k].after != 0
		}
	}
	end := q.to
	for end < len(l.r) && l.quoted[end] {
		end++
	}
	if isHan(l.at(end + 1)) {
		return true
	}
	return q.unit == "" || !bound || l.has(cScopeAfter, q.to, end)
}

// outside reports a number outside brackets.
func (l *line) outside(qs []quantity) bool {
	for k := range qs {
		if !l.bracket[qs[k].start] && !qs[k].name {
			return true
		}
	}
	return false
}

func (l *line) bracketStart(i int) int {
	for i > 0 && l.bracket[i-1] {
		i--
	}
	return i
}

// inBaseline: what stands before 基础上 in its clause is where the phrase starts from.
func (l *line) inBaseline(q *quantity) bool {
	end := l.clauseEnd(q.to)
	for i := q.to; i+2 < end; i++ {
		if l.is(i, "基础上") {
			return true
		}
	}
	return false
}

// tailEnd is where the words behind a quantity end: a stop, 、, or the words bound to the next quantity.
func (l *line) tailEnd(qs []quantity, i int) int {
	end := l.clauseEnd(qs[i].to)
	if i+1 < len(qs) {
		end = min(end, qs[i+1].from)
	}
	for k := qs[i].to; k < end; k++ {
		if l.r[k] == '、' || l.r[k] == '/' || l.r[k] == '(' {
			return k
		}
	}
	return max(end, qs[i].to)
}

// headStart is where the words before a quantity begin: behind a stop or the quantity before.
func (l *line) headStart(qs []quantity, i int) int {
	start := l.clauseStart(qs[i].start)
	if i > 0 {
		start = max(start, qs[i-1].to)
	}
	return min(start, qs[i].from)
}

// isScope tells numbers that describe what is worked on from numbers that are to be reached.
func (l *line) isScope(qs []quantity, i int) bool {
	q, tail := &qs[i], l.tailEnd(qs, i)
	clause := l.clauseStart(q.start)
	if l.inNoun(q) || q.nearest == 0 && q.after == 0 && l.endsWith(cGoesOn, l.clauseEnd(q.to)) && isHan(l.at(q.to)) || l.w.Fold(q.unit) == "班" && isHan(l.at(q.to)) { // 36班小学
		return true
	}
	strong := l.has(cStrong|cFloor|cStretch, clause, q.from)
	if q.nearest == 0 && (l.endsWith(cDescribes, q.from) || l.endsWith(cDescribesBare, q.from) && !l.isPercent(q.unit) && !strong && !(l.is(q.from-2, "规划") && l.isCounter(q.unit)) && !l.is(clause, "其中")) || l.at(q.to) == '级' {
		return true
	}
	if l.described(clause, q.from) || l.background(clause, q.from) || q.nearest == 0 && q.after == 0 && l.endsWith(cWholeSum, q.from) && !l.countsElsewhere(qs) {
		return true
	}
	counter, percent := l.isCounter(q.unit), l.isPercent(q.unit)
	if !percent && l.has(cScopeAfter, q.to, tail) && (!strong && q.after == 0 && q.nearest == 0 || !counter && l.has(cScopeAfter, q.to, tail)) && !l.closesCarried(q.to, tail) {
		return true
	}
	if counter && !strong && l.namesPolicy(q) {
		return true
	}
	if l.at(q.to) == '的' {
		return l.isAttribute(qs, i, tail)
	}
	if counter || q.unit == "" || tail == q.to || l.beginsWith(cStrong, q.to) || l.closesCarried(q.to, tail) {
		return false
	}
	if percent && l.headStart(qs, i) == q.from && l.has(cStrong|cMilestone, q.to, tail) {
		return false // 七成以上企业完成…
	}
	if u, _ := l.w.Unit(q.unit); u.Kind == "平方米" && strong {
		return false // 新建10万平方米标准厂房
	}
	return l.has(cQualified, q.to, tail) || !percent && !strong && l.endsWith(cMilestone, tail)
}

// described reports a word (涉及) that makes all behind it in its clause describe, with no promise in between.
func (l *line) described(clause, to int) bool {
	for _, h := range l.words {
		if h.class&cDescribesOn != 0 && h.start >= clause && h.end <= to {
			return !l.has(cFloor|cStretch, h.end, to)
		}
	}
	return false
}

// countsElsewhere reports a number of things beside a sum: 新开工项目24个,总投资53亿元.
func (l *line) countsElsewhere(qs []quantity) bool {
	for i := range qs {
		if !qs[i].name && l.isCounter(qs[i].unit) && l.clauseStart(qs[i].start) == l.headStart(qs, i) && !l.endsWith(cDescribes, qs[i].from) {
			return true
		}
	}
	return false
}

// isAttribute: a number before 的 describes, unless what follows carries it (10%以上的增幅) or it is a share
// of those that follow (60%以上的企业…).
func (l *line) isAttribute(qs []quantity, i, tail int) bool {
	q := &qs[i]
	if i+1 < len(qs) && qs[i+1].start == q.to+1 {
		return false // a rate of it follows
	}
	if n, _ := l.wordAt(cCarried, q.to+1); n > 0 || l.closesCarried(q.to+1, tail) {
		return false
	}
	return !l.isPercent(q.unit) || l.headNoun(qs, i) != ""
}

// closesCarried reports words that end with a noun that carries a number: …产业规模, …政府产业基金. Where a verb
// stands between, the noun is that of another number: 20亿元的项目完成投资.
func (l *line) closesCarried(from, to int) bool {
	for _, h := range l.words {
		if h.class&cCarried != 0 && h.start >= from && h.end == to {
			return !l.has(cStrong, from+1, h.start)
		}
	}
	return false
}

// namesPolicy: “人才新政”18条, 40条奖励政策 count the clauses of a paper.
func (l *line) namesPolicy(q *quantity) bool {
	if unit := l.w.Fold(q.unit); unit != "条" && unit != "项" && unit != "款" {
		return false
	}
	head := strings.TrimRight(string(l.r[max(0, q.from-4):q.from]), "”\"")
	for _, noun := range [...]string{"新政", "政策", "措施", "意见", "办法", "举措", "规定", "细则"} {
		if strings.HasSuffix(head, noun) {
			return true
		}
	}
	return false
}

// standsAlone: a number without a unit is a value where nothing but a stop, a bracket or a bound word
// follows, and before it stands an operator or nothing but a label; 中国制造2025 is a name.
func (l *line) standsAlone(qs []quantity, i int) bool {
	q := &qs[i]
	if l.at(q.start-1) == '第' && q.to == l.clauseEnd(q.to) {
		return true // 全省第15
	}
	if l.at(q.to) == '的' {
		if n, _ := l.wordAt(cCarried, q.to+1); n == 0 {
			return false
		}
	} else if next := l.at(q.to); next != 0 && !isStop(next) && !strings.ContainsRune("、/)和与或及”(", next) && !(q.before&cRankTop != 0) {
		return false
	}
	if q.after != 0 || q.isZero() || q.before&^(cNeutral|cRelative|cLabel) != 0 {
		return true
	}
	head := l.headStart(qs, i)
	if head >= q.from || i > 0 && qs[i-1].unit == "" && qs[i-1].role == roleTarget {
		return true
	}
	if l.w.table.measure.of(string(l.r[head:q.from])).is(indexEnds) {
		return true
	}
	return false
}

// counts: a Chinese numeral counts where an operator, a promise or a verb says so; 一 needs an operator.
func (l *line) counts(q *quantity) bool {
	if q.nearest != 0 || q.after != 0 || q.before&(cRankTop|cRankUp|cGrow|cDrop|cRise) != 0 || q.unit == "%" || q.max.OK() {
		return true
	}
	if q.isZero() || q.start == 0 && q.end == len(l.r) {
		return true
	}
	if l.repeated(q) {
		return true
	}
	if l.at(q.start) == '一' && q.end-q.start <= 3 {
		return l.is(q.start-2, "新增") || l.at(q.start-1) == '再'
	}
	clause := l.clauseStart(q.start)
	return l.has(cStrong|cFloor|cStretch, clause, q.start) && (l.w.Fold(q.unit) != "个" || l.compound(q) || l.has(cFloor|cStretch, clause, q.start))
}

// isWeak: 加强, 落实 … promise no number by themselves; 加快, 推进 promise things counted, but not areas or sums.
func (l *line) isWeak(q *quantity) bool {
	clause := l.clauseStart(q.start)
	if q.nearest != 0 || q.after != 0 || q.before&(cGrow|cRise|cDrop|cRankTop|cRankUp) != 0 || l.has(cFloor|cStretch, clause, q.start) {
		return false
	}
	strong := l.has(cStrong, clause, q.start)
	closes := q.to == l.clauseEnd(q.to) && !isMoney(l.w, q.unit)
	if l.beginsWith(cWeak, l.pastLeads(clause, q.from)) {
		return !closes || !strong && !l.countsThings(q)
	}
	if l.has(cPush, clause, q.from) && !l.isCounter(q.unit) {
		return !closes // 推进公路建设100公里, but 加快2000亩土地开发
	}
	return !strong && l.weakVerb(clause, q.from)
}

// weakVerb reports a weak word that is a verb: nothing before it in its clause, or only what goes before verbs; in
// 养老服务床位 it is part of a noun.
func (l *line) weakVerb(from, to int) bool {
	for _, h := range l.words {
		if h.class&cWeak == 0 || h.start < from || h.end > to {
			continue
		}
		if h.start == l.pastLeads(from, h.start) || !isHan(l.at(h.start-1)) && l.at(h.start-1) != '”' && l.at(h.start-1) != ')' || l.endsWith(cSoft|cPush|cWeak, h.start) {
			return true
		}
	}
	return false
}

// pastLeads steps over idle words (全年, 今年要) at the front of a clause.
func (l *line) pastLeads(i, end int) int {
	for i < end && !l.beginsWith(cStrong|cFloor|cStretch, i) {
		n, _ := l.leadAt(i, end)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

func (l *line) isCounter(unit string) bool {
	u, ok := l.w.Unit(unit)
	return ok && (u.Counter || u.Kind == "人次" || u.Kind == "位" || u.Kind == "家次" || u.Kind == "户次")
}

// timed: a time is a value where an operator says which way (不超过3天), or days are what is counted.
func (l *line) timed(q *quantity) bool {
	return l.isTime(l.h.Unit) || strings.HasSuffix(l.h.Name, "时间") || strings.HasSuffix(l.h.Name, "时限") || q.nearest != 0 || q.after&^cAfterAtMost != 0 || q.after != 0 && l.is(q.to, "办结") || q.before&(cGrow|cDrop|cRise) != 0 || l.is(q.from-2, "天数") || l.is(q.from-2, "时间") || l.is(q.from-2, "时限")
}

func (l *line) isTime(unit string) bool {
	u, ok := l.w.Unit(unit)
	return ok && (u.Kind == "天" || u.Kind == "个工作日" || u.Kind == "小时")
}

func (l *line) isPercent(unit string) bool {
	u, ok := l.w.Unit(unit)
	return ok && (u.Kind == "%" || u.Kind == "个百分点")
}
