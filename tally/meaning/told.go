package meaning

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Told is what a report in words says of a deed that a target asks for.
type Told int

// Unsaid is a report from which it cannot be told.
const (
	Unsaid Told = iota
	NotDone
	Done
)

var (
	clauseEnds = regexp.MustCompile(`[,，。;；、!！\s]+`)
	datePart   = regexp.MustCompile(`(于|在|到)?(\d{4}年)?(\d{1,2}月份?)?(\d{1,2}[日号])?(年|月)?(底|初|中旬|上旬|下旬)?(前|之前|内)?`)
	listed     = regexp.MustCompile(`[、,，;；和及与]`)
)

// Told reads what was reported of a row against its target and its name. Only a clause that says of the deed itself that it was done counts, with 已
// or its like or in the target's own words: 已完成主体工程 is not 已完成, and what is said to be under way or done in part is not done.
func (w *Words) Told(report, target, name string) Told {
	t := telling{v: w.vocabulary, goal: w.Fold(target), name: w.Fold(name)}
	said, plain, open := Unsaid, false, false
	for _, c := range clauseEnds.Split(w.Fold(report), -1) {
		switch of, deed := t.clause(c); {
		case of == Done && deed:
			return Done
		case of == Done:
			plain = true
		case of == NotDone:
			said, open = NotDone, open || t.isOf(c)
		}
	}
	switch {
	case plain && said == Unsaid:
		return Done
	case plain && !open: // 已完成, and something else is not yet
		return Unsaid
	}
	return said
}

// telling is one report on its way.
type telling struct {
	v          *Vocabulary
	goal, name string
}

// clause reads one clause; deed is false where it says 已完成 and not of what.
func (t telling) clause(c string) (of Told, deed bool) {
	if c == "" {
		return Unsaid, false
	}
	if t.v.holds("not_done", t.unnamed(c)) {
		return NotDone, false
	}
	if state, under := t.underWay(c); under { // 招标中, 主体施工阶段
		if t.essence(state) == t.essence(t.goal) { // 运行中, where that was to come
			return Done, true
		}
		return NotDone, false
	}
	core, goal := t.essence(strings.TrimPrefix(c, t.name)), t.essence(t.goal)
	switch {
	case core == "":
		return Unsaid, false
	case core == goal:
		return Done, true
	case t.otherDeed(core, goal): // 已建成, where 建成投用 is asked
		return Unsaid, false
	case t.doneAlone(core), strings.HasSuffix(t.name, core) && len([]rune(core)) > 1:
		return Done, false
	case t.v.holds("partly", c) && !t.v.holds("partly", t.goal):
		return NotDone, false
	case t.v.holds("done_marks", c) && t.sameDeed(core, goal):
		return Done, true
	}
	return Unsaid, false
}

// unnamed cuts out of a clause what it repeats of the row's name: 行动计划 of 三年行动计划 plans nothing.
func (t telling) unnamed(c string) string {
	r := []rune(c)
	var b strings.Builder
	for i := 0; i < len(r); {
		n := 0
		for i+n < len(r) && strings.Contains(t.name, string(r[i:i+n+1])) {
			n++
		}
		if n < 2 {
			b.WriteRune(r[i])
			i++
			continue
		}
		i += n
	}
	return b.String()
}

// underWay cuts off that something goes on: 招标中.
func (t telling) underWay(c string) (state string, ok bool) {
	for _, end := range t.v.text["under_way"] {
		if state, ok := strings.CutSuffix(c, end); ok && !strings.HasSuffix(state, "集") && len([]rune(state)) > 1 { // 集中
			return state, true
		}
	}
	return "", false
}

// doneAlone reports a clause that says no more than that it is done: 完成, 完成任务, 已办结.
func (t telling) doneAlone(core string) bool {
	for _, end := range t.v.text["done_ends"] {
		core = strings.TrimSuffix(core, end)
	}
	return t.v.has("done", core)
}

// otherDeed reports a clause that says no more than that one deed is done, and it is not the target's last.
func (t telling) otherDeed(core, goal string) bool {
	asked, _ := t.deeds(goal)
	said, rest := t.deeds(core)
	if rest != "" || len(said) != 1 || len(asked) < 2 || t.follows(asked[len(asked)-1]) {
		return false
	}
	return said[0] != 0 && said[0] != asked[len(asked)-1]
}

// essence leaves the deed of a clause: 已于9月10日顺利开学 and 确保9月份顺利开学 are both 开学.
func (t telling) essence(s string) string {
	s = datePart.ReplaceAllString(s, "")
	for _, a := range t.v.text["adverbs"] {
		s = strings.ReplaceAll(s, a, "")
	}
	return s
}

// deed is a verb of doing in a text: the place of its group in the vocabulary, of which the first is 完成 and its like.
type deed int

// deeds cuts a text into the deeds that it names and what is left.
func (t telling) deeds(s string) (found []deed, rest string) {
	var b strings.Builder
	for s != "" {
		group, word := -1, ""
		for g, line := range t.v.text["deeds"] {
			for _, w := range strings.Fields(line) {
				if strings.HasPrefix(s, w) && len(w) > len(word) {
					group, word = g, w
				}
			}
		}
		if group >= 0 {
			found = append(found, deed(group))
			s = s[len(word):]
			continue
		}
		_, size := utf8.DecodeRuneInString(s)
		b.WriteString(s[:size])
		s = s[size:]
	}
	return found, b.String()
}

// sameDeed reports that a clause says of the target's last deed that it was done, and of nothing that neither target nor name has. Where a target
// lists several, all are to be there.
func (t telling) sameDeed(core, goal string) bool {
	asked, _ := t.deeds(goal)
	for len(asked) > 1 && t.follows(asked[len(asked)-1]) { // 印发实施 is done once it is 印发
		asked = asked[:len(asked)-1]
	}
	said, rest := t.deeds(core)
	if len(asked) == 0 {
		return false
	}
	if !listed.MatchString(goal) {
		asked = asked[len(asked)-1:]
	}
	for _, a := range asked {
		if !slices.Contains(said, a) {
			return false
		}
	}
	about := t.goal
	if !t.v.has("done", strings.Fields(t.v.text["deeds"][asked[len(asked)-1]])[0]) || strings.HasSuffix(t.name, rest) { // 已完成规划 is not all of a 规划展览馆
		about += t.name
	}
	for _, r := range rest {
		if !strings.ContainsRune(about, r) && !t.v.has("idle", string(r)) {
			return false
		}
	}
	return true
}

// isOf reports that a clause names the target's last deed: 尚未验收, where 通过验收 is asked.
func (t telling) isOf(c string) bool {
	asked, _ := t.deeds(t.essence(t.goal))
	said, _ := t.deeds(c)
	return len(asked) > 0 && slices.Contains(said, asked[len(asked)-1])
}

// follows reports a deed that goes on by itself once the one before it is done: 实施.
func (t telling) follows(d deed) bool {
	for _, w := range strings.Fields(t.v.text["deeds"][d]) {
		if t.v.has("follows", w) {
			return true
		}
	}
	return false
}

// completes reports a target in words that asks for a deed that is done or not (通过复审, 印发实施), and not for a state or for efforts.
func (v *Vocabulary) completes(target string) bool {
	t := telling{v: v, goal: v.fold(target)}
	goal := t.essence(t.goal)
	if goal == "" || t.v.holds("efforts", t.goal) || strings.ContainsAny(goal, "0123456789") {
		return false
	}
	asked, rest := t.deeds(goal)
	return len(asked) > 0 && !t.follows(asked[0]) && (first(goal) != first(rest) || last(goal) != last(rest))
}

// first and last are the characters at the ends of a text.
func first(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func last(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
