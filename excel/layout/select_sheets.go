package layout

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// decideKind tells a plan from a progress sheet where the caller did not. What was asked to be read as a plan and looks like the month's
// sheet is said: its targets alone are taken.
func (r *reading) decideKind(sheets []*sheetReading) {
	kind, done := r.looksLike(sheets)
	switch r.out.Kind {
	case "":
		r.out.Kind = kind
	case tally.KindProgress:
	case tally.KindPlan:
		if done.c != nil {
			f := tally.NewFinding(tally.LayoutUnknown, done.on, xlsx.Ref(done.row, done.c.Col()),
				fmt.Sprintf("%s列“%s”是完成数，这张表像是月度进展表；现在按目标任务分解表读，只取了目标", done.c.Letter(), vocabulary.Clip(done.c.Title(), 20)), "导错了文件的，请换成目标任务分解表；没有导错的，可以不管")
			f.Class = tally.ClassC
			r.found(f)
		}
	}
}

// doneColumn is a column of what was done, and where its heading stands.
type doneColumn struct {
	on  string // the sheet
	row int
	c   *columns.Column
}

// looksLike tells a plan from a progress sheet: figures of the year make it progress, and are given where no title calls it a plan.
func (r *reading) looksLike(sheets []*sheetReading) (kind tally.Kind, done doneColumn) {
	targets, texts, title := false, false, ""
	for _, s := range sheets {
		for k := range s.blocks {
			b := &s.blocks[k]
			if title == "" {
				title = b.Captions().Title
			}
			titled := columns.TitledPlan(r.cells.Headings, b.Captions().Title) || len(b.Aims()) > 0
			if b.IsMatrix() && !titled {
				return tally.KindProgress, done
			}
			for i := range b.Columns() {
				c := &b.Columns()[i]
				if b.IsMatrix() && len(c.Path()) == 1 {
					continue // 实际使用外资 names an indicator
				}
				switch role := c.Role(); {
				case role.IsActual():
					if titled {
						return tally.KindProgress, done
					}
					return tally.KindProgress, doneColumn{s.On(), b.Last(), c}
				case !titled && b.Captions().When.Months() && (role == vocabulary.RoleRate || role == vocabulary.RoleGrowth && !c.IsGrowth()):
					return tally.KindProgress, done
				default:
					targets = targets || role.IsTarget()
					texts = texts || role == vocabulary.RoleProgress || role == vocabulary.RoleProblems || role == vocabulary.RoleProblemsNext
				}
			}
		}
	}
	if (texts || !targets && r.cells.Headings.TitledProgress(title)) && !columns.TitledPlan(r.cells.Headings, title) {
		return tally.KindProgress, done
	}
	return tally.KindPlan, done
}

// selectSheets keeps the sheets of the month and the department that are filed for, where a workbook holds one a month (last
// month's behind this month's) or one a department, and says which were left.
func (r *reading) selectSheets(sheets []*sheetReading) []*sheetReading {
	sheets = r.withoutContents(sheets)
	if r.out.Kind != tally.KindProgress {
		return sheets
	}
	sheets = r.keep(sheets, func(s *sheetReading) string { return s.period().String() }, r.opt.Period.String(), true)
	return r.keep(sheets, r.departmentOf, r.opt.Department, false)
}

// withoutContents leaves out the sheet that lists the others: 部门 | 所在工作表.
func (r *reading) withoutContents(sheets []*sheetReading) []*sheetReading {
	var rest []*sheetReading
	for _, s := range sheets {
		if c := contentsColumn(s); c != nil && len(sheets) > 1 {
			r.out.Notes = append(r.out.Notes, fmt.Sprintf("工作表“%s”是目录，未读", s.Grid().Name))
			r.opt.Why.Say(trail.Sheets, "工作表“%s”：%s列“%s”说它是目录，不读", s.Grid().Name, c.Letter(), c.Title())
			continue
		}
		rest = append(rest, s)
	}
	return rest
}

// contentsColumn is the column of a sheet that says where the others stand, nil for none; a sheet of targets or figures lists nothing.
func contentsColumn(s *sheetReading) (found *columns.Column) {
	for k := range s.blocks {
		for i := range s.blocks[k].Columns() {
			c := &s.blocks[k].Columns()[i]
			if c.Role().IsTarget() || c.Role().IsActual() {
				return nil
			}
			if s.Headings.Is(vocabulary.ContentsHeads, vocabulary.HeadingForm(c.Title())) {
				found = c
			}
		}
	}
	return found
}

// keep keeps the sheets with the wanted mark where the sheets carry different ones; where none is wanted and latest is set,
// those with the greatest. Sheets without a mark stay.
func (r *reading) keep(sheets []*sheetReading, mark func(*sheetReading) string, wanted string, latest bool) []*sheetReading {
	marks := map[string]bool{}
	greatest := ""
	for _, s := range sheets {
		if m := mark(s); m != "" && len(s.blocks) > 0 {
			marks[m] = true
			greatest = max(greatest, m)
		}
	}
	if len(marks) < 2 {
		return sheets
	}
	if !marks[wanted] {
		if !latest {
			return sheets
		}
		wanted = greatest
	}
	var kept []*sheetReading
	for _, s := range sheets {
		if m := mark(s); m != "" && m != wanted && len(s.blocks) > 0 {
			r.out.Notes = append(r.out.Notes, fmt.Sprintf("工作表“%s”是%s的，这次只读%s，未读", s.Grid().Name, m, wanted))
			r.opt.Why.Say(trail.Sheets, "工作表“%s”：是%s的，这次只读%s，不读", s.Grid().Name, m, wanted)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// period is the round that a sheet is about; none where its tables differ or hold one column a month.
func (s *sheetReading) period() tally.Round {
	var p tally.Round
	for i := range s.blocks {
		b := &s.blocks[i]
		if !p.IsZero() && b.Period() != p {
			return tally.Round{}
		}
		p = b.Period()
	}
	return p
}

// departmentOf is the unit that a sheet says it is from: 填报单位:…, the head of its title, or its name.
func (r *reading) departmentOf(s *sheetReading) string {
	for _, f := range s.from {
		if f.name != "" {
			return f.name
		}
	}
	for i := range s.blocks {
		if d := titleDepartment(s.Headings, s.blocks[i].Captions().Title); d != "" {
			return d
		}
	}
	if d := titleDepartment(s.Headings, s.Grid().Name+"1"); d != "" && len(r.book.Sheets) > 1 {
		return d
	}
	return ""
}
