package rows

import (
	"fmt"
	"regexp"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// endsInBrackets is what a name has in brackets at its end, short as units are.
var endsInBrackets = regexp.MustCompile(`\((\p{Han}{1,4})\)$`)

// unknownUnit says that a row of numbers has no unit where its name ends in brackets as with one, 到港船舶(艘次), and the vocabulary lacks the word.
func unknownUnit(r *bodyReading, row xlsx.Row, it *tally.Item) {
	if it.Unit != "" || it.Caliber != "" || !holdsNumber(it) || r.Words.HasNoUnit(it.Name) {
		return
	}
	m := endsInBrackets.FindStringSubmatch(vocabulary.HeadingForm(row.At(r.b.NameCol()).Value))
	if m == nil || !r.Headings.Ends(vocabulary.UnitEnds, m[1]) {
		return
	}
	f := tally.NewFinding(tally.UnitSuspect, r.Grid().Name, it.NameCell, fmt.Sprintf("“%s”没有单位：括号里的“%s”不在单位词表里", it.Name, m[1]), "请改成通用的计量单位，或加一列“计量单位”；确是单位的，请管理员加进词表")
	f.Class, f.About = tally.ClassC, it.Name
	r.Find(f)
}
