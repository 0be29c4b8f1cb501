package excel_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/excel/mark"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Whatever is found wherever, a marked file is readable, holds what it held, and comes to rest: marked again with
// nothing it has the cells and widths of its first cleaning.
func TestMarkingAnywhereKeepsTheFile(t *testing.T) {
	t.Parallel()
	var originals [][]byte
	for _, name := range []string{rich, "../samples/faulty/经济发展局-2018-09.xlsx", "../samples/progress/2018-09/科技局.xlsx", "../samples/plans/liangzhou-2020.xlsx"} {
		originals = append(originals, fileOf(t, name))
	}
	codes := []tally.Code{tally.ItemUnknown, tally.ItemMissing, tally.Jump, tally.ValueEmpty}
	rapid.Check(t, func(rt *rapid.T) {
		data := originals[rapid.IntRange(0, len(originals)-1).Draw(rt, "file")]
		was := bookOf(t, data)
		var sheets []string
		for _, s := range was.Sheets {
			sheets = append(sheets, s.Name)
		}
		sheets = append(sheets, "没有的表", "")
		cell := rapid.OneOf(rapid.StringMatching(`[A-L][1-9][0-9]?`), rapid.SampledFrom([]string{"", "A0", "ZZZZ1", "A1:B2", "$C$4", "7", "XFD1048576", "c5"}))
		var fs []tally.Finding
		for range rapid.IntRange(0, 12).Draw(rt, "findings") {
			fs = append(fs, guilty(rapid.SampledFrom(codes).Draw(rt, "code"), rapid.SampledFrom(sheets).Draw(rt, "sheet"), cell.Draw(rt, "cell")))
		}
		marked, err := mark.Mark(data, fs)
		if err != nil {
			rt.Fatal(err)
		}
		cleaned, err := mark.Mark(marked, nil)
		if err != nil {
			rt.Fatal(err)
		}
		for name, out := range map[string][]byte{"marked": marked, "cleaned": cleaned} {
			w, err := xlsx.Read(t.Context(), out, xlsx.Limits{})
			if err != nil {
				rt.Fatalf("%s: %v", name, err)
			}
			got := content(w)
			for ref, v := range content(was) {
				if got[ref] != v {
					rt.Errorf("%s: %s was %s, is %s", name, ref, v, got[ref])
				}
				delete(got, ref)
			}
			for ref, v := range got {
				if name == "cleaned" || !strings.Contains(v, "这里有") && !strings.Contains(v, "校验结果") {
					rt.Errorf("%s: %s holds %s", name, ref, v)
				}
			}
		}
	})
}
