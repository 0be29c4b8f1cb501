package rows

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// opOf is the sign printed in a row's own column, none without one.
func (r *bodyReading) opOf(it *tally.Item) tally.Op {
	if r.b.OpCol() == 0 {
		return ceilingOf(r, it)
	}
	return columns.OpOfText(r.Headings, r.Grid().Shown(it.Row, r.b.OpCol()).Value)
}

// ceilingOf is at most for a row whose only targets are numbers under 控制数 and the like. What more of is better (应急演练) stands there too: it
// is at least where the rows with a ceiling say so themselves (14以内), and is named where they do not.
func ceilingOf(r *bodyReading, it *tally.Item) tally.Op {
	targets, said := r.b.AllFigures().Targets(), false
	for _, c := range targets {
		if !r.Headings.Ends(vocabulary.CeilingHeads, vocabulary.WithoutBrackets(c.Noun())) || r.Grid().At(it.Row, c.Col()).Kind == xlsx.Text {
			return tally.OpNone
		}
		said = said || c.SaysCeilings()
	}
	if len(targets) == 0 {
		return tally.OpNone
	}
	if c := targets[0]; r.Wanted != nil && r.Wanted(it.Name, it.Unit) && r.Grid().At(it.Row, c.Col()).Kind == xlsx.Number {
		op, read := tally.OpAtMost, "按不超过读"
		if said {
			op, read = tally.OpNone, "这一格没有写“以内”，按不少于读"
		}
		f := tally.NewFinding(tally.TargetDiffers, r.On(), xlsx.Ref(it.Row, c.Col()), fmt.Sprintf("表头写的是“%s”，而“%s”一般越多越好，%s", c.Title(), it.Name, read), "请在这一格写明“不超过”或“不少于”；读对了的可以不管")
		if f.About = it.Name; said || r.b.Kind() == tally.KindProgress {
			f.Class = tally.ClassD
		}
		r.Find(f)
		return op
	}
	return tally.OpAtMost
}
