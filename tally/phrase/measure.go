package phrase

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// traits are what the words in a name say of its measure and its direction, a bit a list of words.yaml.
type traits uint64

const (
	growthEnds traits = 1 << iota
	fallEnds
	shareEnds
	shareNotEnds
	stockEnds
	stockHas
	rankHas
	ratioHas
	indexEnds
	sumEnds
	countEnds
	lowerHas
	lowerRates
	higherEnds
	cures
	rateEnds // …率, in no list
)

// measureLists are the lists by their names in words.yaml: the bit of each, and whether its words stand at the end of a name.
func measureLists() map[string]struct {
	trait traits
	atEnd bool
} {
	type at = struct {
		trait traits
		atEnd bool
	}
	return map[string]at{
		"growth_ends": {growthEnds, true}, "fall_ends": {fallEnds, true}, "share_ends": {shareEnds, true}, "share_not_ends": {shareNotEnds, true},
		"stock_ends": {stockEnds, true}, "stock_has": {stockHas, false}, "rank_has": {rankHas, false}, "ratio_has": {ratioHas, false},
		"index_ends": {indexEnds, true}, "sum_ends": {sumEnds, true}, "count_ends": {countEnds, true}, "lower_has": {lowerHas, false}, "lower_rates": {lowerRates, true},
		"higher_ends": {higherEnds, true}, "cures": {cures, false},
	}
}

// measureTable tells by a name what kind of indicator it is.
type measureTable struct {
	atEnd *trie // backwards
	holds *trie
}

func newMeasureTable(lists map[string][]string, lex *lexicon.Lexicon) (measureTable, error) {
	t := measureTable{atEnd: &trie{}, holds: &trie{}}
	known := measureLists()
	for name, words := range lists {
		list, ok := known[name]
		if !ok {
			return t, fmt.Errorf("measure: there is no list %q", name)
		}
		for _, word := range words {
			runes := []rune(lex.Fold(word))
			switch {
			case len(runes) == 0:
				return t, fmt.Errorf("measure: an empty word in %s", name)
			case list.atEnd:
				t.atEnd.add(reversed(runes), class(list.trait))
			default:
				t.holds.add(runes, class(list.trait))
			}
		}
	}
	return t, nil
}

// of finds the words of all lists in a folded name.
func (t measureTable) of(name string) traits {
	var found class
	for i, at := len(name), t.atEnd; i > 0; {
		r, size := utf8.DecodeLastRuneInString(name[:i])
		if at = at.next[r]; at == nil {
			break
		}
		found |= at.class
		i -= size
	}
	for i := range name {
		at := t.holds
		for _, r := range name[i:] {
			if at = at.next[r]; at == nil {
				break
			}
			found |= at.class
		}
	}
	if strings.HasSuffix(name, "率") {
		found |= class(rateEnds)
	}
	return traits(found)
}

func (t traits) is(any traits) bool { return t&any != 0 }

// isLower: the indicator should fall.
func (t traits) isLower() bool {
	if t.is(rateEnds | lowerRates) {
		return t.is(lowerRates)
	}
	return t.is(lowerHas) && !t.is(cures|higherEnds)
}

func (t traits) isShare() bool { return t.is(shareEnds) && !t.is(shareNotEnds) }

// measureOf tells the measure of a single target from its words, its unit and the name around it.
func (l maker) measureOf(q quantity, p tally.Phrase) tally.Measure {
	name, head := l.named, l.w.table.measure.of(string(l.r[l.clauseStart(q.from):q.from]))
	u, _ := l.w.Unit(p.Unit)
	switch {
	case q.before&cRankTop != 0, l.isPlace(q) && (q.before&cRankUp != 0 || l.at(q.start-1) == '第'), u.Kind == "个位次",
		u.Kind == "位" && (name.is(rankHas) || head.is(rankHas)):
		return tally.Rank
	case u.Kind == "个百分点":
		return tally.Delta
	case q.before&cGrow != 0, p.Drop, l.at(q.to) == '的' && strings.ContainsRune("增涨降", l.at(q.to+1)), q.before&cRise != 0 && (u.Kind == "%" || u.Kind == "倍"), name.is(growthEnds), head.is(growthEnds) && u.Kind == "%":
		return tally.Growth
	case (p.Op == tally.OpAtMost || p.Op == tally.OpLess) && !name.is(rankHas):
		return tally.Ceiling
	case name.is(rankHas) && u.Kind == "":
		return tally.Rank
	case u.Kind == "%":
		return tally.Share
	case name.is(stockEnds), head.is(stockHas) && u.Counter, head.is(stockEnds):
		return tally.Stock
	case strings.Contains(u.Kind, "/"), (name | head).is(ratioHas):
		return tally.Ratio
	case name.isShare() && p.Unit == "":
		return tally.Share
	case (name | head).is(indexEnds):
		return tally.Stock
	case u.Counter && !l.scaled(p.Unit), p.Unit == "" && name.is(countEnds):
		return tally.Count
	}
	return tally.Level
}

// scaled reports a unit of 万 or more: 万人次 is an amount, not things counted one by one.
func (l maker) scaled(unit string) bool {
	return strings.ContainsAny(l.w.Fold(unit), "万亿") || strings.HasSuffix(unit, "人次")
}

// Sums reports a name of what is the sum of the rows around it: 税收收入合计.
func (w *Words) Sums(name string) bool { return w.table.measure.of(w.Fold(name)).is(sumEnds) }

// HasNoUnit reports the name of an indicator whose figures have none: an index, a score, a place in a ranking.
func (w *Words) HasNoUnit(name string) bool {
	return w.table.measure.of(w.Fold(name)).is(indexEnds | rankHas)
}

// MeasureOf tells what kind of indicator stands in a row, from its name, its unit and its target as printed
// ("" where the row has none), and which way it should move. What the target says goes before the name:
// 增长8.6% is growth although the row is an amount in 亿元.
func (w *Words) MeasureOf(name, unit, targetText string) (tally.Measure, tally.Better) {
	h := Hint{Name: name, Unit: unit}
	if strings.TrimSpace(targetText) == "" {
		targetText = "1" // any figure: name and unit alone decide
	}
	return w.MeasureIn(w.Phrase(targetText, h), targetText, h)
}

// MeasureIn is MeasureOf for a target phrase that was read already, with the hint that it was read with.
func (w *Words) MeasureIn(p tally.Phrase, targetText string, h Hint) (tally.Measure, tally.Better) {
	if p.Measure == tally.Multi && sorted(p.Parts) {
		p.Measure = tally.Count
	}
	if !p.Readable {
		p.Measure = tally.Text
		p.Better = makerOf(newLine(w, targetText, h)).better(p, nil)
	}
	return p.Measure, p.Better
}

// sorted reports parts that count one kind of thing by size: 10亿元2个,20亿元1个.
func sorted(parts []tally.Part) bool {
	for _, part := range parts {
		if !part.Threshold.OK() {
			return false
		}
	}
	return len(parts) > 0
}
