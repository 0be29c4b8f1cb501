package layout

import (
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
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
	why      *trail.Trail
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

// fault is the finding for a cell that holds no result: an error value, or a formula without one. It
// has the class given, since such a cell matters only where it is read.
func (s *journal) fault(c xlsx.Cell, row int, class tally.Class) bool {
	var f tally.Finding
	switch {
	case c.Kind == xlsx.Error:
		f = tally.NewFinding(tally.CellError, s.on, xlsx.Ref(row, c.Col), "单元格是错误值"+c.Value, "请改正公式或填入数字")
	case c.Kind == xlsx.Blank && c.Formula:
		f = tally.NewFinding(tally.FormulaUncached, s.on, xlsx.Ref(row, c.Col), "单元格是公式，但文件里没有保存计算结果", "请用 WPS 或 Excel 打开，重新计算后保存再上传，或直接填入数字")
	default:
		return false
	}
	f.Class = class
	s.find(f)
	return true
}
