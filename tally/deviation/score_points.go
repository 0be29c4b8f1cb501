package deviation

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Score is what a row earns; peers are the rows of all departments that carry the same indicator, itself among them, nil where it stands
// alone. ok is false for what is not scored: text, what has no figure, and what has no weight.
func (s *ScoreRules) Score(r *tally.Row, peers []*tally.Row) (out tally.RowScore, ok bool) {
	d := &r.Main
	if s == nil || d.Light == tally.Grey || d.Basis == tally.Unmeasured {
		return out, false
	}
	out.Weight, out.Method = s.weight(r.Indicator), s.method(r.Indicator.Measure)
	if !out.Weight.OK() {
		return out, false
	}
	share := s.share(&out, r, peers)
	extra := exact.Integer(0)
	if d.Gap.OK() && d.Behind.OK() {
		behind := exact.FractionOf(d.Behind)
		extra = s.Bonus.worth(behind.Neg()).Sub(s.Penalty.worth(behind))
	}
	if s.Miss.OK() && !reached(d) {
		extra = extra.Sub(exact.FractionOf(s.Miss))
	}
	total := exact.FractionOf(out.Weight).Mul(share).Add(extra)
	if total.Sign() < 0 {
		total = exact.Integer(0)
	}
	out.Share, out.Points = exact.NumberOf(share), exact.NumberOf(total)
	if extra.Sign() != 0 {
		out.Extra = exact.NumberOf(extra)
	}
	out.Says = s.says(&out, r)
	return out, true
}

// share is the part of the weight that a row earns by its method. A method that compares with others is linear where there are none.
func (s *ScoreRules) share(out *tally.RowScore, r *tally.Row, peers []*tally.Row) exact.Fraction {
	switch out.Method {
	case tally.ScoreWhole:
		if r.Main.Completion.OK() && r.Main.Schedule.OK() {
			out.Formula = "IF({done}>={due},1,0)"
		}
		return share01(reached(&r.Main))
	case tally.ScoreQuarters:
		return s.quarters(r)
	case tally.ScoreRank:
		if out.Place = placeAmong(r, peers); out.Place > 0 {
			return exact.FractionOf(s.Ranks[min(out.Place, len(s.Ranks))-1]).Quo(exact.Integer(100))
		}
	case tally.ScoreEfficacy:
		if share, ok := s.efficacy(out, r, peers); ok {
			return share
		}
	case tally.ScoreSchedule:
		x := earned(&r.Main)
		if r.Main.Schedule.OK() && r.Main.Schedule.Sign() > 0 {
			x = x.Quo(exact.FractionOf(r.Main.Schedule))
			if r.Main.Completion.OK() {
				out.Formula = s.partFormula("{done}/{due}")
			}
		}
		out.Base = exact.NumberOf(x)
		return s.part(x)
	case tally.ScoreLinear:
	}
	if out.Method != tally.ScoreEfficacy {
		out.Method = tally.ScoreLinear
	}
	x := earned(&r.Main)
	if out.Base = exact.NumberOf(x); r.Main.Completion.OK() {
		out.Formula = s.partFormula("{done}")
	}
	return s.part(x)
}

// quarters adds up the shares of the quarters at whose end the target was reached.
func (s *ScoreRules) quarters(r *tally.Row) exact.Fraction {
	sum := exact.Integer(0)
	for i := range r.Year {
		m := &r.Year[i]
		if q := m.Period.Month(); q%3 == 0 && m.Period.Kind().Tiles() && reachedThen(m) {
			sum = sum.Add(exact.FractionOf(s.Quarters[q/3-1]))
		}
	}
	return sum.Quo(exact.Integer(100))
}

// reachedThen is reached, of an earlier month.
func reachedThen(m *tally.MonthPoint) bool {
	if m.Completion.OK() && m.Schedule.OK() {
		return m.Completion.Cmp(m.Schedule) >= 0
	}
	return m.Raw == tally.Green
}

// efficacy is (base + span × (x − low) ÷ (high − low)) percent. Where all who carry the indicator stand alike, each has the highest.
func (s *ScoreRules) efficacy(out *tally.RowScore, r *tally.Row, peers []*tally.Row) (exact.Fraction, bool) {
	e := s.Efficacy
	x := earned(&r.Main)
	var low, high exact.Fraction
	if e.Low.OK() {
		hundred := exact.Integer(100)
		low, high = exact.FractionOf(e.Low).Quo(hundred), exact.FractionOf(e.High).Quo(hundred)
	} else {
		if len(peers) < 2 {
			out.Method = tally.ScoreLinear
			return x, false
		}
		x = compared(r)
		low, high = x, x
		for _, p := range peers {
			y := compared(p)
			if y.Cmp(low) < 0 {
				low = y
			}
			if y.Cmp(high) > 0 {
				high = y
			}
		}
	}
	out.Base, out.Low, out.High = exact.NumberOf(x), exact.NumberOf(low), exact.NumberOf(high)
	part := exact.Integer(1)
	if high.Cmp(low) != 0 {
		part = x.Sub(low).Quo(high.Sub(low))
		if r.Main.Completion.OK() {
			out.Formula = s.capped("(" + e.Base.Plain() + "+" + e.Span.Plain() + "*({done}-{low})/({high}-{low}))/100")
		}
	}
	percent := exact.FractionOf(e.Base).Add(exact.FractionOf(e.Span).Mul(part))
	if s.Cap.OK() && percent.Cmp(exact.FractionOf(s.Cap)) > 0 {
		percent = exact.FractionOf(s.Cap)
	}
	if percent.Sign() < 0 {
		percent = exact.Integer(0)
	}
	return percent.Quo(exact.Integer(100)), true
}

// placeAmong is the place of a row among its peers, equals sharing one; for a rank its own. 0 where there is none.
func placeAmong(r *tally.Row, peers []*tally.Row) int {
	if len(peers) < 2 {
		if n := r.Main.Actual; r.Main.Basis == tally.ByRank && n.OK() && n.Sign() > 0 {
			return int(n.Decimal().IntPart())
		}
		return 0
	}
	own, place := compared(r), 1
	for _, p := range peers {
		if compared(p).Cmp(own) > 0 {
			place++
		}
	}
	return place
}

// compared is what departments that carry the same indicator are compared by, more being better: the completion where there is one, else
// the actual, turned round where less is better.
func compared(r *tally.Row) exact.Fraction {
	d := &r.Main
	if d.Completion.OK() {
		return exact.FractionOf(d.Completion)
	}
	if !d.Actual.OK() {
		return exact.Integer(0)
	}
	x := exact.FractionOf(d.Actual)
	if d.Basis == tally.ByRank || d.Basis == tally.ByLimit || r.Indicator.Better == tally.Lower {
		return x.Neg()
	}
	return x
}

// reached reports whether a target is reached: the whole of it, or what the schedule asks by now.
func reached(d *tally.Deviation) bool {
	if d.Completion.OK() && d.Schedule.OK() {
		return d.Completion.Cmp(d.Schedule) >= 0
	}
	return d.Met
}

// earned is the share of the target that counts: the completion where there is one, else actual ÷ target,
// upside down for limits (national form of budget performance), all or nothing where no ratio has a meaning.
func earned(d *tally.Deviation) exact.Fraction {
	if d.Completion.OK() {
		return exact.FractionOf(d.Completion)
	}
	if d.Met || d.Basis == tally.ByRank || d.Basis == tally.ByDate {
		return share01(d.Met)
	}
	value := d.Target.Value()
	if !value.OK() || !d.Actual.OK() || value.Sign() <= 0 || d.Actual.Sign() <= 0 {
		return exact.Integer(0)
	}
	if d.Basis == tally.ByLimit {
		return exact.FractionOf(value).Quo(exact.FractionOf(d.Actual))
	}
	return exact.FractionOf(d.Actual).Quo(exact.FractionOf(value))
}

func share01(all bool) exact.Fraction {
	if all {
		return exact.Integer(1)
	}
	return exact.Integer(0)
}

// part is the share of the weight that a completion earns.
func (s *ScoreRules) part(done exact.Fraction) exact.Fraction {
	percent := exact.Points(done)
	if s.Threshold.OK() && percent.Cmp(exact.FractionOf(s.Threshold)) < 0 {
		return exact.Integer(0)
	}
	for _, b := range s.Bands {
		for _, i := range b.Within {
			if i.holds(percent) {
				return exact.FractionOf(b.Earns).Quo(exact.Integer(100))
			}
		}
	}
	if s.Cap.OK() && percent.Cmp(exact.FractionOf(s.Cap)) > 0 {
		percent = exact.FractionOf(s.Cap)
	}
	if percent.Sign() < 0 {
		percent = exact.Integer(0)
	}
	return percent.Quo(exact.Integer(100))
}

// partFormula is part as a spreadsheet writes it; "" for bands.
func (s *ScoreRules) partFormula(done string) string {
	if len(s.Bands) > 0 {
		return ""
	}
	f := s.capped(done)
	if s.Threshold.OK() {
		f = "IF(" + done + "<" + s.Threshold.Shift(-2).Plain() + ",0," + f + ")"
	}
	return f
}

func (s *ScoreRules) capped(share string) string {
	if s.Cap.OK() {
		share = "MIN(" + s.Cap.Shift(-2).Plain() + "," + share + ")"
	}
	return "MAX(0," + share + ")"
}

// worth counts whole steps, as 每高1个百分点加5分 is read.
func (s *ScoreStep) worth(by exact.Fraction) exact.Fraction {
	if s == nil || by.Sign() <= 0 {
		return exact.Integer(0)
	}
	sum := by.Quo(exact.FractionOf(s.Each)).Floor().Mul(exact.FractionOf(s.Points))
	if s.Most.OK() && sum.Cmp(exact.FractionOf(s.Most)) > 0 {
		sum = exact.FractionOf(s.Most)
	}
	return sum
}
