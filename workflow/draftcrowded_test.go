package workflow_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/document"
)

// Text that is nothing but numbers is a small document; what is kept of it must be small too: each number was kept with its whole sentence,
// a hundred and fifty megabytes of ten thousand characters, and the service stood still over them.
func TestDraftOfACrowdedTextStaysSmall(t *testing.T) {
	const many, most = 4900, 16 << 20
	for name, tc := range map[string]struct {
		text    string
		refused bool
	}{
		"a list without full stops": {strings.Repeat("1、", many), false},
		"growth in one sentence":    {strings.Repeat("增长10%，", many), false},
		"one target again":          {strings.Repeat("税收收入增长10%。", many), false},
		"one after the other":       {strings.Repeat("长1", many), false},
		"a row of a table":          {"<html><body><table><tr><th>指标</th>" + strings.Repeat("<th>目标</th>", 900) + "</tr>" + strings.Repeat("<tr><td>税收</td>"+strings.Repeat("<td>1</td>", 900)+"</tr>", 5) + "</table></body></html>", false},
		"numbers without end":       {strings.Repeat("1、", 40_000), true},
		"numbers in words":          {strings.Repeat("税收增长三百亿元，", 20_000), true},
		"promises":                  {strings.Repeat("实现零事故。", 20_000), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := "计划.txt"
			if strings.HasPrefix(tc.text, "<html") {
				file = "计划.html"
			}
			got, _, err := drafter(t).Draft(t.Context(), file, []byte(tc.text))
			var no *document.Refusal
			if errors.As(err, &no) != tc.refused || err != nil && no == nil {
				t.Fatalf("refused: %v, want %t", err, tc.refused)
			}
			if text, err := json.Marshal(got); err != nil || len(text) > most {
				t.Errorf("%d characters became %d bytes, want at most %d; %v", len([]rune(tc.text)), len(text), most, err)
			}
		})
	}
}
