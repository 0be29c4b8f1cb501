package layout

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// periodOf is the month that a table is about: as its captions say, else the single month that its headings
// name, else its sheet's name; the month filed for gives what is missing of it.
func (s *sheetReading) periodOf(b *block) tally.Round {
	year := b.year
	if year == 0 {
		year = s.opt.Period.Year()
	}
	if p := b.sur.When.Period(year); !p.IsZero() {
		return p
	}
	if p, n := s.headingPeriod(b, year); n == 1 {
		return p
	}
	if w, _ := vocabulary.ParseWhen(vocabulary.HeadingForm(s.g.Name)); w.Months() {
		if p := w.Period(year); !p.IsZero() {
			return p
		}
	}
	if year == 0 {
		year = s.cover.When.Year
	}
	return s.cover.When.Period(year)
}

// headingPeriod is the month that the columns of figures end with, and how many different ones there are.
func (s *sheetReading) headingPeriod(b *block, year int) (tally.Round, int) {
	var found tally.Round
	n := 0
	for i := range b.cols {
		c := &b.cols[i]
		if !c.role.IsActual() && c.role != vocabulary.RoleProgress || c.when.To == 0 {
			continue
		}
		if p := c.when.Period(year); p != found {
			found = p
			n++
		}
	}
	return found, n
}

// decideKind tells a plan from a progress sheet where the caller did not: figures of the year make it progress.
func (r *reading) decideKind(sheets []*sheetReading) {
	if r.out.Kind != "" {
		return
	}
	targets, texts, title := false, false, ""
	for _, s := range sheets {
		for _, b := range s.blocks {
			if title == "" {
				title = b.sur.Title
			}
			if b.matrix && !titledPlan(r.cells.Headings, b.sur.Title) {
				r.out.Kind = tally.KindProgress
				return
			}
			for i := range b.cols {
				role := b.cols[i].role
				if role.IsActual() || role == vocabulary.RoleRate && b.sur.When.Months() && !titledPlan(r.cells.Headings, b.sur.Title) || (role == vocabulary.RoleGrowth && !b.cols[i].growth && !titledPlan(r.cells.Headings, b.sur.Title) && b.sur.When.Months()) {
					r.out.Kind = tally.KindProgress
					return
				}
				targets = targets || role.IsTarget()
				texts = texts || role == vocabulary.RoleProgress || role == vocabulary.RoleProblems || role == vocabulary.RoleProblemsNext
			}
		}
	}
	r.out.Kind = tally.KindPlan
	if (texts || !targets && r.cells.Headings.TitledProgress(title)) && !titledPlan(r.cells.Headings, title) {
		r.out.Kind = tally.KindProgress
	}
}

// selectSheets keeps the sheets of the month and the department that are filed for, where a workbook holds one a month (last
// month's behind this month's) or one a department, and says which were left.
func (r *reading) selectSheets(sheets []*sheetReading) []*sheetReading {
	if r.out.Kind != tally.KindProgress {
		return sheets
	}
	sheets = r.keep(sheets, func(s *sheetReading) string { return s.period().String() }, r.opt.Period.String(), true)
	return r.keep(sheets, (*sheetReading).department, r.opt.Department, false)
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
			r.out.Notes = append(r.out.Notes, fmt.Sprintf("工作表“%s”是%s的，这次只读%s，未读", s.g.Name, m, wanted))
			r.opt.Why.Say(trail.Sheets, "工作表“%s”：是%s的，这次只读%s，不读", s.g.Name, m, wanted)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// period is the month that a sheet is about; none where its tables differ or hold one column a month.
func (s *sheetReading) period() tally.Round {
	var p tally.Round
	for _, b := range s.blocks {
		if !p.IsZero() && b.period != p {
			return tally.Round{}
		}
		p = b.period
	}
	return p
}

// department is the unit that a sheet says it is from: 填报单位:…, the head of its title, or its name.
func (s *sheetReading) department() string {
	for _, b := range s.blocks {
		if b.sur.Department != "" {
			return b.sur.Department
		}
	}
	for _, b := range s.blocks {
		if d := titleDepartment(s.Headings, b.sur.Title); d != "" {
			return d
		}
	}
	if d := titleDepartment(s.Headings, s.g.Name+"1"); d != "" && len(s.reading.book.Sheets) > 1 {
		return d
	}
	return ""
}

// titleDepartment is the unit whose name begins a title: 商务局2018年9月…; "" where there is none.
func titleDepartment(h *vocabulary.Headings, title string) string {
	form := vocabulary.HeadingForm(title)
	end := strings.IndexAny(form, "0123456789〇")
	if i := strings.Index(form, "二〇"); i >= 0 && (end < 0 || i < end) {
		end = i
	}
	if i := strings.Index(form, "关于"); i >= 0 && (end < 0 || i < end) {
		end = i
	}
	if end <= 0 {
		return ""
	}
	head := form[:end]
	if strings.HasPrefix(head, "各") || strings.HasPrefix(head, "全") { // 各街道: of all of them
		return ""
	}
	if utf8.RuneCountInString(head) > 20 || utf8.RuneCountInString(head) < 2 {
		return ""
	}
	for _, o := range h.OfficeWords() {
		if strings.HasSuffix(head, o) && head != o {
			return head
		}
	}
	return ""
}
