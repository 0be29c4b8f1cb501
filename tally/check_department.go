package tally

import (
	"slices"
	"strings"
)

// SameDepartment reports whether the printed name is that of the department: its canonical name or an
// alias, whatever the width, the spaces, a seal mark (盖章), or the zone or district printed before it
// (温州经济技术开发区经济发展局). Of several names in one cell any may be it.
func SameDepartment(canonical string, aliases []string, printed string) bool {
	return departmentNames{canonical: canonical, aliases: aliases}.is(printed)
}

// departmentNames is a department with its aliases.
type departmentNames struct {
	canonical string
	aliases   []string
}

func (d departmentNames) is(printed string) bool {
	for _, p := range splitUnits(printed) {
		for _, own := range append([]string{d.canonical}, d.aliases...) {
			if sameUnit(unitName(own), p) {
				return true
			}
		}
	}
	return false
}

func (d departmentNames) anyOf(printed []string) bool { return slices.ContainsFunc(printed, d.is) }

// leads reports that the department carries the indicator: the first of several leads does
// (DOMAIN §6, after 杭州: 列第一位的责任单位为牵头单位).
func (d departmentNames) leads(ind *Indicator) bool { return len(ind.Lead) > 0 && d.is(ind.Lead[0]) }

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

// splitUnits takes a cell with several names apart.
func splitUnits(printed string) []string {
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
	s = strings.NewReplacer("（", "(", "）", ")", "　", "").Replace(s)
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	return s
}
