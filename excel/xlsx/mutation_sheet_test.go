package xlsx_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	rowPattern  = regexp.MustCompile(`(?s)<row\b[^>]*?/>|<row\b[^>]*>.*?</row>`)
	cellPattern = regexp.MustCompile(`(?s)<c\b[^>]*?/>|<c\b[^>]*>.*?</c>`)
	refPattern  = regexp.MustCompile(` r="([A-Z]+)([0-9]+)"`)
	rowRef      = regexp.MustCompile(`<row([^>]*?) r="([0-9]+)"`)
)

// eachRow rewrites the rows of a sheet.
func eachRow(change func(row string) string) func(string) string {
	return func(s string) string { return rowPattern.ReplaceAllStringFunc(s, change) }
}

// rows rewrites the list of rows.
func rows(change func([]string)) func(string) string {
	return func(s string) string {
		list := rowPattern.FindAllString(s, -1)
		if len(list) == 0 {
			return s
		}
		from := rowPattern.FindStringIndex(s)[0]
		rest := rowPattern.ReplaceAllString(s, "")
		change(list)
		return rest[:from] + strings.Join(list, "") + rest[from:]
	}
}

// cellsOf rewrites the list of cells of every row.
func cellsOf(change func([]string)) func(string) string {
	return eachRow(func(row string) string {
		list := cellPattern.FindAllString(row, -1)
		if len(list) == 0 {
			return row
		}
		from := cellPattern.FindStringIndex(row)[0]
		rest := cellPattern.ReplaceAllString(row, "")
		change(list)
		return rest[:from] + strings.Join(list, "") + rest[from:]
	})
}

func sheetMutations() []mutation {
	interleave := func(list []string) {
		for i := 0; i+1 < len(list); i += 2 {
			list[i], list[i+1] = list[i+1], list[i]
		}
	}
	return []mutation{
		{name: "rows backwards", alone: true, sheets: rows(slices.Reverse)},
		{name: "rows interleaved", alone: true, sheets: rows(interleave)},
		{name: "cells backwards", alone: true, sheets: cellsOf(slices.Reverse)},
		{name: "cells interleaved", alone: true, sheets: cellsOf(interleave)},
		{name: "everything backwards", alone: true, sheets: func(s string) string { return rows(slices.Reverse)(cellsOf(slices.Reverse)(s)) }},
		{name: "cells under the wrong row", alone: true, sheets: sub(`</row><row\b[^>]*>`, "")},
		{name: "rows cut in two", alone: true, sheets: eachRow(cutInTwo)},
		{name: "no references", sheets: dropReferences},
		{name: "no row numbers", sheets: func(s string) string { return rowRef.ReplaceAllString(fillRows(s), `<row$1`) }},
		{name: "no dimension", sheets: sub(`<dimension [^>]*/>`, "")},
		{name: "lying dimension", sheets: sub(`<dimension [^>]*/>`, `<dimension ref="A1:XFD1048576"/>`)},
		{name: "no spans", sheets: sub(` spans="[^"]*"`, "")},
		{name: "empty styled rows", alone: true, sheets: once("</sheetData>", emptyRows(5000)+"</sheetData>")},
		{name: "empty wide cells", alone: true, sheets: eachRow(func(row string) string {
			if m := rowRef.FindStringSubmatch(row); m != nil && strings.HasSuffix(row, "</row>") {
				return strings.TrimSuffix(row, "</row>") + fmt.Sprintf(`<c r="XFD%s"/></row>`, m[2])
			}
			return row
		})},
		{name: "empty style", alone: true, sheets: sub(`<c r="([A-Z]+[0-9]+)" t=`, `<c r="$1" s="" t=`)},
		{name: "further attributes", sheets: func(s string) string {
			return once("<worksheet", `<worksheet xmlns:q="http://example.org/q"`)(sub(`<(row|c) `, `<$1 q:id="7" `)(s))
		}},
		{name: "extensions at the end", alone: true, sheets: once("</worksheet>", `<extLst><ext uri="{1}"><row r="1"><c r="A1"><v>9</v></c></row></ext></extLst></worksheet>`)},
		{name: "numbers marked as such", sheets: sub(`<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?><v>`, `<c r="$1"$2 t="n"><v>`)},
		{name: "every number tenfold", changes: true, sheets: sub(`<v>([1-9][0-9]*)\.`, `<v>${1}0.`)},
		{name: "no cached results", changes: true, sheets: sub(`(</f>|<f[^>]*/>)<v>[^<]*</v>`, "$1")},
		{name: "every other row gone", changes: true, sheets: rows(func(list []string) {
			for i := range list {
				if i%2 == 1 {
					list[i] = ""
				}
			}
		})},
		{name: "formulas gone", changes: true, sheets: sub(`<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>`, "")},
	}
}

func cutInTwo(row string) string {
	i, m := strings.LastIndex(row, "<c "), rowRef.FindStringSubmatch(row)
	if i < 0 || m == nil {
		return row
	}
	return row[:i] + "</row><row r=\"" + m[2] + "\">" + row[i:]
}

func emptyRows(n int) string {
	var b strings.Builder
	for r := 1048576 - n; r <= 1048576; r++ {
		fmt.Fprintf(&b, `<row r="%d" s="0" customFormat="1" ht="15"/>`, r)
	}
	return b.String()
}

// dropReferences takes the cells' references away and fills the gaps, so that order alone places them.
func dropReferences(s string) string {
	return eachRow(func(row string) string {
		next := 1
		return cellPattern.ReplaceAllStringFunc(row, func(c string) string {
			m := refPattern.FindStringSubmatch(c)
			col := 0
			for _, r := range m[1] {
				col = col*26 + int(r-'A') + 1
			}
			fill := strings.Repeat("<c/>", max(0, col-next))
			next = col + 1
			return fill + strings.Replace(c, m[0], "", 1)
		})
	})(s)
}

// fillRows puts empty rows where numbers are left out.
func fillRows(s string) string {
	next := 1
	return rowPattern.ReplaceAllStringFunc(s, func(row string) string {
		n := 0
		if m := rowRef.FindStringSubmatch(row); m != nil {
			_, _ = fmt.Sscan(m[2], &n)
		}
		fill := strings.Repeat("<row/>", max(0, n-next))
		next = n + 1
		return fill + row
	})
}
