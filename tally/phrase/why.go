package phrase

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// String is the role's name in JSON.
func (r role) String() string { return roleNames[r].code }

// roleNames are the roles in JSON and in Chinese.
var roleNames = [...]struct{ code, chinese string }{
	roleTarget: {"target", "目标值"}, roleName: {"name", "名称的一部分"}, roleAside: {"remark", "附带说明"}, roleBaseline: {"baseline", "起点"},
	roleScope: {"scope", "对象的规模"}, roleThreshold: {"threshold", "门槛"}, roleRate: {"rate", "完成率"}, roleVague: {"vague", "概数"},
	roleRelative: {"relative", "与别处相比的数"}, roleWeak: {"weak", "没有承诺的数"}, roleUnsure: {"unsure", "分不清"}, roleOdd: {"unknown", "单位不认得"},
	roleWhole: {"whole", "对象的总数"},
}

// Stage is one step of a reading, told in Chinese.
type Stage struct {
	Name  string   `json:"name"`
	Lines []string `json:"lines"`
}

// Explain tells a reading stage by stage: the sentences, the numbers with the words bound to them, the role of each with its
// reason and the one that came second, what was made of them, and what that rests on.
func (w *Words) Explain(text string, h Hint) []Stage {
	r := w.parse(text, h)
	if r.l == nil {
		return []Stage{{"结果", []string{r.p.Why}}}
	}
	found, bound, roles := Stage{Name: "数字"}, Stage{Name: "比较的词"}, Stage{Name: "角色"}
	var cut []string
	for _, one := range r.single() {
		cut = append(cut, "“"+one.l.text(0, len(one.l.r))+"”")
		for i := range one.qs {
			q := &one.qs[i]
			found.Lines = append(found.Lines, one.found(q))
			if line := one.boundTo(q); line != "" {
				bound.Lines = append(bound.Lines, line)
			}
			roles.Lines = append(roles.Lines, one.role(q))
		}
		for _, m := range one.ms {
			found.Lines = append(found.Lines, "“"+one.l.text(m.start, m.end)+"”是时间，不是目标值")
		}
	}
	if len(found.Lines) == 0 {
		found.Lines = []string{"没有数字"}
	}
	stages := []Stage{{"分句", cut}, found}
	for _, s := range []Stage{bound, roles} {
		if len(s.Lines) > 0 {
			stages = append(stages, s)
		}
	}
	return append(stages, Stage{"结果", r.result()})
}

func (r reading) found(q *quantity) string {
	s := "“" + r.l.text(q.start, q.end) + "”"
	switch {
	case !q.value.OK():
		return s + "：不是一个数"
	case q.max.OK():
		s += "：从" + q.value.String() + "到" + q.max.String()
	default:
		s += "：" + q.value.String()
	}
	if q.unit == "" {
		return s + "，没有印单位"
	}
	return s + "，单位“" + q.unit + "”"
}

// boundTo tells the words bound to a number, "" where there are none.
func (r reading) boundTo(q *quantity) string {
	var parts []string
	if q.from < q.start {
		parts = append(parts, "前面“"+r.l.text(q.from, q.start)+"”")
	}
	if q.to > q.end {
		parts = append(parts, "后面“"+r.l.text(q.end, q.to)+"”")
	}
	if len(parts) == 0 {
		return ""
	}
	return "“" + r.l.text(q.start, q.end) + "”" + strings.Join(parts, "，")
}

func (r reading) role(q *quantity) string {
	s := "“" + r.l.text(q.start, q.to) + "”是" + roleNames[q.role].chinese + "：" + q.roles[0].why
	if q.role == roleTarget && q.stretch {
		s += "；属于力争"
	}
	if next, ok := q.runnerUp(); ok {
		s += "。其次可能是" + roleNames[next.role].chinese + "：" + next.why
	}
	return s
}

// result tells what was made of the numbers.
func (r reading) result() []string {
	if !r.p.Readable {
		return []string{"不作目标值：" + r.p.Why}
	}
	goals := r.values()
	if len(goals) == 0 {
		return []string{"没有要达到的数"}
	}
	lines := make([]string, 0, len(goals)+1)
	for _, g := range goals {
		force := "确保"
		if g.stretch {
			force = "力争"
		}
		s := force + opWord(g.op) + g.count + g.unit
		if g.threshold != "" {
			s = force + "门槛" + g.threshold + g.unit + "的" + opWord(g.op) + g.count
		}
		lines = append(lines, s)
	}
	better := r.p.Better
	if better == "" {
		better = tally.Higher
	}
	o := r.origins()
	said := func(o Origin) string { return tally.Origin(o).Chinese() }
	return append(lines, better.Chinese()+"（"+said(o.Better)+"）；单位"+said(o.Unit)+"；类型"+said(o.Measure))
}

// opWord is the operator in a sentence; a number alone is at least.
func opWord(op tally.Op) string {
	if op == tally.OpNone {
		op = tally.OpAtLeast
	}
	return op.Words()
}
