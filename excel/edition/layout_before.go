package edition

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// What is here is for editions that a program issued which kept no layouts with them.

// addedColumns are the columns, as LayoutOf names them, that came after editions began to keep their layouts: what was issued before
// has none of them. Whoever adds a column to a sheet names it here; TestLayoutOfOldEditions asks for it.
var addedColumns = map[string][]string{DataSheet: append([]string{dataOrigin, dataAsked}, seriesHeads...), WarningSheet: inOneLine(leftHeading, monthlyHeading, timesHeading), BriefSheet: inOneLine(leftHeading, monthlyHeading, timesHeading)}

// inOneLine are headings as LayoutOf names them.
func inOneLine(heads ...string) []string {
	for i, h := range heads {
		heads[i] = strings.ReplaceAll(h, "\n", "")
	}
	return heads
}

// movedColumns are the columns, as LayoutOf names them, that stand elsewhere since then: how many from the first, and what they stood after.
var movedColumns = map[string][]struct {
	first string
	n     int
	after string
}{WarningSheet: {{barHeading, 2, "完成率"}, {"亮灯说明", 1, "偏差(百分点)"}}}

// beforeLayouts is the layout of the program that kept none: today's, without what was added since and with what was moved in its place.
func beforeLayouts(now tally.SheetLayout) tally.SheetLayout {
	was := now
	was.Columns = slices.DeleteFunc(slices.Clone(now.Columns), func(key string) bool { return slices.Contains(addedColumns[now.Sheet], key) })
	for _, m := range movedColumns[now.Sheet] {
		at, to := slices.Index(was.Columns, m.first), slices.Index(was.Columns, m.after)
		if at < 0 || to < 0 || at < to {
			continue
		}
		moved := slices.Clone(was.Columns[at : at+m.n])
		was.Columns = slices.Insert(slices.Delete(was.Columns, at, at+m.n), to+1, moved...)
	}
	return was
}
