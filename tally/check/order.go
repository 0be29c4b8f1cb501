package check

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// arranged gives all findings, the reading's own among them, their class under the plan's settings and their order:
// the whole workbook and sheets first, then cell by cell in reading order, then what is missing.
func (k *checking) arranged() []tally.Finding {
	rank := k.sheetRank()
	all := append(slices.Clone(k.in.Reading.Findings), k.found...)
	for i := range all {
		all[i].Class = k.thresholds.class(all[i])
	}
	slices.SortStableFunc(all, func(a, b tally.Finding) int {
		if d := part(a) - part(b); d != 0 {
			return d
		}
		if a.Sheet != b.Sheet {
			if d := rank[a.Sheet] - rank[b.Sheet]; d != 0 {
				return d
			}
		}
		ac, ar := cellPosition(a.Cell)
		bc, br := cellPosition(b.Cell)
		if ar != br {
			return ar - br
		}
		return ac - bc
	})
	return all
}

// part is where in the list a finding belongs: before the cells, among them, after them.
func part(f tally.Finding) int {
	switch {
	case f.Code == tally.ItemMissing:
		return 2
	case f.Cell == "":
		return 0
	}
	return 1
}

// FindingGroup is the findings of one code and class: ten thousand of them still make a report that can be read.
type FindingGroup struct {
	Code  tally.Code      `json:"code"`
	Class tally.Class     `json:"class"`
	Count int             `json:"count"`
	First []tally.Finding `json:"first"` // the first few, in order
}

// Group gathers findings by class, then by the order in which the codes first occur. Each group keeps the first few
// findings whole and counts the rest.
func Group(fs []tally.Finding) []FindingGroup {
	const few = 5
	type key struct {
		class tally.Class
		code  tally.Code
	}
	at := map[key]int{}
	var out []FindingGroup
	for _, f := range fs {
		i, ok := at[key{f.Class, f.Code}]
		if !ok {
			i = len(out)
			at[key{f.Class, f.Code}] = i
			out = append(out, FindingGroup{Code: f.Code, Class: f.Class})
		}
		out[i].Count++
		if len(out[i].First) < few {
			out[i].First = append(out[i].First, f)
		}
	}
	slices.SortStableFunc(out, func(a, b FindingGroup) int { return int(a.Class[0]) - int(b.Class[0]) })
	return out
}
