package hierarchy

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// AdoptChildren makes rows without a mark parts of the parent of the marked row before them where only together they add up to it, to
// the digit, in all that is printed of them: 发电量, 其中:火电, 水电, 风电.
func AdoptChildren(items []tally.Item) {
	for i := 1; i < len(items); i++ {
		p := parentAbove(items, i)
		if p < 0 || i+1 == len(items) || items[i+1].Parent == items[i].Parent {
			continue
		}
		first := i
		for first > p+1 && items[first-1].Parent == items[i].Parent {
			first--
		}
		parent := &items[p]
		if addsUp(parent, items[first:i+1]) {
			confirm(items[first : i+1])
			continue
		}
		for last := i + 1; last < len(items) && items[last].Parent == parent.Parent && sameUnit(&items[last], parent); last++ {
			if !addsUp(parent, items[first:last+1]) {
				continue
			}
			for k := i + 1; k <= last; k++ {
				items[k].Parent = parent.Name
			}
			confirm(items[first : last+1])
			i = last
			break
		}
	}
}

// parentAbove is the index of the row that the row with index i is a part of, -1 for none: the nearest above by its name.
func parentAbove(items []tally.Item, i int) int {
	if items[i].Parent == "" {
		return -1
	}
	for p := i - 1; p >= 0; p-- {
		if items[p].Name == items[i].Parent && items[p].Sheet == items[i].Sheet {
			return p
		}
	}
	return -1
}

// confirm takes back that the parents were only assumed: the figures say so.
func confirm(items []tally.Item) {
	for i := range items {
		items[i].ParentOrigin = ""
	}
}

func sameUnit(a, b *tally.Item) bool { return a.Unit == b.Unit }

// addsUp reports that rows add up to another one, in everything that is printed of it and of all of them; at least once.
func addsUp(whole *tally.Item, parts []tally.Item) bool {
	held := 0
	sum := func(want exact.Number, of func(*tally.Item) (exact.Number, bool)) bool {
		total := exact.Int(0)
		for i := range parts {
			n, ok := of(&parts[i])
			if !ok {
				return true // not printed of all
			}
			total = total.Add(n)
		}
		held++
		return total.Cmp(want) == 0
	}
	for _, a := range whole.Actuals {
		if a.Value.OK() && a.Unit != "%" && !sum(a.Value, func(it *tally.Item) (exact.Number, bool) { return actualAt(it, a) }) {
			return false
		}
	}
	for _, t := range whole.Targets {
		if t.Floor.OK() && t.Unit != "%" && !sum(t.Floor, func(it *tally.Item) (exact.Number, bool) { return targetAt(it, t) }) {
			return false
		}
	}
	return held > 0 && len(parts) > 1
}

func actualAt(it *tally.Item, like tally.Actual) (exact.Number, bool) {
	for _, a := range it.Actuals {
		if a.Period == like.Period && a.Span == like.Span && a.Unit == like.Unit && a.Value.OK() {
			return a.Value, true
		}
	}
	return exact.Number{}, false
}

func targetAt(it *tally.Item, like tally.Target) (exact.Number, bool) {
	for _, t := range it.Targets {
		if t.Period == like.Period && t.Tier == like.Tier && t.Unit == like.Unit && t.Floor.OK() {
			return t.Floor, true
		}
	}
	return exact.Number{}, false
}
