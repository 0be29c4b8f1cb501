package journal

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Journal takes down what the stages find and note of one sheet, and why they read it so. They write to it; what was read is none of its business.
type Journal struct {
	on       string // the sheet
	why      *trail.Trail
	words    *vocabulary.Headings // for the names of roles
	spent    *Budget
	findings []tally.Finding
	notes    []string
}

// New begins the journal of a sheet, within what its workbook may give.
func New(on string, why *trail.Trail, words *vocabulary.Headings, spent *Budget) *Journal {
	return &Journal{on: on, why: why, words: words, spent: spent}
}

// On is the sheet.
func (j *Journal) On() string { return j.on }

// Findings are what was found, in order.
func (j *Journal) Findings() []tally.Finding { return j.findings }

// Notes are what was noted, each once.
func (j *Journal) Notes() []string { return j.notes }

// Asked reports that somebody asks why.
func (j *Journal) Asked() bool { return j.why != nil }

// Say tells a line of a stage.
func (j *Journal) Say(s trail.Stage, format string, args ...any) { j.why.Say(s, format, args...) }

// Count adds an item to what the workbook has given.
func (j *Journal) Count(it *tally.Item) { j.spent.Count(it) }

// Passed names the bound of a workbook that was passed, "" while none was.
func (j *Journal) Passed() string { return j.spent.Passed() }

// SaidOf reports a finding of a code at a cell.
func (j *Journal) SaidOf(code tally.Code, cell string) bool {
	return slices.ContainsFunc(j.findings, func(f tally.Finding) bool { return f.Code == code && f.Cell == cell })
}

// AddOver adds the finding that a bound was passed, beyond the bound.
func (j *Journal) AddOver(f tally.Finding) { j.findings = append(j.findings, f) }

// Find adds a finding.
func (j *Journal) Find(f tally.Finding) {
	j.spent.found++
	j.findings = append(j.findings, f)
}

// Note adds a note, once, up to what one sheet may say.
func (j *Journal) Note(text string) {
	if len(j.notes) < mostNotes && !slices.Contains(j.notes, text) {
		j.notes = append(j.notes, text)
	}
}

// Fault is the finding for a cell that holds no result: an error value, or a formula without one. It
// has the class given, since such a cell matters only where it is read.
func (j *Journal) Fault(c xlsx.Cell, row int, class tally.Class) bool {
	var f tally.Finding
	switch {
	case c.Kind == xlsx.Error:
		f = tally.NewFinding(tally.CellError, j.on, xlsx.Ref(row, c.Col), "单元格是错误值"+c.Value, "请改正公式或填入数字")
	case c.Kind == xlsx.Blank && c.Formula:
		f = tally.NewFinding(tally.FormulaUncached, j.on, xlsx.Ref(row, c.Col), "单元格是公式，但文件里没有保存计算结果", "请用 WPS 或 Excel 打开，重新计算后保存再上传，或直接填入数字")
	default:
		return false
	}
	f.Class = class
	j.Find(f)
	return true
}

// Doubt is the finding for a cell that was left unread and blocks nothing.
func (j *Journal) Doubt(cell, message, expected string) {
	f := tally.NewFinding(tally.LayoutUnknown, j.on, cell, message, expected)
	f.Class = tally.ClassD
	j.Find(f)
}

// RoleName is the Chinese name of a role, for a person.
func (j *Journal) RoleName(role vocabulary.Role) string {
	if role == vocabulary.RoleNone {
		return "没有认出"
	}
	if l := j.words.Label(role); l != "" {
		return "“" + l + "”"
	}
	return string(role)
}
