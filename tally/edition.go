package tally

import (
	"time"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// Light is the 亮灯.
type Light string

// The lights. Grey always carries its reason.
const (
	Green  Light = "green"
	Yellow Light = "yellow"
	Red    Light = "red"
	Grey   Light = "grey"
)

// Basis says how an actual was held against its target (DESIGN §5).
type Basis string

// The bases.
const (
	BySchedule Basis = "schedule"   // completion against 序时进度: level, count
	ByTarget   Basis = "target"     // as it is, never pro-rated: growth, share, delta, ratio in percent
	ByWhole    Basis = "whole"      // against the whole target, no schedule: stock, ratio in its own unit
	ByLimit    Basis = "limit"      // 以内: met or not, no rate
	ByRank     Basis = "rank"       // 位次
	ByDate     Basis = "date"       // milestone: done, days to go, days late
	Unmeasured Basis = "unmeasured" // text, or nothing to compare
)

// Deviation is an actual held against one target at the end of one period.
// Rates are shares (0.7409…), gaps are percentage points (-0.91…) from unrounded rates; growth, share, delta
// and ratio have no completion and a gap of actual − target.
type Deviation struct {
	Target     *Target         `json:"target"` // the plan's own where it is held as it stands there, shared and not changed
	Basis      Basis           `json:"basis"`
	Actual     exact.Number    `json:"actual"`     // in the target's unit
	Completion exact.Number    `json:"completion"` // absent where no rate is meaningful
	Schedule   exact.Number    `json:"schedule"`   // absent for what is not pro-rated
	Gap        exact.Number    `json:"gap"`
	GapUnit    string          `json:"gap_unit"` // 个百分点, 位, 天, or the target's unit
	Behind     exact.Number    `json:"behind"`   // the gap turned so that more is worse, in GapUnit; negative is ahead
	OnStretch  bool            `json:"on_stretch,omitempty"`
	Met        bool            `json:"met,omitempty"`   // the whole target is reached
	Parts      []PartDeviation `json:"parts,omitempty"` // of a target in parts; the rates above are those of the worst
	Raw        Light           `json:"raw,omitempty"`   // before the memory of earlier months
	Light      Light           `json:"light"`
	Asked      bool            `json:"asked,omitempty"` // grey until a person answers what is asked of its meaning
	Sentence   string          `json:"sentence"`        // 低于序时进度（75%）1.92个百分点; for grey the reason
}

// PartDeviation is one part of a target in parts.
type PartDeviation struct {
	Part       Part         `json:"part"`
	Actual     exact.Number `json:"actual"`
	Completion exact.Number `json:"completion"`
	Gap        exact.Number `json:"gap"`
	Sentence   string       `json:"sentence"`
}

// Edition is the 期: the consolidated round of one plan, everything that the workbook shows.
// It is a value: made once by Consolidate from frozen inputs, written by excel.WriteEdition.
type Edition struct {
	Plan        string             `json:"plan"`
	Title       string             `json:"title"` // of the plan
	Period      Round              `json:"period"`
	Number      int                `json:"number"`
	CutOff      time.Time          `json:"cut_off"`
	RulesName   string             `json:"rules_name"`
	Legend      []string           `json:"legend"`                // the light rule in words, a line each
	Scoring     []string           `json:"scoring,omitempty"`     // the way of scoring in words, a line each
	Palette     []Paint            `json:"palette"`               // the colours, green first, grey last
	Digest      string             `json:"digest"`                // SHA-256 of the frozen inputs, hex
	DigestForm  int                `json:"digest_form,omitempty"` // how the figures went into it: 0 or 1 one by one, 2 as they are kept
	Rows        []Row              `json:"rows"`
	Departments []DepartmentResult `json:"departments"`
	Reports     []Report           `json:"reports"`               // who has filed, in the order of Departments
	Notes       []Note             `json:"notes"`                 // 附注
	Corrections []Correction       `json:"corrections"`           // 更正表, from edition 2
	Orders      []Order            `json:"orders,omitempty"`      // 督办销号, as they stood when the inputs were frozen
	Totals      []Total            `json:"totals,omitempty"`      // indicators that several departments carry, added up where they add
	Figures     []Figure           `json:"figures"`               // 数据 and 溯源: see FiguresOwn
	FiguresOwn  bool               `json:"figures_own,omitempty"` // Figures are those that the edition's own cells rest on; in older editions, all of this year and last
	Audit       Anchor             `json:"audit,omitzero"`        // of the audit chain, frozen with the inputs; none in editions older than anchors
	Comments    []Comment          `json:"comments,omitempty"`    // 点评 by the office
	Unlocks     []Unlock           `json:"unlocks,omitempty"`     // of the round, up to the cut-off: named in 附注
	Layout      []SheetLayout      `json:"layout,omitempty"`      // of the workbook as it was issued; none in editions older than layouts
}

// SheetLayout is how a sheet of an issued workbook is laid out, so that an address in it keeps its meaning when the program that
// reads it lays the sheet out otherwise.
type SheetLayout struct {
	Sheet   string   `json:"sheet"`
	Head    int      `json:"head"`    // the last row of headings
	Columns []string `json:"columns"` // from A: the words over each, "/" between the rows, "#2" behind words that come again
}

// Paint is how a light is shown. Colours mean different things in different places (DOMAIN §3.4), so
// they come from the rule file; the word is always printed too.
type Paint struct {
	Light Light  `json:"light"`
	Word  string `json:"word"` // 绿
	Fill  string `json:"fill"` // RRGGBB
	Ink   string `json:"ink"`  // RRGGBB
}

// Total is one indicator added up over the departments that each carry a share of it.
type Total struct {
	Name       string       `json:"name"`
	Unit       string       `json:"unit"`
	Caliber    string       `json:"caliber,omitempty"`
	Rows       []int        `json:"rows"` // indexes into Edition.Rows
	Target     exact.Number `json:"target"`
	YTD        exact.Number `json:"ytd"`
	Completion exact.Number `json:"completion"` // Σ actual ÷ Σ target
	Schedule   exact.Number `json:"schedule"`
	Gap        exact.Number `json:"gap"`               // Points
	Missing    int          `json:"missing,omitempty"` // departments without a figure
}

// Row is one line of 汇总表: one indicator.
type Row struct {
	Indicator *Indicator   `json:"indicator"` // shared with the plan that it was made from, and not changed
	Month     exact.Number `json:"month"`
	YTD       exact.Number `json:"ytd"`
	Printed   string       `json:"printed"`    // for figures in parts, and text
	LastMonth exact.Number `json:"last_month"` // year to date a month ago
	LastYear  exact.Number `json:"last_year"`  // year to date a year ago
	// LastYearFact is where LastYear stands in the plan, where nobody filed it.
	LastYearFact *Fact        `json:"last_year_fact,omitempty"`
	Main         Deviation    `json:"main"`
	Others       []Deviation  `json:"others,omitempty"` // superior's, stretch
	Year         []MonthPoint `json:"year,omitempty"`   // year to date, January to the period
	Was          []TargetWas  `json:"was,omitempty"`    // what its target was in earlier rounds of the year, which those are held against
	Department   string       `json:"department"`       // whose light it is: the lead that reports
	Remark       Remark       `json:"remark"`
	Score        *RowScore    `json:"score,omitempty"` // where the rules score it
	Figures      []int        `json:"figures"`         // indexes into Edition.Figures: YTD first, then month
}

// Waits reports a row that no figure would light before a question is answered: what its target means, or which department it is that
// should report it.
func (r *Row) Waits() bool {
	return r.Main.Asked || r.Main.Light == Grey && r.Indicator.Asks(AskDepartment)
}

// MonthPoint is one month of a row's year: what was filed, as it stood at the end of that month. Light is what it is worth
// today; a rule may turn a red month yellow once it is made up (瓯海).
type MonthPoint struct {
	Period     Round        `json:"period"`
	YTD        exact.Number `json:"ytd"`
	Completion exact.Number `json:"completion,omitzero"`
	Schedule   exact.Number `json:"schedule,omitzero"`
	Raw        Light        `json:"raw,omitempty"`
	Light      Light        `json:"light"`
	Sentence   string       `json:"sentence,omitempty"`
	*MonthMore              // what few months have
}

// MonthMore is what few months of a year have: an edition holds twelve for each indicator. A MonthPoint tells it by methods.
type MonthMore struct {
	Gap     exact.Number `json:"gap,omitzero"`      // of the edition's own round, and of quarters and halves; in older editions, of each
	Unit    string       `json:"unit,omitempty"`    // of YTD, where it is not the indicator's
	Printed string       `json:"printed,omitempty"` // as filed, of what has no number, of a rank (第3名) and of a fall
	Parts   []Part       `json:"parts,omitempty"`
}

// Gap is the gap from the schedule or the target.
func (y *MonthPoint) Gap() exact.Number { return y.more().Gap }

// Unit is that of YTD, where it is not the indicator's.
func (y *MonthPoint) Unit() string { return y.more().Unit }

// Printed is what was filed, where YTD does not say it.
func (y *MonthPoint) Printed() string { return y.more().Printed }

// Parts are those of what was filed.
func (y *MonthPoint) Parts() []Part { return y.more().Parts }

var noMore MonthMore

func (y *MonthPoint) more() *MonthMore {
	if y.MonthMore == nil {
		return &noMore
	}
	return y.MonthMore
}

// WithMore gives the point what few have, if there is any of it.
func (y MonthPoint) WithMore(more MonthMore) MonthPoint {
	y.MonthMore = nil
	if more.Gap.OK() || more.Unit != "" || more.Printed != "" || more.Parts != nil {
		own := more // and not more itself, which would be allocated for those months too that have nothing
		y.MonthMore = &own
	}
	return y
}

// DepartmentResult is one line of 部门情况.
type DepartmentResult struct {
	Name       string           `json:"name"`
	Indicators int              `json:"indicators"`
	Lights     map[Light]int    `json:"lights"`
	Average    exact.Number     `json:"average"`          // mean completion of what accumulates; absent where there is none
	Place      int              `json:"place"`            // by share of green, then average; 0 where nothing was measured
	Score      exact.Number     `json:"score,omitzero"`   // 考核得分, where the rules score: Scored.Points
	Scored     *DepartmentScore `json:"scored,omitempty"` // how it came about
}

// ReportState says how a department stands with its report.
type ReportState string

// The report states.
const (
	ReportAccepted   ReportState = "accepted"
	ReportUnaccepted ReportState = "unaccepted" // filed, not accepted: 未审核
	ReportReturned   ReportState = "returned"
	ReportDraft      ReportState = "draft"
	ReportMissing    ReportState = "missing"
)

// Report is one line of 未报迟报.
type Report struct {
	Department string      `json:"department"`
	State      ReportState `json:"state"`
	Late       bool        `json:"late"`
	Due        time.Time   `json:"due,omitzero"`
	FiledAt    time.Time   `json:"filed_at,omitzero"`
	Version    int         `json:"version"`
	Missing    []string    `json:"missing,omitempty"` // indicators without a figure
}

// Note is one line of 附注: the explanation that a department gave for a class C finding.
type Note struct {
	Department string `json:"department"`
	Indicator  string `json:"indicator"`
	Cell       string `json:"cell"`
	Finding    string `json:"finding"`
	Text       string `json:"text"`
	By         string `json:"by"`
}

// Correction is one line of 更正表: what this edition changes against the one before.
type Correction struct {
	Indicator  string `json:"indicator"`
	Department string `json:"department"`
	What       string `json:"what"` // 本年累计, 目标值 …
	Old        string `json:"old"`
	New        string `json:"new"`
	By         string `json:"by"`
	Why        string `json:"why"`
}
