package tally

// History holds the figures of earlier months, to hold a new month against. The zero value is empty.
type History struct {
	figures map[string][]Figure // by indicator, one for each period and span: a few
}

// NewHistory keeps the figures by indicator, period and span; of several for the same the last one
// counts, so a later version or correction goes after the one that it replaces.
func NewHistory(figures []Figure) History {
	h := History{figures: make(map[string][]Figure, len(figures))}
	for i := range figures {
		f := &figures[i]
		if old := h.at(f.Indicator, f.Period, f.Span); old != nil {
			*old = *f
			continue
		}
		h.figures[f.Indicator] = append(h.figures[f.Indicator], *f)
	}
	return h
}

func (h History) at(indicator string, p Round, span Span) *Figure {
	of := h.figures[indicator]
	for i := range of {
		if of[i].Period == p && of[i].Span == span {
			return &of[i]
		}
	}
	return nil
}

// At is the figure of one period; ok is false where none is known.
func (h History) At(indicator string, p Round, span Span) (f Figure, ok bool) {
	if f := h.at(indicator, p, span); f != nil {
		return *f, true
	}
	return Figure{}, false
}

// LastMonth is the figure of the round before p, the month before a month.
func (h History) LastMonth(indicator string, p Round, span Span) (Figure, bool) {
	return h.At(indicator, p.Add(-1), span)
}

// LastYear is the figure of the same round a year before p.
func (h History) LastYear(indicator string, p Round, span Span) (Figure, bool) {
	return h.At(indicator, p.YearAgo(), span)
}

// Latest is the newest figure with a value of a round of p's kind before p, not before since.
// Quarterly figures have their last one three months ago.
func (h History) Latest(indicator string, p Round, span Span, since Round) (Figure, bool) {
	var latest *Figure
	of := h.figures[indicator]
	for i := range of {
		f := &of[i]
		if f.Span != span || f.Period.Kind() != p.Kind() || f.Period.Compare(p) >= 0 || f.Period.Compare(since) < 0 || !f.Value.OK() && len(f.Parts) == 0 {
			continue
		}
		if latest == nil || f.Period.Compare(latest.Period) > 0 {
			latest = f
		}
	}
	if latest == nil {
		return Figure{}, false
	}
	return *latest, true
}
