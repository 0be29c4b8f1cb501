package workflow

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/order"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// Orders opens orders and shows how they stand.
type Orders struct{ *Workflow }

// OrdersAsked chooses orders for a list; what is empty does not restrict.
type OrdersAsked struct {
	Plan       string
	Department string
	State      tally.OrderState
	Standing   bool // those alone that are not closed
	Colour     tally.OrderColour
	Year       int // opened in it
}

// List lists orders as they stand now: those that are owed first, the nearest day before the others; then those that wait for the office;
// then the closed ones, the last first.
func (d Orders) List(ctx context.Context, ask OrdersAsked) ([]tally.Order, error) {
	all, err := d.Store.Orders.List(ctx, order.Filter{Plan: ask.Plan, Department: ask.Department, Standing: ask.Standing})
	if err != nil {
		return nil, err
	}
	if err := d.look(ctx, all); err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(o tally.Order) bool {
		return ask.State != "" && o.State != ask.State || ask.Colour != "" && o.Colour != ask.Colour || ask.Year > 0 && o.OpenedAt.In(tally.China).Year() != ask.Year
	})
	slices.SortStableFunc(all, func(a, b tally.Order) int {
		if x, y := turn(a), turn(b); x != y {
			return x - y
		}
		if a.State == tally.OrderClosed {
			return b.ClosedAt.Compare(a.ClosedAt)
		}
		return strings.Compare(a.Due, b.Due)
	})
	return all, nil
}

// turn is whose turn it is: the department's, the office's, nobody's.
func turn(o tally.Order) int {
	switch {
	case o.State == tally.OrderClosed:
		return 2
	case o.State == tally.OrderAnswered:
		return 1
	}
	return 0
}

// Get gives an order as it stands now.
func (d Orders) Get(ctx context.Context, n int) (tally.Order, error) {
	o, err := d.Store.Orders.Get(ctx, n)
	if err != nil {
		return o, err
	}
	one := []tally.Order{o}
	err = d.look(ctx, one)
	return one[0], err
}

// look lays the plans' calendars on orders.
func (d Orders) look(ctx context.Context, orders []tally.Order) error {
	calendars := map[string]calendar.Calendar{}
	for i := range orders {
		c, known := calendars[orders[i].Plan]
		if !known {
			var err error
			if c, err = d.calendarFor(ctx, orders[i].Plan); err != nil {
				return err
			}
			calendars[orders[i].Plan] = c
		}
		c.Look(&orders[i], d.Now())
	}
	return nil
}

// calendarFor is the plan's calendar; the usual one for an order without a plan.
func (d Orders) calendarFor(ctx context.Context, plan string) (calendar.Calendar, error) {
	if plan == "" {
		return calendar.Default(), nil
	}
	return d.Calendar(ctx, plan)
}

// lookedAt are the orders of frozen inputs as they stood at the cut-off.
func lookedAt(in models.Inputs) ([]tally.Order, error) {
	if len(in.Orders) == 0 {
		return nil, nil
	}
	c, err := CalendarOf(in.Settings)
	orders := slices.Clone(in.Orders)
	for i := range orders {
		c.Look(&orders[i], in.CutOff.Time)
	}
	return orders, err
}

// NewOrder is what the office asks for. Of a row: Plan, Period and Indicator (id or name), the rest comes from the newest edition. Typed:
// Basis instruction or meeting, Subject, Source and its date.
type NewOrder struct {
	Basis      tally.OrderBasis  `json:"basis,omitempty"`
	Rules      []tally.OrderRule `json:"-"`
	Plan       string            `json:"plan,omitempty"`
	Period     tally.Round       `json:"period,omitzero"`
	Indicator  string            `json:"indicator,omitempty"`
	Subject    string            `json:"subject,omitempty"`
	Source     string            `json:"source,omitempty"`
	SourceDate string            `json:"source_date,omitempty"`
	Asks       string            `json:"asks,omitempty"`
	Why        string            `json:"why,omitempty"` // for a green row
	Department string            `json:"department,omitempty"`
	Supports   []string          `json:"supports,omitempty"`
	Days       int               `json:"days,omitempty"` // working days; 0 for the plan's
	Due        string            `json:"due,omitempty"`  // instead of days
}

// What an order asks for where nobody says more.
const (
	asksOfRow = "请说明未达要求的原因，提出整改措施和完成时限。"
	asksTyped = "请按要求办理，反馈办理措施和结果。"
)

// Open opens one order.
func (d Orders) Open(ctx context.Context, by models.Actor, n NewOrder) (tally.Order, error) {
	opened, err := d.OpenAll(ctx, by, []NewOrder{n})
	if err != nil {
		return tally.Order{}, err
	}
	return opened[0], nil
}

// OpenAll opens orders, all or none of them.
func (d Orders) OpenAll(ctx context.Context, by models.Actor, all []NewOrder) ([]tally.Order, error) {
	orders, err := d.make(ctx, all)
	if err != nil {
		return nil, err
	}
	opened, err := d.Store.Orders.Open(ctx, by, orders)
	if err != nil {
		return nil, err
	}
	return opened, d.look(ctx, opened)
}

func (d Orders) make(ctx context.Context, all []NewOrder) ([]tally.Order, error) {
	m := orderMaker{Orders: d, editions: map[tally.Round]*tally.Edition{}}
	orders := make([]tally.Order, 0, len(all))
	for _, n := range all {
		o, err := m.order(ctx, n)
		if err != nil {
			return nil, err
		}
		orders = append(orders, o)
	}
	return orders, nil
}

// orderMaker makes several orders, reading each edition once.
type orderMaker struct {
	Orders
	editions map[tally.Round]*tally.Edition
}

func (m orderMaker) order(ctx context.Context, n NewOrder) (tally.Order, error) {
	o := tally.Order{Basis: n.Basis, Rules: n.Rules, Plan: n.Plan, Subject: strings.TrimSpace(n.Subject), Source: strings.TrimSpace(n.Source),
		SourceDate: strings.TrimSpace(n.SourceDate), Asks: strings.TrimSpace(n.Asks), Why: strings.TrimSpace(n.Why), Department: strings.TrimSpace(n.Department)}
	rules := tally.DefaultOrderRules()
	if n.Plan != "" {
		set, err := m.Store.Plans.Settings(ctx, n.Plan)
		if err != nil {
			return o, err
		}
		rules = set.OrderRules()
	}
	var err error
	switch {
	case n.Indicator != "":
		err = m.ofRow(ctx, n, &o)
	case !n.Basis.Typed():
		err = invalid("basis", "没有指标的督办单要说明是批示（instruction）还是会议（meeting）。")
	case o.Asks == "":
		o.Asks = asksTyped
	}
	if err != nil {
		return o, err
	}
	if o.Department, err = m.resolved(ctx, "department", o.Department); err != nil {
		return o, err
	}
	if len(n.Supports) > 0 {
		o.Supports = n.Supports
	}
	if o.Supports, err = m.supports(ctx, o); err != nil {
		return o, err
	}
	if o.SourceDate != "" {
		if _, err := time.Parse(time.DateOnly, o.SourceDate); err != nil {
			return o, invalid("source_date", "日期“%s”应写成 2018-10-08 这样的形式。", o.SourceDate)
		}
	}
	o.Due, err = m.due(ctx, n, rules)
	return o, err
}

// ofRow fills in what the newest edition says of the row.
func (m orderMaker) ofRow(ctx context.Context, n NewOrder, o *tally.Order) error {
	if n.Plan == "" || n.Period.IsZero() {
		return invalid("indicator", "督办一行指标要写明计划和报告期。")
	}
	ed := m.editions[n.Period]
	if ed == nil {
		_, read, err := m.Store.Editions.Rows(ctx, n.Plan, n.Period, 0)
		if err != nil {
			return err
		}
		ed = &read
		m.editions[n.Period] = ed
	}
	row, err := rowNamed(ed, n.Indicator)
	if err != nil {
		return err
	}
	if o.Basis == "" || o.Basis == tally.OrderByRule && len(n.Rules) == 0 {
		o.Basis = tally.OrderByRow
	}
	o.Origin = tally.EditionRef{Period: ed.Period, Number: ed.Number, Light: row.Main.Light}
	o.Indicator, o.Subject, o.Light, o.Sentence = row.Indicator.ID, row.Indicator.Name, row.Main.Light, row.Main.Sentence
	if o.Department == "" {
		o.Department = row.Department
	}
	if n.Supports == nil {
		o.Supports = slices.Clone(row.Indicator.Support)
	}
	if o.Asks == "" {
		o.Asks = asksOfRow
	}
	return nil
}

// rowNamed finds a row by the indicator's id, or else by its name where one row alone has it.
func rowNamed(ed *tally.Edition, name string) (*tally.Row, error) {
	var found *tally.Row
	for i := range ed.Rows {
		r := &ed.Rows[i]
		if r.Indicator.ID == name {
			return r, nil
		}
		if r.Indicator.Name == name {
			if found != nil {
				return nil, invalid("indicator", "汇总表里叫“%s”的不止一行，请用指标的编号。", name)
			}
			found = r
		}
	}
	if found == nil {
		return nil, &models.Error{Code: models.NotFound, Message: fmt.Sprintf("%s第%d版汇总表没有“%s”这个指标。", ed.Period.Chinese(), ed.Number, name), Field: "indicator"}
	}
	return found, nil
}

// resolved is a department by the name that the site knows it under.
func (d Orders) resolved(ctx context.Context, field, name string) (string, error) {
	if name == "" {
		return "", invalid(field, "督办单要有牵头单位。")
	}
	canonical, err := d.Store.Departments.Resolve(ctx, name)
	if isCode(err, models.NotFound) {
		return "", invalid(field, "没有名为“%s”的部门，也没有部门用这个别名。", name)
	}
	return canonical, err
}

// supports are the supporting departments that the site knows, each once and without the lead; one that was printed in a plan and is
// no department of the site cannot be told, and is left out.
func (d Orders) supports(ctx context.Context, o tally.Order) ([]string, error) {
	var out []string
	for _, name := range o.Supports {
		canonical, err := d.Store.Departments.Resolve(ctx, strings.TrimSpace(name))
		if isCode(err, models.NotFound) && o.Indicator == "" {
			return nil, invalid("supports", "没有名为“%s”的部门，也没有部门用这个别名。", name)
		}
		if err != nil && !isCode(err, models.NotFound) {
			return nil, err
		}
		if err == nil && canonical != o.Department && !slices.Contains(out, canonical) {
			out = append(out, canonical)
		}
	}
	return out, nil
}

func (d Orders) due(ctx context.Context, n NewOrder, rules tally.OrderRules) (string, error) {
	c, err := d.calendarFor(ctx, n.Plan)
	if err != nil {
		return "", err
	}
	now := d.Now()
	if n.Due == "" {
		days := n.Days
		if days == 0 {
			days = rules.Days
		}
		if days < 0 || days > tally.MaxOrderDays {
			return "", invalid("days", "办理时限应为 1 到 %d 个工作日。", tally.MaxOrderDays)
		}
		return c.DueAfter(now, days), nil
	}
	return dueDay(n.Due, c, now)
}

// dueDay checks a day that was typed as the last for an answer.
func dueDay(text string, c calendar.Calendar, now time.Time) (string, error) {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "", invalid("due", "期限“%s”应写成 2018-10-15 这样的日期。", text)
	}
	if text < c.Day(now) {
		return "", invalid("due", "期限 %s 已经过了。", text)
	}
	return text, nil
}

func invalid(field, format string, args ...any) error {
	return &models.Error{Code: models.Invalid, Message: fmt.Sprintf(format, args...), Field: field}
}
