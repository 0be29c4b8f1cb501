package main

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
)

type planCalendarCommand struct {
	Plan     string    `arg:"" help:"The plan's key."`
	From     *string   `help:"First month that is owed, such as 2018-07; an empty text for what the plan says."`
	Until    *string   `help:"Last month that is owed; an empty text for what the plan says."`
	Lock     string    `enum:",on,off" default:"" help:"on: months lock at their cut-off."`
	Months   *[]int    `help:"Months that report, such as 3,6,9,12; 0 for all."`
	OpenDay  *int      `help:"Day of the next month on which a month opens."`
	DueDay   *int      `help:"Day on which it falls due."`
	DueHour  *int      `help:"Hour at which it falls due."`
	CutDay   *int      `help:"Day on which it is cut off."`
	CutHour  *int      `help:"Hour at which it is cut off."`
	Shift    string    `enum:",on,off" default:"" help:"on: due and cut-off move to the next working day."`
	Holidays *[]string `help:"Days off besides the holiday table, such as 2018-12-26; an empty text for none."`
	Workdays *[]string `help:"Days worked besides the holiday table; an empty text for none."`
	Kinds    *[]string `help:"Kinds of rounds that the plan has: week, month, quarter, half, year, dated; an empty text for months alone."`
	Rows     []string  `sep:"none" placeholder:"KIND=NAME、NAME" help:"Indicators, by name or id, that report in a kind; KIND= for all of them again. May be given several times."`
	Days     []string  `sep:"none" placeholder:"KIND=OPEN,DUE@HOUR,CUT@HOUR" help:"When rounds of a kind open, fall due and are cut off, in days after their end, such as week=1,2@12,2@18; KIND= for the usual."`
	Dates    *[]string `help:"Days to which dated rounds run, such as 2022-05-20; an empty text for none."`
	Carry    string    `name:"month-from-week" enum:",on,off" default:"" help:"on: a month without a year-to-date takes that of its last week."`
	JSON     bool      `help:"Print JSON."`
}

// Run changes what is given, and says the calendar.
func (c planCalendarCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	calendar, err := d.PlanCalendar(ctx, c.Plan)
	if err != nil {
		return err
	}
	if c.changes() {
		change := func(to *calendarOf) error { return errors.Join(c.change(to), c.changeKinds(to)) }
		if calendar, err = d.SetCalendar(ctx, actor(), c.Plan, calendar.Version, change); err != nil {
			return err
		}
	}
	if c.JSON {
		return p.json(calendar)
	}
	p.sayCalendar(calendar)
	return nil
}

// calendarOf is what SetCalendar changes.
type calendarOf = calendar.Calendar

func (c planCalendarCommand) changes() bool {
	c.Plan, c.JSON = "", false
	return !reflect.DeepEqual(c, planCalendarCommand{})
}

// change lays what is given on a calendar.
func (c planCalendarCommand) change(to *calendar.Calendar) error {
	for _, m := range []struct {
		name string
		text *string
		into *tally.Round
	}{{"--from", c.From, &to.From}, {"--until", c.Until, &to.Until}} {
		if m.text == nil {
			continue
		}
		period, err := tally.ParseMonth(*m.text)
		if err != nil {
			return fmt.Errorf("%w：%s 应写成 2018-09 这样的月份，空为按计划推定", errUsage, m.name)
		}
		*m.into = period
	}
	give(c.OpenDay, &to.OpenDay)
	give(c.DueDay, &to.DueDay)
	give(c.DueHour, &to.DueHour)
	give(c.CutDay, &to.CutDay)
	give(c.CutHour, &to.CutHour)
	give(c.Months, &to.Months)
	give(c.Holidays, &to.Holidays)
	give(c.Workdays, &to.Workdays)
	if len(to.Months) == 1 && to.Months[0] == 0 {
		to.Months = nil
	}
	turn(c.Lock, &to.Lock)
	turn(c.Shift, &to.Shift)
	return nil
}

// changeKinds lays on what is given of kinds of rounds.
func (c planCalendarCommand) changeKinds(to *calendarOf) error {
	if c.Kinds != nil {
		to.Kinds = nil
		for _, k := range *c.Kinds {
			to.Kinds = append(to.Kinds, tally.RoundKind(strings.TrimSpace(k)))
		}
	}
	turn(c.Carry, &to.MonthFromWeek)
	if c.Dates != nil {
		to.Dates = nil
		for _, text := range *c.Dates {
			p, err := tally.ParseRound(text)
			if err != nil || p.Kind() != tally.Dated {
				return fmt.Errorf("%w：--dates 的“%s”应写成 2022-05-20 这样的日期", errUsage, text)
			}
			to.Dates = append(to.Dates, p)
		}
	}
	return errors.Join(each(c.Rows, func(kind tally.RoundKind, text string) error { return workflow.SetRows(to, kind, text) }),
		each(c.Days, to.SetDays))
}

// each splits KIND=TEXT.
func each(given []string, set func(tally.RoundKind, string) error) error {
	for _, one := range given {
		kind, text, ok := strings.Cut(one, "=")
		if !ok {
			return fmt.Errorf("%w：“%s”应写成 week=… 这样的形式", errUsage, one)
		}
		if err := set(tally.RoundKind(strings.TrimSpace(kind)), strings.TrimSpace(text)); err != nil {
			return err
		}
	}
	return nil
}

// give sets what is given.
func give[T any](given, into *T) {
	if given != nil {
		*into = *given
	}
}

// turn sets a switch that is given.
func turn(given string, into *bool) {
	if given != "" {
		*into = given == "on"
	}
}

// sayCalendar prints a calendar in sentences.
func (p *program) sayCalendar(c workflow.PlanCalendar) {
	if c.Over() {
		p.say("没有应报的月份：计划的年度已过，或起止月不在其中。")
		return
	}
	if kinds := c.Calendar.Holds(); len(kinds) > 1 || kinds[0] != tally.Monthly {
		words := make([]string, len(kinds))
		for i, k := range kinds {
			words[i] = k.Chinese()
		}
		p.say("应报 %s 至 %s 的%s，其中 %d 期已到封账时间，每期都出版汇总表。", c.Holds.From.Chinese(), c.Holds.Until.Chinese(), strings.Join(words, "、"), c.CutOff)
	} else {
		p.say("应报 %s 至 %s，其中 %d 个月已到封账时间，每个月都出版汇总表。", c.Holds.From.Chinese(), c.Holds.Until.Chinese(), c.CutOff)
	}
	if !c.Next.Period.IsZero() {
		p.say("%s：%s开始，%s截止，%s封账。", c.Next.Period.Full(), c.Next.Open.Format("2006-01-02"), c.Next.Due.Format("2006-01-02 15:04"), c.Next.CutOff.Format("2006-01-02 15:04"))
	}
	if c.Lock {
		p.say("到封账时间锁定当期。")
	}
}
