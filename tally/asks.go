package tally

import "slices"

// Asks says of which indicators, by ID, the rounds of a kind ask a report. The zero value asks for all.
type Asks struct {
	Some bool     `json:"some,omitempty"` // not all
	Only []string `json:"only,omitempty"` // where there are some: these, in order; none without Not
	Not  []string `json:"not,omitempty"`  // or all but these, in order
}

// AsksOnly asks for the indicators named.
func AsksOnly(ids []string) Asks { return Asks{Some: true, Only: slices.Sorted(slices.Values(ids))} }

// AsksAllBut asks for all but the indicators named.
func AsksAllBut(ids []string) Asks {
	return Asks{Some: len(ids) > 0, Not: slices.Sorted(slices.Values(ids))}
}

// For reports that the indicator is asked for.
func (a Asks) For(id string) bool {
	if len(a.Not) > 0 {
		_, not := slices.BinarySearch(a.Not, id)
		return !not
	}
	_, only := slices.BinarySearch(a.Only, id)
	return !a.Some || only
}
