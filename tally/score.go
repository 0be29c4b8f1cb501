package tally

import "github.com/tallysheet/tallysheet/tally/exact"

// ScoreMethod says how an indicator earns its weight (考核得分, DOMAIN §3.6). The zero value is linear.
type ScoreMethod string

// The methods.
const (
	ScoreLinear   ScoreMethod = "linear"   // weight × what is done of the target
	ScoreSchedule ScoreMethod = "schedule" // weight × what is done of what should be done by now
	ScoreWhole    ScoreMethod = "whole"    // all of it where the target is reached, by now that of the schedule; else nothing
	ScoreQuarters ScoreMethod = "quarters" // a share of it for each quarter at whose end the target was reached
	ScoreEfficacy ScoreMethod = "efficacy" // base + span × (x − low) ÷ (high − low), in percent of it (功效系数)
	ScoreRank     ScoreMethod = "rank"     // a share of it by the place among those who carry the same indicator
)

// RowScore is what a row earns, with all that its points are computed from: Points = Weight × Share + Extra, never below nought.
type RowScore struct {
	Method ScoreMethod  `json:"method"`
	Weight exact.Number `json:"weight"`
	Base   exact.Number `json:"base,omitzero"` // x, what the method looks at: a share of the target (0.85), or of what is due; for efficacy as Low and High are
	Low    exact.Number `json:"low,omitzero"`  // of efficacy
	High   exact.Number `json:"high,omitzero"` // of efficacy
	Place  int          `json:"place,omitempty"`
	Share  exact.Number `json:"share"`          // 0.6 is three fifths of the weight
	Extra  exact.Number `json:"extra,omitzero"` // added, or taken away where it is negative
	Points exact.Number `json:"points"`
	Says   string       `json:"says"` // how it came about, in Chinese
	// Formula is how Share follows from what stands beside it, as spreadsheets write it, with {done} for the completion, {due} for the
	// schedule, {low} and {high}; "" where it follows from something else.
	Formula string `json:"formula,omitempty"`
}

// DepartmentScore is what a department earns: Points = the sum of its rows' less Deducted, never below nought; Vetoed is what remains
// of nothing else than this.
type DepartmentScore struct {
	Earned   exact.Number `json:"earned"`
	Deducted exact.Number `json:"deducted,omitzero"` // for a late or missing report
	Veto     string       `json:"veto,omitempty"`    // the indicator that vetoes (一票否决); "" where none does
	Points   exact.Number `json:"points"`
}
