package deviation

import (
	"fmt"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Rules is a light rule (亮灯规则): which distance from a target is which light. Every office writes its own
// (DOMAIN §3.3), so it is a file; templates/rules holds the presets and CONTRIBUTING says how to add one.
type Rules struct {
	Name      string
	Title     string
	Source    string // where it was published; "" for one of the house's own
	Palette   []tally.Paint
	Tolerance Tolerance
	Beyond    tally.Light // past a range on its good side
	Score     *ScoreRules

	sections map[Section][]test
	memory   []memory
	madeUp   map[tally.Light]tally.Light
	evidence bool // a milestone is green only with evidence beside it
	digest   string
}

// Tolerance is how near is near enough for 左右.
type Tolerance struct {
	Points  exact.Number // percentage points, for what is measured in percent
	Percent exact.Number // of the target, for amounts
}

// Section is what a part of the rule file is about.
type Section string

// The sections: what accumulates, what is compared as it is in percent, what is held against the whole
// target, what has a limit or no rate, ranks, and milestones.
const (
	SectionSchedule  Section = "schedule"
	SectionTarget    Section = "target"
	SectionWhole     Section = "whole"
	SectionLimit     Section = "limit"
	SectionRank      Section = "rank"
	SectionMilestone Section = "milestone"
)

func sections() []Section {
	return []Section{SectionSchedule, SectionTarget, SectionWhole, SectionLimit, SectionRank, SectionMilestone}
}

// Measured quantity that a test looks at.
const (
	basePoints    = "points"    // percentage points ahead (+) or behind (-)
	baseRatio     = "ratio"     // completion ÷ schedule, or actual ÷ target, in percent
	basePeer      = "peer"      // actual − average of the peers
	baseActual    = "actual"    // the actual itself: negative growth
	basePositions = "positions" // places ahead (+) or behind (-)
	baseDays      = "days"      // days late; negative is days to go
	baseState     = "state"     // met or missed
)

// test is one question of a section. Its bands cover every number exactly once; for the base state met and missed are
// set instead.
type test struct {
	base        string
	bands       []band
	met, missed tally.Light
}

type band struct {
	light tally.Light
	interval
}

// memory turns a light after so many months in a row at it or worse.
type memory struct {
	sections map[Section]bool
	run      tally.Light
	months   int
	becomes  tally.Light
}

// RuleError says where a rule file is wrong.
type RuleError struct {
	Line, Column int
	Message      string
}

func (e *RuleError) Error() string {
	return fmt.Sprintf("规则文件第%d行第%d列：%s", e.Line, e.Column, e.Message)
}

// Digest is the SHA-256 of the rule file, in hex.
func (r *Rules) Digest() string { return r.digest }

// of gives the light of a number; the parser has made sure that there is exactly one.
func (t test) of(x exact.Fraction) tally.Light {
	for _, b := range t.bands {
		if b.holds(x) {
			return b.light
		}
	}
	return tally.Grey
}

// worse orders green before yellow before red; grey is no judgement.
func worse(a, b tally.Light) bool { return rankOf(a) > rankOf(b) }

func rankOf(l tally.Light) int {
	switch l {
	case tally.Green:
		return 1
	case tally.Yellow:
		return 2
	case tally.Red:
		return 3
	case tally.Grey:
	}
	return 0
}
