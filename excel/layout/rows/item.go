package rows

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// longestName is the longest name of an indicator or task, in characters; the longest seen has some 300.
const longestName = 1000

// item reads one row as an indicator.
func (r *bodyReading) item(row xlsx.Row) {
	n := row.Number
	changed, child := r.groupColumns(n)
	if changed {
		r.family.Reset(true)
	}
	cell := r.Grid().At(n, r.b.NameCol())
	if cell.Kind == xlsx.Blank && !cell.Formula {
		if !r.mergedName(n, &cell) {
			r.passOver(row)
			return
		}
	}
	if r.Fault(cell, n, tally.ClassA) {
		return
	}
	if cell.Kind == xlsx.Number {
		cell = xlsx.Cell{Col: cell.Col, Kind: xlsx.Text, Value: r.CellText(cell)}
	}
	l := r.Label(cell)
	if l.Name == "" || r.Headings.IsNothing(l.Name) {
		r.passOver(row)
		return
	}
	l.Child = l.Child || child
	seq := ""
	if r.b.SeqCol() > 0 {
		seq = vocabulary.HeadingForm(r.CellText(r.Grid().At(n, r.b.SeqCol())))
		numberedBySeq(&l, seq)
	}
	l.Name = r.cutMonths(l.Name)
	if long := utf8.RuneCountInString(l.Name); long > longestName {
		r.Find(tally.NewFinding(tally.FileLimit, r.Grid().Name, xlsx.Ref(n, cell.Col), fmt.Sprintf("指标名称有 %d 个字，超过上限 %d 个字：%s", long, longestName, vocabulary.Clip(l.Name, 20)), "请只填指标名称，说明文字填在备注栏"))
		return
	}
	if l.Numbering == vocabulary.ChineseComma || l.Numbering == vocabulary.ChineseBracket {
		r.groups.Leave(l.Numbering)
	}
	group := r.groups.Path()
	l.Name, group = r.wholeName(l.Name, group)
	it := tally.Item{Sheet: r.Grid().Name, Row: n, NameCell: xlsx.Ref(n, cell.Col), Name: l.Name, Group: group, Targets: []tally.Target{}, Actuals: []tally.Actual{}}
	it.Unit, r.unitFrom = r.unitOf(n, l)
	it.Caliber = r.b.Caliber()
	r.inChargeOf(n, &it)
	if of := r.b.TitleName(); of != "" {
		it.Name = of
		leadBy(&it, l.Name)
	} else {
		leadBy(&it, placeOf(r, row))
	}
	r.deadlineOf(n, &it)
	if r.b.Kind() == tally.KindPlan {
		r.weightOf(n, &it)
		r.everyOf(n, &it)
	}
	r.textsOf(n, &it)
	if r.heedRemark(n, &it) {
		r.sayRow(row, "备注说这一行作废，不读")
		return
	}
	parent, unit := r.family.Parent(l, it.Unit, seq)
	if it.Parent = parent; r.family.Assumed && parent != "" {
		it.ParentOrigin = tally.Assumed
	}
	it.Op = r.opOf(&it)
	for k := range r.b.Measures() {
		r.f = &r.b.Measures()[k]
		if len(r.b.Measures()) > 1 && (!r.f.Holds(row) || len(r.b.Aims()) > 0 && r.Headings.IsNothing(row.At(r.f.Targets()[0].Col()).Value)) {
			continue
		}
		one := it
		if d := r.f.Department(); d != "" {
			one.Lead, one.Support, one.Implementing = []string{d}, []string{}, []string{}
		}
		r.measure(row, &one, unit)
	}
}

// measure reads the figures of one measure of a row; parentUnit is that of the row that it is a part of, which goes without saying
// in its parts.
func (r *bodyReading) measure(row xlsx.Row, it *tally.Item, parentUnit string) {
	if r.f.Noun() != "" {
		if of := withoutDeed(r.Headings, r.f.Noun()); of != "" {
			it.Undone = it.Name + "(" + of + ")"
		}
		it.Name += "(" + r.f.Noun() + ")"
		it.Targets, it.Actuals = []tally.Target{}, []tally.Actual{}
	}
	byName := false
	r.named = it.Name
	if it.Unit == "" { // 增速 and 比重 are in per cent, whatever the corner says
		if m, _ := r.Words.MeasureOf(it.Name, "", ""); (m == tally.Growth || m == tally.Share) && !perMany(r.Headings, it.Name) {
			it.Unit, r.unitFrom, byName = "%", fromWords, true
		} else if shared, _ := r.sharedUnit(); shared == "" {
			it.Unit, r.unitFrom = parentUnit, fromParent
			if of := cornerUnit(r.Reader, r.sur.Units.Of, cmp.Or(r.f.Noun(), it.Name)); of != "" {
				it.Unit, r.unitFrom = of, fromCorner
			}
		} else if of := eitherOf(r.Reader, shared, cmp.Or(r.f.Noun(), it.Name)); of != "" {
			it.Unit, r.unitFrom = of, fromShared
		}
	}
	r.rowUnit = it.Unit
	planned, done := row, row
	if r.pair.named.Number > 0 {
		planned, done = r.pair.planned, r.pair.done
	}
	r.targetsOf(planned, it)
	if r.pair.planned.Number > 0 {
		r.plannedOf(planned, it)
	} else if r.b.Kind() == tally.KindPlan && len(it.Targets) == 0 {
		targetInName(r, it)
	}
	if byName && len(it.Targets) > 0 && it.Targets[0].Unit != "" && it.Targets[0].Unit != it.Unit {
		it.Unit, r.unitFrom = it.Targets[0].Unit, fromTarget // 占比 提高3个百分点
		if !r.Words.InPercent(it.Unit) {                     // 孕产妇死亡率 of at most 10/10万
			r.rowUnit = it.Unit
		}
	}
	r.characterise(it)
	factsOf(r, planned, it)
	if r.b.Kind() == tally.KindProgress {
		r.actualsOf(done, it)
		r.offer(done, it)
		askSinceStart(r, done, it)
	}
	r.oneOfUnits(it)
	unknownUnit(r, row, it)
	askOwnUnit(r, it)
	askFraction(r, it)
	r.sayItem(it, r.unitFrom)
	r.Count(it)
	r.read = append(r.read, *it)
}

// wholeName is the name of a row that only says which figure it is: 总量 and 增速 in a column of their own behind
// what they count, or 增速 in the row under it.
func (r *bodyReading) wholeName(name string, group []string) (string, []string) {
	role := r.Headings.WordRole(vocabulary.HeadingForm(name))
	if role != vocabulary.RoleGrowth && role != vocabulary.RoleAmount {
		return name, group
	}
	if n := len(r.groups.Cols); n > 0 && r.groups.Cols[n-1] != "" && len(group) > 0 {
		of := r.groups.Cols[n-1]
		if group = group[:len(group)-1]; role == vocabulary.RoleAmount {
			return of, group
		}
		return of + name, group
	}
	if n := len(r.read); role == vocabulary.RoleGrowth && n > 0 {
		return r.read[n-1].Name + name, group
	}
	return name, group
}

// cutMonths takes the months off the end of a name in a progress sheet: some figures come a month later than the others
// of their sheet (错月), and their rows say so.
func (r *bodyReading) cutMonths(name string) string {
	r.rowWhen = vocabulary.When{}
	start, end := vocabulary.LastBracket(name)
	if r.b.Kind() != tally.KindProgress || start <= 0 || end != len(name)-1 {
		return name
	}
	w, rest := vocabulary.ParseWhen(name[start+1 : end])
	if w.To == 0 || w.Day > 0 || w.From > 1 && w.From < w.To || rest != "" {
		return name
	}
	r.rowWhen = w
	return name[:start]
}

// passOver says of a row without a name of its own that its figures were not read.
func (r *bodyReading) passOver(row xlsx.Row) {
	r.sayRow(row, "没有自己的指标名称，不读")
	if r.holdsFigure(row) {
		f := tally.NewFinding(tally.LayoutUnknown, r.Grid().Name, xlsx.Ref(row.Number, r.b.NameCol()), fmt.Sprintf("第%d行有数，但没有自己的指标名称，没有读", row.Number), "请在这一行填上指标名称；不是单独一条指标的，请说明")
		f.Class = tally.ClassC
		r.Find(f)
	}
}

// mergedName looks for the name of a row in the range that covers it. A range that began in a row above names that
// row's item, and this row is a second line of it.
func (r *bodyReading) mergedName(row int, cell *xlsx.Cell) bool {
	m := r.Grid().Merge(row, r.b.NameCol())
	if m.FirstRow < row {
		if r.b.PlaceCol() > 0 && r.Grid().At(row, r.b.PlaceCol()).Kind == xlsx.Text { // each district's part of it
			*cell = r.Grid().At(m.FirstRow, m.FirstCol)
			return cell.Kind != xlsx.Blank
		}
		return false
	}
	if m.FirstCol < r.b.NameCol() { // the name spreads over the group column too
		*cell = r.Grid().At(row, m.FirstCol)
		return cell.Kind != xlsx.Blank
	}
	if r.b.IsWide() && r.Grid().Merge(row, r.b.NameCol()-1).FirstRow == row {
		*cell = r.Grid().At(row, r.b.NameCol()-1)
		return cell.Kind != xlsx.Blank
	}
	return false
}

// unitOf is the unit of a row: its own column's, its label's, or the one of the corner; those of single columns are
// laid over it where their cells are read.
func (r *bodyReading) unitOf(n int, l vocabulary.Label) (unit, from string) {
	if r.b.UnitCol() > 0 {
		if c := r.Grid().Shown(n, r.b.UnitCol()); c.Kind == xlsx.Text && !r.Headings.IsNothing(c.Value) {
			unit := vocabulary.HeadingForm(c.Value)
			if l.Unit != "" && r.IsUnit(unit) && r.Words.Canonical(l.Unit) != r.Words.Canonical(unit) {
				f := tally.NewFinding(tally.UnitSuspect, r.Grid().Name, xlsx.Ref(n, r.b.UnitCol()), fmt.Sprintf("“%s”的名称里写的单位是“%s”，单位列写的是“%s”，按单位列读", l.Name, l.Unit, unit), "请改成一致的单位；确实无误的请说明")
				f.About = l.Name
				r.Find(f)
			}
			return unit, fromColumn
		}
	}
	return l.Unit, fromName
}

func (r *bodyReading) deadlineOf(row int, it *tally.Item) {
	for _, c := range r.b.Deadlines() {
		cell := r.Grid().Shown(row, c.Col())
		text := r.CellText(cell)
		if cells.IsDay(cell) { // a date that lost its format
			cell.Format = "yyyy-mm-dd"
			text = cell.Text(r.Date1904)
		}
		if cell.Kind == xlsx.Blank || text == "" {
			continue
		}
		if _, day, cut := strings.Cut(text, "."); cut && cell.Kind == xlsx.Number && len(text) < 5 && len(day) == 1 && day <= "3" { // 6.3, and typed perhaps 6.30
			r.sayDeadline(xlsx.Ref(row, c.Col()), text, "分不清是"+day+"日还是"+day+"0日", it)
			return
		}
		if year, month, cut := strings.Cut(text, "."); cut && cell.Kind == xlsx.Number && vocabulary.IsYear(year) && month == "1" { // 2023.1, and typed perhaps 2023.10
			r.sayDeadline(xlsx.Ref(row, c.Col()), text, "分不清是1月还是10月", it)
			return
		}
		lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
		var why string
		if it.Deadline, why = r.Headings.Deadline(lines[len(lines)-1], r.b.Year()); why != "" {
			r.sayDeadline(xlsx.Ref(row, c.Col()), text, why, it)
		}
		if len(lines) > 1 || len(text) > 60 { // milestones, a line each: the last is the deadline, all are kept
			it.Remark = joinLines(it.Remark, text)
		}
		return
	}
}

func (r *bodyReading) textsOf(row int, it *tally.Item) {
	for _, c := range r.b.Texts() {
		cell := r.Grid().Shown(row, c.Col())
		text := cells.Prose(cell)
		if cell.Kind == xlsx.Number {
			text = r.CellText(cell)
		}
		if r.Headings.IsNothing(text) {
			continue
		}
		switch c.Role() {
		case vocabulary.RoleProgress:
			it.Progress = joinLines(it.Progress, text)
		case vocabulary.RoleProblems:
			it.Problems = joinLines(it.Problems, text)
		case vocabulary.RoleNextSteps:
			it.NextSteps = joinLines(it.NextSteps, text)
		case vocabulary.RoleProblemsNext:
			p, next := cells.PartProblems(r.Headings, text)
			it.Problems = joinLines(it.Problems, p)
			it.NextSteps = joinLines(it.NextSteps, next)
		case vocabulary.RoleRemark:
			it.Remark = joinLines(it.Remark, text)
		case vocabulary.RoleTask:
			it.Task = text
		case vocabulary.RoleDocument:
			it.Document = text
		case vocabulary.RoleSentence:
			it.Quoted = text
		}
	}
}

func joinLines(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}

// characterise settles unit, measure and direction from name, unit and the first target's words.
func (r *bodyReading) characterise(it *tally.Item) {
	text := ""
	if len(it.Targets) > 0 {
		text = it.Targets[0].Text
	}
	if it.Unit == "" {
		it.Unit, r.unitFrom = r.sharedUnit()
	}
	if it.Unit == "" && len(it.Targets) > 0 {
		it.Unit, r.unitFrom = it.Targets[0].Unit, fromTarget
	}
	if h := (phrase.Hint{Name: it.Name, Unit: it.Unit}); text != "" && r.first.text == text && r.first.hint == h {
		it.Measure, it.Better = r.Words.MeasureIn(r.first.phrase, text, h)
		return
	}
	it.Measure, it.Better = r.Words.MeasureOf(it.Name, it.Unit, text)
}

// sharedUnit is the unit that the first column of targets or figures or the corner gives to all rows; none for a row that is counted in
// something else.
func (r *bodyReading) sharedUnit() (unit, from string) {
	if unit, from = r.unitForAll(); unit != "" && from != fromShared && unlike(r, unit) {
		return "", ""
	}
	return unit, from
}

func (r *bodyReading) unitForAll() (unit, from string) {
	unit = unitOfHeads(r.f)
	if unit == "" && r.f.IsPart() {
		unit = unitOfHeads(r.b.AllFigures())
	}
	if unit != "" {
		return unit, fromShared
	}
	if c := r.b.Column(r.b.NameCol()); c != nil && c.Unit() != "" { // 项目资金(万元) over the names
		return c.Unit(), fromNames
	}
	if u := groupColumnUnit(r); u != "" {
		return u, fromGroup
	}
	if u := r.groups.Unit(); u != "" {
		return u, fromGroup
	}
	return r.sur.Unit, fromCorner
}

// unitOfHeads is the unit over the first column of targets or figures that has one.
func unitOfHeads(f *columns.Figures) string {
	for _, cols := range [...][]*columns.Column{f.Targets(), f.Actuals()} {
		for _, c := range cols {
			if c.Unit() != "" && !c.IsGrowth() {
				return c.Unit()
			}
		}
	}
	return ""
}

// sayDeadline says that a deadline was not read as it is written.
func (r *teller) sayDeadline(at, text, why string, it *tally.Item) {
	said := "没有读出"
	if it.Deadline != "" {
		said = "按" + it.Deadline + "读"
	}
	f := tally.NewFinding(tally.LayoutUnknown, r.On(), at, fmt.Sprintf("“%s”的完成时限写的是“%s”，%s，%s", it.Name, vocabulary.Clip(text, 20), why, said), "请写成2018年9月30日或2018年9月这样的日期")
	f.Class, f.About = tally.ClassC, it.Name
	r.Find(f)
}
