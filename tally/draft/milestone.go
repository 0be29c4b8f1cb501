package draft

import (
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally/phrase"
)

// milestones finds what is done or not by a date, in clauses whose numbers are no targets.
func (s *segment) milestones() {
	for _, c := range s.pieces() {
		from, to := c[0], c[1]
		text := s.text(from, to)
		folded := s.w.Fold(text)
		if len([]rune(text)) < 5 || s.holdsFigure(from, to) || s.has("unfinished", folded) || strings.Contains(folded, "每") || !s.endsDone(folded) {
			continue
		}
		deadline, dated := s.dated(from, to)
		switch {
		case !dated && s.due != "":
			deadline, dated = s.due, true
		case !dated && s.lead != nil:
			deadline = s.momentText(*s.lead)
		}
		if !dated && !s.forcedDone(folded) && !finishes(s, folded) {
			continue
		}
		if v := s.judge(phrase.Figure{Start: from, End: from}); v.out {
			continue
		}
		if s.already(from, to) {
			continue
		}
		m := Milestone{Text: s.sentenceText(s.at[from], s.end(to)), Sentence: s.sentence, Heading: s.heading, Deadline: deadline, Lead: []string{}, Support: []string{}, Doubts: []string{},
			Places: []Place{{s.block, s.at[from], s.end(to)}}}
		m.What = s.strip(s.withoutMoments(from, to))
		if !dated {
			m.Doubts = append(m.Doubts, "没有印时限，取句首的年份或计划年度")
			if m.Deadline == "" && s.year > 0 {
				m.Deadline = strconv.Itoa(s.year)
			}
		}
		s.out.Milestones = append(s.out.Milestones, m)
		s.cover(from, to)
	}
}

// already reports that a target stands in these runes.
func (s *segment) already(from, to int) bool {
	for _, t := range s.out.Targets {
		for _, p := range t.Places {
			if p.Block == s.block && p.From < s.at[to] && p.To > s.at[from] {
				return true
			}
		}
	}
	return false
}

// pieces are the clauses, cut further at 、 where each side has a date of its own.
func (s *segment) pieces() (out [][2]int) {
	for at := 0; at < len(s.r); {
		_, end := s.clause(at)
		from := at
		for k := at; k < end; k++ {
			if s.r[k] == '、' && s.momentIn(from, k) && s.momentIn(k+1, end) {
				out = append(out, [2]int{from, k})
				from = k + 1
			}
		}
		if from < end {
			out = append(out, [2]int{from, end})
		}
		at = end + 1
	}
	return out
}

func (s *segment) momentIn(from, to int) bool {
	_, ok := s.dated(from, to)
	return ok
}

// dated is the last date of a clause by which something is to be done.
func (s *segment) dated(from, to int) (string, bool) {
	found := ""
	for _, m := range s.read.Moments {
		if m.From < from || m.To > to || s.compared(m) {
			continue
		}
		if d := s.momentText(m); d != "" && (m.Deadline || m.Month > 0) {
			found = d
			continue
		}
		for _, w := range []string{"年底", "年末", "年终"} {
			if strings.HasPrefix(m.Text, w) && s.year > 0 {
				found = strconv.Itoa(s.year) + "-12"
			}
		}
		if strings.HasPrefix(m.Text, "年内") && s.year > 0 {
			found = strconv.Itoa(s.year)
		}
	}
	return found, found != ""
}

// forcedDone reports 确保 or 力争 of something that is done: 力争列入创建名单, 确保二期顺利开工. Money that is striven for is none.
func (s *segment) forcedDone(clause string) bool {
	for _, w := range []string{"确保", "力争", "争取"} {
		_, rest, ok := strings.Cut(clause, w)
		if !ok || strings.Contains(rest, "资金") && w == "争取" {
			continue
		}
		if _, _, ok := s.ends("completes", strings.TrimRight(rest, "”\"）)")); ok {
			return true
		}
		for _, idle := range []string{"今年", "成功", "早日", "全面", "顺利"} {
			rest = strings.TrimPrefix(rest, idle)
		}
		if _, _, ok := s.starts("attains", rest); ok {
			return true
		}
	}
	return false
}

// finishes reports a clause that says of a named thing that it is finished, and of which no date is printed: 滨江大道二期建成通车.
func finishes(s *segment, clause string) bool {
	rest, _, ok := s.ends("completes", strings.TrimRight(clause, "”\"）)"))
	for again := ok; again; {
		rest, _, again = s.ends("completes", strings.TrimRight(rest, "并、和"))
	}
	if section, _ := s.outline.mood(); !ok || section == past || s.year == 0 || s.has("unnamed", clause) {
		return false
	}
	before, _, named := s.ends("objects", rest)
	return named && len([]rune(before)) > 1
}

// endsDone reports a verb of completion at the end of a clause, or before its object.
func (s *segment) endsDone(clause string) bool {
	if _, _, ok := s.ends("completes", strings.TrimRight(clause, "”\"）)")); ok {
		return true
	}
	for _, w := range []string{"建成", "完成", "投入", "通过", "举办", "开通", "启动", "取得", "列入", "出台", "启用", "实现", "创建", "开工", "落户", "印发", "竣工", "编制", "建立", "上线", "获批", "纳入", "配齐", "贯通"} {
		if i := strings.Index(clause, w); i >= 0 && len([]rune(clause[i:])) <= 24 {
			return true
		}
	}
	return false
}
