package check

import (
	"regexp"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// told takes what a row holds in words where a column of figures was read: a task tells its progress, a target in parts is
// reported in parts, a rise in rank as 升3位. What the reading said of those cells is taken back.
func (k gathering) told(l *reported, it *tally.Item) []tally.Actual {
	var more []tally.Actual
	for _, e := range it.Empty {
		worded := strings.ContainsFunc(e.Text, isLetter)
		if !worded && !((k.asksWords(l.ind) || k.inParts(l.ind)) && strings.ContainsAny(e.Text, "0123456789")) { // 12/19 beside a target that is asked of, or in parts
			continue
		}
		a := tally.Actual{Cell: e.Cell, Period: e.Period, Span: e.Span, Text: e.Text, Unit: it.Unit}
		switch {
		case k.asksWords(l.ind):
			if e.Period.IsZero() || e.Period == k.in.Period {
				l.progress = joinNonEmpty("\n", l.progress, e.Text)
			}
			k.takeBack(it.Sheet, e.Cell)
			continue
		case l.ind.Measure == tally.Rank:
			n, ok := placesRisen(e.Text)
			if !ok {
				n, ok = placeIn(e.Text)
			}
			if !ok {
				continue
			}
			a.Value, a.Unit = n, "位"
		case k.inParts(l.ind):
			if a.Parts = k.listedParts(l.ind, e.Text); len(a.Parts) == 0 {
				continue
			}
		default:
			continue
		}
		k.takeBack(it.Sheet, e.Cell)
		more = append(more, a)
	}
	return more
}

// takeBack drops what the reading found at a cell that the plan can use.
func (k *checking) takeBack(sheet, cell string) {
	k.in.Reading.Findings = slices.DeleteFunc(slices.Clone(k.in.Reading.Findings), func(f tally.Finding) bool {
		return f.Sheet == sheet && f.Cell == cell && (f.Code == tally.NumberUnreadable || f.Code == tally.ValueEmpty)
	})
}

// settleUnit takes back what the reading asked of a row without a unit of its own where the plan's is one of those offered, or
// of another kind than all of them.
func (k gathering) settleUnit(ind *tally.Indicator, it *tally.Item) {
	plans := k.words.Canonical(k.unitOf(ind))
	same := func(u string) bool { return k.words.Canonical(u) == plans }
	alike := func(u string) bool { return plans == "" || k.words.SameKind(u, plans) } // 万元 beside a plan in 亿元 stays in doubt, beside one in 家 it was not meant
	if len(it.UnitOf) == 0 || !slices.ContainsFunc(it.UnitOf, same) && slices.ContainsFunc(it.UnitOf, alike) {
		return
	}
	k.in.Reading.Findings = slices.DeleteFunc(slices.Clone(k.in.Reading.Findings), func(f tally.Finding) bool {
		return f.Code == tally.UnitSuspect && f.Sheet == it.Sheet && f.Cell == it.NameCell
	})
}

// asksWords reports a task of which it is told how it goes, and no number is filed.
func (k gathering) asksWords(ind *tally.Indicator) bool {
	return ind.Measure == tally.Milestone || ind.Measure == tally.Text || !k.counts(ind)
}

// counts reports an indicator with a number to hold a figure against, in any year.
func (k gathering) counts(ind *tally.Indicator) bool {
	for i := range ind.Targets {
		if !ind.Targets[i].Bare() {
			return true
		}
	}
	return len(ind.Targets) == 0
}

func (k gathering) inParts(ind *tally.Indicator) bool {
	for i := range ind.Targets {
		if t := &ind.Targets[i]; len(t.Parts) > 0 && !t.Value().OK() {
			return true
		}
	}
	return false
}

// listedParts reads what is filed for a target in parts: 13家、6家, or bare numbers in the target's order, 13/6.
func (k gathering) listedParts(ind *tally.Indicator, text string) []tally.Part {
	if t := targetFor(ind, k.in.Period); t != nil {
		if parts := inOrder(t.Parts, text); parts != nil {
			return parts
		}
	}
	p := k.words.Phrase(text, phrase.Hint{Name: ind.Name, Unit: ind.Unit})
	if !p.Readable {
		return nil
	}
	return p.Parts
}

// inOrder gives the parts of a target the numbers of a text, as many as there are parts; nil where the text holds anything else.
func inOrder(target []tally.Part, text string) []tally.Part {
	counts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/、,，;；和", r) })
	if len(counts) != len(target) {
		return nil
	}
	parts := slices.Clone(target)
	for i := range parts {
		n, err := exact.ParseNumber(strings.TrimSpace(counts[i]))
		if err != nil || !n.OK() || parts[i].Stretch {
			return nil
		}
		parts[i].Count, parts[i].Op = n, tally.OpNone
	}
	return parts
}

var risen = regexp.MustCompile(`^(?:[较比]?(?:上年|去年|上月|同期|上年同期|去年同期)?)?(上升|提升|提高|前移|上移|前进|晋升|晋位|进位|进步|跃升|升|进|下降|下滑|下跌|后退|后移|下移|退步|降|退|跌|滑)(?:了)?(\d+)(?:个)?(?:位|名|位次|名次)?$`)

// placesRisen reads 升3位 and 退2位.
func placesRisen(text string) (exact.Number, bool) {
	m := risen.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return exact.Number{}, false
	}
	n, err := exact.ParseNumber(m[2])
	if strings.ContainsAny(m[1], "降退跌后滑下") {
		n = n.Neg()
	}
	return n, err == nil && n.OK()
}

var placed = regexp.MustCompile(`^(?:目前|现|暂|并列|位列|位居|排名|排在|列|居|全国|全省|全市|全区|全县|保持)*第([0-9]+|[一二三四五六七八九十]{1,3})(?:位|名|位次|名次)?$`)

// placeIn reads 第三名 and 全省第9.
func placeIn(text string) (exact.Number, bool) {
	m := placed.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return exact.Number{}, false
	}
	if n, err := exact.ParseNumber(m[1]); err == nil {
		return n, n.OK()
	}
	tens, ones, ten := strings.Cut(m[1], "十")
	if !ten {
		tens, ones = "", m[1]
	}
	of := func(word string) int64 {
		return int64(strings.Index("一二三四五六七八九", word)/len("一")) + 1
	}
	n := int64(0)
	switch {
	case len(tens) > len("一") || len(ones) > len("一"):
		return exact.Number{}, false
	case ten && tens == "":
		n = 10
	case ten:
		n = 10 * of(tens)
	}
	if ones != "" {
		n += of(ones)
	}
	return exact.Int(n), true
}

func isLetter(r rune) bool { return r > 0x2e7f || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
