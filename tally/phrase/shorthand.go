package phrase

import (
	"regexp"
	"strconv"
	"strings"
)

// keepAndStrive is 保5争3 and 保50亿元争60亿元, and nothing beside it.
var keepAndStrive = regexp.MustCompile(`^[\s“"「『]*(?:确|必)?保\s*(第|前)?\s*([0-9０-９.．]+)\s*([^0-9０-９,，、争\s]{0,4})\s*[,，、]?\s*争\s*(第|前)?\s*([0-9０-９.．]+)\s*([^0-9０-９\s”"」』]{0,4})[\s”"」』]*$`)

// keepAndStriveWords is 保三争二, which only in a ranking says what is counted.
var keepAndStriveWords = regexp.MustCompile(`^[\s“"「『]*(?:确|必)?保\s*([第前]?)([一二三四五六七八九十])([位名]?)\s*[,，、]?\s*争\s*([第前]?)([一二三四五六七八九十])([位名]?)[\s”"」』]*$`)

// spelledOut writes 保5争3 as 确保5，力争3; in a ranking the numbers are places.
func spelledOut(text string, h Hint) string {
	if m := keepAndStriveWords.FindStringSubmatch(text); m != nil && (strings.ContainsAny(h.Unit+m[3]+m[6], "位名") || strings.Contains(text, "第")) {
		digit := func(word string) string {
			return strconv.Itoa(strings.Index("一二三四五六七八九十", word)/len("一") + 1)
		}
		text = "保" + m[1] + digit(m[2]) + m[3] + "争" + m[4] + digit(m[5]) + m[6]
	}
	m := keepAndStrive.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	before, unit := m[1], m[3]
	if before == "" && (strings.ContainsAny(h.Unit+m[3]+m[6], "位名") || m[4] != "") {
		before = "第"
	}
	if unit == "" {
		unit = m[6]
	}
	if unit == "" && before != "" {
		unit = "位"
	}
	after := m[6]
	if after == "" {
		after = unit
	}
	if m[4] != "" {
		return "确保" + before + m[2] + unit + "，力争" + m[4] + m[5] + after
	}
	return "确保" + before + m[2] + unit + "，力争" + before + m[5] + after
}
