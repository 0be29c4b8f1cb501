package edition

import (
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/tally"
)

// orderColumns are those of 督办销号.
var orderColumns = []struct {
	head  string
	width float64
	cell  func(b *book, o *tally.Order) cell
}{
	{"编号", 7, func(_ *book, o *tally.Order) cell { return whole(centered, o.N) }},
	{"督办事项", 24, func(_ *book, o *tally.Order) cell { return say(body, o.Subject) }},
	{"来由", 34, func(b *book, o *tally.Order) cell { return b.toldOf(o, o.From(), "督办单交办时的来由") }},
	{"牵头单位", 14, func(_ *book, o *tally.Order) cell { return say(centered, o.Department) }},
	{"交办时间", 12, func(b *book, o *tally.Order) cell { return say(centered, o.OpenedAt.In(b.zone).Format("2006-01-02")) }},
	{"反馈期限", 12, func(_ *book, o *tally.Order) cell { return say(centered, o.Due) }},
	{"已历\n天数", 7, func(_ *book, o *tally.Order) cell { return whole(centered, o.Age) }},
	{"状态", 9, func(_ *book, o *tally.Order) cell { return say(centered, o.State.Chinese()) }},
	{"亮牌", 9, func(_ *book, o *tally.Order) cell { return say(light, o.Colour.Chinese()) }},
	{"原因", 28, func(_ *book, o *tally.Order) cell { return say(body, o.Cause) }},
	{"整改措施", 32, func(_ *book, o *tally.Order) cell { return say(body, o.Measure) }},
	{"办理结果", 24, func(_ *book, o *tally.Order) cell { return say(body, o.Result) }},
	{"亮灯转好", 17, func(b *book, o *tally.Order) cell {
		return b.toldOf(o, o.TurnedWords(), "从这一版起，亮灯比交办时好")
	}},
}

// toldOf is a text about the row that an order follows.
func (b *book) toldOf(o *tally.Order, text, basis string) cell {
	i, there := b.rows[o.Indicator]
	if text == "" || !there {
		return say(body, text)
	}
	return b.told(&b.ed.Rows[i], text, basis)
}

// toldOrders are the orders that an edition lists: all of them, in a week's short one those alone that wait for somebody. Those that wait
// stand first, and are so many.
func toldOrders(b *book) (all []tally.Order, waiting int) {
	closed := func(o tally.Order) bool { return o.State == tally.OrderClosed }
	all = slices.DeleteFunc(slices.Clone(b.ed.Orders), closed)
	waiting = len(all)
	if b.ed.Period.Kind() == tally.Weekly {
		return all, waiting
	}
	for _, o := range b.ed.Orders {
		if closed(o) {
			all = append(all, o)
		}
	}
	return all, waiting
}

// orders describes 督办销号: how each order stood when the inputs were frozen. Colours go by the words.
func orders(b *book) sheet {
	all, waiting := toldOrders(b)
	var heads []string
	var widths []float64
	for _, c := range orderColumns {
		heads, widths = append(heads, c.head), append(widths, c.width)
	}
	rows := func(yield func([]cell) bool) {
		cells := make([]cell, len(orderColumns))
		for i := range all {
			for k, c := range orderColumns {
				cells[k] = c.cell(b, &all[i])
			}
			if !yield(cells) {
				return
			}
		}
	}
	n := tally.CountOrders(b.ed.Orders)
	legend := "亮牌“蓝”为期限前三个工作日内，“黄”为期限当天，“红”为已经超期；已反馈、待核实的不亮牌"
	paper := dress.Page{Paper: dress.A3, Landscape: true, Tab: "2F75B5"}
	if waiting > 0 && waiting < len(all) { // a folder of papers is for what is open
		paper.Last, legend = ref(len(orderColumns)-1, firstListRow+waiting-1), legend+"；已销号的列在后面，不打印"
	}
	const colour = 8
	return b.list(list{name: OrderSheet, about: "督办单的办理情况：交办、反馈、销号、超期", title: b.ed.Period.Chinese() + "督办销号情况", heads: heads, widths: widths, rows: rows, count: len(all), least: 32,
		subtitle: "督办单 " + strconv.Itoa(n.Opened) + " 件，已销号 " + strconv.Itoa(n.Closed) + " 件，未销号 " + strconv.Itoa(n.Open) + " 件，其中超期 " + strconv.Itoa(n.Overdue) + " 件  ·  " + legend,
		page:     paper,
		dress: func(f *excelize.File, first, last int) error {
			return paintOrders(f, area(colour, first, colour, last), ref(colour, first))
		}})
}

// orderPaints are the colours of 亮牌: blue, yellow and red by their names, whatever a site's lights look like.
var orderPaints = map[tally.OrderColour]tally.Paint{tally.OrderBlue: {Fill: "BDD7EE", Ink: blue}, tally.OrderYellow: {Fill: "FFE699", Ink: "7F6000"}, tally.OrderRed: {Fill: "F8CBAD", Ink: "9C0006"}}

// paintOrders colours the words of 亮牌.
func paintOrders(f *excelize.File, cells, first string) error {
	var rules []excelize.ConditionalFormatOptions
	for _, c := range tally.OrderColours() {
		id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: orderPaints[c].Ink, Bold: true}, Fill: dress.Fill(orderPaints[c].Fill)})
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: `$` + first + `="` + c.Chinese() + `"`, Format: &id})
	}
	return f.SetConditionalFormat(OrderSheet, cells, rules)
}
