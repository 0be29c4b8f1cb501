package rows

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// weightOf is the 权重 or 分值 of a row, in points or per cent. One over several rows is theirs together and says nothing of
// each; of two such columns none is taken.
func (r *bodyReading) weightOf(row int, it *tally.Item) {
	c, ok := r.b.Only(vocabulary.RoleWeight)
	if !ok {
		return
	}
	if m := r.Grid().Merge(row, c.Col()); m.FirstRow != m.LastRow {
		if cell := r.Grid().At(row, c.Col()); m.FirstRow == row && cell.Kind != xlsx.Blank {
			r.Doubt(xlsx.Ref(row, c.Col()), fmt.Sprintf("“%s”%s是第%d行到第%d行共有的，没有分到每一条", vocabulary.Clip(c.Title(), 12), vocabulary.Clip(r.CellText(cell), 12), m.FirstRow, m.LastRow), "要分开计分的，请在每一行填上各自的分值")
		}
		return
	}
	if n, ok := lexicon.ReadNumber(strings.TrimRight(vocabulary.HeadingForm(r.CellText(r.Grid().At(row, c.Col()))), "分%")); ok && n.Decimal().IsPositive() {
		it.Weight = n
	}
}

// everyOf is how often a row is reported, where its column says so; one over several rows holds for each.
func (r *bodyReading) everyOf(row int, it *tally.Item) {
	c, ok := r.b.Only(vocabulary.RoleEvery)
	if !ok {
		return
	}
	text := strings.NewReplacer("每", "", "按", "", "一次", "", "报", "", "度", "", "1", "", "一", "", "个", "", "次", "", "/", "").
		Replace(vocabulary.HeadingForm(r.CellText(r.Grid().Shown(row, c.Col()))))
	it.Every = map[string]int{"月": 1, "季": 3, "半年": 6, "年": 12}[text]
}
