package phrase

// compared: in 达到25个,比目标任务增加7个 the second number is how much the first is above another.
func (l roles) compared(qs []quantity, i int) bool {
	q := &qs[i]
	clause := l.clauseStart(q.start)
	if i == 0 || clause == 0 || qs[i-1].start >= clause || l.has(cFloor|cStretch, clause, q.start) || l.has(cAdds, clause, q.start) {
		return false
	}
	lead := l.pastLeads(clause, q.from)
	if r := l.at(clause); r != '比' && r != '较' && l.at(lead) != '比' && l.at(lead) != '较' {
		return false
	}
	before := &qs[i-1]
	return before.role == roleTarget && !l.isPercent(q.unit) && l.w.SameKind(before.unit, q.unit)
}

// shareOfBefore: 完成投资45亿元,占总投资的60%.
func (l roles) shareOfBefore(qs []quantity, i int) bool {
	q := &qs[i]
	clause := l.clauseStart(q.start)
	return i > 0 && clause > 0 && qs[i-1].end <= clause && l.isPercent(q.unit) && l.at(clause) == '占' && l.at(q.start-1) == '的'
}

// aimedAt: 瞄准税收20亿元 without 目标 behind it names what is looked at, or what is to be reached.
func (l roles) aimedAt(qs []quantity, i int) bool {
	q := &qs[i]
	clause := l.clauseStart(q.start)
	for _, h := range l.words {
		if h.class&cAims != 0 && h.start == l.pastLeads(clause, h.start) && h.end <= q.from {
			return !l.has(cFloor|cStretch|cStrong, h.end, q.from) && !l.goal(q.to) && l.isAmount(q)
		}
	}
	return false
}

// isAmount reports money, per cents and the like: no things counted, which one may look at.
func (l roles) isAmount(q *quantity) bool { return q.unit != "" && !l.isCounter(q.unit) }

// goal reports that the clause at i ends by calling what it printed a goal: 瞄准税收20亿元的目标.
func (l clauses) goal(i int) bool {
	end := l.clauseEnd(i)
	return l.is(end-2, "目标") || l.is(end-2, "任务")
}

// ofEach: 国家级、省级示范村各1个 are two in all.
func (l roles) ofEach(qs []quantity, i int) bool {
	q := &qs[i]
	clause := l.clauseStart(q.start)
	return l.at(q.start-1) == '各' && q.start-1 > clause && len(splitSubjects(l.r[clause:q.start-1])) > 1
}

// atLevel reports a place that stands for a level: 达到全市前3水平.
func (l roles) atLevel(q *quantity) bool {
	return q.before&cRankTop != 0 && q.unit == "" && l.is(q.to, "水平")
}

// ofLevel: in 达到209人年以上,达到全市前3水平 the place only says how good the number is.
func (l roles) ofLevel(qs []quantity, i int) bool {
	return i > 0 && l.atLevel(&qs[i]) && qs[i-1].role == roleTarget && qs[i-1].before&cRankTop == 0 && l.headNoun(qs, i) == ""
}
