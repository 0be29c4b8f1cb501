package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/tally"
)

type boardCommand struct {
	Plan   string `required:"" help:"The plan's key."`
	Period string `required:"" help:"The month, as 2018-09; the year is that of it."`
	Notice string `help:"Write the draft of a 通报 there: .xlsx with its tables, or .txt."`
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
	plan, err := d.Store.Plan(ctx, c.Plan)
	if err != nil {
		return err
	}
	year, err := d.BoardYear(ctx, c.Plan, period)
	if err != nil {
		return err
	}
	if c.Notice == "" {
		return p.json(year)
	}
	month, ok := year.Month(period)
	if !ok {
		return fmt.Errorf("%w: %s还没有开始报送", errUsage, period.Chinese())
	}
	draft := tally.NewCircular(plan.Title, year, month, p.now().In(china))
	out := []byte(draft.Text())
	if strings.HasSuffix(c.Notice, ".xlsx") {
		var book bytes.Buffer
		if err := excel.WriteCircular(&book, draft, year, month, china); err != nil {
			return err
		}
		out = book.Bytes()
	}
	return os.WriteFile(c.Notice, out, 0o600)
}
