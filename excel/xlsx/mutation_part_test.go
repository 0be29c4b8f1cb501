package xlsx_test

import (
	"slices"
	"strings"
)

func partMutations() []mutation {
	return []mutation{
		{name: "parts in the root", alone: true, parts: moved("xl/", "")},
		{name: "parts in another folder", alone: true, parts: moved("xl/", "wtf/数据/")},
		{name: "renamed strings", alone: true, parts: renamed("sharedStrings.xml", "custom4-sharedStrings.xml")},
		{name: "renamed styles", alone: true, parts: renamed("styles.xml", "s.bin.xml")},
		{name: "renamed sheet", alone: true, parts: renamed("worksheets/sheet1.xml", "worksheets/工作表 一.xml")},
		{name: "renamed workbook", alone: true, parts: renamed("workbook.xml", "book.xml")},
		{name: "absolute targets", parts: in("workbook.xml.rels", sub(`Target="/?(xl/)?`, `Target="/xl/`))},
		{name: "dotted targets", alone: true, parts: in("workbook.xml.rels", sub(`Target="/?(xl/)?`, `Target="./x/../`))},
		{name: "backslashed targets", alone: true, parts: in("workbook.xml.rels", swap(`worksheets/`, `worksheets\`))},
		{name: "escaped targets", alone: true, parts: in("workbook.xml.rels", swap(`sheet1.xml`, `%73heet1.xml`))},
		{name: "names in other case", alone: true, parts: in("workbook.xml.rels", swap(`worksheets/`, `WorkSheets/`))},
		{name: "strict namespaces", parts: everywhere(func(s string) string {
			s = strings.ReplaceAll(s, "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
			s = strings.ReplaceAll(s, "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
			return strings.ReplaceAll(s, `<workbook `, `<workbook conformance="strict" `)
		})},
		{name: "no theme, no properties", parts: func(parts []part) []part {
			var out []part
			for _, p := range parts {
				if !strings.Contains(p.name, "theme") && !strings.Contains(p.name, "docProps") && !strings.Contains(p.name, "calcChain") {
					out = append(out, p)
				}
			}
			return out
		}},
		{name: "pictures, objects, links", parts: func(parts []part) []part {
			return append(parts, part{"xl/media/image1.png", "\x89PNG"}, part{"xl/embeddings/oleObject1.bin", "\xd0\xcf"}, part{"xl/externalLinks/externalLink1.xml", "<externalLink/>"}, part{"customXml/item1.xml", "\xff\xfe<\x00a\x00/\x00>\x00"})
		}},
		{name: "damage in a part that nobody reads", alone: true, parts: in("theme1.xml", func(string) string { return "<a><b></a>" })},
		{name: "sheets hidden", parts: in("workbook.xml", func(s string) string {
			return sub(`<sheet `, `<sheet state="hidden" `)(sub(` state="[a-zA-Z]*"`, "")(s))
		})},
		{name: "content types by extension", alone: true, parts: in("[Content_Types].xml", sub(`<Override [^>]*(worksheet|styles)\+xml"[^>]*/>`, ""))},
		{name: "relationship ids in words", parts: func(parts []part) []part {
			return in("workbook.xml", sub(`:id="rId`, `:id="blatt_`))(in("workbook.xml.rels", sub(`Id="rId`, `Id="blatt_`))(parts))
		}},
		{name: "1904 dates", parts: in("workbook.xml", func(s string) string {
			return sub(`<workbookPr\b`, `<workbookPr date1904="1"`)(sub(` date1904="[a-z0-9]*"`, "")(s))
		})},
	}
}

// moved renames a folder of the package, with all that points into it.
func moved(from, to string) func([]part) []part {
	return func(parts []part) []part {
		parts = slices.DeleteFunc(parts, func(p part) bool { return strings.HasSuffix(p.name, "/") })
		for i := range parts {
			p := &parts[i]
			p.name = strings.Replace(p.name, from, to, 1)
			switch {
			case p.name == "[Content_Types].xml":
				p.body = strings.ReplaceAll(p.body, `PartName="/`+from, `PartName="/`+to)
			case p.name == "_rels/.rels":
				p.body = strings.ReplaceAll(strings.ReplaceAll(p.body, `"`+from, `"`+to), `"/`+from, `"/`+to)
			case strings.HasSuffix(p.name, ".rels"):
				p.body = strings.ReplaceAll(p.body, `"/`+from, `"/`+to)
			}
		}
		return parts
	}
}

// renamed renames one part under xl/, with all that points to it.
func renamed(from, to string) func([]part) []part {
	return func(parts []part) []part {
		for i := range parts {
			p := &parts[i]
			if p.name == "xl/"+from {
				p.name = "xl/" + to
			}
			if strings.HasSuffix(p.name, "_rels/"+from+".rels") {
				p.name = strings.TrimSuffix(p.name, from+".rels") + to + ".rels"
			}
			if p.name == "[Content_Types].xml" || p.name == "_rels/.rels" || p.name == "xl/_rels/workbook.xml.rels" {
				p.body = strings.NewReplacer("/xl/"+from+`"`, "/xl/"+to+`"`, `"xl/`+from+`"`, `"xl/`+to+`"`, `"`+from+`"`, `"`+to+`"`).Replace(p.body)
			}
		}
		return parts
	}
}
