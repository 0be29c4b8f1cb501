package check

import (
	"cmp"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// oneAnswer leaves of a row that gives both what was done in the year and what there was at the end the one that the plan asks for: the one in
// its unit, else by its measure. 新增 18家 and 期末 236家 answer different targets, and one of them is filed. What is left out is named.
func (k gathering) oneAnswer(ind *tally.Indicator, it *tally.Item, all []tally.Actual) []tally.Actual {
	sum, end := -1, -1
	for i, a := range all {
		if !a.Value.OK() || !a.Period.IsZero() && a.Period != k.in.Period {
			continue
		}
		switch a.Span {
		case tally.SpanYTD:
			sum = i
		case tally.SpanPoint:
			end = i
		case tally.SpanMonth, tally.SpanProject:
		}
	}
	if sum < 0 || end < 0 {
		return all
	}
	unit := func(a tally.Actual) string { return cmp.Or(a.Unit, it.Unit) }
	kept := all[sum]
	switch plans := k.unitOf(ind); {
	case plans != "" && k.words.SameKind(unit(all[sum]), plans) != k.words.SameKind(unit(all[end]), plans):
		if k.words.SameKind(unit(all[end]), plans) {
			kept = all[end]
		}
	case ind.Measure != "" && !flows(ind):
		kept = all[end]
	}
	class, otherwise := tally.ClassD, "不是的，可以不管"
	if slices.ContainsFunc(ind.Asked, func(q tally.Question) bool { return q.Code == tally.AskMeasure }) { // nobody has said yet which it asks for
		class, otherwise = tally.ClassC, "不是的，请说明"
	}
	rest := make([]tally.Actual, 0, len(all)-1)
	for _, a := range all {
		now := a.Period.IsZero() || a.Period == k.in.Period
		if a.Cell == kept.Cell || !now || a.Span == tally.SpanMonth && k.words.SameKind(unit(a), unit(kept)) || a.Span == tally.SpanProject {
			rest = append(rest, a)
			continue
		}
		f := tally.NewFinding(tally.LayoutUnknown, it.Sheet, a.Cell, quoted(ind.Name)+"按"+kept.Cell+"的"+kept.Span.Chinese()+tally.WithUnit(kept.Text, kept.Unit)+"报送；这一格的"+a.Span.Chinese()+"没有用。", "计划要的是"+a.Span.Chinese()+"的，请督查部门确认这个指标的类型；"+otherwise)
		f.Class, f.About = class, it.Name
		k.found = append(k.found, f)
	}
	return rest
}
