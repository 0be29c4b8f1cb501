package consolidate

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tallysheet/tallysheet/internal/parallel"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// Input is everything that an edition is made of, frozen at the cut-off.
type Input struct {
	Plan        tally.Plan            // with the targets in force
	Past        []tally.PastIndicator // those of which earlier rounds of the year are held against other targets
	Period      tally.Round           //
	Number      int                   // of the edition, from 1
	CutOff      time.Time             // when the inputs were frozen
	AsOf        time.Time             // 截至10月20日: the day inside the period that the figures run to; zero: its end
	Rules       *deviation.Rules      //
	Words       *meaning.Words        //
	Departments []string              // in the order to show them; those that only the plan names follow
	Aliases     map[string]string     // a unit as the plan prints it → the department
	Filed       []tally.FiledFigures  // accepted: this month's, the earlier ones of the year, last year's; one of each department and period
	Figures     []tally.Figure        // what was accepted besides, as it is to be taken; with no Filed, all
	Remarks     []tally.Remark        //
	Notes       []tally.Note          //
	Reports     []tally.Report        //
	Orders      []tally.Order         // of the plan, looked at at the cut-off
	Reasons     []tally.Correction    // who changed what and why, for 更正表: Indicator (ID or name), What, By, Why
	Refiled     []tally.Correction    // by Department, what became of its whole report since, for rows of which Reasons say nothing; no part of the digest
	Previous    *Earlier              // of the same plan and period; nil for the first

	MadeOf   []tally.RoundKind // of shorter rounds, whose cumulative figures stand for Period where it has none of its own
	Asked    tally.Asks        // of which indicators a report is asked in the round itself
	Comments []tally.Comment   // what the office says of the round (季点评)
	Unlocks  []tally.Unlock    // when it was opened after its lock

	Told func(done, of int) // hears each time that another department is computed, from several goroutines; nil: nobody asks
}

// Earlier is the edition before, which a new one corrects. Rows gives them to do, each its own and no longer held here: two editions of
// twelve thousand rows need not stand side by side.
type Earlier struct {
	Digest string
	Rule   string   // what its light rule is called
	Lines  []string // the rule in words
	Rows   func(do func(*tally.Row)) error
}

// Digest is that of the edition which Consolidate would make, at a small part of the cost.
func Digest(in Input) (string, error) {
	c, err := newConsolidation(in)
	if err != nil {
		return "", err
	}
	return c.digest(c.Rules.Digest())
}

// Consolidate makes the edition of one plan and period. It is pure: the same inputs, in any order, give
// the same edition and the same digest.
func Consolidate(in Input) (tally.Edition, error) {
	c, err := newConsolidation(in)
	if err != nil {
		return tally.Edition{}, err
	}
	ed := tally.Edition{Plan: in.Plan.Key, Title: in.Plan.Title, Period: in.Period, Number: in.Number, CutOff: in.CutOff,
		RulesName: in.Rules.Name, Legend: in.Rules.Legend(), Palette: in.Rules.Palette}
	var side parallel.Group
	var digest string
	side.Go(func() (err error) {
		digest, err = c.digest(c.Rules.Digest())
		return err
	})
	peers := c.peers()
	ed.Rows = make([]tally.Row, len(in.Plan.Indicators))
	c.years = make([]tally.MonthPoint, len(ed.Rows)*len(c.series))
	told := c.tell()
	rows := sideBySide(len(ed.Rows), func(k int) {
		c.row(&ed.Rows[k], &c.members[k], peers[k])
		told(k)
	})
	if err := errors.Join(rows, side.Wait()); err != nil {
		return tally.Edition{}, fmt.Errorf("consolidate: %w", err)
	}
	ed.Digest, ed.DigestForm = digest, c.digestForm()
	ed.Figures, ed.FiguresOwn = c.own(ed.Rows), true
	ed.Totals = c.totals(ed.Rows)
	if c.score(ed.Rows) {
		ed.Scoring = c.Rules.Score.Words()
	}
	ed.Departments = c.departments(ed.Rows)
	ed.Reports = c.reports(ed)
	ed.Notes = c.Notes
	if ed.Corrections, err = c.corrections(ed); err != nil {
		return tally.Edition{}, fmt.Errorf("consolidate: %w", err)
	}
	ed.Orders = c.orders(ed)
	ed.Comments, ed.Unlocks = c.Comments, c.Unlocks
	return ed, nil
}

// sideBySide does n things that know nothing of one another, on all processors.
func sideBySide(n int, do func(k int)) error {
	var side parallel.Group
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
	Input
	place    map[string]int    // of an indicator in the plan, by ID
	members  []member          // the indicators of the plan, by place
	several  [][]int           // indicators that several departments carry a share of
	entries  []entry           // all that was filed, by indicator, period and span
	packed   int               // of Filed, how many came packed; those behind them were Figures
	now      int               // the order of the period
	filed    map[string]bool   // departments with a figure in the period
	said     map[[2]string]int // which of Remarks stands for an indicator and a department
	state    map[string]tally.ReportState
	reported []tally.Report                    // Reports under the names that departments have now
	past     map[string][]*tally.PastIndicator // of an indicator, the earliest first
	closing  []tally.Round                     // the rounds that Period is made of which end with it: see MadeOf
	series   []tally.Round                     // see Round.Series
	years    []tally.MonthPoint                // of all members, as long as series each
	each     []int                             // 0, 1, 2 …: the one figure that most rows have is a piece of it
}

// member is an indicator of the plan with what was filed for it.
type member struct {
	*tally.Indicator
	place   int      // in the plan
	units   []string // that carry it, lead first
	entries []entry  // its stretch of all
	from    int      // where that begins
	figures int      // where its figures of the period begin, in Figures
	own     int      // where its entries of the period begin, in entries
}

func newConsolidation(in Input) (*consolidation, error) {
	if in.Period.IsZero() || in.Rules == nil || in.Words == nil {
		return nil, errors.New("consolidate: needs a period, rules and words")
	}
	c := &consolidation{Input: in, place: make(map[string]int, len(in.Plan.Indicators)), members: make([]member, len(in.Plan.Indicators)),
		filed: map[string]bool{}, said: make(map[[2]string]int, len(in.Remarks)), state: map[string]tally.ReportState{}, past: map[string][]*tally.PastIndicator{}}
	c.closing, c.series = c.closingOf(in.Period), in.Period.Series()
	for k := range c.members {
		ind := &in.Plan.Indicators[k]
		c.place[ind.ID] = k
		c.members[k] = member{Indicator: ind, place: k, units: c.units(ind)}
	}
	for i := range in.Past {
		x := &in.Past[i]
		c.past[x.Indicator.ID] = append(c.past[x.Indicator.ID], x)
	}
	c.hand()
	c.order()
	var err error
	if c.several, err = c.sameInSeveral(); err != nil {
		return nil, fmt.Errorf("consolidate: %w", err)
	}
	for i := range c.Remarks {
		r := &c.Remarks[i]
		key := [2]string{r.Indicator, c.canonical(r.Department)}
		if _, own := c.said[key]; r.Period == in.Period || !own && c.stands(r.Period) {
			c.said[key] = i
		}
	}
	c.reported = underNames(c.Reports, c.canonical)
	for _, r := range c.reported {
		c.state[r.Department] = r.State
	}
	return c, nil
}

// units are those of the indicator by their own names, lead first.
func (c *consolidation) units(ind *tally.Indicator) []string {
	units := make([]string, 0, len(ind.Lead)+len(ind.Implementing)+len(ind.Support))
	for _, some := range [...][]string{ind.Lead, ind.Implementing, ind.Support} {
		for _, unit := range some {
			units = append(units, c.canonical(unit))
		}
	}
	return units
}

func (c *consolidation) canonical(unit string) string {
	if d, ok := c.Aliases[unit]; ok {
		return d
	}
	return unit
}

// order sorts copies of the inputs, so that neither edition nor digest depends on how they came.
func (c *consolidation) order() {
	c.Departments = c.everyDepartment()
	first := map[string]int{}
	for k, d := range c.Departments {
		first[d] = k
	}
	c.Remarks = inOrder(c.Remarks, func(a, b tally.Remark) int {
		return cmp.Or(cmp.Compare(c.place[a.Indicator], c.place[b.Indicator]), a.Period.Compare(b.Period), cmp.Compare(a.Department, b.Department))
	})
	c.Notes = inOrder(c.Notes, func(a, b tally.Note) int {
		return cmp.Or(cmp.Compare(first[a.Department], first[b.Department]), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Finding, b.Finding))
	})
	c.Reports = inOrder(c.Reports, func(a, b tally.Report) int { return cmp.Compare(first[a.Department], first[b.Department]) })
}

// inOrder is the list sorted, and itself where it is.
func inOrder[T any](list []T, compare func(a, b T) int) []T {
	if slices.IsSortedFunc(list, compare) {
		return list
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, compare)
	return list
}

// namesNone reports a lead of which it is asked which department that is: words make nobody owe a report.
func (c *consolidation) namesNone(m *member, lead string) bool {
	return slices.ContainsFunc(m.Asked, func(q tally.Question) bool { return q.Code == tally.AskDepartment && c.canonical(q.Printed) == lead })
}

// everyDepartment is the order given, then whoever the plan lets lead, then whoever filed.
func (c *consolidation) everyDepartment() []string {
	all := slices.DeleteFunc(slices.Clone(c.Departments), func(d string) bool { return c.canonical(d) != d })
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
	for k := range c.members {
		if units := c.members[k].units; len(units) > 0 && !c.namesNone(&c.members[k], units[0]) {
			add(units[0])
		}
	}
	for i := range c.entries {
		add(c.canonical(c.Filed[c.entries[i].of].Department))
	}
	return all
}
