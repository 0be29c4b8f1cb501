package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/tallysheet/tallysheet/excel/circular"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

type boardCommand struct {
	Plan   string `required:"" help:"The plan's key."`
	Period string `required:"" help:"The round, as 2018-09 or 2018-W05; the year is that of it."`
	Notice string `help:"Write the draft of a 通报 there: .docx after GB/T 9704 from the newest edition, or how departments filed as .xlsx with its tables or as .txt."`
	Brief  string `help:"Write the 简报 of the newest edition there, a .docx after GB/T 9704."`
	jsonFlag
}

// Run prints who filed, on time or late, in the month and the year, and drafts the 通报.
func (c boardCommand) Run(ctx context.Context, p *program) error {
	d, period, err := p.openAt(ctx, c.Period)
	if err != nil {
		return err
	}
	for _, x := range []struct{ what, file string }{{workflow.OfficialCircular, c.Notice}, {workflow.OfficialBrief, c.Brief}} {
		if !strings.HasSuffix(x.file, ".docx") {
			continue
		}
		var doc bytes.Buffer
		if _, err := d.WriteOfficial(ctx, &doc, x.what, c.Plan, period, 0); err != nil {
			return err
		}
		if err := os.WriteFile(x.file, doc.Bytes(), 0o600); err != nil {
			return err
		}
	}
	if c.Brief != "" && !strings.HasSuffix(c.Brief, ".docx") {
		return fmt.Errorf("%w：--brief 的文件名“%s”应以 .docx 结尾", errUsage, c.Brief)
	}
	if file := cmp.Or(c.Brief, c.Notice); strings.HasSuffix(file, ".docx") {
		return p.result(c.JSON, map[string]string{"notice": c.Notice, "brief": c.Brief}, func() { p.say("公文：%s", strings.TrimSpace(c.Notice+" "+c.Brief)) })
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
		orders, err := workflow.Orders{Workflow: d}.List(ctx, workflow.OrdersAsked{Plan: c.Plan})
		if err != nil {
			return err
		}
		counts := tally.CountOrders(orders)
		return p.result(c.JSON, struct {
			tally.BoardYear
			Orders tally.OrderCounts `json:"orders"`
		}{year, counts}, func() {
			p.sayBoard(year, period)
			if counts.Opened > 0 {
				p.say("督办单：未销号 %d 件（待核实 %d 件，临期 %d 件，超期 %d 件），已销号 %d 件。", counts.Open, counts.Answered, counts.Due, counts.Overdue, counts.Closed)
			}
		})
	}
	month, ok := year.Month(period)
	if !ok {
		return fmt.Errorf("%w：%s还没有开始报送", errUsage, period.Chinese())
	}
	orders, err := workflow.Orders{Workflow: d}.List(ctx, workflow.OrdersAsked{Plan: c.Plan})
	if err != nil {
		return err
	}
	draft := tally.NewCircular(plan.Title, year, month, orders, p.now().In(tally.China))
	out := []byte(draft.Text())
	if strings.HasSuffix(c.Notice, ".xlsx") {
		var book bytes.Buffer
		if err := circular.Write(&book, draft, year, month, tally.China); err != nil {
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
