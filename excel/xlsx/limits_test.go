package xlsx_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// TestLimits holds every limit at its edge: what just fits is read, one more is refused.
func TestLimits(t *testing.T) {
	rows := `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="2"/><row r="9"><c r="C9"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>`
	parts := book("<si><t>甲</t></si>", styles, rows, good)
	data := pack(t, parts)
	var total int64
	for _, p := range parts {
		total += int64(len(p.body))
	}
	size := func(name string) int64 {
		for _, p := range parts {
			if p.name == name {
				return int64(len(p.body))
			}
		}
		return 0
	}
	set := func(change func(*xlsx.Limits, int)) func(int) xlsx.Limits {
		return func(by int) xlsx.Limits { var l xlsx.Limits; change(&l, by); return l }
	}
	for name, tt := range map[string]struct {
		limits func(by int) xlsx.Limits
		cell   string
	}{
		"file":     {set(func(l *xlsx.Limits, by int) { l.File = int64(len(data) + by) }), ""},
		"unpacked": {set(func(l *xlsx.Limits, by int) { l.Unpacked = total + int64(by) }), ""},
		"parts":    {set(func(l *xlsx.Limits, by int) { l.Parts = len(parts) + by }), ""},
		"strings":  {set(func(l *xlsx.Limits, by int) { l.Strings = size("xl/sharedStrings.xml") + int64(by) }), ""},
		"styles":   {set(func(l *xlsx.Limits, by int) { l.Styles = size("xl/styles.xml") + int64(by) }), ""},
		"rows":     {set(func(l *xlsx.Limits, by int) { l.Rows = 2 + by }), ""},
		"columns":  {set(func(l *xlsx.Limits, by int) { l.Cols = 3 + by }), "C9"},
		"sheets":   {set(func(l *xlsx.Limits, by int) { l.Sheets = 2 + by }), ""},
		"cells":    {set(func(l *xlsx.Limits, by int) { l.Cells = 5 + by }), ""},
		"merges":   {set(func(l *xlsx.Limits, by int) { l.Merges = 2 + by }), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := xlsx.Read(t.Context(), data, tt.limits(0)); err != nil {
				t.Error("just fits, but", err)
			}
			no := refused(t, data, tt.limits(-1))
			if !no.Limit || !strings.Contains(no.Message, "超过上限") {
				t.Errorf("Limit %v in %q", no.Limit, no.Message)
			}
			if tt.cell != "" && no.Cell != tt.cell {
				t.Errorf("cell %q, want %q", no.Cell, tt.cell)
			}
		})
	}
}

// TestWideCell refuses content beyond the columns and says where, and lets empty cells be.
func TestWideCell(t *testing.T) {
	empty := `<sheetData><row r="5"><c r="A5"><v>1</v></c><c r="XFD5" s="1"/></row></sheetData>`
	if sh := read(t, pack(t, book("", styles, empty))).Sheets[0]; sh.MaxCol != 1 {
		t.Error("MaxCol", sh.MaxCol)
	}
	full := `<sheetData><row r="5"><c r="XFD5"><v>1</v></c></row></sheetData>`
	if no := refused(t, pack(t, book("", styles, full)), xlsx.Limits{}); no.Cell != "XFD5" || !no.Limit {
		t.Errorf("%+v", no)
	}
}

// TestCancelled stops in the middle of a long sheet.
func TestCancelled(t *testing.T) {
	data := monthFile(t, 15_000, 14)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Millisecond)
	defer cancel()
	if wb, err := xlsx.Read(ctx, data, xlsx.Limits{}); !errors.Is(err, context.DeadlineExceeded) || wb != nil {
		t.Errorf("%v, %v", wb, err)
	}
	dead, stop := context.WithCancel(t.Context())
	stop()
	if _, err := xlsx.Read(dead, monthFile(t, 1, 11), xlsx.Limits{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestLongText takes the longest text that Excel allows and refuses what no cell can hold.
func TestLongText(t *testing.T) {
	sheet := func(n int) []byte {
		return pack(t, book("", "", fmt.Sprintf(`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>`, strings.Repeat("税", n))))
	}
	wide := xlsx.Limits{Ratio: 10_000}
	wb, err := xlsx.Read(t.Context(), sheet(32767), wide)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(wb.Sheets[0].At(1, 1).Value); n != 3*32767 {
		t.Error(n)
	}
	if no := refused(t, sheet(60_000), wide); !no.Limit {
		t.Error(no.Message)
	}
	if no := refused(t, sheet(600_000), wide); !no.Limit {
		t.Error(no.Message)
	}
}
