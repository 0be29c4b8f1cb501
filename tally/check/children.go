package check

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// children finds 其中 rows that add up to more than their parent. Only what can be summed is: growth, shares and
// ranks never are, and different calibers never mix (DOMAIN §6). Less than the parent is normal.
func (k rules) children() {
	if !slices.ContainsFunc(k.order, (*reported).isChild) {
		return
	}
	byParent := map[*reported][]*reported{}
	ix := k.parentIndex()
	for _, l := range k.order {
		if p := k.parentOf(l, ix); p != nil && p != l && summable(p, l) {
			byParent[p] = append(byParent[p], l)
		}
	}
	for _, p := range k.order {
		for _, span := range []tally.Span{tally.SpanYTD, tally.SpanMonth, tally.SpanProject} {
			if k.childrenExceed(p, byParent[p], span) {
				break
			}
		}
	}
}

// isChild reports that the sheet or the plan makes the line a 其中 of another.
func (l *reported) isChild() bool {
	return l.ind.Parent != "" || slices.ContainsFunc(l.items, func(it *tally.Item) bool { return it.Parent != "" })
}

// parentIndex finds a line by the name of its indicator, and by that in the sheet.
func (k rules) parentIndex() map[string]*reported {
	ix := map[string]*reported{}
	for _, l := range k.order {
		ix[k.words.Key(l.ind.Name)] = l
		for _, it := range l.items {
			ix[k.words.Key(it.Name)] = l
		}
	}
	return ix
}

// parentOf is the row that this is a 其中 of: as the sheet says, or else as the plan does.
func (k rules) parentOf(l *reported, ix map[string]*reported) *reported {
	for _, it := range l.items {
		if it.Parent != "" {
			return ix[k.words.Key(it.Parent)]
		}
	}
	if l.ind.Parent == "" {
		return nil
	}
	return ix[k.words.Key(l.ind.Parent)]
}

func summable(p, c *reported) bool {
	sums := func(m tally.Measure) bool { return m == tally.Level || m == tally.Count || m == tally.Stock }
	return sums(p.ind.Measure) && sums(c.ind.Measure) && !inPoints(p.ind) && !inPoints(c.ind) &&
		(p.ind.Caliber == c.ind.Caliber || c.ind.Caliber == "" || p.ind.Caliber == "")
}

func (k rules) childrenExceed(p *reported, children []*reported, span tally.Span) bool {
	whole, ok := p.at(span)
	if !ok || !whole.Value.OK() || p.suspect {
		return false
	}
	sum, n, printed := exact.Int(0), 0, []*value{whole}
	for _, c := range children {
		own, ok := c.at(span)
		if !ok || !own.Value.OK() || c.suspect {
			continue
		}
		v := *own
		in := k.inUnit(v.Value, v.Unit, whole.Unit)
		if v.Unit != whole.Unit && !k.words.SameKind(v.Unit, whole.Unit) {
			continue
		}
		v.grain = k.inUnit(v.grain, v.Unit, whole.Unit)
		v.Value = in
		sum, n, printed = sum.Add(in), n+1, append(printed, &v)
	}
	if n == 0 || sum.Sub(whole.Value).Cmp(rounding(p.ind, printed...)) <= 0 {
		return false
	}
	k.add(tally.ChildrenExceed, whole.Source.Sheet, whole.Source.Cell, p.ind.Name,
		quoted(p.ind.Name)+spanWords(whole.Period, span)+printedAs(&whole.Figure)+"，其中"+count(n)+"个分项合计"+amount(sum, whole.Unit)+"，超过了总数。",
		"分项合计应不超过"+printedAs(&whole.Figure)+"，请核对总数和分项；分项之间有重叠的，请说明原因（6个字以上）")
	return true
}
