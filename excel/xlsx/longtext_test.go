package xlsx_test

import (
	"compress/flate"
	"errors"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// The length of a text is that of what it means, however its characters are written in the file.
func TestALongTextIsMeasuredInItsCharacters(t *testing.T) {
	for _, tc := range []struct {
		name, written string
		times         int
		taken         bool
	}{
		{"Chinese as it is", "中", 29_000, true}, {"Chinese as numbers", "&#x4E2D;", 29_000, true}, {"marks as names", "&quot;", 32_000, true},
		{"all that a cell holds, as numbers", "&#20013;", 32_767, true}, {"far too much", "中", 60_000, false}, {"far too much as numbers", "&#20013;", 60_000, false},
	} {
		text := strings.Repeat(tc.written, tc.times)
		for where, parts := range map[string][]part{
			"shared": book(`<si><t>`+text+`</t></si>`, "", `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>`),
			"inline": book("", "", `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`+text+`</t></is></c></row></sheetData>`),
		} {
			measured(t, tc.name+", "+where, packAt(t, parts, flate.NoCompression), tc.times, tc.taken)
		}
	}
}

func measured(t *testing.T, name string, data []byte, characters int, taken bool) {
	t.Helper()
	book, err := xlsx.Read(t.Context(), data, xlsx.DefaultLimits())
	var refused *xlsx.Refusal
	switch {
	case taken && err != nil:
		t.Errorf("%s: %v", name, err)
	case taken && len([]rune(book.Sheets[0].At(1, 1).Value)) != characters:
		t.Errorf("%s: %d characters", name, len([]rune(book.Sheets[0].At(1, 1).Value)))
	case !taken && (!errors.As(err, &refused) || !strings.Contains(refused.Message, "文字过长")):
		t.Errorf("%s: %v", name, err)
	}
}
