package consolidate

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// loose packs figures that come by themselves, each with those that share its source and period.
func loose(figures []tally.Figure) []tally.FiledFigures {
	figures = slices.Clone(figures)
	slices.SortFunc(figures, func(a, b tally.Figure) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), a.Period.Compare(b.Period), compareSources(&a.Source, &b.Source), cmp.Compare(a.Source.Cell, b.Source.Cell),
			cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Span, b.Span), cmp.Compare(a.Printed, b.Printed))
	})
	var all []tally.FiledFigures
	for len(figures) > 0 {
		first := figures[0]
		n := slices.IndexFunc(figures, func(f tally.Figure) bool {
			return f.Department != first.Department || f.Period != first.Period || compareSources(&f.Source, &first.Source) != 0
		})
		if n < 0 {
			n = len(figures)
		}
		pack, err := tally.PackFigures(first.Period, figures[:n])
		if err != nil {
			panic(fmt.Errorf("consolidate: %w", err)) // parts that have no JSON: there are none such
		}
		shared := first.Source
		shared.Sheet, shared.Cell = "", ""
		all = append(all, tally.FiledFigures{Department: first.Department, Period: first.Period, Source: shared, Figures: pack})
		figures = figures[n:]
	}
	return all
}

// compareSources orders sources by the submission and what is known of it.
func compareSources(a, b *tally.Source) int {
	return cmp.Or(cmp.Compare(a.Submission(), b.Submission()), cmp.Compare(a.Version(), b.Version()), cmp.Compare(a.File(), b.File()), cmp.Compare(a.SHA256(), b.SHA256()),
		cmp.Compare(a.By(), b.By()), a.At().Compare(b.At()))
}
