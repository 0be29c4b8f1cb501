package excel_test

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// Text of a department that begins as a formula does stands in 校验结果 as text that stays text when somebody edits its cell: in half-width and
// in full-width, behind a tab too.
func TestListQuotesWhatBeginsAsAFormula(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"=HYPERLINK(\"http://x\",\"y\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)"} {
		f := guilty(tally.ItemUnknown, "9月", "B6")
		f.About, f.Message, f.Expected = bad, bad+"不在计划里", bad
		book := bookOf(t, markedOf(t, fileOf(t, rich), []tally.Finding{f}, header("9月", 3)))
		seen := 0
		for _, s := range book.Sheets {
			if s.Name != "校验结果" {
				continue
			}
			for _, r := range s.Rows {
				for _, c := range r.Cells {
					if c.Formula || strings.ContainsAny(c.Value[:1], "=+-@\t") || strings.HasPrefix(c.Value, bad) {
						t.Errorf("%q stands as %q", bad, c.Value)
					}
					if strings.Contains(c.Value, strings.TrimSpace(bad)) {
						seen++
					}
				}
			}
		}
		if seen < 3 {
			t.Errorf("%q stands in %d cells", bad, seen)
		}
	}
}
