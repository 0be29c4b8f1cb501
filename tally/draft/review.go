package draft

import (
	"regexp"
	"strings"

	"github.com/tallysheet/tallysheet/tally/phrase"
)

// verdict is what becomes of a number, before it is asked whether it is a target.
type verdict struct {
	why    Why
	reason string
	doubt  string
	out    bool
}

// judge tells whether a number is of the past or of a rule for others, with the cue.
func (s *segment) judge(f phrase.Figure) verdict {
	from, to := s.clause(f.Start)
	clause := s.w.Fold(s.text(from, to))
	if v := s.policy(clause); v.out {
		return v
	}
	if word, ok := s.finds("formal", clause); ok {
		return verdict{why: WhyRemark, reason: "“" + word + "”说的是文书和办事的程序", out: true}
	}
	for _, w := range s.lists["time_limits"] {
		if rest := s.w.Fold(s.text(f.Start, to)); strings.HasPrefix(strings.TrimLeft(rest, "0123456789."), w) && !strings.HasPrefix(rest, "0") && f.Op != "<=" {
			return verdict{why: WhyTime, reason: "后面是“" + w + "”，说的是办理时限", out: true}
		}
	}
	if cue, ok := s.pastClause(from, f); ok {
		return verdict{why: WhyResult, reason: "“" + cue + "”说的是已有的情况", out: true}
	}
	section, heading := s.outline.mood()
	if s.mood == past && section != past && s.comesAfter(f.Start) {
		return verdict{}
	}
	switch {
	case s.note:
		return verdict{why: WhyResult, reason: "写在注释里", out: true}
	case s.mood == past:
		return verdict{why: WhyResult, reason: "这几句从“" + s.cue + "”说起，是以前的情况", out: true}
	case section == past && s.mood == future:
		return verdict{doubt: "写在“" + heading + "”里，句子却像目标（“" + s.cue + "”），请核实"}
	case section == past:
		return verdict{why: WhyResult, reason: "写在“" + heading + "”里", out: true}
	}
	return verdict{}
}

// comesAfter reports a word or a year of the plan between the beginning of the sentence's clause and a number, where its paragraph
// tells of the past: 去年签约的17个项目中，已开工11个，今年开工率要提高到80%以上.
func (s *segment) comesAfter(at int) bool {
	from, to := s.clause(at)
	clause := s.w.Fold(s.text(from, to))
	if strings.Contains(clause, "今年") || strings.Contains(clause, "明年") || s.has("firm_plan_cues", clause) {
		return true
	}
	for _, m := range s.read.Moments {
		if m.Year >= s.year && s.year > 0 && m.From >= from && m.From < at {
			return true
		}
	}
	return false
}

// pastClause looks for a cue of the past in the clauses of the segment up to the number's: one cue holds until a word of the plan.
func (s *segment) pastClause(from int, f phrase.Figure) (string, bool) {
	found, at := "", 0
	for at <= from {
		_, end := s.clause(at)
		clause := comparedWith.ReplaceAllString(s.w.Fold(s.text(at, end)), "")
		plan := s.has("plan_cues", clause) || strings.Contains(clause, "达到") && !strings.Contains(clause, "已")
		cue, ok := s.finds("past_cues", clause)
		if ok && strings.HasPrefix(clause, "在") && strings.Contains(clause, "基础上") {
			ok = false // 在去年增长9.1%的基础上 is where it starts from
		}
		if ok && notYet(s, cue, clause) {
			ok = false
		}
		if ok && strings.Contains(clause, "年均") && strings.HasPrefix(cue, "近") {
			plan = false
		}
		switch {
		case ok && !(plan && !strings.HasPrefix(cue, "已")):
			found = cue
		case plan:
			found = ""
		case !ok && at < from && end < len(s.r) && s.r[end] != '，' && s.r[end] != ',':
			found = ""
		}
		at = end + 1
	}
	// what qualifies the thing that is to be done says nothing of the number
	if found != "" {
		a, b := s.clause(f.Start)
		clause := s.w.Fold(s.text(a, b))
		if i := strings.Index(clause, found); i >= 0 && s.has("plan_cues", clause[i:]) {
			return "", false
		}
	}
	return found, found != ""
}

// comparedWith is what a growth is held against: it says nothing of when.
var comparedWith = regexp.MustCompile(`(?:比|较)(?:上年|去年|上一年|前一年)(?:同期|执行数|完成数|实绩|决算数|预算数|实际)?`)

// notYet reports a time of the plan's own year (前三季度累计签约55个 among 一季度, 上半年) that was not over when the document was made,
// in a sentence that tells of nothing done.
func notYet(s *segment, cue, clause string) bool {
	if cue != "前三季度" || strings.Contains(clause, "同比") || strings.Contains(clause, "了") {
		return false
	}
	if section, _ := s.outline.mood(); section == past || s.mood == past {
		return false
	}
	return len(s.out.Date) < len("2026-03") || s.out.Date[:4] == s.out.Year && s.out.Date[5:7] < "10"
}

var awards = regexp.MustCompile(`(?:分别|各|每\p{Han}{1,3})(?:给予)?奖励|奖励\d`)

// policy reports a clause that sets a rule for others: 对…给予20万元奖励, 低于400万元/亩的项目一律不予供地.
func (s *segment) policy(clause string) verdict {
	whole := s.w.Fold(string(s.r))
	cue, ok := s.finds("policy_cues", clause)
	if !ok && (strings.HasPrefix(clause, "对") || strings.HasPrefix(clause, "凡")) {
		cue, ok = s.finds("policy_cues", whole)
	}
	if !ok {
		if i := strings.Index(whole, clause); i > 0 && strings.HasPrefix(whole, "对") {
			cue, ok = s.finds("policy_cues", whole)
		}
	}
	if !ok {
		return verdict{}
	}
	if awards.MatchString(clause) {
		return verdict{why: WhyPolicy, reason: "“" + cue + "”说的是奖惩或准入的标准", out: true}
	}
	if !s.has("policy_subjects", clause) && !strings.HasPrefix(whole, "对") && !strings.Contains(whole, "的项目") && !strings.Contains(whole, "的企业") && cue != "罚款" && cue != "准入" && cue != "一律" {
		return verdict{}
	}
	return verdict{why: WhyPolicy, reason: "“" + cue + "”说的是奖惩或准入的标准", out: true}
}
