package workflow

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/tally/consolidate"
)

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
