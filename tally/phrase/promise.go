package phrase

import "strings"

// counts: a Chinese numeral counts where an operator, a promise or a verb says so; 一 needs an operator.
func (l roles) counts(q *quantity) bool {
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
func (l roles) isWeak(q *quantity) bool {
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
func (l roles) weakVerb(from, to int) bool {
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

func (l *line) isCounter(unit string) bool {
	u, ok := l.w.Unit(unit)
	return ok && (u.Counter || u.Kind == "人次" || u.Kind == "位" || u.Kind == "家次" || u.Kind == "户次")
}

// timed: a time is a value where an operator says which way (不超过3天), or days are what is counted.
func (l roles) timed(q *quantity) bool {
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
