package meaning

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// fewAlike is how many rows of a sheet are asked one by one what is the same for all of them.
const fewAlike = 2

// gather asks once what one answer settles for many rows: a column of per cents written as fractions, growth targets
// under amounts.
func (p *planReading) gather() {
	type kind struct {
		sheet string
		code  tally.QuestionCode
		asked string
	}
	of, units := map[kind][]int{}, p.unitsAt()
	for i, q := range p.r.Questions {
		switch q.Code {
		case tally.AskScale, tally.AskUnit, tally.AskHorizon:
			k := kind{q.Sheet, q.Code, q.Proposed}
			of[k] = append(of[k], i)
		case tally.AskDirection, tally.AskMeasure: // one name in the rows of several towns
			k := kind{q.Sheet, q.Code, strings.Join(append([]string{p.w.Key(q.Indicator), units[rowAt{q.Sheet, q.Row}], q.Proposed}, q.Choices...), "\x00")}
			of[k] = append(of[k], i)
		default:
		}
	}
	gone := map[int]bool{}
	for k, at := range of {
		if len(at) < fewAlike {
			continue
		}
		first := &p.r.Questions[at[0]]
		for _, i := range at {
			first.Rows = append(first.Rows, p.r.Questions[i].Row)
			if q := &p.r.Questions[i]; k.code == tally.AskScale && i != at[0] { // a hundredfold is named at each cell
				f := tally.NewFinding(tally.UnitSuspect, q.Sheet, q.Cell, "「"+q.Indicator+"」"+q.Why, "与"+first.Cell+"一并确认")
				f.About = q.Indicator
				p.r.Findings = append(p.r.Findings, f)
			}
			gone[i] = i != at[0]
		}
		if k.code == tally.AskUnit { // each keeps its own row's unit
			first.Choices = slices.Compact([]string{first.Proposed})
		}
		if k.code == tally.AskDirection || k.code == tally.AskMeasure {
			first.Why = fmt.Sprintf("%s（同名的%d行一并确认）", first.Why, len(at))
			continue
		}
		first.Why = fmt.Sprintf("%s（“%s”等%d个指标都这样写）", first.Why, first.Indicator, len(at))
		first.Indicator = ""
	}
	open := p.r.Questions[:0]
	for i, q := range p.r.Questions {
		if !gone[i] {
			open = append(open, q)
		}
	}
	p.r.Questions = open
}

// rowAt is a row of a sheet.
type rowAt struct {
	sheet string
	row   int
}

// unitsAt are the units of the rows.
func (p *planReading) unitsAt() map[rowAt]string {
	units := make(map[rowAt]string, len(p.r.Items))
	for i := range p.r.Items {
		it := &p.r.Items[i]
		units[rowAt{it.Sheet, it.Row}] = it.Unit
	}
	return units
}
