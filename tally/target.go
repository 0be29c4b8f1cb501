package tally

import "github.com/tallysheet/tallysheet/tally/exact"

// Op is how an actual is held against a target (DOMAIN §5).
type Op string

// The operators. A bare number is at least. None stands for a phrase without a
// single number: text, milestones, and targets in parts.
const (
	OpNone    Op = ""
	OpAtLeast Op = ">="
	OpMore    Op = ">"
	OpAtMost  Op = "<="
	OpLess    Op = "<"
	OpEqual   Op = "="
	OpRange   Op = "range"  // Floor to max, both included
	OpApprox  Op = "approx" // 左右, 约
)

// Better says which way an indicator should move.
type Better string

// The directions.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
)

// Measure is the 指标类型; it decides how an actual is held against its target
// (DESIGN §5): only level and count are pro-rated by the schedule.
type Measure string

// The measures.
const (
	Level     Measure = "level"     // adds up over the year, an amount
	Count     Measure = "count"     // adds up over the year, things counted
	Stock     Measure = "stock"     // how much there is: 保有量, 总数
	Growth    Measure = "growth"    // 增速, 增长 n%
	Share     Measure = "share"     // 占比, 比重, …率
	Ratio     Measure = "ratio"     // one thing per another: 亩均, 强度
	Rank      Measure = "rank"      // 位次, or positions risen
	Delta     Measure = "delta"     // 提高 n 个百分点
	Ceiling   Measure = "ceiling"   // 控制在…以内
	Multi     Measure = "multi"     // several targets in one phrase
	Milestone Measure = "milestone" // done or not by a date
	Text      Measure = "text"      // nothing to measure
)

// Part is one target of several in a phrase: "10亿元2个" is threshold 10, unit 亿元, count 2;
// "全年200只" is unit 只, count 200.
type Part struct {
	Threshold exact.Number `json:"threshold"`
	Unit      string       `json:"unit"`
	Count     exact.Number `json:"count"`
	Of        string       `json:"of,omitempty"`      // what this part counts, where each has its own noun
	Op        Op           `json:"op,omitempty"`      // where it differs from at least
	Stretch   bool         `json:"stretch,omitempty"` // 力争
}

// Phrase is one target phrase as read. Numbers are those printed, in the printed unit.
// A phrase that could not be read says why and holds no number: declining is cheap,
// guessing reaches the leaders.
type Phrase struct {
	Readable    bool         `json:"readable"`
	Measure     Measure      `json:"measure"`
	Op          Op           `json:"op"`
	Floor       exact.Number `json:"floor"`   // 确保, or the bare number
	Stretch     exact.Number `json:"stretch"` // 力争
	StretchUnit string       `json:"stretch_unit"`
	Max         exact.Number `json:"max"` // upper end of a range
	Unit        string       `json:"unit"`
	Better      Better       `json:"better"`
	Drop        bool         `json:"drop,omitempty"` // the number is the size of a fall: 下降3%以上
	Deadline    string       `json:"deadline,omitempty"`
	Parts       []Part       `json:"parts"`
	Why         string       `json:"why"`
}

// The tiers of a target besides the own one, which is "".
const (
	TierSuperior = "superior" // 上级下达
	TierStretch  = "stretch"  // 力争, held against on its own; made, never stored
)

// Target is the 目标值 of one indicator for one period, as printed in one cell.
// Where 确保 and 力争 stand in two columns, Cell and Text are those of the floor (of the stretch
// where no floor is printed) and StretchCell that of the stretch.
type Target struct {
	Cell        string       `json:"cell"`
	StretchCell string       `json:"stretch_cell,omitempty"`
	Period      string       `json:"period"`         // "2018", or as precise as printed: "2018-Q1", "2018-09"
	Tier        string       `json:"tier,omitempty"` // "" own, "superior" 上级下达
	Text        string       `json:"text"`
	Op          Op           `json:"op"`
	Floor       exact.Number `json:"floor"`
	Stretch     exact.Number `json:"stretch"`
	StretchUnit string       `json:"stretch_unit"`
	Max         exact.Number `json:"max"`
	Unit        string       `json:"unit"`
	Drop        bool         `json:"drop,omitempty"`
	Recur       Recurrence   `json:"recur,omitzero"`    // due again and again
	Horizon     string       `json:"horizon,omitempty"` // the year that the number is for, or a sum of years, where it is not Period's
	Annual      bool         `json:"annual,omitempty"`  // its column says that it is Period's share of something longer: 2023年计划投资
	Origin      Origins      `json:"origin,omitzero"`
	Parts       []Part       `json:"parts"`
	Why         string       `json:"why,omitempty"` // why the phrase was left to a person
}

// Bare reports a target without any number.
func (t *Target) Bare() bool { return !t.Value().OK() && len(t.Parts) == 0 }

// Value is the number of the target: the floor, or else the stretch.
func (t *Target) Value() exact.Number {
	if t.Floor.OK() {
		return t.Floor
	}
	return t.Stretch
}
