package meaning

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// Units is what a meaning asks of units; the lexicon answers.
type Units interface {
	Percent(unit string) bool           // per cent, and points of it
	Points(unit string) bool            // 个百分点
	Place(unit string) bool             // 位, 名, 位次
	Times(unit string) bool             // 倍
	Counter(unit string) bool           // things counted one by one: 家, 个
	People(unit string) bool            // 人, 名
	Money(unit string) bool             // 元, 美元
	Compound(unit string) bool          // one unit per another: 万元/亩
	Comparable(unit, other string) bool // one converts to the other, or both count things
}

// Row is what a plan prints of one target and of the indicator that it is for.
type Row struct {
	Name     string
	Task     string       // what is to be done, in a column of its own
	Unit     string       // of the row
	Text     string       // the target as printed
	Phrase   tally.Phrase // as read
	Op       tally.Op     // from a column of its own (≤); OpNone without one
	Year     int          // that the target is for; 0 where none is printed
	Deadline string       // of the row: 2020, 2017-09 or 2017-09-30
	Years    int          // how many years the row has targets for
	Annual   bool         // the column says that the number is Year's share of something longer
	Based    bool         // the plan prints a figure of an earlier year, which a path can begin with

	Confirmed map[tally.QuestionCode]string // what a person said, by what was asked
}

// Meaning is how a target is held against what is reported.
type Meaning struct {
	Measure tally.Measure
	Better  tally.Better
	Drop    bool // the number is the size of a fall
	Recur   tally.Recurrence
	Shift   int32  // powers of ten that the printed number is to be taken times: 2 for 0.085 that means 8.5 %
	Horizon string // the year that the number is for, or the years of a sum ("2021-2025"), where it is not the target's
	Origin  tally.Origins
	Doubts  []Doubt
}

// Doubt is one part of a meaning that two readings are left of.
type Doubt struct {
	Code     tally.QuestionCode
	Proposed string
	Choices  []string
	Why      string
}

func (m *Meaning) doubt(code tally.QuestionCode, why, proposed string, choices ...string) {
	m.Doubts = append(m.Doubts, Doubt{Code: code, Why: why, Proposed: proposed, Choices: choices})
}

// Of reads what one target means: measure, then direction, then unit and scale, then horizon; each with its origin, and
// a doubt where two readings are left whose lights could differ.
func (v *Vocabulary) Of(row Row, units Units) Meaning {
	r := reader{v: v, row: row, units: units, name: v.name(row.Name), text: v.fold(row.Text)}
	r.m.Origin = tally.Origins{Unit: tally.Printed, Horizon: tally.Printed}
	r.recurrence()
	r.measure()
	r.tasked()
	if said := r.said(tally.AskMeasure); said != "" {
		r.set(tally.Measure(said), tally.Confirmed)
	}
	r.direction()
	r.unit()
	r.scale()
	r.horizon()
	r.settle()
	return r.m
}

// said is what a person answered; "" where nobody was asked or nobody answered.
func (r *reader) said(code tally.QuestionCode) string { return r.row.Confirmed[code] }

// settle takes back the doubts that a person has answered.
func (r *reader) settle() {
	r.m.Doubts = slices.DeleteFunc(r.m.Doubts, func(d Doubt) bool { return r.said(d.Code) != "" })
}

// reader is one reading of a row on its way.
type reader struct {
	v     *Vocabulary
	row   Row
	units Units
	name  nameSense
	text  string // folded
	m     Meaning
}
