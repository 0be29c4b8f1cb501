package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

// Bounds of a words, headings or rules file of a site: the program's own have 30 KB and six levels. A parser unfolds what is
// nested, and 100,000 brackets took 13 GB.
const (
	longestSiteFile = 1 << 20
	deepestSiteFile = 40
)

// reference is an anchor or an alias of YAML, by which few lines stand for very many.
var reference = regexp.MustCompile(`(?m)(^|[\s\[{,])[&*][\pL\pN_-]+\s*($|[\s,\]}])`)

// readSiteFile reads a file of a site that will be parsed as YAML, if it is one that a person wrote.
func readSiteFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > longestSiteFile {
		return nil, fmt.Errorf("%w：%s 有 %d KB，超过上限 %d KB", errUsage, name, info.Size()>>10, longestSiteFile>>10)
	}
	text, err := os.ReadFile(name) // #nosec G304 -- the operator names the file
	if err != nil {
		return nil, err
	}
	if deep := depthOf(string(text)); deep > deepestSiteFile {
		return nil, fmt.Errorf("%w：%s 嵌套了 %d 层，超过上限 %d 层", errUsage, name, deep, deepestSiteFile)
	}
	if at := reference.FindString(string(text)); at != "" {
		return nil, fmt.Errorf("%w：%s 里不能用 YAML 的引用（%s），请直接写出内容", errUsage, name, strings.TrimSpace(at))
	}
	return text, nil
}

// depthOf is how deep a text is nested at most: by brackets, and by what a line begins with.
func depthOf(text string) int {
	deepest, open := 0, 0
	for line := range strings.Lines(text) {
		within := 0
		for _, c := range line {
			if c != '-' && c != ' ' && c != '?' && c != '\t' {
				break
			}
			within++
		}
		deepest = max(deepest, within/2)
		for _, c := range line {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(0, open-1)
			case '#':
			}
			deepest = max(deepest, open)
		}
	}
	return deepest
}
