package tally

// Period is a Round, by its earlier name.
type Period = Round

// ParsePeriod is ParseMonth, by its earlier name.
func ParsePeriod(s string) (Round, error) { return ParseMonth(s) }
