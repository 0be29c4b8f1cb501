package meaning

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// duplicates: the same indicator twice for the same department cannot be told apart when it is reported.
func (p *planReading) duplicates() {
	seen := map[string]*tally.Item{}
	for i := range p.r.Items {
		it := &p.r.Items[i]
		key := strings.ToLower(strings.Join([]string{p.w.Key(it.Name), it.Parent, it.Caliber, p.w.kind(it.Unit), strings.Join(it.Lead, ",")}, "\x00"))
		first := seen[key]
		if first == nil {
			seen[key] = it
			continue
		}
		if toldApart(first, it) {
			continue
		}
		p.ask(it, it.NameCell, it.Name, Doubt{Code: tally.AskDuplicate, Proposed: tally.AnswerSame, Choices: []string{tally.AnswerSame, tally.AnswerDistinct},
			Why: "与“" + first.Sheet + "”" + first.NameCell + "的指标同名、同单位、同责任单位，报来的数分不清是哪一个的"})
	}
}

// toldApart reports two rows of one name that stand in different groups with different targets for one time: 链上企业产值 of each 产业链. A report is
// told apart by its group then.
func toldApart(a, b *tally.Item) bool {
	if len(a.Group) == 0 || len(b.Group) == 0 || slices.Equal(a.Group, b.Group) {
		return false
	}
	for _, t := range a.Targets {
		for _, u := range b.Targets {
			if t.Period == u.Period && t.Tier == u.Tier && t.Floor.OK() && u.Floor.OK() && !t.Floor.Equal(u.Floor) {
				return true
			}
		}
	}
	return false
}

// departments: who leads is to be a department's name and nothing else.
func (p *planReading) departments() {
	asked := map[string]bool{}
	for i := range p.r.Items {
		it := &p.r.Items[i]
		for _, lead := range it.Lead {
			if asked[lead] || p.w.isDepartment(lead) {
				continue
			}
			asked[lead] = true
			p.ask(it, it.NameCell, lead, Doubt{Code: tally.AskDepartment, Proposed: p.w.departmentIn(lead), Why: "责任单位写的是“" + lead + "”，看不出是哪个部门"})
		}
	}
}

// isDepartment reports a name that ends as departments' names do and holds no other words.
func (w *Words) isDepartment(name string) bool {
	folded := w.Fold(name)
	if strings.ContainsAny(folded, "()[]:;/+") {
		return false
	}
	return w.vocabulary.endsAs("department", folded)
}

// departmentIn is the department inside a text that says more: 财政局 of 财政局(各部门配合).
func (w *Words) departmentIn(text string) string {
	folded := w.Fold(text)
	if at := strings.IndexAny(folded, "([:;/+"); at > 0 && w.isDepartment(folded[:at]) {
		return folded[:at]
	}
	return ""
}

// parents: a 其中 that only position suggests.
func (p *planReading) parents() {
	for i := range p.r.Items {
		it := &p.r.Items[i]
		if it.Parent == "" || it.ParentOrigin != tally.Assumed {
			continue
		}
		p.ask(it, it.NameCell, it.Name, Doubt{Code: tally.AskParent, Proposed: it.Parent, Choices: []string{it.Parent, tally.AnswerNone},
			Why: "排在“" + it.Parent + "”下面，没有写“其中”，看不出是不是它的一部分"})
	}
}
