package tally

// PointOf is a round of the row's year, nil where it does not tell it; mostly the rounds stand one after another.
func (r *Row) PointOf(p Round) *MonthPoint {
	if len(r.Year) == 0 {
		return nil
	}
	if k := p.RoundsSince(r.Year[0].Period); p.Kind() == r.Year[0].Period.Kind() && k >= 0 && k < len(r.Year) && r.Year[k].Period == p {
		return &r.Year[k]
	}
	for k := range r.Year {
		if r.Year[k].Period == p {
			return &r.Year[k]
		}
	}
	return nil
}

// EndingWith is the month of the row's year, or the quarter or year that ends with it; nil for weeks, which end with none.
func (r *Row) EndingWith(month int) *MonthPoint {
	for k := range r.Year {
		if y := &r.Year[k]; y.Period.Kind().Tiles() && y.Period.Month() == month {
			return y
		}
	}
	return nil
}

// PastIndicator is an indicator as its targets stood for the rounds of a year up to one: they were revised since. What was published of those
// rounds was held against them, and so is what is said of them later.
type PastIndicator struct {
	Until     Round     `json:"until"`
	Indicator Indicator `json:"indicator"`
}

// TargetWas is what the target of a row was up to a round.
type TargetWas struct {
	Until Round  `json:"until"`
	Text  string `json:"text"` // as 更正表 prints it: 80%
}
