package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tallysheet/tallysheet/excel/orderlist"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

type orderCommand struct {
	List   orderListCommand   `cmd:"" help:"List orders, those that are due first."`
	Show   orderShowCommand   `cmd:"" help:"Show an order with everything that was done."`
	Open   orderOpenCommand   `cmd:"" help:"Open an order on a row of an edition, on all that the plan's rules follow, or on what leaders asked for."`
	Answer orderAnswerCommand `cmd:"" help:"Answer an order for its department."`
	Close  orderCloseCommand  `cmd:"" help:"Close an answered order (销号)."`
	Return orderReturnCommand `cmd:"" help:"Send an answer back with a reason."`
	Extend orderExtendCommand `cmd:"" help:"Set a later last day, with a reason."`
	Rules  orderRulesCommand  `cmd:"" help:"Show or set which rows of a plan are followed, and how long departments have."`
}

type orderListCommand struct {
	Plan       string `help:"Of one plan, by its key."`
	Department string `help:"That this department leads or supports."`
	State      string `enum:",open,answered,returned,extended,closed" default:"" help:"open, answered, returned, extended or closed."`
	Colour     string `enum:",blue,yellow,red" default:"" help:"blue (three working days left), yellow (the last day) or red (past it)."`
	Standing   bool   `help:"Those alone that are not closed."`
	Year       int    `help:"Opened in this year."`
	Out        string `short:"o" help:"Write the ledger there: a name that ends in .xlsx."`
	jsonFlag
}

// orderList is orders as JSON has them.
type orderList struct {
	Orders []tally.Order     `json:"orders"`
	Counts tally.OrderCounts `json:"counts"`
}

// Run lists orders, or writes the ledger.
func (c orderListCommand) Run(ctx context.Context, p *program) error {
	if c.Out != "" && !strings.EqualFold(filepath.Ext(c.Out), ".xlsx") {
		return fmt.Errorf("%w：文件名“%s”应以 .xlsx 结尾", errUsage, filepath.Base(c.Out))
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	all, err := workflow.Orders{Workflow: d}.List(ctx, workflow.OrdersAsked{Plan: c.Plan, Department: c.Department, State: tally.OrderState(c.State),
		Colour: tally.OrderColour(c.Colour), Standing: c.Standing, Year: c.Year})
	if err != nil {
		return err
	}
	if c.Out != "" {
		var book bytes.Buffer
		if err := orderlist.Write(&book, all, p.now()); err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, book.Bytes(), 0o600); err != nil {
			return err
		}
	}
	counts := tally.CountOrders(all)
	return p.result(c.JSON, orderList{append([]tally.Order{}, all...), counts}, func() {
		p.sayOrders(all)
		p.say("共 %d 件：未销号 %d 件（待核实 %d 件，临期 %d 件，超期 %d 件），已销号 %d 件。", counts.Opened, counts.Open, counts.Answered, counts.Due, counts.Overdue, counts.Closed)
		if c.Out != "" {
			p.say("台账：%s", c.Out)
		}
	})
}

// sayOrders prints orders as a table.
func (p *program) sayOrders(all []tally.Order) {
	if len(all) == 0 {
		return
	}
	rows := [][]string{{"编号", "状态", "亮牌", "期限", "已历天数", "牵头单位", "事项", "来由"}}
	for _, o := range all {
		rows = append(rows, []string{fmt.Sprint(o.N), o.State.Chinese(), o.Colour.Chinese(), o.Due, fmt.Sprint(o.Age), o.Department, oneLine(o.Subject), oneLine(o.From())})
	}
	for _, line := range columns(rows) {
		p.say("%s", line)
	}
}

type orderShowCommand struct {
	N int `arg:"" help:"The order's number."`
	jsonFlag
}

// Run prints one order.
func (c orderShowCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	o, err := workflow.Orders{Workflow: d}.Get(ctx, c.N)
	return p.orderResult(c.jsonFlag, o, err)
}

// orderResult prints an order as it stands.
func (p *program) orderResult(as jsonFlag, o tally.Order, err error) error {
	if err != nil {
		return err
	}
	return p.result(as.JSON, o, func() {
		p.say("%s：%s（%s，%s）", o.Name(), oneLine(o.Subject), o.Department, o.State.Words())
		p.say("  来由：%s", o.From())
		p.say("  要求：%s", oneLine(o.Asks))
		p.say("  期限：%s%s", o.Due, o.Nearness())
		for _, a := range o.Acts {
			p.say("  %s %s %s%s", a.At.In(tally.China).Format("2006-01-02 15:04"), a.By, a.Kind.Chinese(), oneLine(a.Said()))
		}
	})
}

type orderOpenCommand struct {
	Plan       string   `help:"The plan's key."`
	Period     string   `help:"The round of the edition, as 2018-09 or 2018-W05."`
	Indicator  string   `help:"The row: its indicator's name or id."`
	ByRule     bool     `help:"All rows that the plan's rules follow and that nobody follows yet."`
	DryRun     bool     `help:"With --by-rule: show what would be opened, open nothing."`
	Basis      string   `enum:",instruction,meeting" default:"" help:"instruction (批示) or meeting (会议) for what leaders asked for."`
	Subject    string   `help:"What leaders asked for."`
	Source     string   `help:"Which instruction or meeting."`
	SourceDate string   `help:"Its date, as 2018-10-08."`
	Asks       string   `help:"What the department is to say and do."`
	Why        string   `help:"Why a green row is followed."`
	Department string   `help:"In the lead; the row's own where not given."`
	Support    []string `help:"Departments that support."`
	Days       int      `help:"Working days for the answer; the plan's where not given."`
	Due        string   `help:"The last day for the answer, instead of --days."`
	jsonFlag
}

// Run opens what was asked for.
func (c orderOpenCommand) Run(ctx context.Context, p *program) error {
	period, err := p.orderPeriod(c)
	if err != nil {
		return err
	}
	opened, err := p.open(ctx)
	if err != nil {
		return err
	}
	d := workflow.Orders{Workflow: opened}
	n := workflow.NewOrder{Basis: tally.OrderBasis(c.Basis), Plan: c.Plan, Period: period, Indicator: c.Indicator, Subject: c.Subject, Source: c.Source,
		SourceDate: c.SourceDate, Asks: c.Asks, Why: c.Why, Department: c.Department, Supports: c.Support, Days: c.Days, Due: c.Due}
	if c.ByRule && c.DryRun {
		all, err := d.Propose(ctx, c.Plan, period)
		if err != nil {
			return err
		}
		return p.result(c.JSON, all, func() { p.sayProposals(all) })
	}
	var orders []tally.Order
	if c.ByRule {
		orders, err = d.OpenProposed(ctx, actor(), c.Plan, period, nil, workflow.NewOrder{Asks: c.Asks, Days: c.Days, Due: c.Due})
	} else {
		orders, err = d.OpenAll(ctx, actor(), []workflow.NewOrder{n})
	}
	if err != nil {
		return err
	}
	return p.result(c.JSON, orderList{orders, tally.CountOrders(orders)}, func() {
		p.say("已交办 %d 件：", len(orders))
		p.sayOrders(orders)
	})
}

// orderPeriod is the month that an order's row stands in.
func (p *program) orderPeriod(c orderOpenCommand) (tally.Round, error) {
	if !c.ByRule && c.Indicator == "" {
		if c.Subject == "" {
			return tally.Round{}, fmt.Errorf("%w：要给出 --indicator、--by-rule 或 --subject", errUsage)
		}
		return tally.Round{}, nil
	}
	if c.Plan == "" || c.Period == "" {
		return tally.Round{}, fmt.Errorf("%w：督办汇总表里的指标要给出 --plan 和 --period", errUsage)
	}
	return parsePeriod(c.Period)
}

func (p *program) sayProposals(all workflow.OrderProposals) {
	p.say("%s按规则应督办 %d 行（没有交办）：", all.Edition.Chinese(), len(all.Rows))
	rows := [][]string{{"指标", "亮灯", "规则", "牵头单位", "期限", "已有督办单"}}
	for _, r := range all.Rows {
		standing := ""
		if r.Followed > 0 {
			standing = fmt.Sprintf("第%d号", r.Followed)
		}
		var rules []string
		for _, rule := range r.Rules {
			rules = append(rules, rule.Chinese())
		}
		rows = append(rows, []string{r.Name, r.Light.Chinese(), strings.Join(rules, "、"), r.Department, r.Due, standing})
	}
	for _, line := range columns(rows) {
		p.say("%s", line)
	}
}
