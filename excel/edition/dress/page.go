package dress

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// Page is how a sheet is printed and seen.
type Page struct {
	Paper     int    // A3, A4
	Landscape bool   //
	OnePage   bool   // one page high too
	Heads     string // rows repeated on every page: "3:4"
	Freeze    string // the first cell that scrolls
	Last      string // the last cell printed
	Nothing   string // an empty cell, which is printed in place of the sheet: nothing
	Breaks    []int  // rows that begin a page
	Tab       string // colour of the tab
	Footer    string // in the format's codes
}

// The paper sizes of the format.
const (
	A3 = 8
	A4 = 9
)

// SetPage prints one page wide, with the page's number, and keeps the heading in sight.
func SetPage(f *excelize.File, name string, p Page) error {
	orientation := "portrait"
	if p.Landscape {
		orientation = "landscape"
	}
	wide, high := 1, 0
	if p.OnePage {
		high = 1
	}
	yes, no, tab := true, false, "FF"+p.Tab
	zoom := 100.0
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes, TabColorRGB: &tab}); err != nil {
		return err
	}
	if err := f.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no, ZoomScale: &zoom}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &p.Paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: inch(marginSide), Right: inch(marginSide), Top: inch(marginTop), Bottom: inch(marginBottom), Header: inch(0.3), Footer: inch(0.3), Horizontally: &yes}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: p.Footer}); err != nil {
		return err
	}
	if err := f.SetSheetDimension(name, ""); err != nil { // excelize thinks the sheet empty
		return err
	}
	if p.Heads != "" {
		rows := strings.Split(p.Heads, ":")
		if err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name, RefersTo: "'" + name + "'!$" + rows[0] + ":$" + rows[1]}); err != nil {
			return err
		}
	}
	if err := printArea(f, name, p); err != nil {
		return err
	}
	for _, row := range p.Breaks {
		if err := f.InsertPageBreak(name, "A"+strconv.Itoa(row)); err != nil {
			return err
		}
	}
	return freeze(f, name, p.Freeze)
}

// printArea names what is printed. Excel leaves out a page of empty cells at the end of a workbook, LibreOffice everywhere.
func printArea(f *excelize.File, name string, p Page) error {
	first, last := "A1", p.Last
	if p.Nothing != "" {
		first, last = p.Nothing, p.Nothing
	}
	if last == "" {
		return nil
	}
	r1, c1, ok1 := xlsx.ParseRef(first)
	r2, c2, ok2 := xlsx.ParseRef(last)
	if !ok1 || !ok2 {
		return fmt.Errorf("no cell: %q, %q", first, last)
	}
	area := "'" + name + "'!$" + xlsx.Letter(c1) + "$" + strconv.Itoa(r1) + ":$" + xlsx.Letter(c2) + "$" + strconv.Itoa(r2)
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: name, RefersTo: area})
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

func inch(v float64) *float64 { return &v }
