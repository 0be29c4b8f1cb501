package meaning

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// fewAlike is how many rows of a sheet are asked one by one what is the same for all of them.
const fewAlike = 2

// alike is what questions have in common that one answer settles.
type alike struct {
	sheet string
	code  tally.QuestionCode
	asked string
}

// alikeOf tells which questions one answer can settle; ok is false for those that are each row's own.
func (p *planReading) alikeOf(q *tally.Question, units map[rowAt]string) (k alike, ok bool) {
	switch q.Code {
	case tally.AskScale, tally.AskUnit, tally.AskHorizon:
		return alike{q.Sheet, q.Code, q.Proposed}, true
	case tally.AskDirection, tally.AskMeasure: // one name in the rows of several towns
		asked := append([]string{p.w.Key(q.Indicator), units[rowAt{q.Sheet, q.Row}], q.Proposed}, q.Choices...)
		return alike{q.Sheet, q.Code, strings.Join(asked, "\x00")}, true
	default:
		return alike{}, false
	}
}

// gather asks once what one answer settles for many rows: a column of per cents written as fractions, growth targets
// under amounts.
func (p *planReading) gather() {
	units := p.unitsAt()
	of, met := map[alike][]int{}, []alike(nil) // in the order of the plan, as findings are told
	for i := range p.r.Questions {
		k, ok := p.alikeOf(&p.r.Questions[i], units)
		if !ok {
			continue
		}
		if of[k] == nil {
			met = append(met, k)
		}
		of[k] = append(of[k], i)
	}
	gone := map[int]bool{}
	for _, k := range met {
		if len(of[k]) < fewAlike {
			continue
		}
		p.askOnce(k.code, of[k])
		for _, i := range of[k][1:] {
			gone[i] = true
		}
	}
	open := p.r.Questions[:0]
	for i, q := range p.r.Questions {
		if !gone[i] {
			open = append(open, q)
		}
	}
	p.r.Questions = open
}

// askOnce lets the first of several questions stand for all of them.
func (p *planReading) askOnce(code tally.QuestionCode, at []int) {
	first := &p.r.Questions[at[0]]
	for _, i := range at {
		q := &p.r.Questions[i]
		first.Rows = append(first.Rows, q.Row)
		if code == tally.AskScale && i != at[0] { // a hundredfold is named at each cell
			f := tally.NewFinding(tally.UnitSuspect, q.Sheet, q.Cell, "「"+q.Indicator+"」"+q.Why, "与"+first.Cell+"一并确认")
			f.About = q.Indicator
			p.r.Findings = append(p.r.Findings, f)
		}
	}
	switch code {
	case tally.AskDirection, tally.AskMeasure:
		first.Why = fmt.Sprintf("%s（同名的%d行一并确认）", first.Why, len(at))
		return
	case tally.AskUnit: // each keeps its own row's unit
		first.Choices = slices.Compact([]string{first.Proposed})
	default:
	}
	first.Why = fmt.Sprintf("%s（“%s”等%d个指标都这样写）", first.Why, first.Indicator, len(at))
	first.Indicator = ""
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
