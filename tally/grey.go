package tally

// GreyReason says why a row is grey: a leader asks in turn the department, nobody, the plan, and the office.
type GreyReason string

// The reasons, in the order in which they are told.
const (
	GreyUnfiled    GreyReason = "unfiled"    // its department has not reported, or what it reported does not count yet
	GreyNotDue     GreyReason = "not_due"    // its time has not come
	GreyUnmeasured GreyReason = "unmeasured" // nothing can be compared
	GreyAsked      GreyReason = "asked"      // nobody has said what its target means
)

// GreyReason is why a row is grey, "" for a row that is lit. A question comes first: until it is answered, no figure would light it.
func (e *Edition) GreyReason(r *Row) GreyReason {
	switch {
	case r.Main.Light != Grey:
		return ""
	case r.Waits():
		return GreyAsked
	case len(r.Figures) == 0 && (!e.accepted(r.Department) || r.Indicator.DueIn(e.Period)):
		return GreyUnfiled
	case len(r.Figures) == 0 && r.Indicator.Measure != Text, r.Main.Basis == ByDate:
		return GreyNotDue
	}
	return GreyUnmeasured
}

// accepted reports whether a department's report is in this edition.
func (e *Edition) accepted(department string) bool {
	for i := range e.Reports {
		if e.Reports[i].Department == department {
			return e.Reports[i].State == ReportAccepted
		}
	}
	return false
}

// Counts are how many rows have each light, now and a month before; of a month before, the rows that were known then.
type Counts struct {
	Period Round
	All    int
	Now    map[Light]int
	Before map[Light]int // nil where nothing is known of the month before
	Grey   map[GreyReason]int
	Filed  int // departments that have reported
	Unread int // of these, whose report is not accepted and so does not count
	Of     int // departments that are to report
	Asked  int // rows that wait for an answer, see Row.Waits
}

// LightCounts counts the edition's rows for the sentence that a leader reads first.
func (e *Edition) LightCounts() Counts {
	c := Counts{Period: e.Period, All: len(e.Rows), Now: map[Light]int{}, Grey: map[GreyReason]int{}, Of: len(e.Reports)}
	before, known := map[Light]int{}, false
	for i := range e.Rows {
		r := &e.Rows[i]
		c.Now[r.Main.Light]++
		if why := e.GreyReason(r); why != "" {
			c.Grey[why]++
		}
		if r.Waits() {
			c.Asked++
		}
		if n := len(r.Year) - 2; n >= 0 && r.Year[n].Light != "" {
			before[r.Year[n].Light]++
			known = known || r.Year[n].Light != Grey
		}
	}
	if known {
		c.Before = before
	}
	for i := range e.Reports {
		switch e.Reports[i].State {
		case ReportAccepted:
			c.Filed++
		case ReportUnaccepted:
			c.Filed, c.Unread = c.Filed+1, c.Unread+1
		case ReportReturned, ReportDraft, ReportMissing:
		}
	}
	return c
}
