package dress

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// The colours of the bars.
const (
	barBlue  = "9DC3E6"
	barGreen = "70AD47"
)

// PaintLights colours a range by the word of the light in its first column's row: the colour follows the word.
func (p Palette) PaintLights(f *excelize.File, name, cells, firstLight string) error {
	var rules []excelize.ConditionalFormatOptions
	for _, l := range Lights {
		x := p[l]
		id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: x.Ink, Bold: l != tally.Grey}, Fill: Fill(x.Fill)})
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: p.says(firstLight, l), Format: &id})
	}
	return f.SetConditionalFormat(name, cells, rules)
}

// PaintGaps writes gaps in the ink of the light of their row, red and yellow: a gap above a ceiling is behind, one below it is not.
func (p Palette) PaintGaps(f *excelize.File, name, cells, firstLight string) error {
	var rules []excelize.ConditionalFormatOptions
	for _, l := range [...]tally.Light{tally.Red, tally.Yellow} {
		id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: p[l].Ink, Bold: true}})
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: p.says(firstLight, l), Format: &id})
	}
	return f.SetConditionalFormat(name, cells, rules)
}

// says is the formula that a cell holds the word of a light.
func (p Palette) says(cell string, l tally.Light) string {
	return cell + `="` + strings.ReplaceAll(p[l].Word, `"`, `""`) + `"`
}

// DrawBarPair puts data bars from 0 to 1 into two columns: up to the schedule, and past it.
func DrawBarPair(f *excelize.File, name string, column, from, to int) error {
	for i, color := range []string{barBlue, barGreen} {
		err := f.SetConditionalFormat(name, xlsx.Ref(from, column+i+1)+":"+xlsx.Ref(to, column+i+1), []excelize.ConditionalFormatOptions{{Type: "data_bar", Criteria: "=",
			MinType: "num", MinValue: "0", MaxType: "num", MaxValue: "1", BarColor: "#" + color, BarSolid: true, BarOnly: true}})
		if err != nil {
			return err
		}
	}
	return nil
}
