package columns

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// A plan may have an indicator a column (城镇新增就业 | 职业技能培训, with streets, departments or crops down) and no heading that says 目标值:
// its title says that all of its figures are what the year aims at.

// mostAbove is how many rows above a heading are looked at for such a title.
const mostAbove = 6

// mayAim is the quick test for the heading of such a table: words alone, two at least, figures below, and the title.
func (s *tableFinder) mayAim(i int) bool {
	if s.known.Kind == tally.KindProgress || i+1 >= len(s.g.Rows) || len(s.g.Rows[i].Cells) < 2 || s.looked > mostLooked {
		return false
	}
	for _, c := range s.g.Rows[i].Cells {
		if c.Kind != xlsx.Text || utf8.RuneCountInString(c.Value) > 30 || strings.ContainsAny(c.Value, ":：。") && !strings.HasPrefix(c.Value, "其中") || s.Figure(c, "", "").Number.OK() {
			return false
		}
	}
	for _, below := range s.g.Rows[i+1 : min(i+4, len(s.g.Rows))] {
		if s.figuresIn(below, 0) > 0 {
			return s.titledAims(i)
		}
	}
	return false
}

// titledAims reports that the rows above a heading call it what a year aims at (2021年就业目标任务分解表), and nothing there says that it was done.
func (s *tableFinder) titledAims(i int) bool {
	from := i
	for from > 0 && i-from < mostAbove && captionLike(s.g.Rows[from-1]) {
		from--
	}
	aims, year, other := s.titles(s.g.Rows[from:i])
	if !aims && !other && from > 0 { // the title of the whole sheet
		aims, year, other = s.titles(s.g.Rows[:min(3, from)])
	}
	if w, _ := vocabulary.ParseWhen(vocabulary.HeadingForm(s.g.Name)); w.Year > 0 && !w.Months() || s.known.Cover.When.Year > 0 {
		year = true
	}
	return aims && year && !other
}

// captionLike reports a row of words alone, three at most.
func captionLike(row xlsx.Row) bool {
	for _, c := range row.Cells {
		if c.Kind != xlsx.Text {
			return false
		}
	}
	return len(row.Cells) <= 3
}

// titles says what the words of some rows call the table below them: what a year aims at, and which year; other, something else.
func (s *tableFinder) titles(rows []xlsx.Row) (aims, year, other bool) {
	for _, row := range rows {
		for _, c := range row.Cells {
			if c.Kind != xlsx.Text || len(c.Value) > cells.HeadingLength {
				continue
			}
			form := vocabulary.HeadingForm(c.Value)
			w, rest := vocabulary.ParseWhen(form)
			year = year || w.Year > 0 && !w.Months()
			switch {
			case s.Headings.IsFooter(form):
			case s.Headings.Has(vocabulary.NoAimTitles, rest) || s.Headings.TitledProgress(rest):
				other = true
			case s.Headings.Has(vocabulary.AimTitles, rest):
				aims, other = true, other || w.Months()
			}
		}
	}
	return aims, year, other
}

// aimsBelow reports the heading of another such table in a body, under a title of its own.
func (s *tableFinder) aimsBelow(body, i int) bool {
	if i-body < 2 || !captionLike(s.g.Rows[i-1]) || !s.mayAim(i) {
		return false
	}
	aims, year, other := s.titles(s.g.Rows[max(body+1, i-2):i])
	return aims && year && !other
}

// aimsAcross takes the columns of such a table that name indicators for targets, and says whether there are any. Streets and departments make it a matrix;
// crops and the like are its rows. Where any column says itself what its figures are, the title is not asked.
func aimsAcross(s *tableFinder, t *table, i int) bool {
	if !s.mayAim(i) {
		return false
	}
	b := &Block{table: *t}
	var aims []*Column
	sure := 0 // those that carry a unit or are a noun of quantity
	for k := range t.cols {
		c := &t.cols[k]
		if len(c.path) == 0 || c.role == vocabulary.RoleSeq {
			continue
		}
		if c.role == vocabulary.RoleUnit && s.Labels(b, c.col) {
			if units, others, _ := s.unitTexts(b, c.col); units >= others {
				return false // a unit a row: the columns are no indicators
			}
			continue
		}
		if c.role == vocabulary.RoleTarget && len(c.path) == 1 && !c.when.Months() && aimNoun(s.Headings, c.noun) != "" && measurable(s.Sheet, b, c.col) { // 新增就业任务(人)
			if aims = append(aims, c); c.unit != "" || s.Headings.IsQuantity(aimNoun(s.Headings, c.noun)) {
				sure++
			}
			continue
		}
		if c.role.IsTarget() || c.role.IsActual() || c.role == vocabulary.RoleStatus || c.role == vocabulary.RoleForecast || c.role == vocabulary.RoleSchedule || c.when.Months() {
			if s.HoldsNumbers(b, c.col) {
				return false
			}
			continue
		}
		if !measurable(s.Sheet, b, c.col) || !aimed(s.Sheet, c) {
			continue
		}
		if aims = append(aims, c); c.unit != "" || s.Headings.IsQuantity(vocabulary.WithoutBrackets(c.noun)) {
			sure++
		}
	}
	if len(aims) == 0 || sure*2 < len(aims) || len(aims) == 1 && (aims[0].unit == "" || aims[0].role == vocabulary.RoleAmount) {
		return false
	}
	who, rows := whoAims(s.Sheet, b, aims[0].col)
	if who == 0 && !rows {
		return false
	}
	for _, c := range aims {
		c.role = vocabulary.RoleTarget
		t.aims = append(t.aims, c.col)
	}
	t.who, t.matrix = who, !rows
	return true
}

// aimed reports a heading that may name such an indicator: no word that says what else its figures are, nor what the rows have already (总户数).
func aimed(s Sheet, c *Column) bool {
	noun := vocabulary.WithoutBrackets(c.noun)
	if noun == "" || !c.when.IsZero() || len(c.path) == 1 && s.Headings.IsTotal(noun) || utf8.RuneCountInString(c.path[len(c.path)-1].Text) > 30 {
		return false
	}
	for _, h := range c.path {
		if s.Headings.Has(vocabulary.BaseNouns, h.Noun) || s.Headings.Has(vocabulary.NoFigures, h.Noun) {
			return false
		}
	}
	switch c.role {
	case vocabulary.RoleNone, vocabulary.RoleAmount:
		return !s.Headings.Ends(vocabulary.RateEnds, noun) || c.unit == "%"
	case vocabulary.RoleDone: // 实际到位内资
		return s.Headings.IsQuantity(noun)
	case vocabulary.RoleAside: // 到位资金, 项目数
		return s.Headings.IsQuantity(noun)
	case vocabulary.RoleGrowth:
		return NamesIndicator(c.path[len(c.path)-1])
	case vocabulary.RoleName, vocabulary.RoleTask: // 重点项目(个)
		return c.unit != ""
	}
	return c.role.IsText() && c.unit != "" // 其中:困难人员(人)
}

// whoAims finds who or what stands down a table whose first indicator is in the column next: the column of streets or departments, or rows of crops and the
// like, which are read by their names. Of projects and whatever else the columns may only describe.
func whoAims(s Sheet, b *Block, next int) (who int, rows bool) {
	for i := range b.cols[:next-1] {
		c := &b.cols[i]
		if !s.Labels(b, c.col) || c.role == vocabulary.RoleSeq || c.role == vocabulary.RoleLeader || c.role == vocabulary.RoleDeadline || c.role.IsText() {
			continue
		}
		units, others, departments := s.unitTexts(b, c.col)
		switch offices := departments*2 > others && departments > 0; {
		case len(c.path) > 0 && s.Headings.Is(vocabulary.AimRows, vocabulary.WithoutBrackets(c.noun)):
			who, rows = 0, true
		case c.role == vocabulary.RoleArea, c.role.IsUnitInCharge(), c.role == vocabulary.RoleUnit && others > units, (c.role == vocabulary.RoleNone || c.role == vocabulary.RoleTask) && offices:
			if !rows {
				who = c.col
			}
		case c.role == vocabulary.RoleGroup || s.mergesDown(b, c.col):
		default:
			return 0, false
		}
	}
	return who, rows
}

// measureAims gives each of the indicators a measure of its own.
func measureAims(s *finder, b *Block) {
	b.measures = b.measures[:0:0]
	for _, col := range b.aims {
		c := b.Column(col)
		name, _ := s.AimName(c)
		b.measures = append(b.measures, figures{noun: name, targets: []*Column{c}})
	}
	if b.sur.When.Years() {
		at := xlsx.Ref(b.last, b.aims[0])
		f := tally.NewFinding(tally.LayoutUnknown, s.g.Name, at, fmt.Sprintf("标题“%s”写了不止一年，看不出是哪一年的目标，按%d年读", vocabulary.Clip(b.sur.Title, 30), b.year), "请在表头写明年份，如“2023年目标”；是各年合计的请说明")
		f.Class = tally.ClassC
		s.Find(f)
	}
	first, last := b.Column(b.aims[0]), b.Column(b.aims[len(b.aims)-1])
	s.Note(fmt.Sprintf("工作表“%s”没有“目标值”一列，按标题“%s”，把%s列“%s”到%s列“%s”各读作一个指标的目标", s.g.Name, vocabulary.Clip(b.sur.Title, 30), first.Letter(), first.Title(), last.Letter(), last.Title()))
}

// AimName is the name of an indicator that is headed in several rows (外出招商 over 批次), without the words that only say that it is aimed at, and that it is
// a sum; part, that it is headed as one of the indicator before it.
func (s Sheet) AimName(c *Column) (name string, part bool) {
	for i, h := range c.path {
		noun := strings.TrimSuffix(vocabulary.WithoutBrackets(h.Noun), "%")
		if rest, ok := strings.CutPrefix(noun, "其中"); ok {
			noun, part = strings.Trim(rest, ":、,"), true
		}
		if i > 0 && s.Headings.IsTotal(noun) || i+1 < len(c.path) && s.IsDepartment(vocabulary.HeadingForm(noun)) { // 水利局 over what it is to do
			continue
		}
		if noun = cmp.Or(aimNoun(s.Headings, noun), noun); noun != "" && (i == 0 || h.Role != vocabulary.RoleAmount) && !strings.Contains(name, noun) {
			name += noun
		}
	}
	return name, part
}

// aimNoun is what a heading names without the words that say that it is aimed at: 新增就业 of 年度新增就业任务数.
func aimNoun(h *vocabulary.Headings, noun string) string {
	noun = vocabulary.WithoutBrackets(noun)
	for _, w := range h.Listed(vocabulary.Aims) {
		for _, tail := range [...]string{w + "数", w + "值", w} {
			noun = strings.TrimSuffix(noun, tail)
		}
	}
	for _, l := range [...]vocabulary.List{vocabulary.WithinYear, vocabulary.WholeYear, vocabulary.Aims} {
		for _, w := range h.Listed(l) {
			noun = strings.TrimPrefix(noun, w)
		}
	}
	return noun
}

// Aims are the columns that the title makes targets, none in any other table.
func (t *table) Aims() []int { return t.aims }
