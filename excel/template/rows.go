package template

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// templateColumn is one column: its heading and what each indicator has in it.
type templateColumn struct {
	heading string
	width   float64
	cell    func(row int) templateCell
	check   bool // numbers only
	choose  bool
}

// templateCell is one cell: a figure or a text, to fill or locked.
type templateCell struct {
	figure exact.Number
	text   string
	open   bool
	style  int
}

// layout are the columns that this department's indicators need.
func (b *templateBook) layout() []templateColumn {
	p := b.t.Period
	ind := func(i int) *tally.Indicator { return &b.rows[i] }
	locked := func(text func(i int) string) func(int) templateCell {
		return func(i int) templateCell { return templateCell{text: text(i), style: b.styles.locked} }
	}
	cols := []templateColumn{
		{heading: "序号", width: 6, cell: func(i int) templateCell {
			return templateCell{figure: exact.Int(int64(i + 1)), style: b.styles.locked}
		}},
		{heading: "类别", width: 14, cell: locked(func(i int) string { return strings.Join(ind(i).Group, "/") })},
		{heading: "指标名称", width: 34, cell: locked(func(i int) string { return b.names[i] })},
		{heading: "计量单位", width: 9, cell: func(i int) templateCell {
			unit := b.unitIn(ind(i))
			return templateCell{text: unit, open: unit == "", style: map[bool]int{true: b.styles.text, false: b.styles.locked}[unit == ""]}
		}},
		{heading: strconv.Itoa(p.Year()) + "年目标值", width: 13, cell: func(i int) templateCell { return b.targetCell(ind(i), false) }},
	}
	if b.hasStretch() {
		cols = append(cols, templateColumn{heading: "力争目标", width: 13, cell: func(i int) templateCell { return b.targetCell(ind(i), true) }})
	}
	if _, ok := p.Earlier(); ok {
		cols = append(cols, templateColumn{heading: p.Kind().Last() + "止累计", width: 13, cell: func(i int) templateCell { return b.lastMonth(ind(i)) }})
	}
	own := p.Kind().This() + "完成"
	if p.Kind() == tally.Monthly {
		own = p.Short() + "当月"
	}
	cols = append(cols,
		templateColumn{heading: own, width: 13, check: true, cell: func(i int) templateCell { return b.toFill(accrues(ind(i))) }},
		templateColumn{heading: p.Through(), width: 13, check: true, cell: func(i int) templateCell { return b.toFill(figured(ind(i))) }},
		templateColumn{heading: "进展情况", width: 24, choose: true, cell: b.words},
		templateColumn{heading: "存在问题", width: 28, cell: b.words},
		templateColumn{heading: "下一步措施", width: 28, cell: b.words},
		templateColumn{heading: "备注", width: 20, cell: b.words})
	return cols
}

func (b *templateBook) words(int) templateCell { return templateCell{open: true, style: b.styles.text} }

// toFill is an empty cell, or one with a sign that nothing belongs there.
func (b *templateBook) toFill(wanted bool) templateCell {
	if wanted {
		return templateCell{open: true, style: b.styles.open}
	}
	return templateCell{text: "/", style: b.styles.figure}
}

// accrues reports what has a month's figure beside the cumulative one; the rest is only told as it stands.
func accrues(ind *tally.Indicator) bool {
	return ind.Measure == tally.Level || ind.Measure == tally.Count || ind.Measure == tally.Multi
}

func figured(ind *tally.Indicator) bool {
	return ind.Measure != tally.Text && ind.Measure != tally.Milestone
}

// unitIn is the unit that a row is filled in: the plan's own for the indicator; the target's where the target is not made
// of that (增长10% of what is counted in 亿元 asks for the growth); where neither is printed the one that it was reported
// in; "" leaves it to the department.
func (b *templateBook) unitIn(ind *tally.Indicator) string {
	t, _ := ind.TargetFor(b.t.Period)
	switch {
	case ind.Unit != "" && (t.Unit == "" || ind.Measure == tally.Rank || len(t.Parts) > 0 || b.t.Words.SameKind(t.Unit, ind.Unit)):
		return ind.Unit
	case t.Unit != "":
		return t.Unit
	}
	f, _ := b.t.History.Latest(ind.ID, b.t.Period, tally.SpanYTD, b.t.Period.YearAgo())
	return f.Unit
}

func (b *templateBook) hasStretch() bool {
	for i := range b.rows {
		if t, ok := b.rows[i].TargetFor(b.t.Period); ok && t.Stretch.OK() && t.Floor.OK() {
			return true
		}
	}
	return false
}

// targetCell is a target as a number where it is a bare one in the row's unit, else in the plan's words.
func (b *templateBook) targetCell(ind *tally.Indicator, stretch bool) templateCell {
	t, _ := ind.TargetFor(b.t.Period)
	cell := templateCell{style: b.styles.figure}
	unit := b.unitIn(ind)
	switch {
	case stretch && !t.Floor.OK():
	case stretch && t.Stretch.OK() && (t.StretchUnit == "" || t.StretchUnit == unit):
		cell.figure = t.Stretch
	case stretch && t.Stretch.OK():
		cell.text = t.Stretch.String() + t.StretchUnit
	case stretch:
	case t.Floor.OK() && (t.Op == tally.OpAtLeast || t.Op == "") && len(t.Parts) == 0 && (t.Unit == "" || t.Unit == unit) && !t.Drop:
		cell.figure = t.Floor
	default:
		cell.text, cell.style = t.Text, b.styles.locked
	}
	return cell
}

// lastMonth is last month's cumulative figure in the row's unit.
func (b *templateBook) lastMonth(ind *tally.Indicator) templateCell {
	cell := templateCell{style: b.styles.figure}
	f, ok := b.t.History.LastMonth(ind.ID, b.t.Period, tally.SpanYTD)
	switch {
	case !ok:
	case f.Value.OK() && f.Unit == b.unitIn(ind):
		cell.figure = f.Value
	case f.Value.OK():
		cell.text = f.Value.Plain() + f.Unit
	default:
		cell.text = f.Printed
	}
	return cell
}

// shownNames are the indicators' names, each once: where two bear the same, their parent or group tells them apart.
func shownNames(inds []tally.Indicator) []string {
	count := map[string]int{}
	for i := range inds {
		count[inds[i].Name]++
	}
	out := make([]string, len(inds))
	used := map[string]bool{}
	for i := range inds {
		name := inds[i].Name
		if count[name] > 1 {
			tells := inds[i].Parent
			if tells == "" {
				tells = strings.Join(inds[i].Group, "/")
			}
			name += "[" + tells + "]"
		}
		for n := 2; used[name]; n++ {
			name = inds[i].Name + "[" + strconv.Itoa(n) + "]"
		}
		used[name] = true
		out[i] = name
	}
	return out
}

// head writes title, note, department and heading.
func (b *templateBook) head() error {
	last := xlsx.Letter(len(b.columns))
	about := b.t.Period.Full()
	if b.t.Period.Kind() == tally.Monthly {
		about = strconv.Itoa(b.t.Period.Year()) + "年" + strings.TrimSuffix(b.t.Period.Through(), "累计")
	}
	rows := []struct {
		text  string
		style int
	}{
		{about + "主要目标任务完成情况表", b.styles.title},
		{templateNote, b.styles.note},
		{"填报单位:" + b.t.Department, b.styles.note},
	}
	for i, r := range rows {
		n := strconv.Itoa(i + 1)
		if err := b.f.MergeCell(b.sheet, "A"+n, last+n); err != nil {
			return err
		}
		if err := b.f.SetCellStr(b.sheet, "A"+n, r.text); err != nil {
			return err
		}
		if err := b.f.SetCellStyle(b.sheet, "A"+n, last+n, r.style); err != nil {
			return err
		}
	}
	if err := b.f.SetRowHeight(b.sheet, 1, 30); err != nil {
		return err
	}
	for i, c := range b.columns {
		ref := xlsx.Ref(templateHead, i+1)
		if err := b.put(ref, templateCell{text: c.heading, style: b.styles.head}); err != nil {
			return err
		}
		letter := xlsx.Letter(i + 1)
		if err := b.f.SetColWidth(b.sheet, letter, letter, c.width); err != nil {
			return err
		}
	}
	return b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: b.sheet, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", b.sheet, templateHead, templateHead)})
}

// put writes one cell; a figure goes in with its own digits and through no float.
func (b *templateBook) put(ref string, c templateCell) error {
	if err := b.f.SetCellStyle(b.sheet, ref, ref, c.style); err != nil {
		return err
	}
	switch {
	case c.figure.OK():
		return b.f.SetCellDefault(b.sheet, ref, c.figure.Plain())
	case c.text != "":
		return b.f.SetCellStr(b.sheet, ref, c.text)
	}
	return nil
}

func (b *templateBook) body() error {
	for i := range b.rows {
		// Wrapped text does not raise a row by itself where a file is opened for the first time.
		if err := b.f.SetRowHeight(b.sheet, templateHead+1+i, b.height(i)); err != nil {
			return err
		}
		for j, c := range b.columns {
			if err := b.put(xlsx.Ref(templateHead+1+i, j+1), c.cell(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// height is that of the row's longest text in its column; a Chinese character is two widths of a digit.
func (b *templateBook) height(i int) float64 {
	lines := 1
	for _, c := range b.columns {
		width := 0
		for _, r := range c.cell(i).text {
			width++
			if r > 0xFF {
				width++
			}
		}
		lines = max(lines, (width+int(c.width)-2)/(int(c.width)-1))
	}
	return 6 + 15*float64(lines)
}

// checks lets only numbers into the cells for figures, and offers words for 进展情况. A figure in parts (10亿元2个) is
// no number, so its cells take anything.
func (b *templateBook) checks() error {
	for j, c := range b.columns {
		letter := xlsx.Letter(j + 1)
		switch {
		case c.choose:
			dv := excelize.NewDataValidation(true)
			dv.SetSqref(fmt.Sprintf("%s%d:%s%d", letter, templateHead+1, letter, templateHead+len(b.rows)))
			dv.SetSqrefDropList(choicesName)
			dv.ShowErrorMessage = false
			if err := b.f.AddDataValidation(b.sheet, dv); err != nil {
				return err
			}
		case c.check:
			if err := b.numbersOnly(letter, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *templateBook) numbersOnly(letter string, c templateColumn) error {
	var cells []string
	first := 0
	for i := range len(b.rows) + 1 {
		wanted := false
		if i < len(b.rows) {
			t, _ := b.rows[i].TargetFor(b.t.Period)
			wanted = c.cell(i).open && len(t.Parts) == 0 && b.rows[i].Measure != tally.Multi
		}
		row := templateHead + 1 + i
		switch {
		case wanted && first == 0:
			first = row
		case !wanted && first > 0:
			cells = append(cells, fmt.Sprintf("%s%d:%s%d", letter, first, letter, row-1))
			first = 0
		}
	}
	if len(cells) == 0 {
		return nil
	}
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(strings.Join(cells, " "))
	if err := dv.SetRange(-templateLimit, templateLimit, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween); err != nil {
		return err
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, "请填数字", "这里只填数字，不带单位；没有数的请留空，在备注里说明。")
	return b.f.AddDataValidation(b.sheet, dv)
}
