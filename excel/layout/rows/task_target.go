package rows

import (
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// targetInName reads the target of a task that is named by it: 新增高新技术企业25家, 力争安全事故零死亡, 建成无违建开发区. A row that
// counts something is an indicator, whose name is no target; where the plan has a column of targets, so is a name that promises nothing.
func targetInName(r *bodyReading, it *tally.Item) {
	unit, _ := r.targetUnit(&columns.Column{}, it)
	h := phrase.Hint{Name: it.Name, Unit: unit}
	t, p := r.Words.TargetOf(it.Name, h)
	t.Cell, t.Period = it.NameCell, r.targetPeriod(&columns.Column{}, it)
	tasks := len(r.b.Targets()) == 0
	switch {
	case unit != "" && !tasks:
		return
	case t.Floor.OK() || t.Stretch.OK() || len(t.Parts) > 0:
	case counts(r.Reader, it.Name):
		r.decline(&t, it)
		return
	case unit != "", !tasks && p.Measure != tally.Milestone && !r.Words.Promises(it.Name):
		return
	}
	if len(it.Targets) == 0 {
		r.first = readPhrase{t.Text, h, p}
	}
	it.Targets = append(it.Targets, t)
}
