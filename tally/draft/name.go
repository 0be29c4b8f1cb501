package draft

import (
	"strings"
	"unicode/utf8"
)

// headBounds is where the name before a number may stand: from a stop, the target before it or the list's 、.
func (s *segment) headBounds(i int) (from, to int) {
	f := s.read.Figures[i]
	from, _ = s.clause(f.Start)
	for k := i - 1; k >= 0; k-- {
		g := s.read.Figures[k]
		if g.Start < from {
			break
		}
		if g.Role == "target" && g.Value.OK() || g.Role == "vague" {
			from = g.To
			for p := g.To; p < f.From; p++ { // what hangs on the number before ends at its 、
				if s.r[p] == '、' {
					from = p
					break
				}
			}
			break
		}
	}
	return min(from, f.From), f.From
}

// names are what a number is of: one name, or one for each subject that it is shared by.
func (s *segment) names(i int) []string {
	f := s.read.Figures[i]
	if len(f.Subjects) > 1 {
		if name, ok := s.sharedName(i); ok {
			return []string{name}
		}
		if !s.listOfNumbers(i) {
			out := make([]string, 0, len(f.Subjects))
			for _, name := range f.Subjects {
				out = append(out, s.strip(name))
			}
			return out
		}
	}
	return []string{s.name(i)}
}

// listOfNumbers reports that other targets stand beside this one in its clause.
func (s *segment) listOfNumbers(i int) bool {
	from, to := s.clause(s.read.Figures[i].Start)
	n := 0
	for _, f := range s.read.Figures {
		if f.Role == "target" && f.Start >= from && f.Start < to {
			n++
		}
	}
	return n > 1
}

// sharedName gives the k-th number of a 分别 list the k-th of its subjects, with the verb before the first and the noun behind the last.
func (s *segment) sharedName(i int) (string, bool) {
	f := s.read.Figures[i]
	from, to := s.clause(f.Start)
	k, n := 0, 0
	for j, g := range s.read.Figures {
		if g.Role == "target" && g.Start >= from && g.Start < to {
			if j == i {
				k = n
			}
			n++
		}
	}
	if n != len(f.Subjects) || k >= n {
		return "", false
	}
	name := s.strip(f.Subjects[k])
	if k == 0 {
		head := s.withoutMoments(from, f.From)
		if at := strings.Index(head, f.Subjects[0]); at > 0 {
			name = s.strip(head[:at] + f.Subjects[0])
		}
		if last := f.Subjects[n-1]; f.Threshold.OK() {
			name += s.nounBehindThreshold(last)
		} else {
			name += sharedEnd(name, last)
		}
		return name, true
	}
	if f.Threshold.OK() {
		if k < n-1 {
			name += s.nounBehindThreshold(f.Subjects[n-1])
		}
		first := s.strip(f.Subjects[0])
		for p, r := range first {
			if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
				return first[:p] + name, true
			}
		}
	}
	return name, true
}

// sharedEnd is what the last name of a list says for all: 人均可支配收入 of 城镇常住居民、农村常住居民人均可支配收入.
func sharedEnd(first, last string) string {
	r := []rune(first)
	if len(r) < 3 || strings.HasSuffix(last, string(r[len(r)-2:])) {
		return ""
	}
	_, rest, _ := strings.Cut(last, string(r[len(r)-2:]))
	return rest
}

// nounBehindThreshold is what follows the number and its unit: 企业 of 50亿元企业.
func (s *segment) nounBehindThreshold(text string) string {
	for _, f := range s.w.Sentence(text, hintOf("")).Figures {
		return string([]rune(text)[min(f.To, utf8.RuneCountInString(text)):])
	}
	return ""
}

// name is what one number is of, as a clerk would write it.
func (s *segment) name(i int) string {
	f := s.read.Figures[i]
	from, _ := s.headBounds(i)
	named := s.nameEnd(i)
	for k := i - 1; k >= 0; k-- { // 由12毫秒降至8毫秒: the name stands before where it starts from
		g := s.read.Figures[k]
		if g.Start < from {
			break
		}
		if g.Role == "baseline" {
			named = s.nameEnd(k)
		}
	}
	head := s.strip(withoutLead(s, comparedWith.ReplaceAllString(s.withoutMoments(from, named), "")))
	tail := s.tail(i)
	if verb := s.text(f.From, f.Start); tail != "" && breaksThrough(verb, head) { // 重点突破10个“卡脖子”环节
		return verb + s.strip(tail)
	}
	if rest, _, ok := s.ends("labels", s.w.Fold(head)); ok && f.To < len(s.r) && s.r[f.To] == '的' && tail != "" { // 设立总规模30亿元的产业基金
		head = string([]rune(head)[:utf8.RuneCountInString(rest)])
		if head == "" || s.is("verbs", s.w.Fold(head)) {
			return head + s.strip(tail)
		}
	}
	folded := s.w.Fold(head)
	switch {
	case head == "" && tail != "" && !f.Growth:
		return s.strip(tail) + s.predicate(i)
	case head == "":
		return s.carried(i)
	case s.is("labels", folded):
		if base := s.base(); base != "" {
			return base + head
		}
		return head
	case s.is("verbs", folded) && tail != "":
		return head + s.strip(tail)
	case tail != "" && f.From == f.Start && (prepositional(folded) || strings.HasSuffix(folded, "等") || s.beside(i)):
		return s.strip(tail)
	case s.is("verbs", folded) && s.subjectNoun() != "":
		return head + s.subjectNoun()
	}
	return s.sharedVerb(from, folded) + head
}

// withoutLead takes off what only says for whom or where something is done, down to the verb: 为企业争取低息贷款, 在长三角设立招商小组.
func withoutLead(s *segment, head string) string {
	lead := strings.TrimLeft(head, "，,、 　")
	first, size := utf8.DecodeRuneInString(lead)
	if !prepositional(string(first)) || glued(string(first), lead[size:]) {
		return head
	}
	best := -1
	for _, list := range []string{"verbs", "lead_verbs"} {
		for _, w := range s.lists[list] {
			if at := strings.Index(lead, w); at > size+2 && (best < 0 || at < best) && at+len(w) < len(lead) {
				best = at
			}
		}
	}
	if best < 0 {
		return head
	}
	return lead[best:]
}

// nameEnd is where the name before a number ends: words bound to the number that belong to the name stay with it.
func (s *segment) nameEnd(i int) int {
	f := s.read.Figures[i]
	end := f.Named
	bound := s.text(f.From, f.Start)
	for _, w := range []string{"新增", "净增"} {
		if strings.HasPrefix(bound, w) {
			end = max(end, f.From+utf8.RuneCountInString(w))
		}
	}
	if p := strings.Index(bound, "值"); p >= 0 && utf8.RuneCountInString(bound[:p]) <= 3 {
		end = max(end, f.From+utf8.RuneCountInString(bound[:p])+1)
	}
	if f.Drop && !s.w.Percent(f.Unit) && f.Unit != "" && bound != "" { // 排放总量削减200吨
		end = f.Start
	}
	return end
}

// breaksThrough reports 突破 that is what is done, not the operator of a number.
func breaksThrough(bound, head string) bool {
	return bound == "突破" && (head == "" || head == "重点")
}

// beside reports a number that stands right behind the noun of the one before: 5家企业6只项目完成整体改造.
func (s *segment) beside(i int) bool {
	from, _ := s.headBounds(i)
	return i > 0 && s.read.Figures[i-1].To == from && from > 0 && s.r[from] != '、' && s.isTarget(s.read.Figures[i-1]) && s.read.Figures[i-1].From == s.read.Figures[i-1].Start
}

// predicate is what is to become of the things counted, where the number of others stands between.
func (s *segment) predicate(i int) string {
	if i+1 >= len(s.read.Figures) || !s.isTarget(s.read.Figures[i+1]) || !s.beside(i+1) {
		return ""
	}
	if _, end := s.clause(s.read.Figures[i].Start); s.read.Figures[i+1].Start >= end {
		return ""
	}
	if tail := s.tail(i + 1); tail != "" {
		return "（" + tail + "）"
	}
	return ""
}

// sharedVerb is the verb of the name before, where 、 alone stands between: 培育智能工厂3家、数字化车间10个.
func (s *segment) sharedVerb(from int, head string) string {
	if from == 0 || from >= len(s.r) || s.r[from] != '、' || s.subject == "" {
		return ""
	}
	if _, _, own := s.starts("verbs", head); own {
		return ""
	}
	_, verb, ok := s.starts("verbs", s.w.Fold(s.subject))
	if !ok || !strings.HasPrefix(s.subject, verb) {
		return ""
	}
	return verb
}

// prepositional reports a head that only leads to what follows: 为, 对, 在.
func prepositional(head string) bool {
	return head == "为" || head == "对" || head == "在" || head == "给" || head == "向" || head == "让"
}

// tail is the noun behind a number: 提标改造 of 4座污水泵站提标改造.
func (s *segment) tail(i int) string {
	f := s.read.Figures[i]
	_, end := s.clause(f.Start)
	for k := i + 1; k < len(s.read.Figures); k++ { // 65岁以上 of 老人 belongs to the noun
		if g := s.read.Figures[k]; g.Role != "threshold" && g.Role != "name" && g.Role != "scope" {
			end = min(end, g.From)
			break
		}
	}
	for k := f.To; k < end; k++ {
		if strings.ContainsRune("、（(", s.r[k]) {
			end = k
			break
		}
	}
	text := strings.TrimLeft(s.text(f.To, end), "的")
	if utf8.RuneCountInString(text) < 2 || s.is("labels", s.w.Fold(text)) || s.is("idle", s.w.Fold(text)) {
		return ""
	}
	return text
}

// carried is the name of a number that has none of its own: the target before it, the list's head, or the clause before it.
func (s *segment) carried(i int) string {
	f := s.read.Figures[i]
	name := s.subject
	if s.head != "" && (name == "" || !strings.Contains(s.text(0, f.From), name)) {
		name = s.head
	}
	if name == "" {
		from, _ := s.clause(f.Start)
		if from > 1 {
			before, end := s.clause(from - 1)
			name = s.plainVerb(s.strip(s.withoutMoments(before, end)))
		}
	}
	if f.Growth && name != "" && s.subject == name && !strings.HasSuffix(name, "增速") && !strings.HasSuffix(name, "降幅") {
		clause, _ := s.clause(f.Start)
		yearly := strings.Contains(s.text(clause, f.Start), "年均")
		switch {
		case f.Drop:
			return name + "降幅"
		case yearly:
			return name + "年均增速"
		}
		return name + "增速"
	}
	return name
}

// base is the thing that a bare 总数 or 降幅 is of.
func (s *segment) base() string {
	if s.head != "" && (s.subject == "" || !strings.Contains(string(s.r), s.subject)) {
		return s.head
	}
	return s.plainVerb(s.subject)
}

// plainVerb takes the verb off the front of a name: 新增规上工业企业 → 规上工业企业.
func (s *segment) plainVerb(name string) string {
	for _, v := range append([]string{"开展", "组织", "举办", "召开"}, s.lists["verbs"]...) {
		if rest, ok := strings.CutPrefix(name, v); ok && utf8.RuneCountInString(rest) > 1 {
			return rest
		}
	}
	return name
}

// subjectNoun is the noun of the target before: 亿元以上项目 of 新开工亿元以上项目.
func (s *segment) subjectNoun() string {
	noun := s.plainVerb(s.subject)
	if noun == s.subject {
		return ""
	}
	return noun
}

// withoutMoments is a stretch of the segment without its dates and the words that lead to them.
func (s *segment) withoutMoments(from, to int) string {
	var out strings.Builder
	for i := from; i < to; {
		skipped := false
		for _, m := range s.read.Moments {
			if m.From == i && m.To <= to && m.To > i && !(i > 0 && s.r[i-1] < 0x80 && s.r[i-1] > ' ') { // not PM2.5年均
				i, skipped = m.To, true
				text := out.String()
				for _, w := range []string{"截至", "到", "至", "于", "在", "自", "从", "较", "比", "前"} {
					text = strings.TrimSuffix(text, w)
				}
				out.Reset()
				out.WriteString(text)
				for i < to && strings.ContainsRune("起前内底末的", s.r[i]) {
					i++
				}
				break
			}
		}
		if !skipped {
			out.WriteRune(s.r[i])
			i++
		}
	}
	return out.String()
}
