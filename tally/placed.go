package tally

import "slices"

// Placed lists departments in the order of their places, by where they stand in all; those without one come last.
func Placed(all []DepartmentResult) []int {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := all[i].Place, all[j].Place
		if (a == 0) != (b == 0) {
			return b - a
		}
		return a - b
	})
	return order
}
