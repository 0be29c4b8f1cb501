package tally

import (
	"slices"
	"strings"
)

// DepartmentNames are the cleaned names of one department, the canonical one and its aliases. A printed name is the
// department's whatever the width, the spaces, a seal mark (盖章), or the zone or district printed before it
// (温州经济技术开发区经济发展局); of several names in one cell any may be it.
type DepartmentNames []string

func NamesOf(canonical string, aliases []string) DepartmentNames {
	d := make(DepartmentNames, 0, 1+len(aliases))
	d = append(d, unitName(canonical))
	for _, a := range aliases {
		d = append(d, unitName(a))
	}
	return d
}

func (d DepartmentNames) Is(printed string) bool { return d.Among(SplitDepartments(printed)) }

// Among reports that one of the cleaned names is the department's.
func (d DepartmentNames) Among(cleaned []string) bool {
	for _, p := range cleaned {
		for _, own := range d {
			if sameUnit(own, p) {
				return true
			}
		}
	}
	return false
}

func (d DepartmentNames) AnyOf(printed []string) bool { return slices.ContainsFunc(printed, d.Is) }

// Leads reports that the department carries the indicator: the first of several leads does
// (DOMAIN §6, after 杭州: 列第一位的责任单位为牵头单位).
func (d DepartmentNames) Leads(ind *Indicator) bool { return len(ind.Lead) > 0 && d.Is(ind.Lead[0]) }

// sameUnit compares two cleaned names; one may carry its region in front.
func sameUnit(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	region, ok := strings.CutSuffix(a, b)
	// 科技局 is not 经济和科技局: what stands before must itself be a region or its authority.
	return ok && slices.ContainsFunc(regionEndings, func(e string) bool { return strings.HasSuffix(region, e) })
}

var regionEndings = []string{"省", "市", "区", "县", "旗", "镇", "乡", "街道", "园", "管委会", "管理委员会", "政府"}

// SplitDepartments takes a cell with several names apart.
func SplitDepartments(printed string) []string {
	var out []string
	for _, p := range strings.FieldsFunc(printed, func(r rune) bool { return strings.ContainsRune("、,，;；/\n\r", r) }) {
		if p = unitName(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// unitName leaves out what is no part of a name: spaces, and (盖章) or the like in brackets.
func unitName(s string) string {
	s = strings.Join(strings.Fields(s), "")
	for _, bracket := range []string{"(", "（"} {
		if i := strings.Index(s, bracket); i > 0 {
			s = s[:i]
		}
	}
	return s
}

// LedBy are the indicators that a department carries: those whose first lead it is, under its name or an alias.
func (p Plan) LedBy(department string, aliases []string) []Indicator {
	names := NamesOf(department, aliases)
	var out []Indicator
	for i := range p.Indicators {
		if names.Leads(&p.Indicators[i]) {
			out = append(out, p.Indicators[i])
		}
	}
	return out
}
