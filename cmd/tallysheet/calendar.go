package main

import (
	"context"
	"errors"
	"fmt"

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
		if calendar, err = d.SetCalendar(ctx, actor(), c.Plan, calendar.Version, c.change); err != nil {
			return err
		}
	}
	if c.JSON {
		return p.json(calendar)
	}
	p.sayCalendar(calendar)
	return nil
}

func (c planCalendarCommand) changes() bool {
	c.Plan, c.JSON = "", false
	return c != planCalendarCommand{}
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
		if said, ok := tally.OtherKindSentence(err); ok {
			return errors.New(said)
		}
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
	p.say("应报 %s 至 %s，其中 %d 个月已到封账时间，每个月都出版汇总表。", c.Holds.From.Chinese(), c.Holds.Until.Chinese(), c.CutOff)
	if !c.Next.Period.IsZero() {
		p.say("%s：%s开始，%s截止，%s封账。", c.Next.Period.Chinese(), c.Next.Open.Format("2006-01-02"), c.Next.Due.Format("2006-01-02 15:04"), c.Next.CutOff.Format("2006-01-02 15:04"))
	}
	if c.Lock {
		p.say("到封账时间锁定当月。")
	}
}
