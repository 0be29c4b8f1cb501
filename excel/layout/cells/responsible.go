package cells

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// InCharge are the units that a row names, by what they do.
type InCharge struct {
	lead, responsible, support, implementing []string

	Headings *vocabulary.Headings
	Offices  []string // endings of units, where the column names people beside them
}

// onlyOffices leaves people away from a column of 牵头单位及责任人: 发改局 张三.
func (u *InCharge) onlyOffices(names []string) []string {
	if len(u.Offices) == 0 {
		return names
	}
	var units []string
	for _, n := range names {
		n = vocabulary.WithoutBrackets(n)
		for _, o := range u.Offices {
			if strings.HasSuffix(n, o) && n != o {
				units = append(units, n)
				break
			}
		}
	}
	if len(units) == 0 {
		return names
	}
	return units
}

// Add takes one cell of units; role is its column's. A cell may say by itself who leads (牵头单位:…;
// 省发展改革委牵头,各地配合).
func (u *InCharge) Add(role vocabulary.Role, text string) {
	text = vocabulary.HalfWidth(text)
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' || r == '\r' || r == '。' }) {
		at, names := role, piece
		if word, rest, ok := strings.Cut(piece, ":"); ok {
			if r := InChargeRole(u.Headings, word); r != vocabulary.RoleNone {
				at, names = r, rest
			}
		}
		u.names(at, names)
	}
}

// InChargeRole tells the role from a word before a colon or behind names.
func InChargeRole(h *vocabulary.Headings, word string) vocabulary.Role {
	for _, in := range [...]struct {
		list vocabulary.List
		role vocabulary.Role
	}{
		{vocabulary.InChargeSupports, vocabulary.RoleSupport}, {vocabulary.InChargeLeader, vocabulary.RoleLeader}, {vocabulary.InChargeLeads, vocabulary.RoleLead},
		{vocabulary.InChargeCarries, vocabulary.RoleImplementing}, {vocabulary.InChargeAnswers, vocabulary.RoleResponsible},
	} {
		if h.Has(in.list, word) {
			return in.role
		}
	}
	return vocabulary.RoleNone
}

func (u *InCharge) names(role vocabulary.Role, text string) {
	var waiting []string
	for _, n := range u.onlyOffices(SplitNames(text)) {
		at := role
		for _, ending := range u.Headings.Listed(vocabulary.BehindNames) {
			if bare, ok := strings.CutSuffix(n, ending); ok && bare != "" {
				n = bare
				for _, w := range u.Headings.Listed(vocabulary.InChargeTails) {
					n = strings.TrimSuffix(n, w)
				}
				if r := InChargeRole(u.Headings, ending); r != vocabulary.RoleNone && r != vocabulary.RoleResponsible {
					at = r
				}
				break
			}
		}
		if n != "" {
			waiting = append(waiting, n)
		}
		if at != role || role == vocabulary.RoleNone {
			u.put(at, waiting)
			waiting = nil
		}
	}
	u.put(role, waiting)
}

func (u *InCharge) put(role vocabulary.Role, names []string) {
	switch role {
	case vocabulary.RoleLead:
		u.lead = append(u.lead, names...)
	case vocabulary.RoleResponsible, vocabulary.RoleNone:
		u.responsible = append(u.responsible, names...)
	case vocabulary.RoleSupport:
		u.support = append(u.support, names...)
	case vocabulary.RoleImplementing:
		u.implementing = append(u.implementing, names...)
	}
}

// Settle gives the units to the item. Where nobody is named as leading, the first responsible unit
// leads and the others support it (DOMAIN §6: 列第一位的责任单位为牵头单位); where somebody is, the
// responsible units carry out. Where only those that carry out are named, the first of them leads.
func (u *InCharge) Settle(it *tally.Item) {
	switch {
	case len(u.lead) > 0:
		u.implementing = append(u.implementing, u.responsible...)
	case len(u.responsible) > 0:
		u.lead = u.responsible[:1]
		u.support = append(append([]string(nil), u.responsible[1:]...), u.support...)
	case len(u.implementing) > 0: // 承办单位 alone: nobody else answers for it
		u.lead, u.implementing = u.implementing[:1], u.implementing[1:]
	}
	it.Lead = distinct(u.lead, nil)
	it.Support, it.Implementing = distinct(u.support, it.Lead), distinct(u.implementing, it.Lead)
}

// distinct drops repeated names and those that are named before.
func distinct(names, before []string) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		if !slices.Contains(out, n) && !slices.Contains(before, n) {
			out = append(out, n)
		}
	}
	return out
}

// SplitNames parts the names of a cell; separators inside brackets are part of a name (区发改局(经信局、科技局)).
func SplitNames(text string) []string {
	var names []string
	depth, start := 0, 0
	cut := func(end, next int) {
		if n := cleanName(text[start:end]); n != "" {
			names = append(names, n)
		}
		start = next
	}
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth = max(0, depth-1)
		case '、', ',', ';', '/', '\n', '\r', '\t', ' ', '|', '．':
			if depth == 0 {
				cut(i, i+utf8.RuneLen(r))
			}
		}
	}
	cut(len(text), len(text))
	return joinLetters(names)
}

func cleanName(s string) string {
	s = strings.Trim(vocabulary.NameForm(s), " 。.:-—")
	if s == "无" || s == "等" {
		return ""
	}
	return strings.TrimSuffix(s, "等")
}

// joinLetters undoes names that were spread out for looks: 财 政 局.
func joinLetters(names []string) []string {
	if len(names) < 2 {
		return names
	}
	for _, n := range names {
		if utf8.RuneCountInString(n) > 1 {
			return names
		}
	}
	return []string{strings.Join(names, "")}
}
