package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/tally"
)

type boardCommand struct {
	Plan   string `required:"" help:"The plan's key."`
	Period string `required:"" help:"The month, as 2018-09; the year is that of it."`
	Notice string `help:"Write the draft of a 通报 there: .xlsx with its tables, or .txt."`
	jsonFlag
}

// Run prints who filed, on time or late, in the month and the year, and drafts the 通报.
func (c boardCommand) Run(ctx context.Context, p *program) error {
	period, err := parsePeriod(c.Period)
	if err != nil {
		return err
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	plan, err := d.Plan(ctx, c.Plan, tally.Round{})
	if err != nil {
		return err
	}
	year, err := d.BoardYear(ctx, c.Plan, period)
	if err != nil {
		return err
	}
	if c.Notice == "" {
		return p.result(c.JSON, year, func() { p.sayBoard(year, period) })
	}
	month, ok := year.Month(period)
	if !ok {
		return fmt.Errorf("%w：%s还没有开始报送", errUsage, period.Chinese())
	}
	draft := tally.NewCircular(plan.Title, year, month, p.now().In(tally.China))
	out := []byte(draft.Text())
	if strings.HasSuffix(c.Notice, ".xlsx") {
		var book bytes.Buffer
		if err := edition.WriteCircular(&book, draft, year, month, tally.China); err != nil {
			return err
		}
		out = book.Bytes()
	}
	if err := os.WriteFile(c.Notice, out, 0o600); err != nil {
		return err
	}
	return p.result(c.JSON, map[string]string{"file": c.Notice}, func() { p.say("通报稿：%s", c.Notice) })
}

// sayBoard prints the month by department, and what the year comes to.
func (p *program) sayBoard(y tally.BoardYear, period tally.Round) {
	m, ok := y.Month(period)
	if !ok {
		p.say("%s还没有开始报送。", period.Chinese())
		return
	}
	p.say("%s：应报 %d，已报 %d，按时 %d，迟报 %d，未报 %d，退回 %d。", period.Chinese(), m.Expected, m.Filed, m.OnTime, m.Late, m.Missing, m.Returned)
	for _, s := range m.Standings {
		state := "未到期"
		switch {
		case s.Late:
			state = fmt.Sprintf("迟报 %d 天", s.LateDays())
		case s.Missing:
			state = "未报"
		case !s.FiledAt.IsZero():
			state = "按时"
		}
		if s.Returned {
			state += "，曾退回"
		}
		p.say("  %s\t%s", s.Department, state)
	}
	p.say("%d年以来：", y.Year)
	for _, d := range y.Departments {
		p.say("  %s\t应报 %d，按时 %d，迟报 %d，未报 %d，退回 %d", d.Department, d.Expected, d.OnTime, d.Late, d.Missing, d.Returned)
	}
}
