package workflow

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/tally/consolidate"
)

// Calendar is the plan's calendar, the default where it sets none.
func (d *Workflow) Calendar(ctx context.Context, plan string) (calendar.Calendar, error) {
	settings, err := d.Store.Plans.Settings(ctx, plan)
	if err != nil {
		return calendar.Calendar{}, err
	}
	return CalendarOf(settings)
}

// CalendarOf is the calendar that a plan's settings hold, the default where they hold none.
func CalendarOf(s breakdown.Settings) (calendar.Calendar, error) {
	return calendar.Of(s.Calendar)
}

// due is when reports of the period are due; zero where its month does not report.
func due(s breakdown.Settings, period tally.Round) (time.Time, error) {
	c, err := CalendarOf(s)
	if err != nil {
		return time.Time{}, err
	}
	w, _ := c.Window(period)
	return w.Due, nil
}

// PlanCalendar is a plan's calendar: as it is set, and as it holds, with its first and last month filled in.
type PlanCalendar struct {
	calendar.Calendar
	Holds   Bounds          `json:"holds"`
	CutOff  int             `json:"cut_off_by_now"` // rounds that have been cut off: each is owed an edition, and its lock where they lock
	Next    calendar.Window `json:"next,omitzero"`  // the first round that is not cut off yet; none when the plan is over
	Version int             `json:"version"`        // of the plan's settings
}

// Over reports a plan that owes no month at all.
func (c PlanCalendar) Over() bool { return c.Holds.Until.Compare(c.Holds.From) < 0 }

// Bounds are the first and the last month that a plan owes; until before from where it owes none.
type Bounds struct {
	From  tally.Round `json:"from"`
	Until tally.Round `json:"until"`
}

// BoundedCalendar is a plan's calendar with its first and last month filled in where the supervisor sets none: from
// the month that was not cut off when the plan was first imported, to the end of the plan's years.
func (d *Workflow) BoundedCalendar(ctx context.Context, plan breakdown.PlanHead) (calendar.Calendar, error) {
	c, err := CalendarOf(plan.Settings)
	if err != nil {
		return c, err
	}
	years, err := d.yearsOf(ctx, plan)
	return c.Within(plan.Came.Time, years), err
}

// yearsOf are the years of a plan's targets. Where those name none, the last is that of its last deadline.
func (d *Workflow) yearsOf(ctx context.Context, plan breakdown.PlanHead) (calendar.Years, error) {
	if plan.Years.Last > 0 {
		return plan.Years, nil
	}
	p, err := d.Store.Plans.Get(ctx, plan.Key)
	if err != nil {
		return calendar.Years{}, err
	}
	var years calendar.Years
	for _, ind := range p.Indicators {
		if y, err := strconv.Atoi(ind.Deadline[:min(4, len(ind.Deadline))]); err == nil {
			years.Last = max(years.Last, y)
		}
	}
	return years, nil
}

// PlanCalendar gives a plan's calendar as it holds now.
func (d *Workflow) PlanCalendar(ctx context.Context, plan string) (PlanCalendar, error) {
	head, err := d.head(ctx, plan)
	if err != nil {
		return PlanCalendar{}, err
	}
	own, err := CalendarOf(head.Settings)
	if err != nil {
		return PlanCalendar{}, err
	}
	years, err := d.yearsOf(ctx, head)
	if err != nil {
		return PlanCalendar{}, err
	}
	holds := own.Within(head.Came.Time, years)
	pc := PlanCalendar{Calendar: own, Holds: Bounds{holds.From, holds.Until}, Version: head.Settings.Version}
	now := d.Now()
	pc.CutOff = len(holds.Owed(tally.Round{}, now))
	if pc.Next = holds.Next(now); pc.Over() {
		pc.Next = calendar.Window{}
	}
	return pc, nil
}

// SetCalendar changes a plan's calendar and gives it as it holds then. version is that of the settings on which the change
// rests, 0 for whichever stands. A calendar that makes no sense, or reaches outside the plan's years, is refused.
func (d *Workflow) SetCalendar(ctx context.Context, by models.Actor, plan string, version int, change func(*calendar.Calendar) error) (PlanCalendar, error) {
	was, err := d.PlanCalendar(ctx, plan)
	if err != nil {
		return was, err
	}
	c := was.Calendar
	if err := change(&c); err != nil {
		return was, err
	}
	set, err := d.Store.Plans.Settings(ctx, plan)
	if err != nil {
		return was, err
	}
	if set.Calendar, err = d.EncodeCalendar(ctx, plan, c); err != nil {
		return was, err
	}
	if version > 0 {
		set.Version = version
	}
	if _, err := d.Store.Plans.SetSettings(ctx, by, plan, set); err != nil {
		return was, err
	}
	return d.PlanCalendar(ctx, plan)
}

// EncodeCalendar gives a calendar as a plan's settings keep it, once it has been found to make sense for the plan.
func (d *Workflow) EncodeCalendar(ctx context.Context, plan string, c calendar.Calendar) (json.RawMessage, error) {
	head, err := d.head(ctx, plan)
	if err != nil {
		return nil, err
	}
	years, err := d.yearsOf(ctx, head)
	if err != nil {
		return nil, err
	}
	if err = c.Validate(); err == nil {
		err = inside(c, years)
	}
	if err != nil {
		return nil, &models.Error{Code: models.Invalid, Message: err.Error() + "。"}
	}
	if err := namedRows(ctx, d, head, &c); err != nil {
		return nil, err
	}
	return json.Marshal(c)
}

// inside refuses a first or last month outside the plan's years: no target holds there, and nothing would be made of it.
func inside(c calendar.Calendar, years calendar.Years) error {
	for _, m := range []struct {
		name  string
		month tally.Round
	}{{"起始月", c.From}, {"结束月", c.Until}} {
		if m.month.IsZero() || years.Last == 0 || years.First <= m.month.Year() && m.month.Year() <= years.Last {
			continue
		}
		return fmt.Errorf("%s %s 不在计划的年度（%s）内，留空则按计划推定", m.name, m.month, years)
	}
	return nil
}

// head is a plan's head.
func (d *Workflow) head(ctx context.Context, plan string) (breakdown.PlanHead, error) {
	heads, err := d.Store.Plans.Heads(ctx, "")
	if err != nil {
		return breakdown.PlanHead{}, err
	}
	for _, h := range heads {
		if h.Key == plan {
			return h, nil
		}
	}
	return breakdown.PlanHead{}, &models.Error{Code: models.NotFound, Message: fmt.Sprintf("没有计划“%s”，请先导入目标任务分解表。", plan)}
}

// TakesRound says why a plan has no such round, with what to give instead; nil where it has it.
func TakesRound(ctx context.Context, store *models.Store, plan string, period tally.Round) error {
	if period.IsZero() || period.Kind() == tally.Monthly { // of a plan without months a month may have come before
		return nil
	}
	settings, err := store.Plans.Settings(ctx, plan)
	if err != nil {
		return err
	}
	return takes(settings, period)
}

// CalendarTaking is the calendar that a plan's settings hold, which must have such a round.
func CalendarTaking(s breakdown.Settings, period tally.Round) (calendar.Calendar, error) {
	c, err := CalendarOf(s)
	if err != nil || period.Kind() == tally.Monthly {
		return c, err
	}
	return c, takes(s, period)
}

// takes is TakesRound for who has the plan's settings.
func takes(s breakdown.Settings, period tally.Round) error {
	c, err := CalendarOf(s)
	if err != nil {
		return err
	}
	if said, other := tally.OtherKindSentence(c.Takes(period)); other {
		return &models.Error{Code: models.Invalid, Message: said, Field: "period"}
	}
	return nil
}

// ofRound fills in what the plan's calendar says of the round: what it is made of, and of which indicators a report is asked. A week's
// and a dated round's edition is short: the rows that report in it.
func ofRound(in *consolidate.Input, s breakdown.Settings) error {
	c, err := CalendarOf(s)
	if err != nil {
		return err
	}
	kind := in.Period.Kind()
	in.MadeOf, in.Asked = c.MadeOf(kind), c.Asked(kind)
	if kind.Tiles() || !in.Asked.Some {
		return nil
	}
	in.Plan.Indicators = slices.DeleteFunc(slices.Clone(in.Plan.Indicators), func(ind tally.Indicator) bool { return !in.Asked.For(ind.ID) })
	return nil
}

// SetRows sets of which indicators, named by their names or ids, a report is asked in rounds of a kind; as is usual for "".
func SetRows(c *calendar.Calendar, kind tally.RoundKind, text string) error {
	rows := maps.Clone(c.Rows)
	if rows == nil {
		rows = map[tally.RoundKind][]string{}
	}
	delete(rows, kind)
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;；\n\r", r) }) {
		if name = strings.TrimSpace(name); name != "" {
			rows[kind] = append(rows[kind], name)
		}
	}
	c.Rows = rows
	return nil
}

// namedRows puts the ids of a plan's indicators in the place of their names in a calendar's rows. One that the plan had and has no more
// is left out; an empty list is as is usual.
func namedRows(ctx context.Context, d *Workflow, head breakdown.PlanHead, c *calendar.Calendar) error {
	before, err := CalendarOf(head.Settings)
	if err != nil {
		return err
	}
	named := map[tally.RoundKind][]string{}
	for kind, names := range c.Rows {
		for _, name := range names {
			ind, err := d.Indicator(ctx, head.Key, name)
			if err != nil && slices.Contains(before.Rows[kind], name) {
				continue
			}
			if err != nil {
				return err
			}
			if !slices.Contains(named[kind], ind.ID) {
				named[kind] = append(named[kind], ind.ID)
			}
		}
	}
	if c.Rows = nil; len(named) > 0 {
		c.Rows = named
	}
	return nil
}
