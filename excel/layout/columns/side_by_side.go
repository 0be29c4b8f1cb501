package columns

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// sideBySide parts a table in which the same columns come twice, beside each other, into one a half.
func sideBySide(t table) []table {
	names := repeatedNames(t.cols)
	if len(names) < 2 {
		return []table{t}
	}
	halves := make([]table, 0, len(names))
	start := 0
	for k := range names {
		end := len(t.cols)
		if k+1 < len(names) {
			end = names[k+1]
			for end > names[k]+1 && beginsHalf(t.cols[end-1].role) {
				end--
			}
		}
		h := t
		h.from, h.to = start+1, end
		h.cols = append([]Column(nil), t.cols...)
		for i := range h.cols {
			if i < start || i >= end {
				h.cols[i] = Column{col: i + 1}
			}
		}
		halves = append(halves, h)
		start = end
	}
	return halves
}

// repeatedNames are the indexes of the columns that begin a half: names under one heading with figures between them, or headings of any
// words (工业指标, 服务业指标) behind which the same columns follow.
func repeatedNames(cols []Column) []int {
	for _, role := range [...]vocabulary.Role{vocabulary.RoleName, vocabulary.RoleArea} {
		if names := repeatedOf(cols, role); names != nil {
			return names
		}
	}
	for first := range cols {
		if mayName(&cols[first]) {
			return repeatedFrom(cols, first)
		}
	}
	return nil
}

// repeatedOf are those of one role.
func repeatedOf(cols []Column, role vocabulary.Role) []int {
	var names []int
	figure := false
	for i := range cols {
		c := &cols[i]
		switch {
		case c.role == role && (len(names) == 0 || figure && sameHeading(c, &cols[names[0]])):
			names = append(names, i)
			figure = false
		case len(names) > 0 && c.role.IsFigure():
			figure = true
		}
	}
	if len(names) > 1 && figure {
		return names
	}
	return nil
}

// mayName reports a heading that may stand over names.
func mayName(c *Column) bool {
	return len(c.path) > 0 && (c.role == vocabulary.RoleName || c.role == vocabulary.RoleTask || c.role == vocabulary.RoleNone && c.when.IsZero())
}

// repeatedFrom looks for the columns behind a first name again, behind other words; all of the halves must be alike, with a figure.
func repeatedFrom(cols []Column, first int) []int {
	again := func(i int) bool { return mayName(&cols[i]) || cols[i].Title() == cols[first].Title() } // 任务 is a name, or a target
	for i := range cols[:first] {                                                                    // 乡镇 names the rows, and 目标任务 | 进度 come again under each indicator
		if cols[i].role == vocabulary.RoleArea || cols[i].role.IsUnitInCharge() && len(cols[first].path) > 1 {
			return nil
		}
	}
	for second := first + 3; second < len(cols); second++ {
		if !again(second) {
			continue
		}
		n := 0
		for n < second-first-1 && second+n+1 < len(cols) && len(cols[first+n+1].path) > 0 && sameHeading(&cols[first+n+1], &cols[second+n+1]) && cols[first+n+1].when == cols[second+n+1].when {
			n++
		}
		figures := false
		for i := first + 1; i <= first+n; i++ {
			figures = figures || cols[i].role.IsFigure() || cols[i].when.Months()
		}
		rest := cols[first+n+1 : second]
		if n < 2 || !figures || len(rest) > 1 || len(rest) == 1 && !beginsHalf(rest[0].role) && len(rest[0].path) > 0 {
			continue
		}
		names := []int{first}
		for at := second; at < len(cols) && again(at); at += second - first {
			names = append(names, at)
		}
		for _, i := range names {
			cols[i].role = vocabulary.RoleName
		}
		return names
	}
	return nil
}

func sameHeading(a, b *Column) bool {
	return len(a.path) > 0 && len(b.path) > 0 && a.path[len(a.path)-1].Noun == b.path[len(b.path)-1].Noun
}

// beginsHalf reports the columns that stand before a name.
func beginsHalf(r vocabulary.Role) bool {
	return r == vocabulary.RoleSeq || r == vocabulary.RoleGroup || r == vocabulary.RoleTask
}
