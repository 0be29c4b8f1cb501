package xlsx_test

import (
	"fmt"
	"strings"
	"testing"
)

const monthStyles = `<numFmts count="1"><numFmt numFmtId="164" formatCode="0.00%"/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>`

// monthBook writes a month's sheet as a department files it: rows indicators, eleven columns, and
// further columns of figures up to cols.
type monthBook struct {
	sheet, sst strings.Builder
	index      map[string]int
	rows, cols int
	department int
}

func (m *monthBook) text(ref, s string) {
	i, ok := m.index[s]
	if !ok {
		i = len(m.index)
		m.index[s] = i
		fmt.Fprintf(&m.sst, "<si><t>%s</t></si>", s)
	}
	fmt.Fprintf(&m.sheet, `<c r="%s" s="1" t="s"><v>%d</v></c>`, ref, i)
}

func (m *monthBook) figure(ref string, style int, v float64) {
	fmt.Fprintf(&m.sheet, `<c r="%s" s="%d"><v>%v</v></c>`, ref, style, v)
}

func (m *monthBook) row(i int) {
	r := i + 3
	at := func(col string) string { return fmt.Sprint(col, r) }
	target := float64(10 + (i+m.department)*7919%8990)
	done := target * float64(40+i*31%70) / 100
	fmt.Fprintf(&m.sheet, `<row r="%d" spans="1:%d">`, r, m.cols)
	m.figure(at("A"), 1, float64(i))
	m.text(at("B"), fmt.Sprintf("部门%03d第%02d项重点指标", m.department, i))
	m.text(at("C"), []string{"亿元", "万元", "个", "家", "万美元"}[i%5])
	m.figure(at("D"), 1, target)
	m.figure(at("E"), 1, done*.11)
	m.figure(at("F"), 1, done)
	fmt.Fprintf(&m.sheet, `<c r="G%d" s="2"><f>F%d/D%d</f><v>%v</v></c>`, r, r, r, done/target)
	m.figure(at("H"), 2, .75)
	if i%5 == 0 {
		m.text(at("I"), "部分项目进度偏慢")
	} else {
		fmt.Fprintf(&m.sheet, `<c r="I%d" s="1"/>`, r)
	}
	m.text(at("J"), "加快推进,按月调度")
	fmt.Fprintf(&m.sheet, `<c r="K%d" s="1"/>`, r)
	for c := 12; c <= m.cols; c++ {
		m.figure(at(string(rune('A'+c-1))), 1, done+float64(c)/8)
	}
	m.sheet.WriteString("</row>")
}

// monthParts is the workbook of a month with so many rows and columns.
func monthParts(rows, cols int) []part { return departmentParts(1, rows, cols) }

func departmentParts(department, rows, cols int) []part {
	m := &monthBook{index: map[string]int{}, rows: rows, cols: cols, department: department}
	fmt.Fprintf(&m.sheet, `<dimension ref="A1:K%d"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>`, rows+3)
	for i, line := range [][]string{{"2018年1-9月主要目标任务完成情况表"}, {fmt.Sprintf("填报单位:部门%03d", department)}, {"序号", "指标名称", "计量单位", "年度目标", "9月当月", "1-9月累计", "完成率", "序时进度", "存在问题", "下一步措施", "备注"}} {
		fmt.Fprintf(&m.sheet, `<row r="%d" spans="1:11">`, i+1)
		for c, s := range line {
			m.text(fmt.Sprint(string(rune('A'+c)), i+1), s)
		}
		m.sheet.WriteString("</row>")
	}
	for i := 1; i <= rows; i++ {
		m.row(i)
	}
	m.sheet.WriteString(`</sheetData><mergeCells count="1"><mergeCell ref="A1:K1"/></mergeCells><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>`)
	return book(m.sst.String(), monthStyles, m.sheet.String())
}

func monthFile(t testing.TB, rows, cols int) []byte { return pack(t, monthParts(rows, cols)) }

// months are the workbooks of 40 departments, 60 rows each.
func months(t testing.TB) [][]byte {
	all := make([][]byte, 40)
	for i := range all {
		all[i] = pack(t, departmentParts(i+1, 60, 11))
	}
	return all
}
