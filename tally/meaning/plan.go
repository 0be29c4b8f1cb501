package meaning

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Plan reads what each target of a plan means: it sets measure, direction and origins of the reading's items, and puts
// what the workbook does not settle into its questions, each also a finding at its cell.
func (w *Words) Plan(r *tally.Reading) {
	p := planReading{w: w, r: r}
	for i := range r.Items {
		p.item(&r.Items[i])
	}
	p.duplicates()
	p.departments()
	p.parents()
	p.year()
	p.gather()
	p.itself()
	for i := range r.Questions {
		q := &r.Questions[i]
		q.N = i + 1
		r.Findings = append(r.Findings, q.Finding())
	}
}

// planReading is one plan's meaning on its way.
type planReading struct {
	w *Words
	r *tally.Reading
}

// item settles the meaning of one row by its targets; the first own one says the indicator's measure and direction.
func (p *planReading) item(it *tally.Item) {
	asked := map[tally.QuestionCode]bool{}
	for _, d := range p.w.settle(it, nil) {
		if asked[d.doubt.Code] {
			continue
		}
		asked[d.doubt.Code] = true
		p.ask(it, d.cell, d.printed, d.doubt)
	}
	for _, t := range it.Targets {
		if t.Why != "" && t.Bare() && strings.ContainsAny(t.Text, digits) && !asked[tally.AskNumber] {
			asked[tally.AskNumber] = true
			p.ask(it, t.Cell, t.Text, Doubt{Code: tally.AskNumber, Why: t.Why})
		}
	}
}

func (p *planReading) ask(it *tally.Item, cell, printed string, d Doubt) {
	if cell == "" {
		cell = it.NameCell
	}
	p.r.Questions = append(p.r.Questions, tally.Question{Sheet: it.Sheet, Cell: cell, Indicator: it.Name, Row: it.Row, Code: d.Code,
		Printed: printed, Proposed: d.Proposed, Why: d.Why, Choices: d.Choices})
}

// doubtAt is a doubt with the target's cell.
type doubtAt struct {
	cell, printed string
	doubt         Doubt
}

// settle reads the targets of an item again under what was confirmed, sets what they mean, and gives the doubts left.
func (w *Words) settle(it *tally.Item, confirmed map[tally.QuestionCode]string) []doubtAt {
	var left []doubtAt
	first := true
	years := ownYears(it)
	for i := range it.Targets {
		t := &it.Targets[i]
		m := w.vocabulary.Of(w.rowOf(it, t, years, confirmed), w)
		t.Origin, t.Recur, t.Horizon = m.Origin, m.Recur, m.Horizon
		t.Drop = t.Drop || m.Drop
		if u := perTime.FindStringSubmatch(t.Unit); u != nil && !m.Recur.IsZero() {
			t.Unit = u[1]
		}
		if m.Shift != 0 && t.Floor.Equal(w.Phrase(t.Text, phrase.Hint{Name: it.Name, Unit: it.Unit}).Floor) { // not shifted yet
			t.Floor, t.Stretch, t.Max = t.Floor.Shift(m.Shift), t.Stretch.Shift(m.Shift), t.Max.Shift(m.Shift)
		}
		if t.Tier != "" {
			continue
		}
		if first {
			it.Measure, it.Better, first = m.Measure, m.Better, false
		}
		for _, d := range m.Doubts {
			if d.Code == tally.AskUnit && w.beside(it, t) {
				continue
			}
			left = append(left, doubtAt{t.Cell, t.Text, d})
		}
	}
	return left
}

// beside reports a growth printed in a column of its own beside the level of the same year: two targets, each in its unit.
func (w *Words) beside(it *tally.Item, t *tally.Target) bool {
	for i := range it.Targets {
		o := &it.Targets[i]
		if o != t && o.Tier == t.Tier && o.Period == t.Period && !w.Comparable(o.Unit, t.Unit) && (w.Percent(o.Unit) != w.Percent(t.Unit)) {
			return true
		}
	}
	return false
}

func (w *Words) rowOf(it *tally.Item, t *tally.Target, years int, confirmed map[tally.QuestionCode]string) Row {
	year := 0
	if len(t.Period) >= 4 {
		year, _ = strconv.Atoi(t.Period[:4])
	}
	_, _, based := it.Base(max(year, 1))
	return Row{Name: it.Name, Task: it.Task, Unit: it.Unit, Text: t.Text, Phrase: w.Phrase(t.Text, phrase.Hint{Name: it.Name, Unit: it.Unit}), Op: it.Op, Year: year,
		Deadline: it.Deadline, Years: years, Annual: t.Annual, Based: based, Confirmed: confirmed}
}

// ownYears is how many years a row has targets of its own for.
func ownYears(it *tally.Item) int {
	seen := map[string]bool{}
	for _, t := range it.Targets {
		if t.Tier == "" && len(t.Period) >= 4 {
			seen[t.Period[:4]] = true
		}
	}
	return len(seen)
}

// Settle brings an indicator to what its plan prints and a person confirmed. It is cheap where nothing was confirmed.
func (w *Words) Settle(ind *tally.Indicator) {
	if len(ind.Confirmed) == 0 {
		return
	}
	ind.Targets = append([]tally.Target(nil), ind.Targets...)
	w.confirm(&ind.Item, ind.Confirmed)
	w.settle(&ind.Item, ind.Confirmed)
}

// digits are those of a cell, which is not folded yet.
const digits = "0123456789０１２３４５６７８９"

// year: a plan that prints no year anywhere is asked once.
func (p *planReading) year() {
	if len(p.r.Items) == 0 {
		return
	}
	measurable := false
	for _, it := range p.r.Items {
		for _, t := range it.Targets {
			if t.Period != "" {
				return
			}
			measurable = measurable || !t.Bare()
		}
	}
	if !measurable {
		return
	}
	it := &p.r.Items[0]
	p.r.Questions = append(p.r.Questions, tally.Question{Sheet: it.Sheet, Cell: "A1", Code: tally.AskYear, Printed: p.r.Title,
		Why: fmt.Sprintf("标题、表头和完成时限里都没有年份，%d个目标看不出是哪一年的", len(p.r.Items))})
}
