package columns

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// namedAbove is the one indicator of a table whose rows are districts or departments and whose columns name none: the title says it
// (各镇(街道)固定资产投资完成情况), else the section above the table, else the sheet's name; "" where none of them ends with a noun of quantity.
func namedAbove(s *finder, b *Block) string {
	if !b.bodies || b.mapped || b.matrix || len(b.measures) != 1 || b.measures[0].noun != "" || b.place > 0 {
		return ""
	}
	for _, text := range [...]string{b.sur.Title, b.section.Name, s.g.Name} {
		if name := quantityIn(s.Headings, text); name != "" {
			return name
		}
	}
	return ""
}

// longestNoun is how many characters the indicator of a title may have.
const longestNoun = 16

// quantityIn is the noun of quantity that a title is of, without its time, without of whom it is and without what a sheet is called.
func quantityIn(h *vocabulary.Headings, title string) string {
	_, form := vocabulary.ParseWhen(vocabulary.HeadingForm(title))
	form = strings.NewReplacer("()", "", "(截至)", "", "-", "").Replace(form)
	name, ofAll := form, false
	for i := range form {
		rest, each := strings.CutPrefix(form[i:], "各")
		if !each {
			if rest, each = strings.CutPrefix(form[i:], "分"); !each {
				continue
			}
		}
		n := bodiesAt(h, rest)
		if n == 0 {
			continue
		}
		if name, ofAll = rest[n:], true; withoutTails(h, name) == "" { // 固定资产投资分镇街完成情况
			name = form[:i]
		}
		break
	}
	for start, end := vocabulary.LastBracket(name); start > 0 && end == len(name)-1; start, end = vocabulary.LastBracket(name) { // (单位:亿元)
		name = name[:start]
	}
	name = withoutTails(h, name)
	for _, all := range h.WholeAreaWords() {
		if rest, ok := strings.CutPrefix(name, all); ok {
			name, ofAll = rest, true
			break
		}
	}
	if n := utf8.RuneCountInString(name); n < 2 || n > longestNoun || !h.IsQuantity(name) || strings.ContainsAny(name, "0123456789(),、:") || h.Has(vocabulary.NameJoins, name) || !ofAll && h.Has(vocabulary.PlaceSigns, name) {
		return ""
	}
	return name
}

// bodiesAt is the length of the longest word for districts or departments that a text begins with.
func bodiesAt(h *vocabulary.Headings, text string) int {
	longest, end := 0, 0
	for range 8 {
		_, n := utf8.DecodeRuneInString(text[end:])
		if n == 0 {
			break
		}
		end += n
		if r := h.WordRole(text[:end]); r == vocabulary.RoleArea || r.IsUnitInCharge() || r == vocabulary.RoleUnit {
			longest = end
		}
	}
	return longest
}

// withoutTails takes off what a sheet is called: 完成情况统计表.
func withoutTails(h *vocabulary.Headings, name string) string {
	for cut := true; cut; {
		cut = false
		for _, w := range h.Listed(vocabulary.TitleTails) {
			if rest, ok := strings.CutSuffix(name, w); ok {
				name, cut = rest, true
			}
		}
	}
	return name
}

// TitleName is the indicator of all rows where its districts or departments name them, "" for none.
func (b *Block) TitleName() string { return b.titleName }
