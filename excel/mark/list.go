package mark

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// markTitle names the sheet that lists the findings, and the column beside the rows.
const markTitle = "校验结果"

// markHeading is the heading row of the list; by it the list is known again, whatever the sheet is called then. The
// last column holds the fills that the marked cells had.
var markHeading = []string{"序号", "类别", "问题", "工作表", "单元格", "指标", "这里的情况", "应当怎样", "原底色"}

// markListRow is the heading row of the list; 0 where the sheet is none.
func markListRow(s *xlsx.Sheet) int {
	for i, r := range s.Rows {
		if i > 9 {
			break
		}
		if slices.EqualFunc(r.Cells, markHeading, func(c xlsx.Cell, head string) bool { return strings.TrimSpace(c.Value) == head }) {
			return r.Number
		}
	}
	return 0
}

// listLine is one finding with the fill that its cell had before.
type listLine struct {
	tally.Finding
	fill string
}

const listHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>` +
	`<sheetViews><sheetView workbookViewId="0"><pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>` +
	`<cols><col min="1" max="1" width="6" customWidth="1"/><col min="2" max="3" width="18" customWidth="1"/><col min="4" max="4" width="14" customWidth="1"/>` +
	`<col min="5" max="5" width="9" customWidth="1"/><col min="6" max="6" width="28" customWidth="1"/><col min="7" max="8" width="60" customWidth="1"/>` +
	`<col min="9" max="9" width="8" hidden="1" customWidth="1"/></cols><sheetData>`

// listXML is the worksheet that lists the findings, each with a link to its cell.
func listXML(lines []listLine, styles *markedStyles, exists func(sheet string) bool) []byte {
	plain, wrap := styles.list(`<sz val="11"/><name val="宋体"/>`, false), styles.list(`<sz val="11"/><name val="宋体"/>`, true)
	bold := styles.list(`<b/><sz val="11"/><name val="宋体"/>`, false)
	title := styles.list(`<b/><sz val="14"/><name val="宋体"/>`, false)
	link := styles.list(`<u/><sz val="11"/><color rgb="FF0563C1"/><name val="宋体"/>`, false)
	var b, links strings.Builder
	b.WriteString(listHead)
	listRow(&b, 1, []int{title}, []string{listTitle(lines)})
	listRow(&b, 2, []int{plain}, []string{"请在原表上改正标了底色的单元格，保存后直接上传本文件；本表、「校验结果」列、底色和批注上传时都不读取。必须改正的改完才能上报，请说明原因的可在上报时填写说明。"})
	heads := slices.Repeat([]int{bold}, len(markHeading))
	listRow(&b, 4, heads, markHeading)
	for i, l := range lines {
		row := i + 5
		where := l.Cell
		if exists(l.Sheet) {
			to := l.Cell
			if _, _, ok := xlsx.ParseRef(to); !ok {
				to, where = "A1", "整张表"
			}
			fmt.Fprintf(&links, `<hyperlink ref="E%d" location="%s" display="%s"/>`, row, escaped(sheetRef(l.Sheet)+"!"+to), escaped(where))
		}
		class := styles.marked(plain, l.Class)
		listRow(&b, row, []int{plain, class, plain, plain, link, plain, wrap, wrap, plain},
			[]string{strconv.Itoa(i + 1), markWord(l.Class), l.Code.Chinese(), l.Sheet, where, l.About, l.Message, l.Expected, l.fill})
	}
	b.WriteString("</sheetData>")
	if len(lines) > 0 {
		fmt.Fprintf(&b, `<autoFilter ref="A4:H%d"/>`, len(lines)+4)
	}
	if links.Len() > 0 {
		b.WriteString("<hyperlinks>" + links.String() + "</hyperlinks>")
	}
	b.WriteString(`<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`)
	return []byte(b.String())
}

func listRow(b *strings.Builder, row int, formats []int, texts []string) {
	fmt.Fprintf(b, `<row r="%d">`, row)
	for i, t := range texts {
		if t != "" {
			fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, xlsx.Ref(row, i+1), formats[i], escaped(asText(t)))
		}
	}
	b.WriteString("</row>")
}

// asText quotes what a spreadsheet would take for a formula as soon as somebody edits its cell.
func asText(t string) string {
	if first, _ := utf8.DecodeRuneInString(t); strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
		return "「" + t + "」"
	}
	return t
}

func listTitle(lines []listLine) string {
	n := map[tally.Class]int{}
	for _, l := range lines {
		n[l.Class]++
	}
	var parts []string
	for _, c := range []tally.Class{tally.ClassA, tally.ClassB, tally.ClassC, tally.ClassD} {
		if n[c] > 0 {
			parts = append(parts, c.Chinese()+strconv.Itoa(n[c])+"处")
		}
	}
	if len(parts) == 0 {
		return "校验结果：没有发现问题"
	}
	return "校验结果：" + strings.Join(parts, "，")
}
