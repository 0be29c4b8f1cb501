package tally

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
