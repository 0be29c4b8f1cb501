package circular_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/circular"
	"github.com/tallysheet/tallysheet/tally"
)

func TestCircularHoldsItsTables(t *testing.T) {
	zone := time.FixedZone("Asia/Shanghai", 8*60*60)
	due := time.Date(2018, 9, 5, 18, 0, 0, 0, zone)
	m := tally.NewBoardMonth(tally.MonthOf(2018, 8), due, due.AddDate(0, 0, 2), []tally.Filed{
		{Department: "=1+1局", Expected: true, At: due.Add(90 * time.Minute), Returned: true}, {Department: "商务局", Expected: true}})
	y := tally.NewBoardYear(2018, []tally.BoardMonth{m})
	c := tally.NewCircular("示例", y, m, nil, due.AddDate(0, 0, 2))
	var b bytes.Buffer
	if err := circular.Write(&b, c, y, m, zone); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if d := cmp.Diff([]string{"通报", "8月", "2018年累计"}, f.GetSheetList()); d != "" {
		t.Error(d)
	}
	rows, err := f.GetRows("8月")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"序号", "单位", "报送情况", "首次报送时间", "迟报时长", "曾被退回"},
		{"1", "=1+1局", "迟报", "2018-09-05 19:30", "2小时", "是"}, {"2", "商务局", "未报"}}
	if d := cmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
	if formula, err := f.GetCellFormula("8月", "B2"); err != nil || formula != "" {
		t.Errorf("a department's name became the formula %q, %v", formula, err)
	}
	if title, err := f.GetCellValue("通报", "A1"); err != nil || title != c.Title {
		t.Errorf("title %q, %v", title, err)
	}
}
