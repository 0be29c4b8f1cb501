package figurelist

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// heads are the columns, named as in the sheets 数据 and 溯源.
var heads = []string{"指标编号", "指标", "责任单位", "报告期", "数据口径", "数值", "单位", "原文", "原单位", "分项", "文件", "工作表", "单元格", "报送版本", "报送人", "报送时间", "报送编号", "文件指纹（SHA-256）"}

// valueColumn is the one column of numbers that are computed with.
const valueColumn = 5

// List takes figures and writes them on.
type List struct {
	rows  rows
	zone  *time.Location
	cells []string
	Count int // of figures so far
}

// rows writes rows of a table; Close ends the file.
type rows interface {
	Write(cells []string) error
	Close() error
}

// The forms of a list, by the ending of its name.
const (
	XLSX = "xlsx"
	CSV  = "csv"
)

// ErrForm is the answer to a form that there is not.
var ErrForm = errors.New("figures are written as .xlsx or .csv")

// New begins a list in a form. Times are written in the zone.
func New(w io.Writer, form string, zone *time.Location) (*List, error) {
	l := &List{zone: zone, cells: make([]string, 0, len(heads))}
	switch form {
	case XLSX:
		l.rows = newWorkbook(w)
	case CSV:
		var err error
		if l.rows, err = NewLines(w, valueColumn); err != nil {
			return nil, err
		}
	default:
		return nil, ErrForm
	}
	return l, l.rows.Write(heads)
}

// Add writes a figure of an indicator of that name.
func (l *List) Add(name string, f *tally.Figure) error {
	s := &f.Source
	l.Count++
	l.cells = append(l.cells[:0], f.Indicator, name, f.Department, f.Period.String(), f.Span.In(f.Period), f.Value.Plain(), f.Unit, f.Printed, f.PrintedIn, parts(f.Parts),
		s.File(), s.Sheet, s.Cell, strconv.Itoa(s.Version()), s.By(), s.At().In(l.zone).Format("2006-01-02 15:04:05"), s.Submission(), s.SHA256())
	return l.rows.Write(l.cells)
}

// Close ends the file; without it a workbook cannot be opened.
func (l *List) Close() error { return l.rows.Close() }

// parts are written as in 数据: 10亿元:2;20亿元:1.
func parts(all []tally.Part) string {
	words := make([]string, 0, len(all))
	for _, p := range all {
		words = append(words, p.Of+p.Threshold.Plain()+p.Unit+":"+p.Count.Plain())
	}
	return strings.Join(words, ";")
}

// Lines are CSV that WPS and Excel open as it is meant.
type Lines struct {
	to      *csv.Writer
	numbers []int
}

// NewLines begins CSV; numbers are the columns whose cells are numbers and nothing else.
func NewLines(w io.Writer, numbers ...int) (*Lines, error) {
	_, err := io.WriteString(w, "\ufeff") // WPS and Excel take a CSV without it for GBK
	return &Lines{csv.NewWriter(w), numbers}, err
}

// Write keeps what a department typed from being taken for a formula: in a CSV a cell has no type to say that it is text.
func (l *Lines) Write(cells []string) error {
	for i, c := range cells {
		if c != "" && strings.ContainsAny(c[:1], "=+-@\t\r") && !slices.Contains(l.numbers, i) {
			cells[i] = "'" + c
		}
	}
	return l.to.Write(cells)
}

// Close writes what is left.
func (l *Lines) Close() error {
	l.to.Flush()
	return l.to.Error()
}
