//go:build unix

package excel_test

import (
	"fmt"
	"html"
	"strings"
)

// shape is a hostile sheet as XML: what stands before sheetData, in it, and after it; or parts of its own.
type shape struct {
	before, rows, after string
	parts               map[string]string // in place of those of an ordinary workbook, or beside them
}

// Sizes at which each attack is at the limits of what is read.
const (
	manyRows = 19_000
	someRows = 3_000
)

var usual = []string{"指标名称", "单位", "年度目标", "1-9月累计完成"}

func line(at int, cells ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, at)
	for i, text := range cells {
		if text == "" {
			continue
		}
		fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, column(i), at, html.EscapeString(text))
	}
	return b.String() + "</row>"
}

func column(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return string(rune('A'+i/26-1)) + string(rune('A'+i%26))
}

// under lays n rows made by cells under the usual headings.
func under(n int, cells func(i int) []string) string {
	var b strings.Builder
	b.WriteString(line(1, usual...))
	for i := range n {
		b.WriteString(line(i+2, cells(i)...))
	}
	return b.String()
}

func again(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

func plain(i int) []string { return []string{fmt.Sprint("指标", i), "亿元", "100", "70"} }

func wide(n int, f func(i int) string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = f(i)
	}
	return out
}

// shapes attack what comes after the unpacking: the finding of tables, headings, groups, hierarchy, units, periods, names, and the
// marking of what was found.
func shapes() map[string]func() shape {
	merges := func(refs ...string) string {
		return "<mergeCells>" + again(len(refs), func(i int) string { return `<mergeCell ref="` + refs[i] + `"/>` }) + "</mergeCells>"
	}
	return map[string]func() shape{
		// headings
		"headings again in each row": func() shape { return shape{rows: again(someRows, func(i int) string { return line(i+1, usual...) })} },
		"headings in every other row": func() shape {
			return shape{rows: again(someRows, func(i int) string { return line(2*i+1, usual...) + line(2*i+2, plain(i)...) })}
		},
		"one heading in 256 columns": func() shape {
			return shape{rows: line(1, wide(256, func(int) string { return "1-9月累计完成" })...) + again(300, func(i int) string { return line(i+2, wide(256, func(k int) string { return fmt.Sprint(i * k) })...) })}
		},
		"256 months": func() shape {
			return shape{rows: line(1, wide(256, func(i int) string { return fmt.Sprintf("%d年%d月", 2000+i/12, 1+i%12) })...) + again(300, func(i int) string { return line(i+2, wide(256, func(k int) string { return fmt.Sprint(i + k) })...) })}
		},
		"thirty rows of headings": func() shape {
			return shape{rows: again(30, func(i int) string {
				return line(i+1, wide(60, func(k int) string { return fmt.Sprint(usual[k%4], i) })...)
			}) + line(31, plain(0)...)}
		},
		"headings of ten thousand": func() shape {
			return shape{rows: line(1, strings.Repeat("指标", 5000), "单位", strings.Repeat("目标", 5000), "累计") + line(2, plain(1)...)}
		},
		"all headings in one cell": func() shape {
			return shape{rows: line(1, strings.Repeat(strings.Join(usual, " "), 200)) + line(2, plain(1)...)}
		},
		"a heading in each cell": func() shape {
			return shape{rows: again(200, func(i int) string { return line(i+1, wide(100, func(k int) string { return usual[(i+k)%4] })...) })}
		},
		"headings with their letters far": func() shape {
			return shape{rows: line(1, strings.Join(strings.Split("指标名称", ""), strings.Repeat("　", 3000)), "单位", "目标", "累计") + line(2, plain(1)...)}
		},
		"years in all headings": func() shape {
			return shape{rows: line(1, append([]string{"指标名称", "单位"}, wide(200, func(i int) string { return fmt.Sprint(1900+i, "年目标") })...)...) + again(200, func(i int) string {
				return line(i+2, wide(202, func(k int) string { return fmt.Sprint("值", i, k) })...)
			})}
		},
		"month that is none": func() shape {
			return shape{rows: line(1, "指标名称", "单位", "目标", "1-99999999999999999999月累计") + line(2, plain(1)...)}
		},
		"month backwards": func() shape {
			return shape{rows: line(1, "指标名称", "单位", "目标", "12-1月累计", "0月", "13月", "-5月", "2月30日") + line(2, "指标", "亿元", "1", "2", "3", "4", "5", "6")}
		},
		"year of many digits": func() shape {
			return shape{rows: line(1, "指标名称", "单位", strings.Repeat("9", 2000)+"年目标", "累计") + line(2, plain(1)...)}
		},
		// merges
		"merged all over": func() shape { return shape{rows: under(2000, plain), after: merges("A1:IV20000")} },
		"merges over one another": func() shape {
			return shape{rows: under(2000, plain), after: merges(wide(2000, func(i int) string { return fmt.Sprintf("A%d:D%d", i+2, i+4) })...)}
		},
		"each cell merged alone": func() shape {
			return shape{rows: under(2000, plain), after: merges(wide(8000, func(i int) string { return fmt.Sprintf("%s%d:%s%d", column(i%4), i/4+2, column(i%4), i/4+2) })...)}
		},
		"nested merges": func() shape {
			return shape{rows: under(2000, plain), after: merges(wide(1000, func(i int) string { return fmt.Sprintf("A%d:D%d", i+2, 2001-i) })...)}
		},
		"merges turned round": func() shape {
			return shape{rows: under(50, plain), after: merges("D9:A2", "B5:B5", "A0:B2", "ZZZZ9:A1", "A1", ":", "A1:B", "$A$1:$B$2")}
		},
		"merged names": func() shape {
			return shape{rows: line(1, usual...) + again(manyRows/2, func(i int) string { return line(i+2, "", "亿元", "100", "70") }), after: merges("A2:A9500")}
		},
		// hierarchy
		"parts of parts": func() shape {
			return shape{rows: under(someRows, func(i int) []string {
				return []string{strings.Repeat("　", i%200) + "其中：收入" + fmt.Sprint(i), "亿元", "100", "70"}
			})}
		},
		"only parts": func() shape {
			return shape{rows: under(manyRows/4, func(i int) []string { return []string{"其中：收入", "亿元", "100", "70"} })}
		},
		"groups in groups": func() shape {
			return shape{rows: under(someRows, func(i int) []string {
				return []string{[...]string{"一、", "（一）", "1.", "（1）", "①"}[i%5] + "重点", "", "", ""}
			})}
		},
		"groups without end": func() shape {
			return shape{rows: under(manyRows/2, func(i int) []string { return []string{"一、重点" + fmt.Sprint(i), "", "", ""} })}
		},
		"numbers as names": func() shape {
			return shape{rows: under(someRows, func(i int) []string { return []string{fmt.Sprint(i), "亿元", "100", "70"} })}
		},
		"long chain of brackets": func() shape {
			return shape{rows: under(300, func(i int) []string {
				return []string{strings.Repeat("（其中", 300) + fmt.Sprint(i), "亿元", "100", "70"}
			})}
		},
		"totals of totals": func() shape {
			return shape{rows: under(someRows, func(i int) []string {
				return []string{[...]string{"合计", "小计", "总计", "其中"}[i%4], "亿元", fmt.Sprint(i), fmt.Sprint(i)}
			})}
		},
		"indented by spaces": func() shape {
			return shape{rows: under(someRows, func(i int) []string { return []string{strings.Repeat(" ", i) + "收入", "亿元", "1", "1"} })}
		},
		// names
		"one name": func() shape {
			return shape{rows: under(manyRows/4, func(int) []string { return []string{"税收收入", "亿元", "100", "70"} })}
		},
		"names one letter apart": func() shape {
			return shape{rows: under(someRows, func(i int) []string {
				return []string{"一般公共预算收入增速" + string(rune(0x4e00+i)), "%", "6", "5"}
			})}
		},
		"names in each other": func() shape {
			return shape{rows: under(1000, func(i int) []string { return []string{strings.Repeat("税", i+1), "亿元", "1", "1"} })}
		},
		"names of one letter": func() shape {
			return shape{rows: under(someRows, func(i int) []string { return []string{string(rune(0x4e00 + i)), "亿元", "1", "1"} })}
		},
		"names turned": func() shape {
			return shape{rows: under(someRows, func(i int) []string {
				return []string{"\u202e" + fmt.Sprint("入收", i) + "\u202c", "亿元", "1", "1"}
			})}
		},
		"names of marks": func() shape {
			return shape{rows: under(someRows, func(i int) []string { return []string{strings.Repeat("、；，。", i%50+1), "亿元", "1", "1"} })}
		},
		"names of plans": func() shape {
			return shape{rows: under(200, func(i int) []string {
				return []string{"规模以上工业增加值增速、固定资产投资增速、税收收入" + strings.Repeat("、", i), "%", "1", "1"}
			})}
		},
		"emoji": func() shape {
			return shape{rows: under(someRows, func(i int) []string {
				return []string{strings.Repeat("👨‍👩‍👧‍👦", 20) + fmt.Sprint(i), "亿元", "1", "1"}
			})}
		},
		// units
		"a unit each": func() shape {
			return shape{rows: under(someRows, func(i int) []string { return []string{fmt.Sprint("指标", i), fmt.Sprint("单位", i), "100", "70"} })}
		},
		"units of units": func() shape {
			return shape{rows: under(500, func(i int) []string {
				return []string{fmt.Sprint("指标", i), strings.Repeat("万", i+1) + "元", "100", "70"}
			})}
		},
		"units divided": func() shape {
			return shape{rows: under(500, func(i int) []string {
				return []string{fmt.Sprint("指标", i), strings.Repeat("元/人", i+1), "100", "70"}
			})}
		},
		"unit in brackets": func() shape {
			return shape{rows: line(1, "指标名称（"+strings.Repeat("单位：亿元", 800)+"）", "目标", "累计") + line(2, "收入", "1", "1")}
		},
		"captions of units": func() shape {
			return shape{rows: again(1000, func(i int) string { return line(i+1, "单位：亿元", "单位：%", "单位：万元") }) + again(100, func(i int) string { return line(1001+i, plain(i)...) })}
		},
		// targets and figures
		"targets of many numbers": func() shape {
			return shape{rows: under(300, func(i int) []string {
				return []string{fmt.Sprint("指标", i), "亿元", strings.Repeat("增长5%以上，达到100亿元，", 60), "70"}
			})}
		},
		"targets of sixty numbers, many rows": func() shape {
			return shape{rows: under(7000, func(i int) []string {
				return []string{fmt.Sprint("指标", i), "亿元", strings.Repeat("增长5%，达到10亿元，", 30), "70"}
			})}
		},
		"targets in each other": func() shape {
			return shape{rows: under(300, func(i int) []string {
				return []string{fmt.Sprint("指标", i), "亿元", strings.Repeat("（其中：", 200) + "5" + strings.Repeat("）", 200), "70"}
			})}
		},
		"targets of ranges": func() shape {
			return shape{rows: under(300, func(i int) []string {
				return []string{fmt.Sprint("指标", i), "亿元", strings.Repeat("5-", 900) + "6", "70"}
			})}
		},
		"figures with signs": func() shape {
			return shape{rows: under(someRows, func(i int) []string {
				return []string{fmt.Sprint("指标", i), "亿元", "100", strings.Repeat("-", i%100) + "1"}
			})}
		},
		"figures of full width": func() shape {
			return shape{rows: under(500, func(i int) []string {
				return []string{fmt.Sprint("指标", i), "亿元", "100", strings.Repeat("９", i+1) + "．" + strings.Repeat("１", i)}
			})}
		},
		"figures with commas": func() shape {
			return shape{rows: under(500, func(i int) []string {
				return []string{fmt.Sprint("指标", i), "亿元", "100", strings.Repeat("1,", i+1) + "000"}
			})}
		},
		"figures in words": func() shape {
			return shape{rows: under(500, func(i int) []string {
				return []string{fmt.Sprint("指标", i), "亿元", "100", strings.Repeat("一百二十三亿", i%80+1)}
			})}
		},
		"figures as formulas": func() shape {
			return shape{rows: under(someRows, func(i int) []string { return []string{fmt.Sprint("指标", i), "亿元", "100", "=1+1"} })}
		},
		"numbers past all bounds": func() shape {
			return shape{rows: line(1, usual...) + again(someRows, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>指标%d</t></is></c><c r="C%d"><v>1E308</v></c><c r="D%d"><v>-%s.5E-300</v></c></row>`, i+2, i+2, i, i+2, i+2, strings.Repeat("9", 300))
			})}
		},
		"numbers that are none": func() shape {
			return shape{rows: line(1, usual...) + again(someRows, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>指标%d</t></is></c><c r="D%d"><v>%s</v></c></row>`, i+2, i+2, i, i+2, [...]string{"NaN", "INF", "0x10", "1e", "--1", "1_000", "٣"}[i%7])
			})}
		},
		"errors everywhere": func() shape {
			return shape{rows: line(1, usual...) + again(manyRows/4, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>指标%d</t></is></c><c r="C%d" t="e"><v>#REF!</v></c><c r="D%d" t="e"><v>#DIV/0!</v></c></row>`, i+2, i+2, i, i+2, i+2)
			})}
		},
		"formulas without results": func() shape {
			return shape{rows: line(1, usual...) + again(manyRows/4, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>指标%d</t></is></c><c r="D%d"><f>SUM(D%d:D%d)</f></c></row>`, i+2, i+2, i, i+2, i+3, i+900)
			})}
		},
		"dates as figures": func() shape {
			return shape{rows: line(1, usual...) + again(someRows, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>指标%d</t></is></c><c r="D%d" s="1"><v>%d</v></c></row>`, i+2, i+2, i, i+2, i*100000-9)
			}), parts: map[string]string{"xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`}}
		},
		"a format of ten thousand": func() shape {
			return shape{rows: line(1, usual...) + again(someRows, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>指标%d</t></is></c><c r="D%d" s="1"><v>%d</v></c></row>`, i+2, i+2, i, i+2, i)
			}), parts: map[string]string{"xl/styles.xml": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="200" formatCode="` + strings.Repeat(`[&gt;1]0.0&quot;亿&quot;;`, 3000) + `"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`}}
		},
		"styles that are not there": func() shape {
			return shape{rows: line(1, usual...) + again(someRows, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%d" s="4294967295" t="inlineStr"><is><t>指标%d</t></is></c><c r="D%d" s="-1"><v>1</v></c></row>`, i+2, i+2, i, i+2)
			})}
		},
		// places
		"rows far apart": func() shape {
			return shape{rows: line(1, usual...) + again(someRows, func(i int) string { return line((i+2)*300, plain(i)...) })}
		},
		"a table in each corner": func() shape {
			return shape{rows: again(60, func(i int) string { return line(i*300+1, usual...) + line(i*300+2, plain(i)...) })}
		},
		"tables side by side": func() shape {
			return shape{rows: line(1, wide(240, func(i int) string { return usual[i%4] })...) + again(500, func(i int) string { return line(i+2, wide(240, func(k int) string { return plain(i)[k%4] })...) })}
		},
		"a step down each column": func() shape {
			return shape{rows: again(256, func(i int) string { return line(i+1, append(make([]string, i%252), usual...)...) })}
		},
		"all rows hidden": func() shape {
			return shape{rows: strings.ReplaceAll(under(someRows, plain), "<row ", `<row hidden="1" `)}
		},
		"all columns hidden": func() shape {
			return shape{before: `<cols><col min="1" max="16384" hidden="1"/></cols>`, rows: under(someRows, plain)}
		},
		"every other row hidden": func() shape {
			return shape{rows: line(1, usual...) + again(someRows, func(i int) string {
				return strings.Replace(line(i+2, plain(i)...), "<row ", fmt.Sprintf(`<row hidden="%d" `, i%2), 1)
			})}
		},
		"only blanks": func() shape {
			return shape{rows: under(manyRows/2, func(int) []string { return []string{" ", "　", "\t", "\u00a0"} })}
		},
		"remarks of full length": func() shape {
			return shape{rows: line(1, append(usual, "进展情况", "存在问题")...) + again(200, func(i int) string {
				return line(i+2, append(plain(i), strings.Repeat("推进", 1500), strings.Repeat("难", 3000))...)
			})}
		},
		"departments in a row": func() shape {
			return shape{rows: line(1, append(usual, "牵头单位")...) + again(500, func(i int) string { return line(i+2, append(plain(i), strings.Repeat("某局、", 300))...) })}
		},
		// what stands beside the cells, which a marked copy carries on
		"a rule a cell": func() shape {
			return shape{rows: under(someRows, plain), after: again(someRows, func(i int) string {
				return fmt.Sprintf(`<conditionalFormatting sqref="D%d"><cfRule type="expression" priority="%d"><formula>D%d&gt;1</formula></cfRule></conditionalFormatting>`, i+2, i+1, i+2)
			})}
		},
		"links to everywhere": func() shape {
			return shape{rows: under(someRows, plain), after: "<hyperlinks>" + again(someRows, func(i int) string { return fmt.Sprintf(`<hyperlink ref="A%d" location="Sheet1!A1" display="x"/>`, i+2) }) + "</hyperlinks>"}
		},
		"lists a cell": func() shape {
			return shape{rows: under(someRows, plain), after: fmt.Sprintf(`<dataValidations count="%d">`, someRows) + again(someRows, func(i int) string {
				return fmt.Sprintf(`<dataValidation type="list" sqref="D%d"><formula1>"a,b"</formula1></dataValidation>`, i+2)
			}) + "</dataValidations>"}
		},
		"comments that are not there": func() shape {
			return shape{rows: under(someRows, plain), after: `<legacyDrawing r:id="rId99" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>`}
		},
		"filters and panes": func() shape {
			return shape{before: `<sheetViews><sheetView workbookViewId="0"><pane xSplit="9999" ySplit="999999" topLeftCell="XFD1048576" state="frozen"/></sheetView></sheetViews>`, rows: under(500, plain), after: `<autoFilter ref="A1:XFD1048576"/>`}
		},
		"a forged anchor": func() shape {
			return shape{rows: under(100, plain), parts: map[string]string{"docProps/custom.xml": `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">` + again(900, func(i int) string {
				return fmt.Sprintf(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="%d" name="tallysheet.%d"><vt:lpwstr>%s</vt:lpwstr></property>`, i+2, i, strings.Repeat("x", 300))
			}) + `</Properties>`}}
		},
	}
}

// mostMarking bounds a marked copy of as many findings as there can be.
const mostMarking = 300 << 20
