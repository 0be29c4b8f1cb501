package page

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// kindChoice is one kind of round on the form of a plan's settings.
type kindChoice struct {
	Kind  tally.RoundKind
	Word  string // 周报
	Has   bool
	Rows  string // names of the indicators that report in it, a line each; "" as usual
	Times string // 1,2@12,2@18; none for months, whose days stand by themselves
}

// kindChoices lays a calendar's kinds out for a form, months first.
func (s Settings) kindChoices(ctx context.Context, plan string, c calendar.Calendar) ([]kindChoice, error) {
	p, err := s.Workflow.Plan(ctx, plan, tally.Round{})
	if err != nil {
		return nil, err
	}
	choices := []kindChoice{}
	for _, k := range []tally.RoundKind{tally.Monthly, tally.Weekly, tally.Quarterly, tally.HalfYear, tally.Yearly, tally.Dated} {
		choice := kindChoice{Kind: k, Word: k.Chinese(), Has: c.Has(k)}
		if k != tally.Monthly {
			choice.Times = c.DaysText(k)
		}
		var names []string
		for i := range p.Indicators {
			if slices.Contains(c.Rows[k], p.Indicators[i].ID) {
				names = append(names, p.Indicators[i].Name)
			}
		}
		choice.Rows = strings.Join(names, "\n")
		choices = append(choices, choice)
	}
	return choices, nil
}

// kindsFrom reads the kinds of rounds from a form. What is named of indicators is found when the calendar is kept.
func kindsFrom(f url.Values, c *calendar.Calendar) error {
	c.Kinds, c.Rows = nil, nil
	for _, k := range f["kind"] {
		c.Kinds = append(c.Kinds, tally.RoundKind(k))
	}
	if len(c.Kinds) == 1 && c.Kinds[0] == tally.Monthly {
		c.Kinds = nil
	}
	before := c.Days
	c.Days = nil
	for _, k := range c.Holds() {
		rows := strings.FieldsFunc(f.Get("rows."+string(k)), func(r rune) bool { return r == '\n' || r == '\r' })
		rows = slices.DeleteFunc(rows, func(name string) bool { return strings.TrimSpace(name) == "" })
		if len(rows) > 0 {
			if c.Rows == nil {
				c.Rows = map[tally.RoundKind][]string{}
			}
			c.Rows[k] = rows
		}
		text := strings.TrimSpace(f.Get("days." + string(k)))
		if _, set := before[k]; k == tally.Monthly || text == "" || !set && text == (calendar.Calendar{}).DaysText(k) {
			continue
		}
		if err := c.SetDays(k, text); err != nil {
			return errors.New(err.Error() + "。")
		}
	}
	c.MonthFromWeek = f.Get("month_from_week") == "yes"
	c.Dates = nil
	for _, text := range strings.Fields(f.Get("dates")) {
		p, err := tally.ParseRound(text)
		if err != nil || p.Kind() != tally.Dated {
			return errors.New("专报的日子应写成 2022-05-20 这样的日期，每行一个。")
		}
		c.Dates = append(c.Dates, p)
	}
	return nil
}
