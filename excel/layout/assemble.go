package layout

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// assemble puts what the sheets gave into the reading.
func (r *reading) assemble(sheets []*sheetReading) {
	found := false
	for _, s := range sheets {
		found = found || len(s.read) > 0
	}
	departments, signed := map[string]bool{}, ""
	for _, s := range sheets {
		if len(s.blocks) == 0 {
			s.unknownSheet(found)
			if b, ok := columns.Guess(s.Sheet); ok {
				r.out.Headers = append(r.out.Headers, header(s.Grid().Name, &b))
			}
		}
		asPrinted(s.Grid(), s.read)
		if len(r.out.Items) == 0 && len(s.read) > 0 {
			r.out.Items = s.read // mostly there is one sheet, and its items need not be copied
		} else {
			r.out.Items = append(r.out.Items, s.read...)
		}
		if r.out.Kind == tally.KindProgress && len(s.read) > 0 {
			s.sayDepartments(r.opt.Department)
		}
		r.out.Findings = append(r.out.Findings, s.Findings()...)
		r.out.Notes = append(r.out.Notes, s.Notes()...)
		for i := range s.blocks {
			b := &s.blocks[i]
			if !b.IsList() {
				r.out.Headers = append(r.out.Headers, header(s.Grid().Name, b))
			}
			if r.out.Title == "" {
				r.out.Title = b.Captions().Title
			}
		}
		signed = cmp.Or(signed, s.signed)
		if d := r.departmentOf(s); d != "" && len(s.read) > 0 {
			departments[d] = true
			r.out.Department, r.out.Alone = d, slices.Contains(s.from, filer{d, true})
		}
	}
	if len(departments) == 0 && found {
		r.out.Department, r.out.Alone = cmp.Or(r.cover.Department, signed), r.cover.Department == ""
	}
	if len(departments) > 1 {
		r.out.Department = ""
		r.leadBySheet(sheets)
	}
	if r.out.Kind == tally.KindProgress {
		r.dateItems(sheets)
	}
	if !found && !tally.HasClass(r.out.Findings, tally.ClassA) {
		said := "认出了表头，但下面没有读出一条指标"
		if len(sheets) == 0 {
			said = "工作簿里没有可见的、填了内容的工作表"
		}
		r.found(tally.NewFinding(tally.LayoutUnknown, "", "", said, "请在表头下面逐行填写指标后再上传"))
	}
}

// leadBySheet lets the department of a sheet lead what stands there, in a plan with a sheet a department and no column that says who does.
func (r *reading) leadBySheet(sheets []*sheetReading) {
	if r.out.Kind != tally.KindPlan {
		return
	}
	of := map[string]string{}
	for _, s := range sheets {
		of[s.Grid().Name] = r.departmentOf(s)
	}
	for i := range r.out.Items {
		it := &r.out.Items[i]
		if d := of[it.Sheet]; d != "" && len(it.Lead) == 0 {
			it.Lead = []string{d}
		}
	}
}

// dateItems says which month the reading is of, and dates the figures that nothing in the workbook dates by the month filed.
func (r *reading) dateItems(sheets []*sheetReading) {
	for _, s := range sheets {
		if p := s.period(); !p.IsZero() {
			r.out.Period = p
			break
		}
	}
	if r.out.Period.IsZero() { // one column a month: the month filed if it is filled, else the last that is
		for _, it := range r.out.Items {
			for _, a := range it.Actuals {
				if a.Period.IsZero() { // 累计 beside the months
					continue
				}
				if a.Period == r.opt.Period || (r.out.Period != r.opt.Period && a.Period.Compare(r.out.Period) > 0) || r.out.Period.IsZero() {
					r.out.Period = a.Period
				}
			}
		}
	}
	period := r.out.Period
	if period.IsZero() {
		period = r.opt.Period
	}
	for i := range r.out.Items {
		it := &r.out.Items[i]
		for _, actuals := range [...][]tally.Actual{it.Actuals, it.Growth} {
			for k := range actuals {
				if actuals[k].Period.IsZero() {
					actuals[k].Period = period
				}
			}
		}
		for k := range it.Empty {
			if it.Empty[k].Period.IsZero() {
				it.Empty[k].Period = period
			}
		}
	}
}

// header is what the reading says of a table's heading.
func header(sheet string, b *columns.Block) tally.Header {
	h := tally.Header{Sheet: sheet, Rows: [2]int{b.First(), b.Last()}, Fingerprint: columns.Fingerprint(b.Columns())}
	for i := range b.Columns() {
		c := &b.Columns()[i]
		if len(c.Path()) == 0 && c.Col() != b.NameCol() {
			continue
		}
		col := tally.Column{Letter: c.Letter(), Role: string(c.Role()), Read: c.Role().IsRead(), Path: make([]string, 0, len(c.Path()))}
		for _, p := range c.Path() {
			col.Path = append(col.Path, p.Text)
		}
		h.Columns = append(h.Columns, col)
	}
	return h
}

// sayHidden says which rows and columns that hold something are hidden; they are read like the others.
func (s *sheetReading) sayHidden() {
	var rows, cols []string
	seen := map[int]bool{}
	for _, row := range s.Grid().Rows {
		if s.Grid().HiddenRows[row.Number] && len(rows) < 20 {
			rows = append(rows, fmt.Sprint(row.Number))
		}
		for _, c := range row.Cells {
			if s.Grid().HiddenCols[c.Col] && !seen[c.Col] {
				seen[c.Col] = true
				cols = append(cols, xlsx.Letter(c.Col))
			}
		}
	}
	if len(rows) > 0 {
		s.Find(tally.NewFinding(tally.HiddenContent, s.Grid().Name, "", "第"+strings.Join(rows, "、")+"行是隐藏的，已照常读取", "请确认这些行应当报送；不应报送的请删去"))
	}
	if len(cols) > 0 {
		s.Find(tally.NewFinding(tally.HiddenContent, s.Grid().Name, "", strings.Join(cols, "、")+"列是隐藏的，已照常读取", "请确认这些列应当报送；不应报送的请删去"))
	}
}
