package phrase

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// sharedByMany: in 重特大事故起数和死亡人数分别下降5% one number is that of several indicators.
func (l maker) sharedByMany(q quantity) bool {
	return len(l.subjects(q)) > 1
}

// subjects are the things named before 分别, in order; nil without 分别.
func (l maker) subjects(q quantity) []string {
	at := -1
	for i := l.clauseStart(q.start); i+1 < q.start; i++ {
		if l.is(i, "分别") {
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	start := l.clauseStart(at)
	for start < at { // verbs and promises before the first
		n, c := l.wordAt(cFloor|cStretch|cStrong|cPush, start)
		if c == 0 {
			if n, c = l.leadAt(start, at); c == 0 {
				break
			}
		}
		start += n
	}
	head := string(l.r[start:at])
	if rest, ok := strings.CutPrefix(head, "城乡"); ok {
		return []string{"城镇" + rest, "农村" + rest}
	}
	return splitSubjects([]rune(head))
}

// splitSubjects parts 毛入园率、普及率和覆盖率 at the signs that join, not inside words (普及, 参与, 和谐).
func splitSubjects(head []rune) (subjects []string) {
	start := 0
	for i, r := range head {
		inWord := i > 0 && strings.ContainsRune("普涉参总中饱", head[i-1]) || i+1 < len(head) && strings.ContainsRune("谐平时格", head[i+1])
		if r != '、' && r != '/' && (inWord || !strings.ContainsRune("和与及", r)) {
			continue
		}
		if i > start {
			subjects = append(subjects, string(head[start:i]))
		}
		start = i + 1
	}
	if start < len(head) {
		subjects = append(subjects, string(head[start:]))
	}
	return subjects
}

// multi reads several targets of one phrase.
func (l maker) multi(targets, qs []quantity) tally.Phrase {
	for k := range targets {
		if len(targets) > 1 && l.sharedByMany(targets[k]) && !l.zips(targets, k) {
			return declined("“分别”后面的数和前面的名称对不上，请分开填")
		}
	}
	subjects := l.subjects(targets[0])
	if subjects != nil && len(targets) > 1 && len(targets) != len(subjects) && len(subjects) > 1 {
		return declined("“分别”前后的个数对不上，请由人核定")
	}
	if subjects != nil && len(targets) == 1 {
		shared := targets[0]
		for len(targets) < len(subjects) {
			targets = append(targets, shared)
		}
	} else if why := l.apart(targets, qs); why != "" {
		return declined(why)
	}
	for k := 1; k < len(targets) && subjects == nil; k++ {
		a, b := &targets[k-1], &targets[k]
		if l.follows(a, b) && a.after == 0 && b.after&(cAfterApprox|cAfterAtMost) != 0 && a.nearest|a.before != 0 && l.w.SameKind(a.unit, b.unit) && !l.slashed(a, b) {
			return declined("“" + l.text(b.end, b.to) + "”管不管前面的“" + l.text(a.start, a.to) + "”，分不清，请分开填")
		}
	}
	l.shareOperator(targets)
	p := tally.Phrase{Readable: true, Measure: tally.Multi, Unit: targets[0].unit, Parts: make([]tally.Part, 0, len(targets)), Drop: true}
	op, mixed := l.opOf(targets[0]), false
	for k, q := range targets {
		own := l.opOf(q)
		mixed = mixed || own != op
		if q.unit != p.Unit {
			p.Unit = ""
		}
		p.Drop = p.Drop && q.before&cDrop != 0
		part := tally.Part{Unit: q.unit, Count: q.value, Stretch: q.stretch, Op: l.partOp(q)}
		if q.threshold.OK() {
			part.Threshold, part.Unit = q.threshold, q.thresholdIn
		}
		if len(subjects) == len(targets) {
			part.Of = subjects[k]
		} else {
			part.Of = l.nounOf(q, qs)
			if part.Of == "" && k > 0 && l.isPercent(q.unit) && q.before&(cGrow|cRise|cDrop) != 0 {
				part.Of = growthBeside
			}
		}
		p.Parts = append(p.Parts, part)
	}
	p.Op = op
	if mixed {
		if p.Op = commonOp(p.Parts); opposed(targets) {
			return declined("一句里有几个方向不同的目标，请分开填")
		}
	}
	l.openThresholds(&p, qs)
	return p
}

// commonOp is >= for a mix of >= and >, none for any other.
func commonOp(parts []tally.Part) tally.Op {
	for _, part := range parts {
		if part.Op != tally.OpNone && part.Op != tally.OpMore {
			return tally.OpNone
		}
	}
	return tally.OpAtLeast
}

// opposed reports a mix of at least and at most.
func opposed(targets []quantity) bool {
	up, down := false, false
	for _, q := range targets {
		low := q.nearest&(cAtMost|cLess) != 0 && q.after&cAfterAtLeast == 0 || q.after&cAfterAtMost != 0
		up, down = up || !low, down || low
	}
	return up && down
}

// shareOperator: in 分别增长7%、8%左右 the word behind the last, in 分别超过90家和870家 the word before the first,
// is that of all.
func (l maker) shareOperator(targets []quantity) {
	for k := len(targets) - 2; k >= 0; k-- {
		a, b := &targets[k], &targets[k+1]
		if !l.follows(a, b) {
			continue
		}
		if b.from != b.start || a.unit != "" && !l.w.SameKind(a.unit, b.unit) || a.unit == "" && (a.after != 0 || a.isZero() || a.before&cRankTop != 0 || !l.closesPiece(b)) {
			continue
		}
		if a.after == 0 {
			a.after = b.after
		}
		if a.unit == "" { // 压缩至20、10、4个工作日
			a.unit = b.unit
		}
	}
	for k := 1; k < len(targets); k++ {
		if a, b := &targets[k-1], &targets[k]; b.nearest == 0 && a.after == 0 && b.after == 0 && b.from == b.start && l.closesPiece(b) && l.follows(a, b) && l.w.SameKind(a.unit, b.unit) {
			b.nearest, b.before = a.nearest, b.before|a.before
		}
	}
}

// follows reports a list: nothing but 、 or 和 between two quantities.
func (l *line) follows(a, b *quantity) bool {
	if a.to > b.from {
		return false
	}
	switch string(l.r[a.to:b.from]) {
	case "、", "和", "与", "及", "/", "以及":
		return true
	}
	return false
}

// apart says why the targets cannot be told apart, "" where they can: each must stand behind a stop or 、, or
// count something of its own (5家企业6只项目).
func (l maker) apart(targets, qs []quantity) string {
	for k := 1; k < len(targets); k++ {
		a, b := &targets[k-1], &targets[k]
		if a.stretch != b.stretch && !l.otherVerb(*a, *b) && !l.has(cAmong, a.to, b.start) && l.w.SameKind(a.unit, b.unit) && l.nounOf(*b, qs) == "" {
			return "一句里有几档目标，请分开填"
		}
		if a.max.OK() || b.max.OK() {
			return "一句里有几个目标，其中有区间，请分开填"
		}
		if a.before&(cRankTop|cRankUp) != 0 && l.isPlace(*a) || b.before&(cRankTop|cRankUp) != 0 && (l.isPlace(*b) || b.unit == "") {
			return "一句里既有名次又有别的目标，请分开填"
		}
		between := l.r[a.to:max(a.to, b.start)]
		if strings.ContainsAny(string(between), ",;。:、/和与及(") || strings.Contains(string(between), " ") {
			continue
		}
		if isMoney(l.w, a.unit) && !isMoney(l.w, b.unit) && !l.isPercent(b.unit) && l.beginsWith(cStrong, a.to) {
			continue // 投资1.2亿元改造供水管网60公里
		}
		if a.to == b.start && a.unit != b.unit && l.isCounter(a.unit) && !l.isPercent(b.unit) && a.after == 0 {
			continue // 3条28公里
		}
		if a.unit != b.unit && l.isCounter(a.unit) && l.isCounter(b.unit) && b.nearest == 0 && a.after == 0 {
			continue
		}
		return "“" + l.text(a.start, b.to) + "”里两个数字的关系不明，请由人核定"
	}
	return ""
}

// nounOf is what a target is of.
func (l maker) nounOf(q quantity, qs []quantity) string {
	for i := range qs {
		if qs[i].start == q.start {
			return l.noun(qs, i)
		}
	}
	return ""
}

// openThresholds adds what is only to be broken through: 力争50亿元以上项目实现突破 has a threshold and no count.
func (l maker) openThresholds(p *tally.Phrase, qs []quantity) {
	for i := range qs {
		q := &qs[i]
		if q.role != roleScope || !isMoney(l.w, q.unit) {
			continue
		}
		end := l.clauseEnd(q.to)
		if strings.HasSuffix(string(l.r[q.to:end]), "突破") {
			stretch, _ := l.force(qs, i)
			p.Parts = append(p.Parts, tally.Part{Threshold: q.value, Unit: q.unit, Stretch: stretch})
			q.settle(roleThreshold, "是要突破的门槛，没有印出个数")
		}
	}
}

func isMoney(w *Words, unit string) bool {
	u, ok := w.Unit(unit)
	return ok && (u.Kind == "元" || u.Kind == "美元")
}

// zips reports that as many numbers in a row stand behind the 分别 of target k as names before it.
func (l maker) zips(targets []quantity, k int) bool {
	first, last := k, k
	for first > 0 && l.follows(&targets[first-1], &targets[first]) {
		first--
	}
	for last+1 < len(targets) && l.follows(&targets[last], &targets[last+1]) {
		last++
	}
	return last-first+1 == len(l.subjects(targets[k]))
}

// slashed reports a list by /: 5%/7%左右.
func (l maker) slashed(a, b *quantity) bool { return string(l.r[a.to:b.from]) == "/" }

// closesPiece reports that nothing stands behind a number before the next sign.
func (l maker) closesPiece(q *quantity) bool {
	return q.to == l.pieceEnd(q.to) || !isHan(l.at(q.to)) || l.at(q.to) == '和'
}
