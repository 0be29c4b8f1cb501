package columns

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// sideBySide parts a table in which the same columns come twice, beside each other, into one a half.
func sideBySide(t table) []table {
	if starts := wrappedAt(t.cols, t.matrix); len(starts) > 1 {
		return halvesAt(t, starts)
	}
	names := repeatedNames(t.cols)
	if len(names) < 2 {
		return []table{t}
	}
	starts := []int{0}
	for k := 1; k < len(names); k++ {
		end := names[k]
		for end > names[k-1]+1 && beginsHalf(t.cols[end-1].role) {
			end--
		}
		starts = append(starts, end)
	}
	return halvesAt(t, starts)
}

// halvesAt parts a table at the indexes of the columns that begin a half.
func halvesAt(t table, starts []int) []table {
	halves := make([]table, 0, len(starts))
	for k, start := range starts {
		end := len(t.cols)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		if k == 0 {
			start = 0
		}
		h := t
		h.from, h.to = start+1, end
		h.cols = append([]Column(nil), t.cols...)
		for i := range h.cols {
			if i < start || i >= end {
				h.cols[i] = Column{col: i + 1}
			}
		}
		if len(t.aims) > 0 {
			h.aims = slices.DeleteFunc(slices.Clone(t.aims), func(col int) bool { return col < h.from || col > h.to })
			h.matrix = t.matrix && len(h.aims) > 0
		}
		for i := start; i < end && t.who > 0; i++ {
			if h.cols[i].Title() == t.cols[t.who-1].Title() {
				h.who = i + 1
				break
			}
		}
		halves = append(halves, h)
	}
	return halves
}

// wrappedAt are the indexes of the columns with which a table begins again that was wrapped to save paper: all headings, the first too, are those of the
// part before, but for blank columns between the parts and for what only describes a row behind one of them.
func wrappedAt(cols []Column, matrix bool) []int {
	var starts []int
	var parts [][]*Column
	for i := range cols {
		c := &cols[i]
		switch {
		case len(c.path) == 0:
			continue
		case len(parts) == 0 || c.Title() == parts[0][0].Title() && (i == 0 || c.Title() != cols[i-1].Title()): // 指标名称 may be merged over two
			starts, parts = append(starts, i), append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], c)
	}
	if len(parts) < 2 || parts[0][0].role.IsTarget() && parts[0][0].role == parts[len(parts)-1][0].role {
		return nil
	}
	alike := len(parts[0])
	for _, p := range parts[1:] {
		n := 0
		for n < min(alike, len(p)) && p[n].Title() == parts[0][n].Title() && p[n].when == parts[0][n].when {
			n++
		}
		alike = n
	}
	figures := func(cols []*Column) bool {
		return slices.ContainsFunc(cols, func(c *Column) bool {
			return c.role.IsFigure() || c.when.Months() || matrix && c.role == vocabulary.RoleNone
		})
	}
	if alike < 2 || !figures(parts[0][1:alike]) {
		return nil
	}
	for _, p := range parts {
		if figures(p[alike:]) {
			return nil
		}
		for k := range alike { // 任务 may be a name or a target: only the first was looked at
			p[k].role = parts[0][k].role
		}
	}
	return starts
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
