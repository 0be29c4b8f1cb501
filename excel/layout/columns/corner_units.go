package columns

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// shareCorner gives a column the one of a corner's several units (单位：公里、万元) that what it measures is told in: 里程 in 公里, 计划投资 in 万元. What says
// nothing of the kind, or fits several of them, is asked about row by row.
func shareCorner(s *finder, b *Block) {
	if len(b.sur.Units.Of) == 0 || b.unit > 0 {
		return
	}
	for i := range b.cols {
		c := &b.cols[i]
		if c.col <= b.name || c.unit != "" || c.growth || len(c.path) == 0 || !c.role.IsTarget() && !c.role.IsActual() && c.role != vocabulary.RoleNone {
			continue
		}
		kind := toldIn(s.Sheet, s.measured(c, 0))
		if kind == "" {
			kind = toldIn(s.Sheet, vocabulary.WithoutBrackets(c.noun))
		}
		found := ""
		for _, u := range b.sur.Units.Of {
			if kind != "" && s.Words.SameKind(u, kind) {
				if found != "" {
					found = ""
					break
				}
				found = u
			}
		}
		c.unit = found
	}
}

// toldIn is a unit of the kind in which a noun of quantity is told, by its longest known ending; "" for none.
func toldIn(s Sheet, noun string) (unit string) {
	longest := 0
	for _, pair := range s.Headings.Listed(vocabulary.ToldIn) {
		if end, u, ok := strings.Cut(pair, ":"); ok && len(end) > longest && strings.HasSuffix(noun, end) {
			longest, unit = len(end), u
		}
	}
	return unit
}
