package edition_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/tally"
)

// One department's workbook holds its own lines in every sheet, and no other's anywhere in the file.
func TestDepartmentSeesItsOwn(t *testing.T) {
	ed := rich(t)
	var b bytes.Buffer
	if err := excel.WriteDepartment(&b, ed, "商务局"); err != nil {
		t.Fatal(err)
	}
	o := open(t, b.Bytes())
	for name, part := range o.parts {
		for _, other := range []string{"经济发展局", "财政局", "科技局", "民间投资", "地区生产总值"} {
			if bytes.Contains(part, []byte(other)) {
				t.Errorf("%s holds %s", name, other)
			}
		}
	}
	for _, s := range o.names {
		if len(o.cells[s]) == 0 {
			t.Errorf("%s is empty", s)
		}
	}
	cut := ed.Cut("商务局")
	cut.Layout = edition.LayoutOf(cut)
	figures, _, err := edition.Trace(cut, nil, "汇总表", o.under(t, "汇总表", "本年累计", "利用外资").ref)
	if err != nil || cellsOf(figures) != "商务局 2018-09 ytd 9月!D6" {
		t.Error(cellsOf(figures), err)
	}
	if ed.Rows[0].Department != "经济发展局" || len(ed.Figures) != len(rich(t).Figures) {
		t.Error("cutting changed the edition")
	}
}

// 领导简报 alone is one sheet, one page.
func TestBriefAlone(t *testing.T) {
	var b bytes.Buffer
	if err := excel.WriteBrief(&b, rich(t)); err != nil {
		t.Fatal(err)
	}
	o := open(t, b.Bytes())
	if len(o.names) != 1 || o.names[0] != "领导简报" {
		t.Fatal(o.names)
	}
	part := string(o.parts["xl/worksheets/sheet1.xml"])
	for _, want := range []string{`fitToHeight="1"`, `fitToWidth="1"`, `paperSize="9"`, "小升规企业数", "财政局（未报）", "商务局（未审核）"} {
		if !strings.Contains(part, want) {
			t.Error("no", want)
		}
	}
}

// An edition of nothing is still a workbook.
func TestEmptyEdition(t *testing.T) {
	o := open(t, written(t, tally.Edition{Title: "表", Period: tally.MonthOf(2024, 1), Number: 1}))
	for _, s := range []string{"本期没有红灯、黄灯指标。", "各部门均按时报送，指标齐全。"} {
		found := false
		for _, name := range o.names {
			for _, c := range o.cells[name] {
				found = found || c.value == s
			}
		}
		if !found {
			t.Error("no", s)
		}
	}
}
