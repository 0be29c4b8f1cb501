package phrase

import "strings"

// findRates finds completion rates: 完成年计划710亿元的89.4% has the plan before 的 and the rate behind it;
// 完成年度目标任务的122.1% has a rate alone.
func (l roles) findRates(qs []quantity) {
	for i := range qs {
		q := &qs[i]
		if !l.isPercent(q.unit) || q.role != roleTarget {
			continue
		}
		if i > 0 && qs[i-1].role == roleRate && l.listed(qs, i) {
			q.settle(roleRate, "与前一个完成率并列")
			continue
		}
		clause := l.clauseStart(q.start)
		if l.endsWith(cPlan, q.start) && strings.ContainsAny(string(l.r[clause:q.start]), "占完") {
			q.settle(roleRate, "是占计划的比例") // 占年度计划80%
			continue
		}
		if l.at(q.start-1) != '的' {
			continue
		}
		switch {
		case i > 0 && qs[i-1].to == q.start-1 && l.has(cPlan, clause, qs[i-1].start):
			q.settle(roleRate, "是完成计划的比例")
		case i > 0 && qs[i-1].to == q.start-1:
			q.settle(roleUnsure, "是前一个数的几成")
			qs[i-1].settle(roleUnsure, "后面跟着它的几成")
		case l.endsWith(cPlan, q.start-1):
			q.settle(roleRate, "是完成计划的比例")
		}
	}
}

// listed reports that nothing but 、 和 或 / and bound words stands between a quantity and the one before.
func (l clauses) listed(qs []quantity, i int) bool {
	if i == 0 {
		return false
	}
	between := string(l.r[qs[i-1].to:max(qs[i].from, qs[i-1].to)])
	switch between {
	case "、", "和", "或", "及", "与", "/", "以及", "或者":
		return true
	}
	return false
}

// spreadScopes: in 产值超10亿元、20亿元、50亿元的企业 the last describes, so the others do.
func (l roles) spreadScopes(qs []quantity) {
	for i := len(qs) - 1; i > 0; i-- {
		if qs[i].implied && qs[i-1].nearest|qs[i-1].after != 0 {
			continue // 每平方公里税收突破1亿元、亿元以上…
		}
		if qs[i].role != roleScope || qs[i-1].role != roleTarget || l.isCounter(qs[i-1].unit) || l.isCounter(qs[i].unit) || !l.w.SameKind(qs[i-1].unit, qs[i].unit) && !(isMoney(l.w, qs[i-1].unit) && isMoney(l.w, qs[i].unit)) {
			continue
		}
		// 产值超5亿元、税收超1000万元的企业; 100亿元或10亿美元以上大项目
		if l.listed(qs, i) || l.at(qs[i].to) == '的' && l.joined(qs, i, "、和或") {
			if !l.listed(qs, i) && qs[i-1].nearest&cMore == 0 { // 完成税收1.5亿元、注册资本5000万元以上的企业10家
				qs[i-1].settle(roleUnsure, "是目标值还是与后一个数一起说明对象，分不清")
				continue
			}
			qs[i-1].settle(roleScope, "与后一个数一起说明对象")
		}
	}
	for i := len(qs) - 1; i > 0; i-- { // 推动3个区块、5个社区体制机制改革
		a, b := &qs[i-1], &qs[i]
		if b.role == roleScope && a.role == roleTarget && l.isCounter(a.unit) && l.isCounter(b.unit) && a.after == 0 && b.after == 0 && l.joined(qs, i, "、和及与") {
			a.settle(roleUnsure, "与后一个说明对象的数并列")
		}
	}
	for i := 1; i < len(qs); i++ { // 涉及14个村、1个工业区
		if qs[i].role == roleTarget && qs[i].nearest == 0 && qs[i].after == 0 && !l.has(cStrong, qs[i-1].to, qs[i].from) && qs[i-1].role == roleScope && l.at(qs[i-1].to) != '的' && l.joined(qs, i, "、和") && l.isCounter(qs[i].unit) && l.isCounter(qs[i-1].unit) {
			qs[i].settle(roleScope, "与前一个数一起说明对象")
		}
	}
}

// joined reports that a sign of the set, and no stop, stands between a quantity and the one before.
func (l clauses) joined(qs []quantity, i int, signs string) bool {
	found := false
	for _, r := range l.r[qs[i-1].to:max(qs[i].from, qs[i-1].to)] {
		if isStop(r) {
			return false
		}
		found = found || strings.ContainsRune(signs, r)
	}
	return found
}

// findQualifiers: in 5岁以下儿童死亡率控制在6‰以内, 经营性收入20万元以上村占比达70% the first sorts whose rate the second
// is; in 80%以上的村集体收入超过15万元 the second says what the share is of.
func (l roles) findQualifiers(qs []quantity) {
	for i := 0; i+1 < len(qs); i++ {
		a, b := &qs[i], &qs[i+1]
		if a.role != roleTarget || b.role != roleTarget {
			continue
		}
		if a.to == b.start && l.isCounter(a.unit) && !l.isCounter(b.unit) && b.after == 0 && isHan(l.at(b.to)) {
			b.settle(roleName, "说明前面数的是什么") // 2条10千伏线路
			continue
		}
		if l.isSpec(a, b) {
			a.settle(roleName, "说明后面的数指哪一类")
			continue
		}
		if a.after == 0 && (a.nearest != 0 || isMoney(l.w, a.unit) || l.isCounter(a.unit) || l.isPercent(a.unit)) || a.to >= b.from && b.named == 0 || l.clauseEnd(a.to) < b.start || strings.ContainsAny(string(l.r[a.to:b.start]), "、和及与") {
			continue
		}
		between := l.text(a.to, max(a.to, max(b.from, b.named)))
		switch {
		case between == "" || l.has(cStrong, a.to, b.from) && l.isCounter(a.unit):
		case a.after != 0 && l.isCounter(a.unit) && l.isCounter(b.unit) && strings.Contains(between, "的"):
			a.settle(roleScope, "说明后面数的是什么") // 拥有3件以上发明专利的企业突破100家
		case !l.isPercent(a.unit) && (l.isPercent(b.unit) || a.unit == "岁") && (a.after != 0 || b.nearest != 0 || b.named > 0) && l.w.table.measure.of(l.w.Fold(between)).isShare():
			a.settle(roleName, "说明后面的比例是谁的")
		case l.isPercent(a.unit) && a.before == 0 && l.headStart(qs, i) == a.from && b.nearest != 0 && !l.isPercent(b.unit) && l.at(a.to) == '的':
			b.settle(roleName, "说明前面的比例指什么")
		}
	}
}

// findSubjects: in 全国338个城市PM10平均浓度下降10% the things counted are the subject of the rate.
func (l roles) findSubjects(qs []quantity) {
	for i := 0; i+1 < len(qs); i++ {
		next := i + 1
		for next+1 < len(qs) && qs[next].role == roleName {
			next++
		}
		a, b := &qs[i], &qs[next]
		if a.role != roleTarget || b.role != roleTarget || !l.isCounter(a.unit) || !l.isPercent(b.unit) || a.after != 0 {
			continue // 5家企业产值达到10亿元: each, or all of them together
		}
		if l.clauseEnd(a.to) < b.from || strings.ContainsAny(string(l.r[a.to:max(a.to, b.from)]), "、和及与") || a.to >= b.from {
			continue
		}
		a.settle(roleScope, "是后面那个比例的主体")
		if l.has(cStrong, l.clauseStart(a.start), a.from) {
			a.settle(roleUnsure, "是要做的数还是后面比例的主体，分不清")
		}
	}
}

// linkThresholds joins what sorts the things counted to their counts: 10亿元以上项目3个, 10亿元2个,
// 超10亿元、20亿元的企业分别达到15家、5家.
func (l roles) linkThresholds(qs []quantity) {
	for i := 0; i < len(qs); {
		first := i
		for i < len(qs) && l.sorts(qs, i) {
			i++
			if i < len(qs) && !(l.sorts(qs, i) && l.listed(qs, i)) {
				break
			}
		}
		if i == first {
			i++
			continue
		}
		last := i
		for last < len(qs) && qs[last].role == roleTarget && l.isCounter(qs[last].unit) && l.clauseEnd(qs[last-1].to) >= qs[last].from && (last == i && !strings.Contains(string(l.r[qs[last-1].to:max(qs[last-1].to, qs[last].from)]), "、") || last > i && l.listed(qs, last)) {
			last++
		}
		counts := last - i
		if i-first == 1 && counts > 1 {
			counts = 1 // 10亿元以上项目3家、5个… : the first is its count
		}
		switch counts {
		case 0:
		case i - first:
			for k := 0; k < counts; k++ {
				qs[i+k].threshold, qs[i+k].thresholdIn = qs[first+k].value, qs[first+k].unit
				qs[first+k].settle(roleThreshold, "是后面那个数的门槛")
			}
		default:
			for k := first; k < last; k++ {
				qs[k].settle(roleUnsure, "门槛和个数对不上")
			}
		}
	}
}

// sorts reports a quantity that may sort what is counted: one that describes, or an amount with its
// count right behind it.
func (l roles) sorts(qs []quantity, i int) bool {
	q := &qs[i]
	if strings.HasSuffix(q.unit, "级") || l.at(q.end-1) == '级' {
		return false // 百亿级产业集群
	}
	if q.role == roleScope {
		return (q.after != 0 || !l.isCounter(q.unit)) && (!l.endsWith(cDescribes, q.from) || l.at(q.to) == '的')
	}
	if q.role != roleTarget || i+1 >= len(qs) || l.isCounter(q.unit) || q.unit == "" || l.isPercent(q.unit) {
		return false
	}
	next := &qs[i+1]
	if next.role != roleTarget || !l.isCounter(next.unit) {
		return false
	}
	// 10亿元2个; 110千伏变电站1座
	between := q.to
	if n, _ := l.wordAt(cStrong, q.to); n > 0 && q.after&cAfterAtLeast != 0 && l.beginsWith(cQualified, q.to+n) {
		between += n // 3000万元以上签约项目10个
	}
	return next.from == q.to || l.clauseEnd(q.to) >= next.from && !strings.ContainsAny(string(l.r[q.to:next.from]), "、/和与及(") && !l.has(cStrong|cPush, between, next.from)
}
