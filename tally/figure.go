package tally

import (
	"unicode"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// Figure is the 数据: one value of one indicator for one period and span, in the plan's unit,
// with the cell that it came from.
type Figure struct {
	Indicator  string       `json:"indicator"` // Indicator.ID
	Department string       `json:"department"`
	Period     Round        `json:"period"`
	Span       Span         `json:"span"`
	Value      exact.Number `json:"value"` // in Unit
	Unit       string       `json:"unit"`  // the plan's
	Printed    string       `json:"printed"`
	PrintedIn  string       `json:"printed_in"` // the unit printed
	Parts      []Part       `json:"parts,omitempty"`
	Source     Source       `json:"source"`
}

// Remark is what a department wrote beside an indicator: 进展情况, 存在问题, 下一步措施, and the
// explanations given for class C findings.
type Remark struct {
	Indicator   string `json:"indicator"`
	Department  string `json:"department"`
	Period      Round  `json:"period"`
	Progress    string `json:"progress"`
	Problems    string `json:"problems"`
	NextSteps   string `json:"next_steps"`
	Explanation string `json:"explanation"`
	Evidence    string `json:"evidence,omitempty"` // files that stand behind it, each with its SHA-256
}

// WithUnit puts the unit behind a figure or a target as printed, unless words or a unit of its own end it already: 74 → 74%,
// but 74%, 11亿元 and 增长10%以上 as they are.
func WithUnit(printed, unit string) string {
	if last, _ := utf8.DecodeLastRuneInString(printed); !unicode.IsDigit(last) {
		return printed
	}
	return printed + unit
}
