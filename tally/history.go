package tally

// History holds the figures of earlier months, to hold a new month against. The zero value is empty.
type History struct {
	figures map[figureKey]Figure
}

type figureKey struct {
	indicator string
	period    Period
	span      Span
}

// NewHistory keeps the figures by indicator, period and span; of several for the same the last one
// counts, so a later version or correction goes after the one that it replaces.
func NewHistory(figures []Figure) History {
	h := History{figures: make(map[figureKey]Figure, len(figures))}
	for _, f := range figures {
		h.figures[figureKey{f.Indicator, f.Period, f.Span}] = f
	}
	return h
}

// At is the figure of one period; ok is false where none is known.
func (h History) At(indicator string, p Period, span Span) (f Figure, ok bool) {
	f, ok = h.figures[figureKey{indicator, p, span}]
	return f, ok
}

// LastMonth is the figure of the month before p.
func (h History) LastMonth(indicator string, p Period, span Span) (Figure, bool) {
	return h.At(indicator, p.Add(-1), span)
}

// LastYear is the figure of the same month a year before p.
func (h History) LastYear(indicator string, p Period, span Span) (Figure, bool) {
	return h.At(indicator, p.Add(-12), span)
}

// Latest is the newest figure with a value before p, going back no further than the given number of months.
// Quarterly figures have their last one three months ago.
func (h History) Latest(indicator string, p Period, span Span, months int) (Figure, bool) {
	for n := 1; n <= months; n++ {
		if f, ok := h.At(indicator, p.Add(-n), span); ok && (f.Value.OK() || len(f.Parts) > 0) {
			return f, true
		}
	}
	return Figure{}, false
}
