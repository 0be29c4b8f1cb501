package template

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Breakdown is a plan's workbook (目标任务分解表) in the house layout, drafted from a document and to be imported like any other.
type Breakdown struct {
	Title string
	Note  string
	Years []string // a column of targets each, in order; one "" where no year is known
	Rows  []BreakdownRow
}

// BreakdownRow is one row: Targets by year, as they stand in the cell.
type BreakdownRow struct {
	Group, Name, Unit            string
	Targets                      map[string]string
	Lead, Support, Implementing  string
	Deadline, Document, Sentence string
	Remark                       string
}

const breakdownHead = 3 // the heading's row

// WriteBreakdown writes the workbook. Every text is written as text.
func WriteBreakdown(w io.Writer, b Breakdown) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	s := breakdownBook{f: f, b: b, sheet: "分解表"}
	for _, step := range []func() error{s.prepare, s.head, s.rows, s.page} {
		if err := step(); err != nil {
			return fmt.Errorf("breakdown: %w", err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("breakdown: %w", err)
	}
	return nil
}

type breakdownBook struct {
	f                       *excelize.File
	b                       Breakdown
	sheet                   string
	columns                 []breakdownColumn
	title, note, headed, in int // styles
}

type breakdownColumn struct {
	head  string
	width float64
	of    func(BreakdownRow) string
}

func (s *breakdownBook) prepare() error {
	if err := s.f.SetSheetName("Sheet1", s.sheet); err != nil {
		return err
	}
	s.columns = []breakdownColumn{{"序号", 6, nil}, {"类别", 18, func(r BreakdownRow) string { return r.Group }}, {"指标名称", 34, func(r BreakdownRow) string { return r.Name }},
		{"计量单位", 10, func(r BreakdownRow) string { return r.Unit }}}
	for _, y := range s.b.Years {
		head := "目标值"
		if y != "" {
			head = y + "年目标值"
		}
		s.columns = append(s.columns, breakdownColumn{head, 20, func(r BreakdownRow) string { return r.Targets[y] }})
	}
	for _, c := range []breakdownColumn{
		{"完成时限", 12, func(r BreakdownRow) string { return r.Deadline }}, {"牵头单位", 18, func(r BreakdownRow) string { return r.Lead }},
		{"配合单位", 18, func(r BreakdownRow) string { return r.Support }}, {"实施主体", 16, func(r BreakdownRow) string { return r.Implementing }},
		{"出处文件", 24, func(r BreakdownRow) string { return r.Document }}, {"出处原文", 60, func(r BreakdownRow) string { return r.Sentence }},
		{"备注", 30, func(r BreakdownRow) string { return r.Remark }},
	} {
		if slices.ContainsFunc(s.b.Rows, func(r BreakdownRow) bool { return c.of(r) != "" }) || c.head == "牵头单位" {
			s.columns = append(s.columns, c)
		}
	}
	border := []excelize.Border{{Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1}, {Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1}}
	center := &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
	for _, st := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}, Alignment: center}},
		{&s.note, excelize.Style{Font: &excelize.Font{Color: "7F6000"}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{&s.headed, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: center, Border: border, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}}},
		{&s.in, excelize.Style{Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, Border: border, NumFmt: 49}},
	} {
		id, err := s.f.NewStyle(&st.style)
		if err != nil {
			return err
		}
		*st.to = id
	}
	return nil
}

func (s *breakdownBook) set(col, row int, text string, style int) error {
	cell, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	if r := []rune(text); len(r) > 32000 { // what a cell holds
		text = string(r[:32000])
	}
	if err := s.f.SetCellStr(s.sheet, cell, text); err != nil {
		return err
	}
	return s.f.SetCellStyle(s.sheet, cell, cell, style)
}

func (s *breakdownBook) head() error {
	last, err := excelize.ColumnNumberToName(len(s.columns))
	if err != nil {
		return err
	}
	for row, line := range []struct {
		text  string
		style int
		high  float64
	}{{s.b.Title, s.title, 32}, {s.b.Note, s.note, 32}} {
		n := strconv.Itoa(row + 1)
		if err := s.f.MergeCell(s.sheet, "A"+n, last+n); err != nil {
			return err
		}
		if err := s.set(1, row+1, line.text, line.style); err != nil {
			return err
		}
		if err := s.f.SetRowHeight(s.sheet, row+1, line.high); err != nil {
			return err
		}
	}
	for k, c := range s.columns {
		name, err := excelize.ColumnNumberToName(k + 1)
		if err != nil {
			return err
		}
		if err := s.f.SetColWidth(s.sheet, name, name, c.width); err != nil {
			return err
		}
		if err := s.set(k+1, breakdownHead, c.head, s.headed); err != nil {
			return err
		}
	}
	return nil
}

func (s *breakdownBook) rows() error {
	for i, r := range s.b.Rows {
		for k, c := range s.columns {
			text := strconv.Itoa(i + 1)
			if c.of != nil {
				text = c.of(r)
			}
			if err := s.set(k+1, breakdownHead+1+i, text, s.in); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *breakdownBook) page() error {
	below := strconv.Itoa(breakdownHead + 1)
	if err := s.f.SetPanes(s.sheet, &excelize.Panes{Freeze: true, XSplit: 3, YSplit: breakdownHead, TopLeftCell: "D" + below, ActivePane: "bottomRight"}); err != nil {
		return err
	}
	landscape, a3, wide, tall, fit := "landscape", 8, 1, 0, true
	if err := s.f.SetPageLayout(s.sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a3, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	return s.f.SetSheetProps(s.sheet, &excelize.SheetPropsOptions{FitToPage: &fit})
}
