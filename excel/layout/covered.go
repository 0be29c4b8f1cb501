package layout

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/tally"
)

// mostCovered is how many covered cells of a sheet are named.
const mostCovered = 20

// sayCovered says what stands under merged ranges, unseen.
func sayCovered(s *journal.Journal, covered []string) {
	for i, at := range covered {
		if i == mostCovered {
			s.Note(fmt.Sprintf("工作表“%s”还有%d个被合并单元格盖住的单元格里有内容，未读", s.On(), len(covered)-i))
			return
		}
		s.Find(tally.NewFinding(tally.HiddenContent, s.On(), at, "这个单元格被合并单元格盖住，里面另有内容，没有读", "以看得见的为准；盖住的内容要报送的，请拆开合并单元格"))
	}
}
