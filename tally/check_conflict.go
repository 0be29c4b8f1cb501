package tally

// Conflict is one indicator that two departments report differently for one period and span.
type Conflict struct{ Ours, Theirs Figure }

// Conflicts finds them, beyond rounding. It is the same seen from either side, so that both departments and the
// supervisor can be told.
func (c *Checker) Conflicts(ours, theirs []Figure) []Conflict {
	k := &checking{words: c.Words}
	return k.conflictsBetween(ours, theirs)
}

func (k *checking) conflictsBetween(ours, theirs []Figure) []Conflict {
	by := map[figureKey][]Figure{}
	for _, f := range theirs {
		key := figureKey{f.Indicator, f.Period, f.Span}
		by[key] = append(by[key], f)
	}
	var out []Conflict
	for _, f := range ours {
		for _, o := range by[figureKey{f.Indicator, f.Period, f.Span}] {
			if o.Department == f.Department || !f.Value.OK() || !o.Value.OK() {
				continue
			}
			if a, b := toCoarser(k.stored(f), k.stored(o)); !a.Equal(b) {
				out = append(out, Conflict{f, o})
			}
		}
	}
	return out
}

// conflicts holds this department's figures against what the others reported.
func (k *checking) conflicts() {
	for _, l := range k.order {
		if l.suspect {
			continue
		}
		for _, v := range l.values {
			for _, c := range k.conflictsBetween([]Figure{v.Figure}, k.others(l.ind.ID)) {
				k.add(ReportedTwice, v.Source.Sheet, v.Source.Cell, l.ind.Name,
					quoted(l.ind.Name)+spanWords(v.Period, v.Span)+k.in.Department+"报的是"+printedAs(v.Figure)+","+c.Theirs.Department+"报的是"+printedAs(c.Theirs)+",两个单位不一致。",
					"请与"+c.Theirs.Department+"核对后改成一致;口径不同的,请说明原因(6个字以上)")
			}
		}
	}
}

// others are the other departments' figures of one indicator.
func (k *checking) others(indicator string) []Figure {
	if k.byIndicator == nil {
		k.byIndicator = map[string][]Figure{}
		for _, f := range k.in.Others {
			k.byIndicator[f.Indicator] = append(k.byIndicator[f.Indicator], f)
		}
	}
	return k.byIndicator[indicator]
}
