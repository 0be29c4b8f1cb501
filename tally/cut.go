package tally

// Cut is the edition as one department may see it: the indicators that it carries with their figures, whoever filed
// them, its own figures, report, notes and corrections, and nothing of another's. Number, digest and period stay those of the whole edition, and the department keeps its
// place among all.
func (e Edition) Cut(department string) Edition {
	c := e
	c.Rows, c.Figures = nil, nil
	carried, kept := map[string]bool{}, map[int]bool{}
	for _, r := range e.Rows {
		if r.Department != department {
			continue
		}
		carried[r.Indicator.ID] = true
		for _, i := range r.Figures {
			kept[i] = true
		}
		c.Rows = append(c.Rows, r)
	}
	moved := map[int]int{}
	for i, f := range e.Figures {
		if kept[i] || carried[f.Indicator] || f.Department == department {
			moved[i] = len(c.Figures)
			c.Figures = append(c.Figures, f)
		}
	}
	for k := range c.Rows {
		r := &c.Rows[k]
		old := r.Figures
		r.Figures = nil
		for _, i := range old {
			if n, ok := moved[i]; ok {
				r.Figures = append(r.Figures, n)
			}
		}
	}
	c.Totals = nil // sums over departments say what the others did
	c.Departments = only(e.Departments, func(d DepartmentResult) bool { return d.Name == department })
	c.Reports = only(e.Reports, func(r Report) bool { return r.Department == department })
	c.Notes = only(e.Notes, func(n Note) bool { return n.Department == department })
	c.Unlocks = only(e.Unlocks, func(u Unlock) bool { return u.Department == "" || u.Department == department })
	c.Orders = only(e.Orders, func(o Order) bool { return o.Concerns(department) })
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
