package tally

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

// ConsolidateInput is everything that an edition is made of, frozen at the cut-off.
type ConsolidateInput struct {
	Plan        Plan              // with the targets in force
	Period      Period            //
	Number      int               // of the edition, from 1
	CutOff      time.Time         // when the inputs were frozen
	AsOf        time.Time         // 截至10月20日: the day inside the period that the figures run to; zero: its end
	Rules       *Rules            //
	Words       *Words            //
	Departments []string          // in the order to show them; those that only the plan names follow
	Aliases     map[string]string // a unit as the plan prints it → the department
	Figures     []Figure          // accepted ones: this month's, the earlier ones of the year, last year's
	Remarks     []Remark          //
	Notes       []Note            //
	Reports     []Report          //
	Reasons     []Correction      // who changed what and why, for 更正表: Indicator (ID or name), What, By, Why
	Previous    *Edition          // of the same plan and period; nil for the first
}

// Consolidate makes the edition of one plan and period. It is pure: the same inputs, in any order, give
// the same edition and the same digest.
func Consolidate(in ConsolidateInput) (Edition, error) {
	if in.Period.IsZero() || in.Rules == nil || in.Words == nil {
		return Edition{}, errors.New("consolidate: needs a period, rules and words")
	}
	c, err := newConsolidation(in)
	if err != nil {
		return Edition{}, err
	}
	ed := Edition{Plan: in.Plan.Key, Title: in.Plan.Title, Period: in.Period, Number: in.Number, CutOff: in.CutOff,
		RulesName: in.Rules.Name, Legend: in.Rules.Legend(), Palette: in.Rules.Palette, Figures: c.Figures}
	var side Aside
	var digest string
	side.Go(func() (err error) {
		digest, err = c.digest()
		return err
	})
	peers := c.peers()
	ed.Rows = make([]Row, len(in.Plan.Indicators))
	rows := sideBySide(len(ed.Rows), func(k int) { ed.Rows[k] = c.row(&in.Plan.Indicators[k], peers[k]) })
	if err := errors.Join(rows, side.Wait()); err != nil {
		return Edition{}, fmt.Errorf("consolidate: %w", err)
	}
	ed.Digest = digest
	ed.Totals = c.totals(ed.Rows)
	ed.Departments = c.departments(ed.Rows)
	ed.Reports = c.reports(ed)
	ed.Notes = c.Notes
	ed.Corrections = c.corrections(ed)
	return ed, nil
}

// sideBySide does n things that know nothing of one another, on all processors.
func sideBySide(n int, do func(k int)) error {
	var side Aside
	for part := range stretches {
		side.Go(func() error {
			for k := n * part / stretches; k < n*(part+1)/stretches; k++ {
				do(k)
			}
			return nil
		})
	}
	return side.Wait()
}

// stretches is into how many stretches sideBySide cuts its work.
const stretches = 8

// consolidation is the input put in order, with its indexes.
type consolidation struct {
	ConsolidateInput
	place   map[string]int      // of an indicator in the plan, by ID
	from    []int               // where an indicator's figures begin in Figures, by its place; one more at the end
	several [][]int             // indicators that several departments carry a share of
	filed   map[string]bool     // departments with a figure in the period
	carries map[string][]string // the units of an indicator, lead first
	remarks map[[2]string]Remark
	state   map[string]ReportState
}

func newConsolidation(in ConsolidateInput) (*consolidation, error) {
	c := &consolidation{ConsolidateInput: in, place: map[string]int{}, filed: map[string]bool{},
		carries: map[string][]string{}, remarks: map[[2]string]Remark{}, state: map[string]ReportState{}}
	for k, ind := range in.Plan.Indicators {
		c.place[ind.ID] = k
		for _, unit := range slices.Concat(ind.Lead, ind.Implementing, ind.Support) {
			c.carries[ind.ID] = append(c.carries[ind.ID], c.canonical(unit))
		}
	}
	c.order()
	c.from = make([]int, len(in.Plan.Indicators)+1)
	for i := range c.Figures {
		f := &c.Figures[i]
		c.from[c.place[f.Indicator]+1] = i + 1
		if f.Period == in.Period {
			c.filed[f.Department] = true
		}
	}
	for k := 1; k < len(c.from); k++ { // those without a figure begin where the one before ends
		c.from[k] = max(c.from[k], c.from[k-1])
	}
	var err error
	if c.several, err = c.sameInSeveral(); err != nil {
		return nil, fmt.Errorf("consolidate: %w", err)
	}
	for _, r := range c.Remarks {
		if r.Period == in.Period {
			c.remarks[[2]string{r.Indicator, r.Department}] = r
		}
	}
	for _, r := range c.Reports {
		c.state[r.Department] = r.State
	}
	return c, nil
}

func (c *consolidation) canonical(unit string) string {
	if d, ok := c.Aliases[unit]; ok {
		return d
	}
	return unit
}

// order sorts copies of the inputs, so that neither edition nor digest depends on how they came. Figures of
// indicators that the plan does not have are left out.
func (c *consolidation) order() {
	at := make([]int, 0, len(c.Figures)) // places are sorted, since a figure is long
	for i := range c.Figures {
		if _, known := c.place[c.Figures[i].Indicator]; known {
			at = append(at, i)
		}
	}
	compare := func(i, j int) int { return c.compareFigures(&c.Figures[i], &c.Figures[j]) }
	if len(at) < len(c.Figures) || !slices.IsSortedFunc(at, compare) { // a year of figures is not copied for nothing
		slices.SortFunc(at, compare)
		sorted := make([]Figure, 0, len(at))
		for _, i := range at {
			sorted = append(sorted, c.Figures[i])
		}
		c.Figures = sorted
	}
	c.Departments = c.everyDepartment()
	first := map[string]int{}
	for k, d := range c.Departments {
		first[d] = k
	}
	c.Remarks = slices.Clone(c.Remarks)
	slices.SortStableFunc(c.Remarks, func(a, b Remark) int {
		return cmp.Or(cmp.Compare(c.place[a.Indicator], c.place[b.Indicator]), a.Period.Compare(b.Period), cmp.Compare(a.Department, b.Department))
	})
	c.Notes = slices.Clone(c.Notes)
	slices.SortStableFunc(c.Notes, func(a, b Note) int {
		return cmp.Or(cmp.Compare(first[a.Department], first[b.Department]), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Finding, b.Finding))
	})
	c.Reports = slices.Clone(c.Reports)
	slices.SortStableFunc(c.Reports, func(a, b Report) int { return cmp.Compare(first[a.Department], first[b.Department]) })
}

// compareFigures orders by indicator, period and span, and then the better of two first.
func (c *consolidation) compareFigures(a, b *Figure) int {
	if d := cmp.Or(c.place[a.Indicator]-c.place[b.Indicator], a.Period.Compare(b.Period), spanOrder(a.Span)-spanOrder(b.Span)); d != 0 {
		return d
	}
	return cmp.Or(cmp.Compare(c.standsFor(a), c.standsFor(b)), cmp.Compare(a.Department, b.Department),
		cmp.Compare(b.Source.Version, a.Source.Version), b.Source.At.Compare(a.Source.At),
		cmp.Compare(a.Source.Submission, b.Source.Submission), cmp.Compare(a.Source.Cell, b.Source.Cell))
}

// standsFor is how near a figure's department is to leading its indicator.
func (c *consolidation) standsFor(f *Figure) int {
	if k := slices.Index(c.carries[f.Indicator], f.Department); k >= 0 {
		return k
	}
	return len(c.carries[f.Indicator])
}

func spanOrder(s Span) int {
	switch s {
	case SpanYTD:
		return 0
	case SpanMonth:
		return 1
	}
	return 2
}

// everyDepartment is the order given, then whoever the plan lets lead, then whoever filed.
func (c *consolidation) everyDepartment() []string {
	all := slices.Clone(c.Departments)
	seen := map[string]bool{}
	for _, d := range all {
		seen[d] = true
	}
	add := func(d string) {
		if d != "" && !seen[d] {
			seen[d] = true
			all = append(all, d)
		}
	}
	for _, ind := range c.Plan.Indicators {
		if units := c.carries[ind.ID]; len(units) > 0 {
			add(units[0])
		}
	}
	for _, f := range c.Figures {
		add(f.Department)
	}
	return all
}
