package columns

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// oneMonthBesideSum takes 6月 for the month where the same heading stands over 1-6月 too: 本年完成 over both says only in which year they
// were done.
func oneMonthBesideSum(b *Block) {
	for i := range b.cols {
		c := &b.cols[i]
		if c.role != vocabulary.RoleYTD || c.when.UpTo || c.when.From < 2 || c.when.From != c.when.To || len(c.path) < 2 {
			continue
		}
		above := c.path[:len(c.path)-1]
		if slices.ContainsFunc(b.cols, func(o Column) bool {
			return o.role == vocabulary.RoleYTD && o.when.From == 1 && o.when.To == c.when.To && len(o.path) == len(c.path) && slices.Equal(o.path[:len(o.path)-1], above)
		}) {
			c.role = vocabulary.RoleMonth
		}
	}
}
