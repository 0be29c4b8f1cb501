package columns

import "github.com/tallysheet/tallysheet/excel/vocabulary"

// sameUnderMonth reports a column under months (1-7月, 零售额) whose own heading stands under 本月 as well: what is a figure of the month there is one
// of the months here.
func (b *Block) sameUnderMonth(c *Column) bool {
	if !c.when.Months() || len(c.path) < 2 {
		return false
	}
	own := c.path[len(c.path)-1].Text
	for i := range b.cols {
		d := &b.cols[i]
		if n := len(d.path); d != c && n > 1 && d.path[n-1].Text == own && (d.role.IsActual() || d.role == vocabulary.RoleDone) {
			return true
		}
	}
	return false
}
