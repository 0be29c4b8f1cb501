package columns

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// printedOps are the signs and words of a column that says on which side of its target a row is to be: ≤, 不低于.
var printedOps = map[string]tally.Op{
	"≤": tally.OpAtMost, "<=": tally.OpAtMost, "≦": tally.OpAtMost, "不超过": tally.OpAtMost, "不高于": tally.OpAtMost, "不多于": tally.OpAtMost, "不大于": tally.OpAtMost, "小于等于": tally.OpAtMost, "控制在": tally.OpAtMost, "以内": tally.OpAtMost,
	"≥": tally.OpAtLeast, ">=": tally.OpAtLeast, "≧": tally.OpAtLeast, "不低于": tally.OpAtLeast, "不少于": tally.OpAtLeast, "不小于": tally.OpAtLeast, "大于等于": tally.OpAtLeast, "达到": tally.OpAtLeast, "以上": tally.OpAtLeast,
	"<": tally.OpLess, "小于": tally.OpLess, "低于": tally.OpLess, ">": tally.OpMore, "大于": tally.OpMore, "高于": tally.OpMore, "超过": tally.OpMore,
	"=": tally.OpEqual, "等于": tally.OpEqual,
}

// OpOfText is the sign or word in a cell of such a column.
func OpOfText(text string) tally.Op { return printedOps[vocabulary.HeadingForm(text)] }

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
			if _, ok := printedOps[vocabulary.HeadingForm(cell.Value)]; !ok {
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
