package circular

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/tally"
)

// Write writes the draft of a 通报 with the tables that it rests on: the month, and the year so far. Times are
// printed in the zone given.
func Write(w io.Writer, c tally.Circular, y tally.BoardYear, m tally.BoardMonth, zone *time.Location) error {
	f := excelize.NewFile()
	b := &circularBook{f: f}
	b.text(c)
	b.month(m, zone)
	b.year(y)
	if b.err == nil {
		b.err = f.Write(w)
	}
	if err := errors.Join(b.err, f.Close()); err != nil {
		return fmt.Errorf("write 通报: %w", err)
	}
	return nil
}

// circularBook writes cells and keeps the first error.
type circularBook struct {
	f   *excelize.File
	err error
}

func (b *circularBook) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *circularBook) style(s excelize.Style) int {
	id, err := b.f.NewStyle(&s)
	b.do(err)
	return id
}

// text is the sheet to edit and send.
func (b *circularBook) text(c tally.Circular) {
	const sheet = "通报"
	b.do(b.f.SetSheetName("Sheet1", sheet))
	b.do(b.f.SetColWidth(sheet, "A", "A", 70))
	title := b.style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 18, Family: "宋体"}, Alignment: &excelize.Alignment{Horizontal: "center", WrapText: true}})
	body := b.style(excelize.Style{Font: &excelize.Font{Size: 14, Family: "宋体"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	sign := b.style(excelize.Style{Font: &excelize.Font{Size: 14, Family: "宋体"}, Alignment: &excelize.Alignment{Horizontal: "right"}})
	row := 0
	put := func(text string, style int, height float64) {
		row++
		at := fmt.Sprintf("A%d", row)
		b.do(b.f.SetCellStr(sheet, at, text)) // text, whatever a department is called
		b.do(b.f.SetCellStyle(sheet, at, at, style))
		b.do(b.f.SetRowHeight(sheet, row, height))
	}
	put(c.Title, title, lines(c.Title, 20)*28)
	put("", body, 12)
	put(c.To, body, 24)
	for _, p := range c.Paragraphs {
		put("　　"+p, body, lines(p, 26)*24)
	}
	put("", body, 12)
	put(c.Signed, sign, 24)
	b.page(sheet, "portrait")
}

// page prints a sheet on A4, one page wide.
func (b *circularBook) page(sheet, turned string) {
	a4, wide, high, fit := 9, 1, 0, true
	b.do(b.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.do(b.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &turned, FitToWidth: &wide, FitToHeight: &high}))
}

// lines is how many lines a text takes where one holds so many characters.
func lines(text string, per int) float64 { return float64(max(1, (len([]rune(text))+per-1)/per)) }

// table writes a heading, rows, frozen panes and widths.
func (b *circularBook) table(sheet string, head []string, widths []float64, rows [][]any) {
	_, err := b.f.NewSheet(sheet)
	b.do(err)
	border := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Style: 1, Color: "808080"})
	}
	top := b.style(excelize.Style{Font: &excelize.Font{Bold: true}, Border: border, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9E2F3"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	cell := b.style(excelize.Style{Border: border, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})
	line := make([]any, len(head))
	for i, h := range head {
		line[i] = h
		column, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.f.SetColWidth(sheet, column, column, widths[i]))
	}
	for i, r := range append([][]any{line}, rows...) {
		for k, v := range r {
			at, err := excelize.CoordinatesToCellName(k+1, i+1)
			b.do(err)
			if text, ok := v.(string); ok {
				b.do(b.f.SetCellStr(sheet, at, text))
			} else {
				b.do(b.f.SetCellValue(sheet, at, v))
			}
			style := cell
			if i == 0 {
				style = top
			}
			b.do(b.f.SetCellStyle(sheet, at, at, style))
		}
	}
	b.do(b.f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	b.page(sheet, "landscape")
}

func (b *circularBook) month(m tally.BoardMonth, zone *time.Location) {
	var rows [][]any
	for i, s := range m.Standings {
		state, at, late := "按时", "", ""
		switch {
		case s.Missing:
			state = "未报"
		case s.FiledAt.IsZero():
			state = "未到期"
		case s.Late:
			state, late = "迟报", s.LateFor()
		}
		if !s.FiledAt.IsZero() {
			at = s.FiledAt.In(zone).Format("2006-01-02 15:04")
		}
		rows = append(rows, []any{i + 1, s.Department, state, at, late, yes(s.Returned)})
	}
	b.table(m.Period.Short(), []string{"序号", "单位", "报送情况", "首次报送时间", "迟报时长", "曾被退回"},
		[]float64{7, 30, 12, 20, 14, 10}, rows)
}

func (b *circularBook) year(y tally.BoardYear) {
	var rows [][]any
	for i, d := range y.Departments {
		rows = append(rows, []any{i + 1, d.Department, d.Expected, d.Filed, d.OnTime, d.Late, d.Missing, d.Returned, yes(d.EverLate)})
	}
	b.table(fmt.Sprintf("%d年累计", y.Year), []string{"序号", "单位", "应报(" + kindOf(y).Each() + ")", "已报", "按时", "迟报", "未报", "退回", "曾迟报或未报"},
		[]float64{7, 30, 10, 8, 8, 8, 8, 8, 14}, rows)
}

// yes is 是 or nothing.
func yes(v bool) string {
	if v {
		return "是"
	}
	return ""
}

// kindOf is the kind of the rounds of a year's board; months where there are none.
func kindOf(y tally.BoardYear) tally.RoundKind {
	if len(y.Months) > 0 {
		return y.Months[0].Period.Kind()
	}
	return tally.Monthly
}
