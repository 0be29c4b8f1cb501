package tally

import (
	"fmt"
	"strings"
)

// measureTable tells by a name what kind of indicator it is.
type measureTable struct {
	lists map[string]*wordList
}

// wordList is a list of words that a name may end with or hold.
type wordList struct {
	words []string
	tree  trie // the same words, to look for all of them at once
}

func newMeasureTable(lists map[string][]string, fold foldTable) (measureTable, error) {
	t := measureTable{lists: make(map[string]*wordList, len(lists))}
	for name, words := range lists {
		switch name {
		case "growth_ends", "fall_ends", "share_ends", "share_not_ends", "stock_ends", "stock_has", "rank_has", "ratio_has", "index_ends", "count_ends",
			"lower_has", "lower_rates", "higher_ends", "cures":
		default:
			return t, fmt.Errorf("measure: there is no list %q", name)
		}
		list := &wordList{}
		for _, word := range words {
			if word = fold.text(word); word == "" {
				return t, fmt.Errorf("measure: an empty word in %s", name)
			}
			list.words = append(list.words, word)
			list.tree.add([]rune(word), 1)
		}
		t.lists[name] = list
	}
	return t, nil
}

func (t measureTable) ends(list, name string) bool {
	l := t.lists[list]
	if l == nil {
		return false
	}
	for _, word := range l.words {
		if strings.HasSuffix(name, word) {
			return true
		}
	}
	return false
}

func (t measureTable) has(list, name string) bool {
	l := t.lists[list]
	if l == nil {
		return false
	}
	for i := range name {
		if l.tree.begins(name[i:]) {
			return true
		}
	}
	return false
}

func (t measureTable) isGrowth(name string) bool { return t.ends("growth_ends", name) }
func (t measureTable) isFall(name string) bool   { return t.ends("fall_ends", name) }
func (t measureTable) isIndex(name string) bool  { return t.ends("index_ends", name) }

// isLower: the indicator should fall.
func (t measureTable) isLower(name string) bool {
	if strings.HasSuffix(name, "率") || t.ends("lower_rates", name) {
		return t.ends("lower_rates", name)
	}
	return t.has("lower_has", name) && !t.has("cures", name) && !t.ends("higher_ends", name)
}

func (t measureTable) isShare(name string) bool {
	return t.ends("share_ends", name) && !t.ends("share_not_ends", name)
}

// measureOf tells the measure of a single target from its words, its unit and the name around it.
func (l *line) measureOf(q quantity, p Phrase, h Hint) Measure {
	t := l.w.phrase.measure
	name := l.w.fold.text(h.Name)
	head := string(l.r[l.clauseStart(q.from):q.from])
	u, _ := l.w.units.lookup(p.Unit)
	switch {
	case q.before&cRankTop != 0, l.isPlace(q) && (q.before&cRankUp != 0 || l.at(q.start-1) == '第'), u.kind == "个位次",
		u.kind == "位" && (t.has("rank_has", name) || t.has("rank_has", head)):
		return Rank
	case u.kind == "个百分点":
		return Delta
	case q.before&cGrow != 0, p.Drop, l.at(q.to) == '的' && strings.ContainsRune("增涨降", l.at(q.to+1)), q.before&cRise != 0 && (u.kind == "%" || u.kind == "倍"), t.isGrowth(name), t.isGrowth(head) && u.kind == "%":
		return Growth
	case (p.Op == OpAtMost || p.Op == OpLess) && !t.has("rank_has", name):
		return Ceiling
	case t.has("rank_has", name) && u.kind == "":
		return Rank
	case u.kind == "%":
		return Share
	case t.ends("stock_ends", name), t.has("stock_has", head) && u.counter, t.ends("stock_ends", head):
		return Stock
	case strings.Contains(u.kind, "/"), t.has("ratio_has", name), t.has("ratio_has", head):
		return Ratio
	case t.isShare(name) && p.Unit == "":
		return Share
	case t.ends("index_ends", name), t.ends("index_ends", head):
		return Stock
	case u.counter && !l.scaled(p.Unit), p.Unit == "" && t.ends("count_ends", name):
		return Count
	}
	return Level
}

// scaled reports a unit of 万 or more: 万人次 is an amount, not things counted one by one.
func (l *line) scaled(unit string) bool {
	return strings.ContainsAny(l.w.fold.text(unit), "万亿") || strings.HasSuffix(unit, "人次")
}

// MeasureOf tells what kind of indicator stands in a row, from its name, its unit and its target as printed
// ("" where the row has none), and which way it should move. What the target says goes before the name:
// 增长8.6% is growth although the row is an amount in 亿元.
func (w *Words) MeasureOf(name, unit, targetText string) (Measure, Better) {
	h := Hint{Name: name, Unit: unit}
	if strings.TrimSpace(targetText) == "" {
		targetText = "1" // any figure: name and unit alone decide
	}
	return w.MeasureIn(w.Phrase(targetText, h), targetText, h)
}

// MeasureIn is MeasureOf for a target phrase that was read already, with the hint that it was read with.
func (w *Words) MeasureIn(p Phrase, targetText string, h Hint) (Measure, Better) {
	if p.Measure == Multi && sorted(p.Parts) {
		p.Measure = Count
	}
	if !p.Readable {
		p.Measure = Text
		p.Better = newLine(w, targetText).better(p, nil, h)
	}
	return p.Measure, p.Better
}

// sorted reports parts that count one kind of thing by size: 10亿元2个,20亿元1个.
func sorted(parts []Part) bool {
	for _, part := range parts {
		if !part.Threshold.OK() {
			return false
		}
	}
	return len(parts) > 0
}
