package edition

import (
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// upTo finds what a row stood at by the end of a period, as Consolidate does: its year to date, what it stood at since
// the project began, or the months that add up to it.
func (b *issued) upTo(r *tally.Row, p tally.Round) []int {
	k, ok := b.rows[r.Indicator.ID]
	if b.originals == nil || !ok {
		return nil
	}
	all := b.figures[k]
	if b.ed.FiguresOwn && (len(all) == 0 || b.ed.Figures[all[0]].Period == b.ed.Period && b.ed.Period != p) { // the earliest stands first
		return nil
	}
	for _, q := range p.StoodBy() {
		for _, s := range [...]tally.Span{tally.SpanYTD, tally.SpanProject} {
			if at := b.figureOf(all, q, s); at != nil {
				return at
			}
		}
		var parts []int
		for _, part := range q.SoFar() {
			parts = append(parts, b.figureOf(all, part, tally.SpanMonth)...)
		}
		if parts != nil {
			return parts
		}
	}
	return nil
}

// figure is what a line was made from that shows one figure, or none where it is below 0.
func (b *issued) figure(i int) []int {
	if b.originals == nil || i < 0 {
		return nil
	}
	return b.each[i : i+1 : i+1]
}

// figureOf is the first of the figures that is for the period and span.
func (b *issued) figureOf(figures []int, p tally.Round, s tally.Span) []int {
	for k, i := range figures {
		if f := &b.ed.Figures[i]; f.Period == p && f.Span == s {
			return figures[k : k+1]
		}
	}
	return nil
}

// own gives those of a row's figures that fit the period and span.
func (b *issued) own(r *tally.Row, s tally.Span) []int {
	if b.originals == nil {
		return nil
	}
	var of []int
	for k, i := range r.Figures {
		if i < 0 || i >= len(b.ed.Figures) || b.ed.Figures[i].Span != s {
			continue
		}
		if of = r.Figures[k : k+1]; b.ed.Figures[i].Period == b.ed.Period { // before it stand the months that a sum is made of
			return of
		}
	}
	return of
}

// reported is one reported number.
func reported(n exact.Number, from []int, basis string) cell {
	c := amount(figure, n, numfmt.Of(numfmt.Decimals(n), ""))
	if n.OK() {
		c.from, c.basis = from, basis
	}
	return c
}

// standing is what a row stood at by the end of a period.
func (b *issued) standing(r *tally.Row, n exact.Number, p tally.Round, basis string) cell {
	if !n.OK() {
		return cell{style: style{face: figure}}
	}
	c := reported(n, b.upTo(r, p), basis)
	if b.originals != nil && b.ed.FiguresOwn && len(c.from) == 0 {
		c.older = Older{r.Indicator.ID, p}
	}
	return c
}

// actualOf are the figures that a row's actual comes from: one, or the months that add up to it.
func (b *issued) actualOf(r *tally.Row) []int {
	if b.originals == nil {
		return nil
	}
	if len(r.Figures) == 0 || !r.YTD.OK() && r.Printed == "" || b.spanOf(r.Figures[0]) == tally.SpanMonth {
		return r.Figures
	}
	return r.Figures[:1]
}

// spanOf is the span of a figure by its index.
func (b *issued) spanOf(i int) tally.Span {
	if i < 0 || i >= len(b.ed.Figures) {
		return ""
	}
	return b.ed.Figures[i].Span
}

// ytdBasis says how a row's actual comes about.
func (b *issued) ytdBasis(r *tally.Row) string {
	from := b.actualOf(r)
	switch {
	case len(from) > 1:
		return "部门报送的" + b.ed.Period.SeriesWord() + "数之和"
	case len(from) == 1 && b.ed.Figures[from[0]].Period != b.ed.Period && b.spanOf(from[0]) == tally.SpanYTD:
		return "取自" + b.ed.Figures[from[0]].Period.Full() + "报送的累计数"
	case len(from) == 1 && b.spanOf(from[0]) == tally.SpanMonth:
		return "部门报送的" + b.ed.Period.Kind().This() + "数（不累计的指标）"
	case len(from) == 1 && b.spanOf(from[0]) == tally.SpanProject:
		return "部门报送的自开始累计"
	}
	return "部门报送的本年累计"
}

// ytdCell is the figure that the light comes from; one in parts or in words is printed as it was reported.
func (b *issued) ytdCell(r *tally.Row) cell {
	if !r.YTD.OK() && r.Printed != "" {
		c := say(centered, r.Printed)
		c.from, c.basis = r.Figures, "部门报送的原文"
		return c
	}
	return reported(r.YTD, b.actualOf(r), b.ytdBasis(r))
}

// lightCell prints the word; its colour is a conditional format.
func (b *issued) lightCell(r *tally.Row) cell {
	c := say(light, b.word(r.Main.Light))
	c.from, c.basis = r.Figures, b.why("亮灯：", r.Main.Sentence)
	return c
}

// word is what is printed for a light.
func (b *issued) word(l tally.Light) string {
	return b.words[lightAt(l)]
}

// sourceLink leads to the line of 溯源 that says where the row's figure came from.
func (b *issued) sourceLink(r *tally.Row) cell {
	for _, i := range r.Figures {
		if i >= 0 && i < len(b.ed.Figures) {
			c := say(link, sourcePlace(i).words())
			c.from, c.link, c.basis = r.Figures, sourcePlace(i), "溯源表中的行号"
			return c
		}
	}
	return cell{style: style{face: centered}}
}
