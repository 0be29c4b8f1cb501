package check

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// Conflict is one indicator that two departments report differently for one period and span.
type Conflict struct{ Ours, Theirs tally.Figure }

// Conflicts finds them, beyond rounding. It is the same seen from either side, so that both departments and the
// supervisor can be told.
func Conflicts(ours, theirs []tally.Figure) []Conflict {
	by := map[figureKey][]tally.Figure{}
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
			if a, b := toCoarser(printedGrain(&f), printedGrain(&o)); !a.Equal(b) {
				out = append(out, Conflict{f, o})
			}
		}
	}
	return out
}

// Finding is the conflict as it is told to ours; name is the indicator's.
func (c Conflict) Finding(name string) tally.Finding {
	f := tally.NewFinding(tally.ReportedTwice, c.Ours.Source.Sheet, c.Ours.Source.Cell,
		quoted(name)+spanWords(c.Ours.Period, c.Ours.Span)+c.Ours.Department+"报的是"+printedAs(&c.Ours)+"，"+c.Theirs.Department+"报的是"+printedAs(&c.Theirs)+"，两个单位不一致。",
		"请与"+c.Theirs.Department+"核对后改成一致；口径不同的，请说明原因（6个字以上）")
	f.About = name
	return f
}

// printedGrain is a stored figure with its grain in its own unit: what one of the last printed digit amounts to there.
func printedGrain(f *tally.Figure) *value {
	v := &value{Figure: *f, grain: f.Value.Grain()}
	n, ok := lexicon.ReadNumber(f.Printed)
	if !ok {
		return v
	}
	last := n.Grain()
	switch {
	case f.PrintedIn == "" || f.PrintedIn == f.Unit:
		v.grain = last
	case n.Sign() != 0:
		v.grain = last.Mul(f.Value.Div(n))
	}
	return v
}

// conflicts holds this department's figures against what the others reported.
func (k rules) conflicts() {
	for _, l := range k.order {
		if l.suspect {
			continue
		}
		others := k.others(l.ind.ID)
		if len(others) == 0 {
			continue
		}
		for i := range l.values {
			for _, c := range Conflicts([]tally.Figure{l.values[i].Figure}, others) {
				c.Ours.Department = k.in.Department
				f := c.Finding(l.ind.Name)
				k.add(f.Code, f.Sheet, f.Cell, f.About, f.Message, f.Expected)
			}
		}
	}
}

// others are the other departments' figures of one indicator.
func (k rules) others(indicator string) []tally.Figure {
	if k.byIndicator == nil {
		k.byIndicator = map[string][]tally.Figure{}
		for _, f := range k.in.Others {
			k.byIndicator[f.Indicator] = append(k.byIndicator[f.Indicator], f)
		}
	}
	return k.byIndicator[indicator]
}

// figureKey is what one figure is of.
type figureKey struct {
	indicator string
	period    tally.Round
	span      tally.Span
}
