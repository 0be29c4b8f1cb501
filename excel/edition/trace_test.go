package edition_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/tally"
)

// cellsOf names the cells from which figures come.
func cellsOf(figures []tally.Figure) string {
	var all []string
	for _, f := range figures {
		all = append(all, f.Department+" "+f.Period.String()+" "+string(f.Span)+" "+f.Source.Sheet+"!"+f.Source.Cell)
	}
	return strings.Join(all, "; ")
}

func TestTrace(t *testing.T) {
	ed := rich(t)
	o := open(t, written(t, ed))
	for _, x := range []struct{ sheet, heading, label, want, says string }{
		{"汇总表", "本年累计", "利用外资", "商务局 2018-09 ytd 9月!D6", "本年累计"},
		{"汇总表", "完成率", "利用外资", "商务局 2018-09 ytd 9月!D6", " “58.61%”：完成率=本年累计÷年度目标"},
		{"汇总表", "本月", "规模以上工业增加值", "经济发展局 2018-09 month 9月!E6", "本月数"},
		{"汇总表", "上月累计", "规模以上工业增加值", "经济发展局 2018-08 ytd 8月!F6", "上月"},
		{"汇总表", "确保", "利用外资", "", "附件”C18"},
		{"汇总表", "本年累计", "企业培育数", "经济发展局 2018-09 ytd 9月!F15; 经济发展局 2018-09 ytd 9月!F16", "各部门之和"},
		{"偏差预警", "本年累计", "利用外资", "商务局 2018-09 ytd 9月!D6", "本年累计"},
		{"领导简报", "本年累计", "利用外资(万美元)", "商务局 2018-09 ytd 9月!D6", "本年累计"},
		{"汇总表", "指标", "利用外资", "", "”：“指标”列的文字，不来自"},
		{"汇总表", "本月", "利用外资", "", "：“完成情况·本月”列的空白单元格，不来自"},
		{"部门情况", "指标数", "科技局", "科技局 2018-09 ytd 9月!L4; 科技局 2018-09 ytd 9月!L5", "指标数"},
	} {
		c := o.under(t, x.sheet, x.heading, x.label)
		figures, why, err := edition.Trace(ed, nil, x.sheet, c.ref)
		if err != nil {
			t.Errorf("%s %s: %v", x.sheet, x.label, err)
			continue
		}
		if got := cellsOf(figures); got != x.want {
			t.Errorf("%s %s %s: %q, want %q", x.sheet, x.heading, x.label, got, x.want)
		}
		if !strings.Contains(why, x.says) {
			t.Errorf("%s %s: says %q, want %q", x.sheet, x.label, why, x.says)
		}
	}
}

// The link in 汇总表 leads to the line of 溯源 that says what the trace says.
func TestLinkLeadsToSource(t *testing.T) {
	ed := rich(t)
	o := open(t, written(t, ed))
	at := o.under(t, "汇总表", "溯源", "利用外资")
	for _, l := range o.sheets["汇总表"].Links {
		if l.Ref != at.ref {
			continue
		}
		_, row := split(strings.TrimPrefix(l.Location, "'溯源'!"))
		if o.cells["溯源"]["C"+row].value != "利用外资" || o.cells["溯源"]["M"+row].value != "D6" {
			t.Errorf("row %s of 溯源 is %s %s", row, o.cells["溯源"]["C"+row].value, o.cells["溯源"]["M"+row].value)
		}
		figures, _, err := edition.Trace(ed, nil, "溯源", "G"+row)
		if err != nil || cellsOf(figures) != "商务局 2018-09 ytd 9月!D6" {
			t.Error(cellsOf(figures), err)
		}
		return
	}
	t.Error("no link at", at.ref)
}

// Every number that stands in the workbook can be traced without an error, and one merged under another answers with it.
func TestEveryCellAnswers(t *testing.T) {
	ed := rich(t)
	o := open(t, written(t, ed))
	for _, s := range o.names {
		n := 0
		for _, c := range o.cells[s] {
			if n++; n > 150 {
				break
			}
			if _, why, err := edition.Trace(ed, nil, s, c.ref); err != nil || why == "" {
				t.Fatalf("%s!%s: %q %v", s, c.ref, why, err)
			}
		}
	}
	_, one, err := edition.Trace(ed, nil, "汇总表", "b5")
	_, two, err2 := edition.Trace(ed, nil, "汇总表", "$B$6")
	if errors.Join(err, err2) != nil || one != two {
		t.Errorf("merged cells answer %q and %q (%v, %v)", one, two, err, err2)
	}
}

func TestTraceOfNothing(t *testing.T) {
	ed := fixture(t)
	for _, x := range [][2]string{{"没有", "A1"}, {"汇总表", "A9999"}, {"汇总表", "ZZ5"}, {"汇总表", "七"}, {"更正表", "A1"}, {"汇总表", ""}} {
		if _, _, err := edition.Trace(ed, nil, x[0], x[1]); !errors.Is(err, edition.ErrNoCell) {
			t.Errorf("%s!%s: %v", x[0], x[1], err)
		}
	}
}
