package draft

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally/phrase"
)

// account sets each number of a text aside that no target and no milestone holds. The text begins at a rune of its block; s is the
// segment that it is, nil where it was not read as one; why is the kind of all of them, "" where each is asked.
func (d *drafting) account(block, start int, text, sentence string, s *segment, why Why) {
	r := []rune(text)
	for _, run := range digitRuns(r) {
		if s != nil && s.taken[run[0]] {
			continue
		}
		a := Aside{Number: string(r[run[0]:run[1]]), Sentence: strings.TrimSpace(sentence), Place: Place{block, start + run[0], start + run[1]}}
		a.Text = around(r, run[0], run[1])
		if s != nil {
			a.Place.From, a.Place.To = s.at[run[0]], s.at[run[1]-1]+1
			a.Why, a.Reason = s.reason(run[0], run[1])
		} else {
			a.Why, a.Reason = why, "不在正文的目标里"
			if why == "" {
				a.Why, a.Reason = frameReason(r, run[0], run[1])
			}
		}
		d.out.SetAside = append(d.out.SetAside, a)
	}
	if s != nil {
		d.numbering(s)
	}
}

// numbering accounts for the digits of a list's number, which the reading of a segment dropped.
func (d *drafting) numbering(s *segment) {
	if len(s.at) == 0 {
		return
	}
	first := s.at[0]
	all := d.runesOf(s.block)
	from := first
	for from > s.start && from > 0 && !isStop(all[from-1]) {
		from--
	}
	for _, run := range digitRuns(all[from:min(first, len(all))]) {
		d.out.SetAside = append(d.out.SetAside, Aside{Number: string(all[from+run[0] : from+run[1]]), Text: strings.TrimSpace(string(all[from:min(first+12, len(all))])), Sentence: s.sentence, Why: WhyLabel, Reason: "是条目的序号", Place: Place{s.block, from + run[0], from + run[1]}})
	}
}

// frame sets aside the numbers of what is no sentence: headings, the title, dates and signatures.
func (d *drafting) frame(block int, why Why) {
	text := d.src.Blocks[block].Text
	if why == "" {
		d.account(block, 0, text, text, nil, "")
		return
	}
	d.account(block, 0, text, text, nil, why)
}

func frameReason(r []rune, from, to int) (Why, string) {
	text := string(r)
	switch {
	case docNumber.MatchString(text):
		return WhyNumber, "是文号"
	case strings.Contains(text, "电话"), strings.Contains(text, "邮编"), strings.Contains(text, "传真"):
		return WhyContact, "是联系方式"
	case from < 4 && to < len(r) && strings.ContainsRune("、.．)）", r[to]):
		return WhyLabel, "是条目的序号"
	case to < len(r) && strings.ContainsRune("年月日", r[to]), to-from == 4:
		return WhyDate, "是日期"
	}
	return WhyName, "在标题里，是名称的一部分"
}

// around is the clause that a number stands in.
func around(r []rune, from, to int) string {
	for from > 0 && !isStop(r[from-1]) {
		from--
	}
	for to < len(r) && !isStop(r[to]) {
		to++
	}
	return strings.TrimSpace(string(r[from:to]))
}

// reason says why a number of a segment is no target.
func (s *segment) reason(from, to int) (Why, string) {
	for _, f := range s.read.Figures {
		if from < f.Start || from >= max(f.End, f.Start+1) {
			continue
		}
		if a, ok := s.why[f.Start]; ok {
			return a.Why, a.Reason
		}
		if v := s.judge(f); v.out && f.Role != "name" {
			return v.why, v.reason
		}
		return roleWhy(f)
	}
	for _, m := range s.read.Moments {
		if from >= m.From && from < m.To {
			return WhyDate, "是时间“" + m.Text + "”"
		}
	}
	if strings.Contains(string(s.r), "电话") {
		return WhyContact, "是联系方式"
	}
	if to < len(s.r) && strings.ContainsRune("年月日时", s.r[to]) || to+1 < len(s.r) && s.r[to] == ':' {
		return WhyDate, "是时间"
	}
	return WhyOther, "认不出它说的是什么"
}

// roleWhy is the kind of a reason for a role of package phrase.
func roleWhy(f phrase.Figure) (Why, string) {
	why, ok := map[string]Why{"name": WhyName, "remark": WhyRemark, "baseline": WhyBaseline, "scope": WhyScope, "threshold": WhyThreshold, "rate": WhyRate, "vague": WhyVague,
		"relative": WhyRelative, "weak": WhyScope, "whole": WhyScope, "unsure": WhyUnsure, "unknown": WhyUnsure, "target": WhyUnsure}[f.Role]
	if !ok {
		why = WhyOther
	}
	return why, f.Why
}
