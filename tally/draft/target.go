package draft

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// run takes a segment through: its targets, then its milestones, then what is left.
func (s *segment) run() {
	last := -1 // the target of the figure before, in d.out.Targets
	joined := false
	for i := range s.read.Figures {
		f := &s.read.Figures[i]
		if joined && f.Stretch && f.Unclear && !ownStretch(s, *f) { // 争取9亿元、力争11亿元，压减8%: 力争 was the one's before
			f.Stretch, f.Unclear = false, false
		}
		if !s.isTarget(*f) {
			continue
		}
		v := s.judge(*f)
		if f.Role == "unsure" {
			v.doubt = "分不清是不是目标：" + f.Why
		}
		if v.out {
			s.why[f.Start] = Aside{Why: v.why, Reason: v.reason}
			s.asideThreshold(i, v)
			continue
		}
		if last >= 0 && s.joinsStretch(i, &s.out.Targets[last]) {
			joined = true
			continue
		}
		last = s.target(i, v)
	}
	s.zeros()
	s.milestones()
	s.account(s.block, s.at0(), string(s.r), s.sentence, s, "")
}

func (s *segment) at0() int {
	if len(s.at) == 0 {
		return s.start
	}
	return s.at[0]
}

// ownStretch reports a word of 力争 in the clause of a number.
func ownStretch(s *segment, f phrase.Figure) bool {
	from, _ := s.clause(f.Start)
	clause := s.text(from, f.Start)
	return strings.Contains(clause, "力争") || strings.Contains(clause, "争取")
}

// isTarget reports a number that says what is to be reached, or one that a bound stands around, whatever it is: that is offered with a doubt.
func (s *segment) isTarget(f phrase.Figure) bool {
	if f.Role != "target" && !s.isBound(f) || !f.Value.OK() {
		return false
	}
	if f.Word && f.Op == tally.OpAtLeast && f.From == f.Start && f.Unit == "" || f.Unit == "" && f.End-f.Start >= 7 {
		return false
	}
	if f.Word && (s.inQuotes(f.Start) || s.isSlogan(f)) || s.isStaff(f) || s.namesWork(f) || looksAfter(s, f) || inBracket(s.r, f) {
		return false
	}
	for _, r := range s.r[f.Start:f.End] {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			return true
		}
	}
	return f.Word && f.Unit != ""
}

// isBound reports a number that the reader of phrases is unsure of, with a word of bounds in its clause: 管理层级控制在3级以内.
func (s *segment) isBound(f phrase.Figure) bool {
	if f.Role != "unsure" || f.Threshold.OK() {
		return false
	}
	from, to := s.clause(f.Start)
	_, ok := s.finds("bounds", s.w.Fold(s.text(from, to)))
	return ok && !s.has("unfinished", s.w.Fold(s.text(from, to)))
}

// inQuotes reports a place inside quotation marks: “最多跑一次”.
func (s *segment) inQuotes(at int) bool {
	open := false
	for _, r := range s.r[:at] {
		if r == '“' {
			open = true
		}
		if r == '”' {
			open = false
		}
	}
	return open
}

// isSlogan reports what numerals in words count and nobody measures: 三条主线, 两个维护.
func (s *segment) isSlogan(f phrase.Figure) bool {
	_, end := s.clause(f.Start)
	_, _, ok := s.starts("slogans", s.w.Fold(s.text(f.End, end)))
	return ok
}

// inBracket reports a number that only describes what stands before its bracket: 污水处理厂（日处理能力5万吨）12月底前通水.
func inBracket(r []rune, f phrase.Figure) bool {
	open := -1
	for i, x := range r[:f.Start] {
		switch x {
		case '（', '(':
			open = i
		case '）', ')':
			open = -1
		}
	}
	return open > 0 && !f.Growth && !f.Stretch && !strings.Contains(string(r[open:f.Start]), "确保")
}

// isStaff reports people who are to do the work: 明确1名分管领导.
func (s *segment) isStaff(f phrase.Figure) bool {
	_, end := s.clause(f.Start)
	rest := s.w.Fold(s.text(f.To, end))
	_, _, ok := s.starts("staff", strings.TrimPrefix(rest, "的"))
	return ok
}

// looksAfter reports how many are looked after by something that the next clause counts: 对150家场所开展夜查，每周不少于3次.
func looksAfter(s *segment, f phrase.Figure) bool {
	from, end := s.clause(f.Start)
	if f.Start != from+1 || s.r[from] != '对' || f.From != f.Start || end >= len(s.r) {
		return false
	}
	next, last := s.clause(end + 1)
	return strings.HasPrefix(s.text(next, last), "每") && slices.ContainsFunc(s.read.Figures, func(g phrase.Figure) bool { return g.Role == "target" && g.Start >= next && g.Start < last })
}

// namesWork reports a number that opens the name of what is to be done by a date: 110千伏秀峰变10月底前建成送电, 创业大道3标段5月贯通.
func (s *segment) namesWork(f phrase.Figure) bool {
	if f.From != f.Start || f.To != f.End || f.Threshold.OK() {
		return false
	}
	from, end := s.clause(f.Start)
	behind := false
	for _, m := range s.read.Moments {
		behind = behind || m.From >= f.End && m.To <= end && (m.Month > 0 || m.Deadline || strings.HasPrefix(m.Text, "年"))
	}
	if !behind || !s.endsDone(s.w.Fold(s.text(from, end))) {
		return false
	}
	rest := s.text(f.End, end)
	return !s.w.Counter(f.Unit) && isHan([]rune(rest + " ")[0]) || strings.HasSuffix(f.Unit, "段") || strings.HasSuffix(f.Unit, "期")
}

// asideThreshold gives the thresholds before a number that was set aside the same reason.
func (s *segment) asideThreshold(i int, v verdict) {
	for k := i - 1; k >= 0 && s.read.Figures[k].Role == "threshold"; k-- {
		s.why[s.read.Figures[k].Start] = Aside{Why: v.why, Reason: v.reason}
	}
}

// joinsStretch adds 力争12% to the 增长10% before it.
func (s *segment) joinsStretch(i int, t *Target) bool {
	f := s.read.Figures[i]
	if !f.Stretch || !t.Floor.OK() || t.Stretch.OK() || f.Max.OK() || t.Max.OK() || f.Threshold.OK() {
		return false
	}
	from, _ := s.headBounds(i)
	name := s.strip(s.withoutMoments(from, f.Named))
	if name != "" && !s.is("idle", s.w.Fold(name)) || s.w.Canonical(f.Unit) != s.w.Canonical(t.Unit) && !s.w.SameKind(f.Unit, t.Unit) && f.Unit != "" {
		return false
	}
	t.Stretch = f.Value
	if f.Unit != "" && f.Unit != t.Unit {
		t.StretchUnit = f.Unit
	}
	s.cover(f.From, f.To)
	t.Text = s.sentenceText(t.Places[0].From, s.end(f.To))
	t.Places[0].To = s.end(f.To)
	return true
}

// sentenceText is what the block prints from one rune to another.
func (s *segment) sentenceText(from, to int) string {
	all := s.runesOf(s.block)
	return strings.TrimSpace(string(all[max(0, min(from, len(all))):max(0, min(to, len(all)))]))
}

func (s *segment) cover(from, to int) {
	for k := from; k < to && k < len(s.taken); k++ {
		s.taken[k] = true
	}
}

// target makes a row of a number; several where 分别 or 均 share it out.
func (s *segment) target(i int, v verdict) int {
	f := s.read.Figures[i]
	names := s.names(i)
	for k, name := range names {
		t := s.row(i, name, v)
		if k > 0 {
			t.Notes = append(t.Notes, "“均”“分别”前面的几个名称共用这个数")
		}
		s.out.Targets = append(s.out.Targets, t)
	}
	s.subject = names[len(names)-1]
	from, _ := s.headBounds(i)
	s.cover(from, f.To)
	for _, g := range s.read.Figures { // where it starts from is told apart
		if g.Role == "baseline" && g.Start >= from && g.End <= f.From {
			for k := g.Start; k < g.End; k++ {
				s.taken[k] = false
			}
		}
	}
	return len(s.out.Targets) - 1
}

func (s *segment) row(i int, name string, v verdict) Target {
	f := s.read.Figures[i]
	from, to := s.textBounds(i)
	t := Target{
		Indicator: name, Sentence: s.sentence, Heading: s.heading, Measure: f.Measure, Op: f.Op, Max: f.Max, Unit: f.Unit, Better: f.Better,
		Drop: f.Drop, Growth: f.Growth, Lead: []string{}, Support: []string{}, Parts: []tally.Part{}, Doubts: []string{},
		Places: []Place{{s.block, s.at[from], s.end(to)}},
	}
	t.Text = s.sentenceText(t.Places[0].From, t.Places[0].To)
	if f.Stretch {
		t.Stretch = f.Value
	} else {
		t.Floor = f.Value
	}
	var note string
	if t.Deadline, note = s.deadline(i); note != "" {
		t.Notes = append(t.Notes, note)
	}
	if f.Role == "unsure" && t.Unit == "" {
		t.Unit = unitBehind(s, f)
	}
	t.Recurring = s.recurring(i)
	if t.Op == tally.OpMore && strings.HasPrefix(name, "突破") {
		t.Op = tally.OpAtLeast
	}
	s.doubts(&t, f, v)
	return t
}

// unitBehind is the one character behind a number that no unit of the lexicon is, before the end of its clause or of its bound: 3级以内, 2轮.
func unitBehind(s *segment, f phrase.Figure) string {
	_, end := s.clause(f.Start)
	behind := s.text(f.End, end)
	rest, _, _ := s.ends("bounds", s.w.Fold(behind))
	if r := []rune(rest); len(r) == 1 && isHan(r[0]) {
		return rest
	}
	return ""
}

// doubts notes what a person should look at first.
func (s *segment) doubts(t *Target, f phrase.Figure, v verdict) {
	add := func(on bool, text string) {
		if on {
			t.Doubts = append(t.Doubts, text)
		}
	}
	add(v.doubt != "", v.doubt)
	add(f.Unclear, "“力争”管不管这个数，单看句子分不清")
	add(t.Indicator == "", "句子里没有指标名称")
	add(f.Unit == "" && f.Measure != tally.Rank && f.Op == tally.OpAtLeast, "没有印单位")
	add(t.Deadline == "", "没有印年份")
	add(!s.w.SpeaksOfFall(t.Indicator) && f.Drop && !f.Growth, "是降幅还是降到的数，请核实")
}

// textBounds is the clause of a number, from its name to what is bound behind it.
func (s *segment) textBounds(i int) (from, to int) {
	f := s.read.Figures[i]
	from, _ = s.headBounds(i)
	_, end := s.clause(f.Start)
	to = f.To
	if i+1 < len(s.read.Figures) {
		end = min(end, s.read.Figures[i+1].From)
	}
	for k := f.To; k < end; k++ {
		if strings.ContainsRune("、（(", s.r[k]) {
			end = k
			break
		}
	}
	for from < f.From && strings.ContainsRune("、和及与", s.r[from]) {
		from++
	}
	return min(from, f.From), max(to, end)
}

// zeros finds promises that something does not happen, in clauses without a number.
func (s *segment) zeros() {
	for at := 0; at < len(s.r); {
		_, end := s.clause(at)
		from := at
		at = end + 1
		if s.holdsFigure(from, end) || end-from < 4 {
			continue
		}
		words, ok := s.w.Zero(s.text(from, end), hintOf(""))
		if !ok {
			continue
		}
		v := s.judge(phrase.Figure{Start: from, End: from})
		if v.out {
			continue
		}
		before, behind, _ := strings.Cut(s.text(from, end), words)
		name := s.strip(behind)
		if name == "" {
			name = s.strip(before)
		}
		if rest, isZero := strings.CutPrefix(s.w.Fold(words), "零"); isZero {
			if name == "" || s.is("verbs", s.w.Fold(name)) {
				name = s.head
			}
			if rest == "死亡" {
				rest = "死亡人数"
			}
			name += rest
		}
		t := Target{Indicator: name, Text: s.sentenceText(s.at[from], s.end(end)), Sentence: s.sentence, Heading: s.heading, Measure: tally.Ceiling, Op: tally.OpEqual, Floor: exact.Int(0),
			Better: tally.Lower, Lead: []string{}, Support: []string{}, Parts: []tally.Part{}, Doubts: []string{}, Places: []Place{{s.block, s.at[from], s.end(end)}}}
		if !strings.Contains(words, "零") {
			t.Doubts = append(t.Doubts, "是不发生的承诺，没有写数，请核实是不是指标")
		}
		if s.year > 0 {
			t.Deadline = strconv.Itoa(max(s.year, s.until))
		}
		s.out.Targets = append(s.out.Targets, t)
	}
}

func (s *segment) holdsFigure(from, to int) bool {
	return slices.ContainsFunc(s.read.Figures, func(f phrase.Figure) bool { return f.Start >= from && f.Start < to && s.isTarget(f) })
}
