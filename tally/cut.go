package tally

// Cut is the edition as one department may see it: its own indicators, figures, report, notes and corrections,
// and nothing of another's. Number, digest and period stay those of the whole edition, and the department keeps its
// place among all.
func (e Edition) Cut(department string) Edition {
	c := e
	c.Rows, c.Figures, c.Totals = nil, nil, nil
	moved := map[int]int{}
	keep := func(i int) int {
		n, done := moved[i]
		if !done {
			n = len(c.Figures)
			moved[i], c.Figures = n, append(c.Figures, e.Figures[i])
		}
		return n
	}
	for _, r := range e.Rows {
		if r.Department != department {
			continue
		}
		own := r
		own.Figures = nil
		for _, i := range r.Figures {
			if i >= 0 && i < len(e.Figures) && e.Figures[i].Department == department {
				own.Figures = append(own.Figures, keep(i))
			}
		}
		c.Rows = append(c.Rows, own)
	}
	for i, f := range e.Figures {
		if f.Department == department {
			keep(i)
		}
	}
	c.Departments = only(e.Departments, func(d DepartmentResult) bool { return d.Name == department })
	c.Reports = only(e.Reports, func(r Report) bool { return r.Department == department })
	c.Notes = only(e.Notes, func(n Note) bool { return n.Department == department })
	c.Corrections = only(e.Corrections, func(x Correction) bool { return x.Department == department })
	return c
}

// only keeps what passes, in order.
func only[T any](all []T, pass func(T) bool) []T {
	var kept []T
	for _, v := range all {
		if pass(v) {
			kept = append(kept, v)
		}
	}
	return kept
}
