package rows

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// targetsOf reads the targets of a row, one a period and tier: 确保 and 力争 in two columns are one target.
func (r *bodyReading) targetsOf(row xlsx.Row, it *tally.Item) {
	var nothing []tally.Target
	for _, c := range r.f.Targets() {
		cell, at := r.targetCell(row, c)
		if r.Fault(cell, row.Number, tally.ClassA) {
			continue
		}
		text := strings.TrimSpace(r.CellText(cell))
		if cell.Kind == xlsx.Number {
			unit, _ := r.targetUnit(c, it)
			text += r.FormatUnit(cell.Shown(r.Date1904), unit)
		}
		if cell.ShowsDate() {
			r.unreadable(row.Number, c, "是日期格式，显示为“"+text+"”", it)
			continue
		}
		t := tally.Target{Cell: at, Text: text, Period: r.targetPeriod(c, it), Parts: []tally.Part{}}
		if c.Role() == vocabulary.RoleSuperior {
			t.Tier = "superior"
		}
		if r.Headings.IsNothing(text) {
			if text != "" && len(nothing) == 0 && r.b.Kind() == tally.KindPlan {
				nothing = append(nothing, t)
			}
			continue
		}
		r.phrase(&t, c, it)
		t.Annual = c.When().Year > 0 && r.Headings.Ends(vocabulary.YearsShare, c.Noun())
		if it.Op != tally.OpNone && t.Floor.OK() && cell.Kind == xlsx.Number {
			t.Op = it.Op
		}
		r.addTarget(it, &t, c.Role())
	}
	if len(it.Targets) == 0 && len(nothing) > 0 { // a row whose target is printed as / has one in words only
		it.Targets = nothing
	}
}

// targetCell is the cell that gives a row its target. A range over several years counts for each; a number over several
// rows counts for the first, words over several rows for each.
func (r *bodyReading) targetCell(row xlsx.Row, c *columns.Column) (xlsx.Cell, string) {
	cell := row.At(c.Col())
	if cell.Kind != xlsx.Blank || cell.Formula {
		return cell, xlsx.Ref(row.Number, c.Col())
	}
	m := r.Grid().Merge(row.Number, c.Col())
	corner := r.Grid().At(m.FirstRow, m.FirstCol)
	first := r.b.Column(m.FirstCol)
	switch {
	case first == nil || !first.Role().IsTarget() || (m.FirstCol != c.Col() && first.When().Year == c.When().Year):
		return cell, ""
	case m.FirstRow < row.Number && strings.ContainsAny(corner.Value, "0123456789"):
		if corner.Kind != xlsx.Blank {
			r.sayShared(m, r.CellText(corner))
		}
		return cell, ""
	}
	return corner, xlsx.Ref(m.FirstRow, m.FirstCol)
}

// sayShared says once of a number merged over several rows that it was taken for the first alone.
func (r *teller) sayShared(m xlsx.Range, text string) {
	at := xlsx.Ref(m.FirstRow, m.FirstCol)
	if r.SaidOf(tally.TargetDeclined, at) {
		return
	}
	r.Find(tally.NewFinding(tally.TargetDeclined, r.On(), at, fmt.Sprintf("目标“%s”是第%d行到第%d行的合并单元格，只作为第%d行的目标", vocabulary.Clip(text, 20), m.FirstRow, m.LastRow, m.FirstRow), "请由督查部门确认是几行共同的目标，还是各行的目标"))
}

// targetPeriod is the period that a target is for, as precisely as its column says; else the year of the title, else
// that of the row's deadline.
func (r *bodyReading) targetPeriod(c *columns.Column, it *tally.Item) string {
	year := r.yearOf(c)
	switch w := c.When(); {
	case c.Period() != "":
		return c.Period()
	case year == 0 && w.Quarter > 0:
		return fmt.Sprintf("Q%d", w.Quarter)
	case year == 0 && w.To > 0 && w.To-w.From < 11:
		return fmt.Sprintf("%02d/%02d", w.From, w.To)
	case year == 0 && len(it.Deadline) >= 4:
		return it.Deadline[:4]
	case year == 0:
		return ""
	}
	return strconv.Itoa(year) + c.When().Part()
}

// yearOf is the year that a column is for: its heading's, the title's, else that of the plan.
func (r *bodyReading) yearOf(c *columns.Column) int {
	switch {
	case c.When().Year > 0:
		return c.When().Year
	case r.sur.When.Year > 0:
		return r.sur.When.Year
	}
	return r.b.Year()
}

// targetUnit is the unit of a column's targets in a row.
func (r *bodyReading) targetUnit(c *columns.Column, it *tally.Item) (unit, from string) {
	own := r.ownUnit(c, it.Row)
	switch {
	case c.IsGrowth():
		return "%", fromHead
	case own != "":
		return own, fromOwn
	case headsUnit(r, c) != "":
		return c.Unit(), fromHead
	case it.Unit != "":
		return it.Unit, fromRow
	case c.Unit() != "":
		return c.Unit(), fromHead
	}
	return r.sharedUnit()
}

// phrase reads the words of a target in the unit of its row or column.
func (r *bodyReading) phrase(t *tally.Target, c *columns.Column, it *tally.Item) {
	unit, from := r.targetUnit(c, it)
	h := phrase.Hint{Name: it.Name, Unit: unit}
	read, p := r.Words.TargetOf(t.Text, h)
	if len(it.Targets) == 0 {
		r.first = readPhrase{t.Text, h, p}
	}
	read.Cell, read.Period, read.Tier = t.Cell, t.Period, t.Tier
	if read.Period == "" && len(p.Deadline) >= 4 {
		read.Period = p.Deadline[:4]
	}
	if it.Deadline == "" && len(r.b.Deadlines()) == 0 {
		if it.Deadline = p.Deadline; it.Deadline == "" && p.Measure == tally.Milestone { // 12月底前建成
			it.Deadline, _ = r.Headings.Deadline(t.Text, r.yearOf(c))
		}
	}
	if *t = read; t.Unit == "" {
		t.Unit = unit
	} else if t.Unit != unit {
		from = fromTarget
	}
	r.sayUnit(t.Cell, it, t.Unit, from)
	if cells.Measurable(t.Text) && (!p.Readable || isBare(t)) {
		r.decline(t, it)
	}
}

// isBare reports a target of signs and digits without a word that gave no number: [15].
func isBare(t *tally.Target) bool {
	return !t.Floor.OK() && !t.Stretch.OK() && !t.Max.OK() && len(t.Parts) == 0 && strings.IndexFunc(t.Text, unicode.IsLetter) < 0
}

// counts reports a number with a unit behind it: 200亿元, but not 5G基站.
func counts(r *cells.Reader, text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' || i+1 < len(text) && vocabulary.IsDigitOrPoint(text[i+1]) {
			continue
		}
		end := i + 1
		for range 3 {
			_, n := utf8.DecodeRuneInString(text[end:])
			if end += n; n > 0 && r.IsUnit(text[i+1:end]) {
				return true
			}
		}
	}
	return false
}

func (r *teller) decline(t *tally.Target, it *tally.Item) {
	why := t.Why
	if why == "" {
		why = "看不出目标数"
	}
	f := tally.NewFinding(tally.TargetDeclined, r.On(), t.Cell, fmt.Sprintf("目标“%s”没有读成数字：%s", vocabulary.Clip(t.Text, 30), why), "请由督查部门确认这个目标的数值")
	f.About = it.Name
	r.Find(f)
}

// addTarget joins a target with one of the same period and tier that was read before it.
func (r *bodyReading) addTarget(it *tally.Item, t *tally.Target, role vocabulary.Role) {
	if role == vocabulary.RoleStretch {
		asStretch(t)
	}
	for i := range it.Targets {
		have := &it.Targets[i]
		if have.Period != t.Period || have.Tier != t.Tier || role != vocabulary.RoleTarget && isGrowth(r, have) != isGrowth(r, t) {
			continue
		}
		switch {
		case role == vocabulary.RoleTarget && have.Floor.OK() && t.Floor.OK() && have.Floor.Equal(t.Floor) && have.Unit == t.Unit && !t.Stretch.OK() && len(t.Parts)+len(have.Parts) == 0: // said twice
			return
		case role == vocabulary.RoleFloor && have.Floor.OK() && t.Floor.OK(): // 确保 goes before a plain 目标值 beside it
			if !have.Floor.Equal(t.Floor) {
				r.Note(fmt.Sprintf("工作表“%s”既有“目标值”又有“确保”，两者不同的以“确保”为准", r.Grid().Name))
			}
			if have.Stretch.OK() {
				t.Stretch, t.StretchUnit, t.StretchCell = have.Stretch, have.StretchUnit, have.StretchCell
			}
			if t.Unit == "" {
				t.Unit = have.Unit
			}
			*have = *t
			return
		case role == vocabulary.RoleStretch && !have.Stretch.OK() && have.Floor.OK() && len(t.Parts) == 0:
			have.Stretch, have.StretchUnit, have.StretchCell = t.Stretch, "", t.Cell
			if t.Unit != have.Unit {
				have.StretchUnit = t.Unit
			}
			return
		case role == vocabulary.RoleFloor && have.Stretch.OK() && !have.Floor.OK() && t.Floor.OK(): // 力争 stands before 确保
			t.StretchCell, t.Stretch = have.Cell, have.Stretch
			if t.Unit != have.Unit {
				t.StretchUnit = have.Unit
			}
			*have = *t
			return
		}
	}
	it.Targets = append(it.Targets, *t)
}

// isGrowth reports a target of growth that stands beside one of the amount: 增幅 beside 总量, under 确保 and under 力争 each.
func isGrowth(r *bodyReading, t *tally.Target) bool {
	letter := strings.TrimRight(t.Cell, "0123456789")
	for _, c := range r.f.Targets() {
		if c.IsGrowth() && c.Letter() == letter {
			return true
		}
	}
	return false
}

// asStretch makes the number of a cell under 力争 the stretch.
func asStretch(t *tally.Target) {
	if t.Stretch.OK() || !t.Floor.OK() {
		return
	}
	t.Stretch, t.Floor = t.Floor, exact.Number{}
	for i := range t.Parts {
		t.Parts[i].Stretch = true
	}
}

// sayMark says that what stands behind a figure was taken for the mark of a note.
func (r *teller) sayMark(at string, f cells.Figure, it *tally.Item) {
	found := tally.NewFinding(tally.NumberUnreadable, r.On(), at, fmt.Sprintf("“%s”写的是“%s”，按%s读，“%s”当作注释标记", it.Name, f.Text, f.Number.String(), f.Mark), "注释标记请写在备注里")
	found.Class, found.About = tally.ClassD, it.Name
	r.Find(found)
}

// unreadable is the finding for a cell in which a figure was expected.
func (r *teller) unreadable(row int, c *columns.Column, why string, it *tally.Item) {
	r.Find(r.unreadableOf(row, c, why, it))
}

func (r *teller) unreadableOf(row int, c *columns.Column, why string, it *tally.Item) tally.Finding {
	expected := "请填数字"
	if it.Unit != "" {
		expected += "，单位" + it.Unit
	}
	f := tally.NewFinding(tally.NumberUnreadable, r.On(), xlsx.Ref(row, c.Col()), fmt.Sprintf("“%s”的“%s”%s", it.Name, c.Title(), why), expected)
	f.About = it.Name
	return f
}
