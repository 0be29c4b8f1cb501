package columns

import (
	"slices"
	"strings"
	"unicode"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// dropTranslations takes the English out of a sheet that says everything twice (指标 over Indicator, 单位 Unit): two headings of a row at
// least do so. Nobody reads the figures by it, and what a cell names would be another word with it.
func dropTranslations(s Sheet) {
	for _, row := range s.g.Rows[:min(captions.LookRows, len(s.g.Rows))] {
		twice := 0
		for _, c := range row.Cells {
			if _, cut := untranslated(c); cut {
				twice++
			}
		}
		if twice > 1 && twice*2 >= len(row.Cells) {
			cutTranslations(s)
			return
		}
	}
}

func cutTranslations(s Sheet) {
	for i := range s.g.Rows {
		var cells []xlsx.Cell
		for k, c := range s.g.Rows[i].Cells {
			said, cut := untranslated(c)
			if !cut {
				continue
			}
			if cells == nil {
				cells = slices.Clone(s.g.Rows[i].Cells)
			}
			cells[k].Value = said
		}
		if cells != nil {
			s.g.Write(i, cells)
		}
	}
}

// untranslated is a text without the English behind its Chinese, in lines of their own or behind a space.
func untranslated(c xlsx.Cell) (said string, cut bool) {
	if c.Kind != xlsx.Text {
		return "", false
	}
	last := strings.LastIndexFunc(c.Value, cells.IsHan)
	if last < 0 || len(c.Value)-last < 5 { // most cells
		return "", false
	}
	space := strings.IndexFunc(c.Value[last:], unicode.IsSpace)
	if space < 0 {
		return "", false
	}
	tail := strings.TrimSpace(c.Value[last+space:])
	small := unicode.IsLower
	if strings.HasPrefix(strings.TrimLeft(c.Value[last+space:], " \t\r"), "\n") { // USD 10,000 in a line of its own
		small = unicode.IsLetter
	}
	if len(tail) < 3 || strings.IndexFunc(tail, small) < 0 || strings.IndexFunc(tail, isWide) >= 0 {
		return "", false
	}
	return strings.TrimSpace(c.Value[:last+space]), true
}

func isWide(c rune) bool { return c > unicode.MaxLatin1 && unicode.IsLetter(c) }
