package xlsx_test

import (
	"regexp"
	"strings"
)

// prefixed gives every element of a part the prefix.
func prefixed(s string) string {
	s = regexp.MustCompile(`<(/?)([A-Za-z])`).ReplaceAllString(s, "<${1}ss:$2")
	return regexp.MustCompile(` xmlns="`).ReplaceAllString(s, ` xmlns:ss="`)
}

// plainNames tells a part in which no element has a prefix yet.
func plainNames(s string) bool { return !regexp.MustCompile(`</?[A-Za-z0-9]+:`).MatchString(s) }

func prefixIn(suffix string) func([]part) []part {
	return in(suffix, func(s string) string {
		if !plainNames(s) {
			return s
		}
		return prefixed(s)
	})
}

func prefixSheet(s string) string {
	if plainNames(s) {
		return prefixed(s)
	}
	return s
}

func spellingMutations() []mutation {
	return []mutation{
		{name: "prefixed sheets", sheets: prefixSheet},
		{name: "prefixed strings", parts: prefixIn("sharedStrings.xml")},
		{name: "prefixed styles", parts: prefixIn("styles.xml")},
		{name: "prefixed workbook", parts: prefixIn("xl/workbook.xml")},
		{name: "byte order mark", parts: everywhere(func(s string) string { return "\xef\xbb\xbf" + strings.TrimPrefix(s, "\xef\xbb\xbf") })},
		{name: "no declaration", parts: everywhere(sub(`^<\?xml[^>]*\?>\s*`, ""))},
		{name: "encoding in small letters", parts: everywhere(sub(`encoding="[^"]*"`, `encoding='utf-8'`))},
		{name: "line ends between rows", sheets: swap("</row><row", "</row>\r\n  <row")},
		{name: "line ends between cells", sheets: swap("</c><c", "</c>\n\t<c")},
		{name: "comments", sheets: swap("<row", `<!-- <row r="1"><c r="A1"><v>no</v></c></row> & - > --><row`)},
		{name: "instructions", sheets: swap("<c ", "<?x <c> & ?><c ")},
		{name: "single quotes", sheets: sub(` ([a-zA-Z:]+)="([^"']*)"`, ` $1='$2'`)},
		{name: "space about the equals sign", sheets: sub(` (r|t|s)="`, " $1 = \"")},
		{name: "space at the end of tags", sheets: func(s string) string {
			return strings.NewReplacer("</c>", "</c >", "</v>", "</v\n>", "</row>", "</row\t>").Replace(s)
		}},
		{name: "space before the slash", sheets: sub(`(<c [^>/]*)/>`, `$1 />`)},
		{name: "tags opened and closed", sheets: sub(`<(c|row)( [^>]*?)/>`, `<$1$2></$1>`)},
		{name: "type before reference", sheets: sub(`<c( r="[A-Z]+[0-9]+")([^>]*?)( t="[a-zA-Z]+")`, `<c$3$2$1`)},
		{name: "line ends in attributes", sheets: sub(`<c r=`, "<c\n  r=")},
		{name: "space about numbers", alone: true, sheets: sub(`(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?>)<v>([0-9.]+)</v>`, "$1<v> $2\n</v>")},
		{name: "numbers in pieces", sheets: sub(`<v>([0-9])([0-9.]*)</v>`, "<v>$1<![CDATA[$2]]></v>")},
		{name: "digits as references", sheets: sub(`<v>1`, "<v>&#49;")},
		{name: "plus signs", changes: true, sheets: sub(`<c (r="[A-Z]+[0-9]+")( s="[0-9]+")?><v>([1-9])`, `<c $1$2><v>+$3`)},
	}
}
