package layout

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// wideBrackets turns brackets into those that are printed among Chinese characters.
var wideBrackets = strings.NewReplacer("(", "（", ")", "）")

// asPrinted gives names the brackets that their cells show. A sheet is read with everything folded to half width, which is the form names
// are compared in and not the one they are known by: 执业（助理）医师 is looked for as it stands in the plan.
func asPrinted(g *xlsx.Grid, items []tally.Item) {
	var printed map[string]string // as read → as printed
	for i := range items {
		it := &items[i]
		if strings.Contains(it.Name, "(") && hasWideBrackets(g, it.NameCell) {
			name := wideBrackets.Replace(it.Name)
			if printed == nil {
				printed = map[string]string{}
			}
			printed[it.Name], it.Name = name, name
		}
		if name, ok := printed[it.Parent]; ok { // a parent stands above its parts
			it.Parent = name
		}
	}
}

// hasWideBrackets reports a cell whose brackets are all full-width ones.
func hasWideBrackets(g *xlsx.Grid, ref string) bool {
	row, col, ok := xlsx.ParseRef(ref)
	if !ok {
		return false
	}
	text := g.Shown(row, col).Value
	return strings.Contains(text, "（") && !strings.ContainsAny(text, "()")
}
