package tally

// Curve is how a year's target is spread over its months (序时进度). The zero value is month ÷ 12.
//
// All the ways that DOMAIN §3.1 found in use are curves: points by month or quarter, points at a
// day, a figure given from above (1-9月 = 74.97%), amounts to be done by a date, and a window of its own.
type Curve struct {
	// Points holds what should be done by a date, in order; between two points runs a straight line,
	// from nothing at the start to all at the end.
	Points []CurvePoint `json:"points,omitempty"`
	// From and To are the first and the last month of a window that is not the year: six months from the
	// month after issue. Both or neither.
	From Period `json:"from,omitzero"`
	To   Period `json:"to,omitzero"`
	// Steps: what a point asks for holds until the next one; nothing is due in between.
	Steps bool `json:"steps,omitempty"`
}

// CurvePoint is one point of a curve: by the end of the month, or of a day in it, so much is to be done.
// Either Share or Amount is given.
type CurvePoint struct {
	Year   int    `json:"year,omitempty"`  // only where the window passes a year's end
	Month  int    `json:"month"`           // 1 to 12
	Day    int    `json:"day,omitempty"`   // 0: the end of the month
	Share  Number `json:"share,omitzero"`  // of the target, 0 to 1
	Amount Number `json:"amount,omitzero"` // plan to date, in the target's unit
}
