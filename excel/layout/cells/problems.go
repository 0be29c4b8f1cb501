package cells

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// PartProblems parts a cell of 存在问题及下步打算 where its two halves are marked as such: by a line or a semicolon after
// which a word of plans stands (下一步, 已列入, 将, 拟). Else all of it is problems.
func PartProblems(h *vocabulary.Headings, text string) (problems, next string) {
	for i, r := range text {
		if r != '；' && r != ';' && r != '\n' && r != '。' {
			continue
		}
		rest := strings.TrimSpace(text[i+len(string(r)):])
		rest = strings.TrimLeft(rest, "0123456789.、 ")
		if h.Begins(vocabulary.NextStepBegins, rest) {
			return strings.TrimSpace(text[:i]), rest
		}
	}
	return text, ""
}
