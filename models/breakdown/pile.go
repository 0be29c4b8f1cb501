package breakdown

import "slices"

// pile is a list on its way whose length is not known before: a slice that grows by appending copies what it has again and again, which of
// indicators, 700 bytes each, was a third of reading a plan.
type pile[T any] [][]T

// pieceOf is how many stand together.
const pieceOf = 512

func (p *pile[T]) add(x T) {
	last := len(*p) - 1
	if last < 0 || len((*p)[last]) == pieceOf {
		*p = append(*p, make([]T, 0, pieceOf))
		last++
	}
	(*p)[last] = append((*p)[last], x)
}

// list is all of it, as long as it is.
func (p *pile[T]) list() []T {
	all := slices.Concat(*p...)
	*p = nil
	return slices.Clip(all)
}
