package figurelist

import (
	"encoding/csv"
	"errors"
	"io"
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

// rows writes rows of a table; close ends the file.
type rows interface {
	write(cells []string) error
	close() error
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
		if _, err := io.WriteString(w, "\ufeff"); err != nil { // WPS and Excel take a CSV without it for GBK
			return nil, err
		}
		l.rows = &plain{csv.NewWriter(w)}
	default:
		return nil, ErrForm
	}
	return l, l.rows.write(heads)
}

// Add writes a figure of an indicator of that name.
func (l *List) Add(name string, f *tally.Figure) error {
	s := &f.Source
	l.Count++
	l.cells = append(l.cells[:0], f.Indicator, name, f.Department, f.Period.String(), f.Span.Chinese(), f.Value.Plain(), f.Unit, f.Printed, f.PrintedIn, parts(f.Parts),
		s.File, s.Sheet, s.Cell, strconv.Itoa(s.Version), s.By, s.At.In(l.zone).Format("2006-01-02 15:04:05"), s.Submission, s.SHA256)
	return l.rows.write(l.cells)
}

// Close ends the file; without it a workbook cannot be opened.
func (l *List) Close() error { return l.rows.close() }

// parts are written as in 数据: 10亿元:2;20亿元:1.
func parts(all []tally.Part) string {
	words := make([]string, 0, len(all))
	for _, p := range all {
		words = append(words, p.Of+p.Threshold.Plain()+p.Unit+":"+p.Count.Plain())
	}
	return strings.Join(words, ";")
}

// plain is CSV.
type plain struct{ *csv.Writer }

// write keeps what a department typed from being taken for a formula: in a CSV a cell has no type to say that it is text.
func (p *plain) write(cells []string) error {
	for i, c := range cells {
		if i != valueColumn && c != "" && strings.ContainsAny(c[:1], "=+-@\t\r") {
			cells[i] = "'" + c
		}
	}
	return p.Write(cells)
}

func (p *plain) close() error {
	p.Flush()
	return p.Error()
}
