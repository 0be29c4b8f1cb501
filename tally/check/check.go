package check

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Checker holds a department's sheet against the plan and the months before.
type Checker struct {
	Words      *phrase.Words
	Thresholds Thresholds // of the plan; a number left absent keeps its default
}

// Input is one reading with all that it is held against. Nothing else takes part: the same input
// always gives the same answer.
type Input struct {
	Plan              tally.Plan // with the targets in force for Period
	Names             *PlanNames // Plan made ready, in its place; nil makes it so
	Department        string     // canonical: the one that the sheet is filed for
	DepartmentAliases []string
	Period            tally.Round
	Asked             tally.Asks // which indicators report in rounds of Period's kind
	Reading           tally.Reading
	History           tally.History  // what this department reported for earlier periods
	Others            []tally.Figure // what other departments reported for Period
	LastHeaders       []tally.Header // Reading.Headers of the department's last sheet; nil where there is none
}

// Result is what came out of one reading.
//
// Findings are all findings, the reading's own among them, with the plan's classes, in the order of the
// sheet: what concerns the whole sheet, then cell by cell, then what is missing in the plan's order.
// Figures are those of the filed period only, each in the plan's unit, converted exactly, with the file,
// sheet and cell of its Source filled in; submission, version, who and when are the store's to add.
// An earlier month that the sheet prints again is compared with History and never stored: a difference is
// a finding (month.disagrees), a correction of that month is filed for that month.
type Result struct {
	Findings []tally.Finding
	Figures  []tally.Figure
	Remarks  []tally.Remark
	Matched  []Matched   // row by row of Reading.Items
	Says     tally.Round // the round that the sheet is for, by its words or its figures; zero where it does not say
}

// Check holds a reading against plan and history. One root cause gives one finding: a suspected unit
// silences what follows from it on its row, a fallen year-to-date the month's disagreement; a cell that
// could not be read is not also empty.
func (c *Checker) Check(in Input) Result {
	if in.Names == nil {
		in.Names = NewPlanNames(c.Words.Lexicon, in.Plan)
	}
	in.Plan = in.Names.plan
	k := &checking{
		words:      c.Words,
		thresholds: c.Thresholds.filled(),
		in:         in,
		department: tally.NamesOf(in.Department, in.DepartmentAliases),
		lines:      map[*tally.Indicator]*reported{},
		filed:      &tally.FiledWith{File: in.Reading.File, SHA256: in.Reading.SHA256},
	}
	matched := in.Names.match(k.department, in.Reading)
	k.sheet()
	if k.wrongPlan { // its rows are another plan's: what they lack here is no fault of theirs
		return Result{Findings: k.arranged(), Matched: matched, Says: k.says}
	}
	gathering{k}.gather(matched)
	rules{k}.ask()
	k.missing()
	return Result{Findings: k.arranged(), Figures: k.figures(), Remarks: k.remarks(), Matched: matched, Says: k.says}
}

// checking is one run of Check: what is held against what, and what was found.
type checking struct {
	words      *phrase.Words
	thresholds Thresholds
	in         Input
	department tally.DepartmentNames
	lines      map[*tally.Indicator]*reported
	order      []*reported // as they stand in the sheet
	found      []tally.Finding
	filed      *tally.FiledWith // what all figures share

	wrongUnit   bool // the sheet is another department's
	wrongPlan   bool // another plan's
	wrongPeriod bool // another month's
	says        tally.Round

	byIndicator map[string][]tally.Figure // Input.Others
}

// gathering brings the rows of the sheet to the plan's indicators, and their figures to the plan's units.
type gathering struct{ *checking }

// rules hold the rows that were gathered against the plan, the months before and one another.
type rules struct{ *checking }

// ask asks the rules in an order in which what is found of a unit silences what follows from it.
func (k rules) ask() {
	for _, l := range k.order {
		k.unit(l)
		k.accumulation(l)
		k.restated(l)
		k.jump(l)
		k.target(l)
		k.rate(l)
		k.empty(l)
	}
	k.children()
	k.conflicts()
}

// add keeps a finding about an indicator.
func (k *checking) add(code tally.Code, sheet, cell, about, message, expected string) {
	f := tally.NewFinding(code, sheet, cell, message, expected)
	f.About = about
	k.found = append(k.found, f)
}

// figures are the filed period's, in the order of the sheet.
func (k *checking) figures() []tally.Figure {
	n := 0
	for _, l := range k.order {
		n += len(l.values)
	}
	if n == 0 {
		return nil
	}
	out := make([]tally.Figure, 0, n)
	for _, l := range k.order {
		for i := range l.values {
			out = append(out, l.values[i].Figure)
		}
	}
	return out
}

// remarks are what stands beside the figures. A 备注 explains an empty value where there is one, and
// stands for 进展情况 where the sheet has no such column.
func (k *checking) remarks() []tally.Remark {
	var out []tally.Remark
	for _, l := range k.order {
		r := tally.Remark{Indicator: l.ind.ID, Department: k.in.Department, Period: k.in.Period}
		r.Progress = l.progress
		for _, it := range l.items {
			r.Progress = joinNonEmpty("\n", r.Progress, it.Progress)
			r.Problems = joinNonEmpty("\n", r.Problems, it.Problems)
			r.NextSteps = joinNonEmpty("\n", r.NextSteps, it.NextSteps)
			switch {
			case len(l.values) == 0:
				r.Explanation = joinNonEmpty("\n", r.Explanation, it.Remark)
			case it.Progress == "":
				r.Progress = joinNonEmpty("\n", r.Progress, it.Remark)
			}
		}
		if r.Progress != "" || r.Problems != "" || r.NextSteps != "" || r.Explanation != "" {
			out = append(out, r)
		}
	}
	return out
}
