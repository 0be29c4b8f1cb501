package xlsx_test

import (
	"fmt"
	"regexp"
	"strings"
)

var textPattern = regexp.MustCompile(`(?s)<t( [^>]*)?>([^<]*)</t>`)

// eachText rewrites the raw text of every t element.
func eachText(change func(attrs, raw string) string) func(string) string {
	return func(s string) string {
		return textPattern.ReplaceAllStringFunc(s, func(t string) string {
			m := textPattern.FindStringSubmatch(t)
			return change(m[1], m[2])
		})
	}
}

func texts(change func(attrs, raw string) string) func([]part) []part {
	return func(parts []part) []part {
		return in("sharedStrings.xml", eachText(change))(in("sheet1.xml", eachText(change))(parts))
	}
}

// halves cuts raw text where no entity and no escape is cut.
func halves(raw string) (string, string) {
	if strings.ContainsAny(raw, "&_") {
		return raw, ""
	}
	r := []rune(raw)
	return string(r[:len(r)/2]), string(r[len(r)/2:])
}

func stringMutations() []mutation {
	const keep = ` xml:space="preserve"`
	return []mutation{
		{name: "space preserved", parts: texts(func(_, raw string) string { return "<t" + keep + ">" + raw + "</t>" })},
		{name: "CDATA", parts: texts(func(attrs, raw string) string {
			if strings.ContainsAny(raw, "&\r") {
				return "<t" + attrs + ">" + raw + "</t>"
			}
			return "<t" + attrs + "><![CDATA[" + raw + "]]></t>"
		})},
		{name: "CDATA in the middle", parts: texts(func(attrs, raw string) string {
			a, b := halves(raw)
			return "<t" + attrs + ">" + a + "<![CDATA[" + b + "]]></t>"
		})},
		{name: "character references", parts: texts(func(attrs, raw string) string {
			if strings.Contains(raw, "&") {
				return "<t" + attrs + ">" + raw + "</t>"
			}
			var b strings.Builder
			for i, r := range raw {
				if i%2 == 0 {
					fmt.Fprintf(&b, "&#x%X;", r)
				} else {
					fmt.Fprintf(&b, "&#%d;", r)
				}
			}
			return "<t" + attrs + ">" + b.String() + "</t>"
		})},
		{name: "comment in the text", parts: texts(func(attrs, raw string) string {
			a, b := halves(raw)
			return "<t" + attrs + ">" + a + "<!-- <t>no</t> -->" + b + "</t>"
		})},
		{name: "phonetic guides", parts: in("sharedStrings.xml", swap("</si>", `<rPh sb="0" eb="1"><t>zhibiao</t></rPh><phoneticPr fontId="1" type="noConversion"/></si>`))},
		{name: "unused strings", parts: in("sharedStrings.xml", swap("</sst>", "<si><t>无人用</t></si><si/></sst>"))},
		{name: "wrong counts", parts: in("sharedStrings.xml", sub(` (uniqueCount|count)="[0-9]+"`, ` $1="7"`))},
		{name: "runs", parts: in("sharedStrings.xml", sub(`(?s)<si><t( [^>]*)?>([^<]*)</t></si>`, `<si><r><t$1>$2</t></r><r><rPr><b/></rPr><t></t></r></si>`))},
		{name: "strings backwards", parts: reverseStrings},
		{name: "inline strings", parts: inlineStrings},
	}
}

var (
	itemPattern  = regexp.MustCompile(`(?s)<si\s*/>|<si>.*?</si>`)
	indexPattern = regexp.MustCompile(`(<c[^>]*) t="s"([^>]*)>(<f[^>]*>[^<]*</f>)?<v>([0-9]+)</v></c>`)
)

func stringItems(parts []part) []string {
	for _, p := range parts {
		if strings.HasSuffix(p.name, "sharedStrings.xml") {
			return itemPattern.FindAllString(p.body, -1)
		}
	}
	return nil
}

// pointing rewrites every cell that points into the shared strings.
func pointing(parts []part, change func(open, rest, formula string, index int) string) []part {
	for i := range parts {
		if strings.Contains(parts[i].name, "worksheets/sheet") {
			parts[i].body = indexPattern.ReplaceAllStringFunc(parts[i].body, func(c string) string {
				m, n := indexPattern.FindStringSubmatch(c), 0
				_, _ = fmt.Sscan(m[4], &n)
				return change(m[1], m[2], m[3], n)
			})
		}
	}
	return parts
}

func reverseStrings(parts []part) []part {
	items := stringItems(parts)
	if len(items) == 0 {
		return parts
	}
	var back strings.Builder
	for i := len(items) - 1; i >= 0; i-- {
		back.WriteString(items[i])
	}
	parts = in("sharedStrings.xml", func(s string) string {
		from := itemPattern.FindStringIndex(s)[0]
		rest := itemPattern.ReplaceAllString(s, "")
		return rest[:from] + back.String() + rest[from:]
	})(parts)
	return pointing(parts, func(open, rest, formula string, i int) string {
		return fmt.Sprintf(`%s t="s"%s>%s<v>%d</v></c>`, open, rest, formula, len(items)-1-i)
	})
}

func inlineStrings(parts []part) []part {
	items := stringItems(parts)
	return pointing(parts, func(open, rest, formula string, i int) string {
		is := strings.ReplaceAll(strings.ReplaceAll(items[i], "<si", "<is"), "</si>", "</is>")
		return open + ` t="inlineStr"` + rest + ">" + formula + is + "</c>"
	})
}
