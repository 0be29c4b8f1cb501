package orderlist

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/tally"
)

// The sheets.
const (
	LedgerSheet = "督办台账"
	ActSheet    = "办理经过"
)

// column is a heading, its width in characters, and what stands under it.
type column[T any] struct {
	head  string
	width float64
	cell  func(T) any
}

var ledger = []column[tally.Order]{
	{"编号", 6, func(o tally.Order) any { return o.N }},
	{"状态", 8, func(o tally.Order) any { return o.State.Chinese() }},
	{"亮牌", 6, func(o tally.Order) any { return o.Colour.Chinese() }},
	{"督办事项", 22, func(o tally.Order) any { return o.Subject }},
	{"来由", 30, func(o tally.Order) any { return o.From() }},
	{"要求", 22, func(o tally.Order) any { return o.Asks }},
	{"牵头单位", 12, func(o tally.Order) any { return o.Department }},
	{"配合单位", 12, func(o tally.Order) any { return strings.Join(o.Supports, "、") }},
	{"交办时间", 11, func(o tally.Order) any { return minute(o.OpenedAt) }},
	{"交办人", 9, func(o tally.Order) any { return o.OpenedBy }},
	{"反馈期限", 11, func(o tally.Order) any { return o.Due }},
	{"已历\n天数", 6, func(o tally.Order) any { return o.Age }},
	{"反馈时间", 11, func(o tally.Order) any { return minute(o.AnsweredAt) }},
	{"逾期\n反馈", 6, func(o tally.Order) any { return yes(o.Late) }},
	{"原因", 22, func(o tally.Order) any { return o.Cause }},
	{"整改措施", 24, func(o tally.Order) any { return o.Measure }},
	{"核实意见", 18, func(o tally.Order) any { return o.Result }},
	{"销号时间", 11, func(o tally.Order) any { return minute(o.ClosedAt) }},
	{"亮灯转好", 13, func(o tally.Order) any { return o.TurnedWords() }},
}

// done is an act with the order that it was done to.
type done struct {
	order tally.Order
	act   tally.OrderAct
}

var acts = []column[done]{
	{"编号", 7, func(d done) any { return d.order.N }},
	{"督办事项", 30, func(d done) any { return d.order.Subject }},
	{"牵头单位", 16, func(d done) any { return d.order.Department }},
	{"时间", 17, func(d done) any { return minute(d.act.At) }},
	{"办理", 8, func(d done) any { return d.act.Kind.Chinese() }},
	{"办理人", 12, func(d done) any { return d.act.By }},
	{"原因", 32, func(d done) any { return d.act.Cause }},
	{"整改措施", 36, func(d done) any { return d.act.Measure }},
	{"意见或理由", 36, func(d done) any { return d.act.Text }},
	{"期限", 12, func(d done) any { return d.act.Due }},
}

func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(tally.China).Format("2006-01-02 15:04")
}

func yes(b bool) string {
	if b {
		return "是"
	}
	return ""
}

// Write writes the ledger of orders that were looked at (see calendar.Look) at a time. What departments typed is text, never a formula.
func Write(w io.Writer, orders []tally.Order, at time.Time) error {
	f := excelize.NewFile()
	b := &book{f: f}
	c := tally.CountOrders(orders)
	b.do(f.SetSheetName("Sheet1", LedgerSheet))
	sheet(b, LedgerSheet, fmt.Sprintf("督办台账（截至%s）：共%d件，未销号%d件，其中超期%d件", minute(at), c.Opened, c.Open, c.Overdue), ledger, orders)
	var all []done
	for _, o := range orders {
		for _, a := range o.Acts {
			all = append(all, done{o, a})
		}
	}
	_, err := f.NewSheet(ActSheet)
	b.do(err)
	sheet(b, ActSheet, "督办单办理经过", acts, all)
	if b.err == nil {
		b.err = f.Write(w)
	}
	if err := errors.Join(b.err, f.Close()); err != nil {
		return fmt.Errorf("write orders: %w", err)
	}
	return nil
}

// book writes cells and keeps the first error.
type book struct {
	f   *excelize.File
	err error
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) style(s excelize.Style) int {
	id, err := b.f.NewStyle(&s)
	b.do(err)
	return id
}

// sheet writes a title, headings and rows, frozen and one A3 page wide.
func sheet[T any](b *book, name, title string, columns []column[T], rows []T) {
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Style: 1, Color: "BFBFBF"})
	}
	top := b.style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 16, Family: "黑体"}, Alignment: &excelize.Alignment{Vertical: "center"}})
	head := b.style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 10.5, Family: "黑体"}, Border: border, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DCE6F1"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	body := b.style(excelize.Style{Font: &excelize.Font{Size: 10, Family: "宋体"}, Border: border, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	b.do(b.f.SetCellStr(name, "A1", title))
	b.do(b.f.SetCellStyle(name, "A1", "A1", top))
	b.do(b.f.SetRowHeight(name, 1, 30))
	for i, c := range columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.f.SetColWidth(name, letter, letter, c.width))
		b.put(name, i, 2, c.head, head)
	}
	for n, r := range rows {
		lines := 1
		for i, c := range columns {
			v := c.cell(r)
			b.put(name, i, n+3, v, body)
			if text, ok := v.(string); ok {
				lines = max(lines, linesOf(text, c.width))
			}
		}
		b.do(b.f.SetRowHeight(name, n+3, float64(min(409, 14*lines+8))))
	}
	b.do(b.f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}))
	a3, wide, high, fit, turned := 8, 1, 0, true, "landscape"
	b.do(b.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.do(b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a3, Orientation: &turned, FitToWidth: &wide, FitToHeight: &high}))
	b.do(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$2:$2", Scope: name}))
}

// linesOf is how many lines a text takes in a column, a Chinese character being two wide.
func linesOf(text string, width float64) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		wide := 0
		for _, r := range line {
			if wide++; r > 0x2e7f {
				wide++
			}
		}
		n += 1 + max(0, wide-1)/max(1, int(width)-1)
	}
	return n
}

func (b *book) put(sheet string, column, row int, v any, style int) {
	at, err := excelize.CoordinatesToCellName(column+1, row)
	b.do(err)
	if text, ok := v.(string); ok {
		b.do(b.f.SetCellStr(sheet, at, text))
	} else {
		b.do(b.f.SetCellValue(sheet, at, v))
	}
	b.do(b.f.SetCellStyle(sheet, at, at, style))
}
