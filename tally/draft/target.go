package draft

import (
	"fmt"
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
	for i := range s.read.Figures {
		f := s.read.Figures[i]
		if !s.isTarget(f) {
			continue
		}
		v := s.judge(f)
		if v.out {
			s.why[f.Start] = Aside{Why: v.why, Reason: v.reason}
			s.asideThreshold(i, v)
			continue
		}
		if last >= 0 && s.joinsStretch(i, &s.out.Targets[last]) {
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

// isTarget reports a number that says what is to be reached.
func (s *segment) isTarget(f phrase.Figure) bool {
	if f.Role != "target" || !f.Value.OK() {
		return false
	}
	if f.Word && f.Op == tally.OpAtLeast && f.From == f.Start && f.Unit == "" || f.Unit == "" && f.End-f.Start >= 7 {
		return false
	}
	if f.Word && (s.inQuotes(f.Start) || s.isSlogan(f)) || s.isStaff(f) || s.namesWork(f) || inBracket(s.r, f) {
		return false
	}
	for _, r := range s.r[f.Start:f.End] {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			return true
		}
	}
	return f.Word && f.Unit != ""
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
	all := []rune(s.src.Blocks[s.block].Text)
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
	t.Recurring = s.recurring(i)
	if t.Op == tally.OpMore && strings.HasPrefix(name, "突破") {
		t.Op = tally.OpAtLeast
	}
	s.doubts(&t, f, v)
	return t
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

// deadline is the date that a number is for: printed in its clause, else the one that its sentence opens with, else the plan's.
func (s *segment) deadline(i int) (deadline, note string) {
	f := s.read.Figures[i]
	from, to := s.clause(f.Start)
	found := ""
	for _, m := range s.read.Moments {
		if m.From < from || m.From > to || m.Year == 0 && m.Month == 0 || m.From > f.Start && m.To > to {
			continue
		}
		if s.compared(m) {
			continue
		}
		if d := s.momentText(m); d != "" {
			found = d
		}
	}
	switch {
	case found != "":
		return found, ""
	case s.until > s.year && s.yearBefore(from) != "":
		return s.yearBefore(from), "时限取自前一句话里的年份"
	case s.lead != nil && !s.turnsAway(f.Start):
		d := s.momentText(*s.lead)
		return d, "时限取自句首的“" + s.lead.Text + "”"
	case s.until > s.year:
		return strconv.Itoa(s.until), "没有印时限，取计划的最后一年"
	case s.year > 0:
		return strconv.Itoa(s.year), "没有印时限，取计划年度"
	}
	return "", ""
}

// yearBefore is the last year of the plan that the segment names before a place.
func (s *segment) yearBefore(at int) string {
	found := ""
	for _, m := range s.read.Moments {
		if m.To <= at && m.Year >= s.year && !s.compared(m) {
			found = s.momentText(m)
		}
	}
	return found
}

// turnsAway reports another year between the date that the sentence opens with and a place.
func (s *segment) turnsAway(at int) bool {
	years := map[int]bool{}
	for _, m := range s.w.Sentence(s.sentence, phrase.Hint{}).Moments {
		if m.Year >= s.year && m.Year > 0 && m.Year != s.lead.Year {
			years[m.Year] = true
		}
	}
	return len(years) > 0 && s.at[at] > s.start+len([]rune(s.lead.Text))+40 && s.until > s.year
}

// compared reports a date that only says what is compared with: 较2023年, 在2023年基础上.
func (s *segment) compared(m phrase.Moment) bool {
	before, after := s.text(max(0, m.From-1), m.From), s.text(m.To, min(len(s.r), m.To+3))
	return before == "较" || before == "比" || before == "由" || before == "从" || strings.HasPrefix(after, "基础上") || strings.HasPrefix(after, "的基础") || strings.HasPrefix(after, "水平") || m.Year > 0 && m.Year < s.year
}

func (s *segment) momentText(m phrase.Moment) string {
	year := m.Year
	if year == 0 {
		year = s.year
	}
	switch {
	case year == 0 || m.Year == 0 && m.Month == 0:
		return ""
	case m.Month == 0:
		return fmt.Sprintf("%04d", year)
	case m.Day == 0 || m.Day == 1:
		return fmt.Sprintf("%04d-%02d", year, m.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, m.Month, m.Day)
}

// recurring says how often a number is due.
func (s *segment) recurring(i int) string {
	from, _ := s.clause(s.read.Figures[i].Start)
	text := s.w.Fold(s.text(from, s.read.Figures[i].To))
	for _, each := range [...][2]string{{"每月", "month"}, {"每季度", "quarter"}, {"每季", "quarter"}, {"每半年", "half"}, {"每周", "week"}, {"每年", "year"}} {
		if strings.Contains(text, each[0]) {
			return each[1]
		}
	}
	return ""
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
		if s.year > 0 {
			t.Deadline = strconv.Itoa(max(s.year, s.until))
		}
		s.out.Targets = append(s.out.Targets, t)
	}
}

func (s *segment) holdsFigure(from, to int) bool {
	return slices.ContainsFunc(s.read.Figures, func(f phrase.Figure) bool { return f.Start >= from && f.Start < to && s.isTarget(f) })
}
