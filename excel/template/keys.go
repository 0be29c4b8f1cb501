package template

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// keysSheet says what an issued workbook is and which indicator each name in it stands for. Nobody sees it; it is
// known again by its first cell.
const (
	keysSheet = "_tallysheet"
	keysMark  = "tallysheet-template"
)

// The custom properties say the same once more, for whoever looks at the file and not into it.
const (
	propertyPlan       = "tallysheet.plan"
	propertyDepartment = "tallysheet.department"
	propertyPeriod     = "tallysheet.period"
)

// keys writes them: a line each for plan, department, period and the hidden list, then name and id of each row. They
// are bound by name, since rows are sorted and names, locked, are not written over.
func (b *templateBook) keys() error {
	if _, err := b.f.NewSheet(keysSheet); err != nil {
		return err
	}
	lines := [][3]string{{keysMark, "1"}, {"plan", b.t.Plan.Key}, {"department", b.t.Department}, {"period", b.t.Period.String()}, {"sheet", b.sheet}, {"choices", choicesSheet}}
	for i := range b.rows {
		lines = append(lines, [3]string{"indicator", b.names[i], b.rows[i].ID})
	}
	for i, l := range lines {
		for j, text := range l {
			if err := b.f.SetCellStr(keysSheet, xlsx.Ref(i+1, j+1), text); err != nil {
				return err
			}
		}
	}
	if err := b.f.SetSheetVisible(keysSheet, false, true); err != nil {
		return err
	}
	for _, p := range []excelize.CustomProperty{
		{Name: propertyPlan, Value: b.t.Plan.Key}, {Name: propertyDepartment, Value: b.t.Department}, {Name: propertyPeriod, Value: b.t.Period.String()},
	} {
		if err := b.f.SetCustomProps(p); err != nil {
			return err
		}
	}
	index, err := b.f.GetSheetIndex(b.sheet)
	if err != nil {
		return err
	}
	b.f.SetActiveSheet(index)
	return nil
}

// Issued is what an issued workbook says of itself.
type Issued struct {
	plan       string
	department string
	Period     tally.Round
	hidden     map[string]bool   // its own hidden sheets
	ids        map[string]string // indicator by name as shown
}

// IssuedOf reads the keys; nil where the workbook was not issued. The properties stand in for a lost sheet: then it
// is known what it is, and rows are matched by name.
func IssuedOf(w *xlsx.Workbook) *Issued {
	for _, s := range w.Sheets {
		if s.State != xlsx.Visible && s.At(1, 1).Value == keysMark {
			return keysIn(s)
		}
	}
	if w.Properties[propertyPlan] == "" {
		return nil
	}
	k := &Issued{plan: w.Properties[propertyPlan], department: w.Properties[propertyDepartment], hidden: map[string]bool{choicesSheet: true}}
	k.Period, _ = tally.ParseRound(w.Properties[propertyPeriod])
	return k
}

func keysIn(s *xlsx.Sheet) *Issued {
	k := &Issued{hidden: map[string]bool{s.Name: true}, ids: map[string]string{}}
	for _, r := range s.Rows {
		value := r.At(2).Value
		switch r.At(1).Value {
		case "plan":
			k.plan = value
		case "department":
			k.department = value
		case "period":
			k.Period, _ = tally.ParseRound(value)
		case "choices":
			k.hidden[value] = true
		case "indicator":
			k.ids[value] = r.At(3).Value
		}
	}
	return k
}

// Without is the workbook without the hidden sheets that were issued with it.
func (k *Issued) Without(w *xlsx.Workbook) *xlsx.Workbook {
	out := *w
	out.Sheets = nil
	for _, s := range w.Sheets {
		if s.State == xlsx.Visible || !k.hidden[s.Name] {
			out.Sheets = append(out.Sheets, s)
		}
	}
	return &out
}

// Bind says in the reading what the workbook was issued as, where the sheet itself does not, and for which indicator
// each row was.
func (k *Issued) Bind(r *tally.Reading, w *xlsx.Workbook) {
	r.Plan = k.plan
	if r.Department == "" {
		r.Department = k.department
	}
	if r.Period.IsZero() {
		r.Period = k.Period
	}
	sheets := map[string]*xlsx.Sheet{}
	for _, s := range w.Sheets {
		sheets[s.Name] = s
	}
	for i := range r.Items {
		it := &r.Items[i]
		if s := sheets[it.Sheet]; s != nil {
			row, col, _ := xlsx.ParseRef(it.NameCell)
			it.Key = k.ids[strings.TrimSpace(s.At(row, col).Value)]
		}
	}
}
