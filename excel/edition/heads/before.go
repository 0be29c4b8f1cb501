package heads

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// addedColumns are the columns, as LayoutOf names them, that came after editions began to keep their layouts: what was issued before
// has none of them. Whoever adds a column to a sheet names it here; TestLayoutOfOldEditions asks for it.
var addedColumns = map[string][]string{dataSheet: append([]string{dataOrigin, dataAsked}, seriesHeads...), summarySheet: {Past + "/" + LastYear, Past + "/" + LastGrowth, Past + "/" + Base, "年度目标/" + Growth, "年度目标/" + Aside, "完成情况/" + Change}, warningSheet: inOneLine(Left, Monthly, Times), briefSheet: inOneLine(Left, Monthly, Times)}

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
}{warningSheet: {{Bar, 2, "完成率"}, {"亮灯说明", 1, "偏差(百分点)"}}}

// KeptColumns are the columns of 汇总表 that an edition was issued with. Before layouts were kept, these stood whatever they held.
func KeptColumns(ed tally.Edition) map[string]bool {
	kind := ed.Period.Kind()
	kept := map[string]bool{}
	for _, l := range ed.Layout {
		if l.Sheet == summarySheet {
			for _, key := range l.Columns {
				kept[key] = true
			}
		}
	}
	if len(ed.Layout) == 0 {
		kept["完成情况/"+kind.This()], kept["完成情况/"+kind.Last()+"累计"], kept["进度/完成率"] = true, true, true
	}
	return kept
}

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

// Kept is how a sheet of an edition was laid out when it was issued: as it says itself, or else by the program that kept no layouts.
func Kept(ed tally.Edition, now tally.SheetLayout) (tally.SheetLayout, bool) {
	for _, l := range ed.Layout {
		if l.Sheet == now.Sheet {
			return l, true
		}
	}
	return beforeLayouts(now), len(ed.Layout) == 0
}

// ColumnsNow pairs the columns of two layouts by their words; those between two pairs, where there are as many on both sides, are the
// same under another name. -1 marks one that is not there any more.
func ColumnsNow(was, now []string) []int {
	to := make([]int, len(was))
	for i, key := range was {
		to[i] = slices.Index(now, key)
	}
	for i := 0; i < len(was); i++ {
		if to[i] >= 0 {
			continue
		}
		end := i
		for end < len(was) && to[end] < 0 {
			end++
		}
		first, last := 0, len(now)
		if i > 0 {
			first = to[i-1] + 1
		}
		if end < len(was) {
			last = to[end]
		}
		if last-first == end-i {
			for k := i; k < end; k++ {
				to[k] = first + k - i
			}
		}
		i = end
	}
	return to
}
