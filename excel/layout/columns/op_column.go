package columns

import (
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// opSigns are the lists of signs and words of a column that says on which side of its target a row is to be: ≤, 不低于.
var opSigns = [...]struct {
	list vocabulary.List
	op   tally.Op
}{
	{vocabulary.OpAtMostSigns, tally.OpAtMost}, {vocabulary.OpAtLeastSigns, tally.OpAtLeast}, {vocabulary.OpLessSigns, tally.OpLess},
	{vocabulary.OpMoreSigns, tally.OpMore}, {vocabulary.OpEqualSigns, tally.OpEqual},
}

// OpOfText is the sign or word in a cell of such a column, none for any other text.
func OpOfText(h *vocabulary.Headings, text string) tally.Op {
	form := vocabulary.HeadingForm(text)
	for _, s := range opSigns {
		if h.Is(s.list, form) {
			return s.op
		}
	}
	return tally.OpNone
}

// opColumn finds a column that holds nothing but such signs.
func (s *finder) opColumn(b *Block) int {
	for i := range b.cols {
		c := &b.cols[i]
		if c.col == b.name || len(c.path) == 0 {
			continue
		}
		signs := 0
		for _, row := range s.body(b) {
			cell := row.At(c.col)
			if cell.Kind == xlsx.Blank || s.Headings.IsNothing(cell.Value) {
				continue
			}
			if OpOfText(s.Headings, cell.Value) == tally.OpNone {
				signs = 0
				break
			}
			signs++
		}
		if signs > 0 {
			c.role = vocabulary.RoleAside
			return c.col
		}
	}
	return 0
}

// sayCeilings finds out of each column of targets whether some of its cells say in words that they are not to be passed.
func sayCeilings(s *finder, b *Block) {
	for _, c := range b.targets {
		for _, row := range s.body(b) {
			if cell := row.At(c.col); cell.Kind == xlsx.Text && cells.Measurable(cell.Value) && s.Headings.Has(vocabulary.OpAtMostSigns, vocabulary.HeadingForm(cell.Value)) {
				c.capped = true
				break
			}
		}
	}
}
