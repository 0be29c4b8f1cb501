package siteyaml

import (
	"fmt"
	"regexp"
	"strings"
)

// Longest is how many bytes such a text may have, and deepest how many levels: the program's own have 30 KB and six levels. A parser
// unfolds what is nested, and 100,000 brackets took 13 GB.
const (
	Longest = 1 << 20
	deepest = 40
)

// reference is an anchor or an alias of YAML, by which few lines stand for very many.
var reference = regexp.MustCompile(`(?m)(^|[\s\[{,])[&*][\pL\pN_-]+\s*($|[\s,\]}])`)

// Check refuses, in words for whoever wrote it, a text that no person would write: too long, too deep, or with anchors.
func Check(text []byte) error {
	if len(text) > Longest {
		return fmt.Errorf("有 %d KB，超过上限 %d KB", len(text)>>10, Longest>>10)
	}
	if deep := depthOf(string(text)); deep > deepest {
		return fmt.Errorf("嵌套了 %d 层，超过上限 %d 层", deep, deepest)
	}
	if at := reference.FindString(string(text)); at != "" {
		return fmt.Errorf("里不能用 YAML 的引用（%s），请直接写出内容", strings.TrimSpace(at))
	}
	return nil
}

// depthOf is how deep a text is nested at most: by brackets, and by what a line begins with.
func depthOf(text string) int {
	most, open := 0, 0
	for line := range strings.Lines(text) {
		within := 0
		for _, c := range line {
			if c != '-' && c != ' ' && c != '?' && c != '\t' {
				break
			}
			within++
		}
		most = max(most, within/2)
		for _, c := range line {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(0, open-1)
			}
			most = max(most, open)
		}
	}
	return most
}
