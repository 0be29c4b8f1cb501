package columns

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// settlePlaces finds the column of districts behind the names of a table in which one indicator stands over several of them, merged down or
// written again: 固定资产投资 | 城关镇, 马头镇. Each row is that district's part of it.
func settlePlaces(s Sheet, b *Block) {
	for i := b.name; i < len(b.cols); i++ {
		if c := &b.cols[i]; c.role == vocabulary.RoleArea && s.Labels(b, c.col) && (s.mergesDown(b, b.name) || repeats(s, b, b.name)) {
			b.place = c.col
			return
		}
	}
}

// repeats reports a column that says the same in two rows running.
func repeats(s Sheet, b *Block, col int) bool {
	last := ""
	for _, row := range s.body(b) {
		c := row.At(col)
		if c.Kind == xlsx.Text && c.Value != "" && c.Value == last {
			return true
		}
		last = c.Value
	}
	return false
}

// PlaceCol is the column of districts that share each indicator, 0 for none.
func (b *Block) PlaceCol() int { return b.place }
