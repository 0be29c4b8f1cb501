package xlsx_test

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// A number format is gone through for every cell that has it: one longer than any program writes is refused.
func TestNumberFormatLength(t *testing.T) {
	with := func(length int) []byte {
		styles := strings.Replace(monthStyles, `formatCode="0.00%"`, `formatCode="0`+strings.Repeat(",", length-1)+`"`, 1)
		return pack(t, book("", styles, `<sheetData><row r="1"><c r="A1" s="2"><v>1</v></c></row></sheetData>`))
	}
	if c := read(t, with(1<<10)).Sheets[0].At(1, 1); len(c.Format) != 1<<10 {
		t.Errorf("format of %d characters", len(c.Format))
	}
	if no := refused(t, with(1<<10+1), xlsx.Limits{}); !no.Limit || !strings.Contains(no.Message, "数字格式") {
		t.Errorf("%+v", no)
	}
}
