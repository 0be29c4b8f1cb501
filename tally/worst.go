package tally

import (
	"cmp"
	"slices"
)

// Worst lists the rows to be warned of, by their places in rows: red before yellow, in each the furthest behind first, those
// without a gap after those with one, else in the plan's own order.
func Worst(rows []Row) []int {
	var all []int
	for _, light := range []Light{Red, Yellow} {
		var lit []int
		for i := range rows {
			if rows[i].Main.Light == light {
				lit = append(lit, i)
			}
		}
		slices.SortFunc(lit, func(i, j int) int {
			x, y := rows[i].Main.Behind, rows[j].Main.Behind
			switch {
			case x.OK() != y.OK() && x.OK():
				return -1
			case x.OK() != y.OK():
				return 1
			}
			return cmp.Or(y.Cmp(x), i-j)
		})
		all = append(all, lit...)
	}
	return all
}
