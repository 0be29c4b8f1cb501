package layout

import (
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// budget is what one workbook has given so far.
type budget struct{ items, figures, found int }

// The most that one workbook may give, far above what real ones do: beyond it reading costs more than it tells.
const (
	mostItems   = 20_000
	mostFigures = 200_000
	mostFound   = 1_000
	mostNotes   = 100
)

// passed names the bound that was passed, "" while none was.
func (b *budget) passed() string {
	switch {
	case b.items > mostItems:
		return fmt.Sprintf("指标超过%d条", mostItems)
	case b.figures > mostFigures:
		return fmt.Sprintf("数据超过%d个", mostFigures)
	case b.found > mostFound:
		return fmt.Sprintf("问题超过%d处", mostFound)
	}
	return ""
}

// journal takes down what the stages find and note of one sheet, and why they read it so. They write to it, and read nothing from it.
type journal struct {
	on       string // the sheet
	why      *Trail
	words    *vocabulary.Headings // for the names of roles
	spent    *budget
	findings []tally.Finding
	notes    []string
}

func (j *journal) find(f tally.Finding) {
	j.spent.found++
	j.findings = append(j.findings, f)
}

func (j *journal) note(text string) {
	if len(j.notes) < mostNotes && !slices.Contains(j.notes, text) {
		j.notes = append(j.notes, text)
	}
}
