package layout

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
	c, ok := r.b.only(vocabulary.RoleWeight)
	if !ok {
		return
	}
	if m := r.g.Merge(row, c.col); m.FirstRow != m.LastRow {
		if cell := r.g.At(row, c.col); m.FirstRow == row && cell.Kind != xlsx.Blank {
			r.doubt(xlsx.Ref(row, c.col), fmt.Sprintf("“%s”%s是第%d行到第%d行共有的，没有分到每一条", vocabulary.Clip(c.title(), 12), vocabulary.Clip(r.CellText(cell), 12), m.FirstRow, m.LastRow), "要分开计分的，请在每一行填上各自的分值")
		}
		return
	}
	if n, ok := lexicon.ReadNumber(strings.TrimRight(vocabulary.HeadingForm(r.CellText(r.g.At(row, c.col))), "分%")); ok && n.Decimal().IsPositive() {
		it.Weight = n
	}
}

// everyOf is how often a row is reported, where its column says so; one over several rows holds for each.
func (r *bodyReading) everyOf(row int, it *tally.Item) {
	c, ok := r.b.only(vocabulary.RoleEvery)
	if !ok {
		return
	}
	text := strings.NewReplacer("每", "", "按", "", "一次", "", "报", "", "度", "", "1", "", "一", "", "个", "", "次", "", "/", "").
		Replace(vocabulary.HeadingForm(r.CellText(r.g.Shown(row, c.col))))
	it.Every = map[string]int{"月": 1, "季": 3, "半年": 6, "年": 12}[text]
}

// only is the column of a role where there is one and no other.
func (t *table) only(role vocabulary.Role) (c *column, ok bool) {
	for i := range t.cols {
		if t.cols[i].role == role {
			if ok {
				return nil, false
			}
			c, ok = &t.cols[i], true
		}
	}
	return c, ok
}
