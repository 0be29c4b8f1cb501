package edition

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// page is how a sheet is printed and seen.
type page struct {
	paper     int    // 8 A3, 9 A4
	landscape bool   //
	onePage   bool   // one page high too
	wide      int    // pages side by side; 0 is one
	heads     string // rows repeated on every page: "3:4"
	freeze    string // the first cell that scrolls
	last      string // the last cell printed
	tab       string // colour of the tab
}

// The paper sizes of the format.
const (
	paperA3 = 8
	paperA4 = 9
)

// setPage prints one page wide, with the page's number, and keeps the heading in sight.
func (b *book) setPage(f *excelize.File, name string, p page) error {
	orientation := "portrait"
	if p.landscape {
		orientation = "landscape"
	}
	wide, high := max(1, p.wide), 0
	if p.onePage {
		high = 1
	}
	yes, no, tab := true, false, "FF"+p.tab
	zoom := 100.0
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes, TabColorRGB: &tab}); err != nil {
		return err
	}
	if err := f.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no, ZoomScale: &zoom}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &p.paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: inch(0.45), Right: inch(0.45), Top: inch(0.55), Bottom: inch(0.6), Header: inch(0.3), Footer: inch(0.3), Horizontally: &yes}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: b.footer(name)}); err != nil {
		return err
	}
	if err := f.SetSheetDimension(name, ""); err != nil { // excelize thinks the sheet empty
		return err
	}
	if p.heads != "" {
		rows := strings.Split(p.heads, ":")
		if err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name, RefersTo: "'" + name + "'!$" + rows[0] + ":$" + rows[1]}); err != nil {
			return err
		}
	}
	if p.last != "" {
		r, c, ok := xlsx.ParseRef(p.last)
		if !ok {
			return fmt.Errorf("no cell: %q", p.last)
		}
		if err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: name, RefersTo: fixed(name, 0, 1, c-1, r)}); err != nil {
			return err
		}
	}
	return freeze(f, name, p.freeze)
}

// freeze keeps what is left of and above a cell in sight.
func freeze(f *excelize.File, name, at string) error {
	if at == "" {
		return nil
	}
	r, c, ok := xlsx.ParseRef(at)
	if !ok {
		return fmt.Errorf("no cell: %q", at)
	}
	pane := "bottomLeft"
	if c > 1 {
		pane = "bottomRight"
	}
	return f.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: c - 1, YSplit: r - 1, TopLeftCell: at, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: at, ActiveCell: at, Pane: pane}}})
}

// footerTitle is how much of a title leaves room for the page number on A4.
const footerTitle = 14

// footer says what the page belongs to, and its number. An ampersand in a title would start a code.
func (b *book) footer(name string) string {
	what := b.subject()
	if short := shorten(what, footerTitle); short != what {
		what = short + "…"
	}
	what = strings.ReplaceAll(what, "&", "&&")
	return "&L&9 " + what + " " + b.ed.Period.Chinese() + " 第" + strconv.Itoa(b.ed.Number) + "版&C&9 第 &P 页 共 &N 页&R&9 " + name + " " + shorten(b.ed.Digest, 12)
}

func inch(v float64) *float64 { return &v }

// shorten keeps the first n characters.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n])
}

// paintLights colours a range by the word of the light in its first column's row: the colour follows the word.
func (b *book) paintLights(f *excelize.File, name, cells, firstLight string) error {
	var rules []excelize.ConditionalFormatOptions
	for _, l := range lights {
		p := b.palette[l]
		id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: p.Ink, Bold: l != tally.Grey}, Fill: fill(p.Fill)})
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: firstLight + `="` + strings.ReplaceAll(p.Word, `"`, `""`) + `"`, Format: &id})
	}
	return f.SetConditionalFormat(name, cells, rules)
}

// paintBehind writes what is behind in the ink of red: it follows the number.
func (b *book) paintBehind(f *excelize.File, name, cells string) error {
	id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: b.palette[tally.Red].Ink, Bold: true}})
	if err != nil {
		return err
	}
	return f.SetConditionalFormat(name, cells, []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "<", Value: "0", Format: &id}})
}

// drawBarPair puts data bars from 0 to 1 into two columns: up to the schedule, and past it.
func drawBarPair(f *excelize.File, name string, column, from, to int) error {
	for i, color := range []string{barBlue, barGreen} {
		err := f.SetConditionalFormat(name, area(column+i, from, column+i, to), []excelize.ConditionalFormatOptions{{Type: "data_bar", Criteria: "=",
			MinType: "num", MinValue: "0", MaxType: "num", MaxValue: "1", BarColor: "#" + color, BarSolid: true, BarOnly: true}})
		if err != nil {
			return err
		}
	}
	return nil
}
