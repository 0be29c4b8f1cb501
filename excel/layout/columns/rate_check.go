package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// doneByRate finds the figures of a table whose heading does not say which they are (签约额 | 到位资金) by the rate printed beside its target:
// in every row the one column is that share of the target.
func (s *finder) doneByRate(b *Block) {
	if len(b.actuals) > 0 || len(b.rates) != 1 || len(b.targets) != 1 {
		return
	}
	var found *Column
	for i := range b.cols {
		c := &b.cols[i]
		if c.col <= b.name || len(c.path) == 0 || c.role != vocabulary.RoleNone && c.role != vocabulary.RoleAside && c.role != vocabulary.RoleAmount || !s.isShare(b, c) {
			continue
		}
		if found != nil {
			return
		}
		found = c
	}
	if found == nil {
		return
	}
	found.role = vocabulary.RoleDone
	s.span(b, found)
	b.actuals = append(b.actuals, found)
	s.Note(fmt.Sprintf("工作表“%s”%s列“%s”逐行等于目标乘以完成率，按完成数读", s.g.Name, found.Letter(), found.Title()))
}

// sumByRate takes the one column of figures for a sum though its heading names only a month, where the rate printed beside the year's target
// is its share of it in every row.
func (s *finder) sumByRate(b *Block) {
	if len(b.actuals) != 1 || len(b.rates) != 1 || len(b.targets) != 1 || b.targets[0].when.Part() != "" {
		return
	}
	c := b.actuals[0]
	if c.role != vocabulary.RoleMonth || c.when.To < 2 || c.noun != "" || !s.isShare(b, c) {
		return
	}
	c.role, c.when.From, c.when.UpTo = vocabulary.RoleYTD, 1, true
	s.Note(fmt.Sprintf("工作表“%s”%s列“%s”逐行等于目标乘以完成率，按累计数读", s.g.Name, c.Letter(), c.Title()))
}

// isShare reports that a column is, in at least two rows and in all that say so, the printed rate of the target, but for rounding.
func (s *finder) isShare(b *Block, c *Column) bool {
	fits := 0
	number := func(row, col int, unit string) exact.Number { return s.Figure(s.g.At(row, col), "", unit).Number }
	for _, row := range s.body(b) {
		value, target, rate := number(row.Number, c.col, ""), number(row.Number, b.targets[0].col, ""), number(row.Number, b.rates[0].col, "%")
		if !value.OK() || !target.OK() || !rate.OK() {
			continue
		}
		if off := value.Shift(2).Sub(rate.Mul(target)).Abs(); off.Cmp(target.Abs()) > 0 { // a point
			return false
		}
		fits++
	}
	return fits > 1
}
