package columns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// dateColumns decides over what time each column of figures runs, before it is known what the workbook is:
// what was done in an earlier year is history, one month is a month, 1-9月 the year to date.
func (s *finder) dateColumns(b *Block) {
	b.year = s.yearOf(b)
	if b.mapped {
		for i := range b.cols {
			if c := &b.cols[i]; c.role == vocabulary.RoleDone {
				s.span(b, c)
			}
		}
		return
	}
	phasesOfTarget(s, b)
	stocks(s, b)
	hasTarget := false
	wordy := s.wordyTarget(b)
	for i := range b.cols {
		hasTarget = hasTarget || b.cols[i].role.IsTarget() && &b.cols[i] != wordy
	}
	planned := hasTarget && s.partsTheYear(b)
	bare := !b.hasDone()
	for i := range b.cols {
		c := &b.cols[i]
		if planned && c.role == vocabulary.RoleNone && c.isWholeYear(s.Headings) {
			c.role, c.when.From, c.when.To, c.when.UpTo = vocabulary.RoleTarget, 1, 12, true
		}
		if !hasTarget && c.role == vocabulary.RoleNone && c.isWholeYear(s.Headings) && (s.known.Kind == tally.KindPlan || s.known.Kind == "" && TitledPlan(s.Headings, b.sur.Title)) {
			c.role, c.when.From, c.when.To, c.when.UpTo = vocabulary.RoleTarget, 1, 12, true // 全年合计 behind the months of a plan
		}
		if planned && c.role == vocabulary.RoleNone && c.when.Months() && c.noun == "" {
			c.role = vocabulary.RoleTarget
		}
		if c.role == vocabulary.RoleNone && !hasTarget && !bare && c.isWholeYear(s.Headings) && s.beforeDecember(b) {
			c.role = vocabulary.RoleTarget // 全年 beside 9月 has not been
		}
		if c.role == vocabulary.RoleDone && c.when.IsZero() && s.ratesBeside(b, c) {
			c.role = vocabulary.RoleRate
		}
		switch c.role {
		case vocabulary.RoleStatus, vocabulary.RoleDone, vocabulary.RoleYTD, vocabulary.RoleMonth:
			s.textOrFigures(b, c)
		case vocabulary.RoleProgress: // 累计进展 may hold figures
			numbers, texts := s.sample(b, c.col)
			if numbers > texts && (s.Headings.Has(vocabulary.SumWords, c.noun) || s.Headings.Has(vocabulary.DoneWords, c.noun)) || !b.hasDone() && s.mostlyNumbers(b, c.col) || c.when.Months() && (len(c.path) > 1 && numbers > texts || numbers > 0 && texts == 0) {
				if c.role = vocabulary.RoleDone; s.Headings.Has(vocabulary.SumWords, c.noun) {
					c.role = vocabulary.RoleYTD
				}
			}
		case vocabulary.RoleAside: // 年初目标 where nothing has come in its place
			if !hasTarget && strings.HasPrefix(c.noun, "年初") && s.Headings.Has(vocabulary.AimsAndBudgets, c.noun) {
				c.role = vocabulary.RoleTarget
			} else if bare || asksWhatCameIn(s, b) {
				cameIn(s, b, c)
			}
		case vocabulary.RoleRate: // 完成目标 without a sign of a rate
			if !b.hasDone() && s.Headings.Begins(vocabulary.DoneWords, c.noun) && s.Headings.Has(vocabulary.AimsAndBudgets, c.noun) && !strings.ContainsAny(c.Title(), "率比%％") && !s.percents(b, c.col) {
				c.role = vocabulary.RoleDone
			} else if !b.hasDone() && s.counted(b, c) || s.besideRate(b, c) { // 进度 over 3所
				c.role = vocabulary.RoleDone
			}
		case vocabulary.RoleNone, vocabulary.RoleAmount:
			if !hasTarget && c.role == vocabulary.RoleNone && cells.IsAim(s.Headings, c.noun) && !s.Headings.Has(vocabulary.Times, c.noun) && s.figuresOnly(b, c.col) { // 当年计划到资
				c.role = vocabulary.RoleTarget
				continue
			}
			if (bare || s.happened(b, c) || b.sameUnderMonth(c)) && s.countsMonths(b, c) {
				c.role = vocabulary.RoleDone
				break
			}
			s.undated(b, c, hasTarget)
		case vocabulary.RoleTarget, vocabulary.RoleTotal:
			if c.when.Plan && c.when.Year == 0 { // of the five years, not of this one
				c.role = vocabulary.RoleTotal
			}
		}
		if (c.role.IsActual() || c.role == vocabulary.RoleDone) && c.when.Year > 0 && b.year > 0 && c.when.Year < b.year {
			c.role = vocabulary.RolePrior
		}
		if c.role == vocabulary.RoleDone || c.role == vocabulary.RoleMonth || c.role == vocabulary.RoleYTD {
			s.span(b, c)
		}
	}
	oneMonthBesideSum(b)
	s.wholeYear(b)
}

// beforeDecember reports a table whose months are known and end before the year does.
func (s *finder) beforeDecember(b *Block) bool {
	last := b.sur.When.To
	for i := range b.cols {
		last = max(last, b.cols[i].when.To)
	}
	return last > 0 && last < 12
}

// ratesBeside reports a column of nothing but per cents (完成 over 78.4%) beside one of figures that are none.
func (s *finder) ratesBeside(b *Block, c *Column) bool {
	filled := 0
	for _, row := range s.body(b) {
		switch text := s.CellText(row.At(c.col)); {
		case s.Headings.IsNothing(text):
		case strings.HasSuffix(text, "%"):
			filled++
		default:
			return false
		}
	}
	for i := range b.cols {
		if d := &b.cols[i]; d.col != c.col && d.role.IsActual() && filled > 0 && s.HoldsNumbers(b, d.col) && !s.percents(b, d.col) {
			return true
		}
	}
	return false
}

// countsMonths reports a column of numbers under months and a noun of the sheet's own (10月支出, 1-10月支出), in a table without a column
// that says what was done.
func (s *finder) countsMonths(b *Block, c *Column) bool {
	if c.role != vocabulary.RoleNone || c.noun == "" || !c.when.Months() || s.known.Kind == tally.KindPlan || TitledPlan(s.Headings, b.sur.Title) {
		return false
	}
	return !cells.IsAim(s.Headings, c.noun) && !s.Headings.Has(vocabulary.NoFigures, c.noun) && s.mostlyNumbers(b, c.col)
}

// happened reports months before a word that only says that something came about (7月发生), or that stands behind 累计 over another column (11月产值
// beside 1-11月累计产值), where no other column is of those months.
func (s *finder) happened(b *Block, c *Column) bool {
	summed := func(d Column) bool {
		return d.role == vocabulary.RoleYTD && len(d.noun) > len(c.noun) && strings.HasSuffix(d.noun, c.noun) && s.Headings.Has(vocabulary.SumWords, d.noun)
	}
	if !s.Headings.Is(vocabulary.Happened, c.noun) && (c.noun == "" || !slices.ContainsFunc(b.cols, summed)) {
		return false
	}
	for i := range b.cols {
		if d := &b.cols[i]; d.col != c.col && d.when.From == c.when.From && d.when.To == c.when.To && !d.when.UpTo && (d.role.IsDone() || d.role == vocabulary.RoleNone && d.noun == "") {
			return false
		}
	}
	return true
}

// wholeYear undates the one year-to-date column of a sheet that says 1-12月 all year, where the sheet or the month filed
// says otherwise.
func (s *finder) wholeYear(b *Block) {
	var ytd *Column
	month := 0
	for i := range b.cols {
		switch c := &b.cols[i]; {
		case c.role == vocabulary.RoleYTD && ytd != nil:
			return
		case c.role == vocabulary.RoleYTD:
			ytd = c
		case c.role == vocabulary.RoleMonth && c.when.To > 0:
			month = c.when.To
		}
	}
	if month == 0 {
		month = b.sur.When.To
	}
	if month == 0 {
		month = s.known.Period.Month()
	}
	if ytd == nil || ytd.when.From != 1 || ytd.when.To != 12 || month == 0 || month == 12 {
		return
	}
	ytd.when.From, ytd.when.To = 1, month
	s.Note(fmt.Sprintf("工作表“%s”%s列写的是“%s”，按1-%d月累计读", s.g.Name, ytd.Letter(), ytd.Title(), month))
}

// yearOf is the year that a table is about: its title's, else the latest that its targets name, else that of the
// month filed.
func (s *finder) yearOf(b *Block) int {
	year := 0
	for i := range b.cols {
		if c := &b.cols[i]; c.role.IsTarget() {
			year = max(year, c.when.Year)
		}
	}
	switch filed := s.known.Period.Year(); {
	case s.known.Kind == tally.KindProgress && s.namesYear(b, filed): // 2023年实绩 before 2024年计划
		return filed
	case b.sur.When.Year > 0 && b.sur.When.Months(): // a month's sheet, whatever it says of next year
		return b.sur.When.Year
	case b.sur.When.Year > 0:
		return max(b.sur.When.Year, min(year, b.sur.When.Year+1))
	case year > 0:
		return year
	}
	for i := range b.cols {
		if c := &b.cols[i]; c.when.Months() {
			year = max(year, c.when.Year)
		}
	}
	switch {
	case year > 0:
		return year
	case s.known.Cover.When.Year > 0:
		return s.known.Cover.When.Year
	}
	if w, _ := vocabulary.ParseWhen(vocabulary.HeadingForm(s.g.Name)); w.Year > 0 {
		return w.Year
	}
	return s.known.Period.Year()
}

// mostlyNumbers reports a column in which most of what stands is one number, not several in a sentence.
func (s Sheet) mostlyNumbers(b *Block, col int) bool {
	numbers, others := 0, 0
	for _, row := range s.body(b) {
		switch c := row.At(col); {
		case c.Kind == xlsx.Blank || s.Headings.IsNothing(c.Value):
		case c.Kind == xlsx.Number || s.Figure(c, "", "").Number.OK():
			numbers++
		default:
			others++
		}
	}
	return numbers > others
}

// percents reports a column whose cells show per cent.
func (s Sheet) percents(b *Block, col int) bool {
	for _, row := range s.body(b) {
		if strings.HasSuffix(s.CellText(row.At(col)), "%") {
			return true
		}
	}
	return false
}

// counted reports a column whose numbers stand with units that are not per cent, in most of the cells.
func (s Sheet) counted(b *Block, c *Column) bool {
	counted, others := 0, 0
	for _, row := range s.body(b) {
		switch f := s.Figure(row.At(c.col), "", ""); {
		case f.Nothing:
		case f.Number.OK() && f.Unit != "" && f.Unit != "%":
			counted++
		default:
			others++
		}
	}
	return counted > others
}

// besideRate reports 进度 beside a column that is the rate without doubt, 完成比例(%): under one heading with it, it holds what was done.
func (s *finder) besideRate(b *Block, c *Column) bool {
	sign := func(c *Column) bool { return strings.ContainsAny(c.Title(), "率比%％") }
	if sign(c) || s.percents(b, c.col) || !s.HoldsNumbers(b, c.col) {
		return false
	}
	rate := false
	for i := range b.cols {
		d := &b.cols[i]
		if d.col == c.col || len(d.path) != len(c.path) || len(c.path) > 1 && d.path[0].Text != c.path[0].Text {
			continue
		}
		if d.role.IsDone() {
			return false
		}
		rate = rate || d.role == vocabulary.RoleRate && sign(d)
	}
	return rate
}

// hasDone reports a column that can only hold what was done.
func (b *Block) hasDone() bool {
	for i := range b.cols {
		c := &b.cols[i]
		if c.role.IsActual() || c.role == vocabulary.RoleDone || c.role == vocabulary.RoleStatus || c.role == vocabulary.RoleNone && c.noun == "" && c.when.Months() {
			return true
		}
	}
	return false
}

// namesYear reports that a column of figures names the year.
func (s *finder) namesYear(b *Block, year int) bool {
	for i := range b.cols {
		if c := &b.cols[i]; year > 0 && c.when.Year == year && (c.role.IsActual() || c.role == vocabulary.RoleDone || c.role == vocabulary.RoleStatus) {
			return true
		}
	}
	return false
}

// textOrFigures tells 完成情况 in words from figures.
func (s *finder) textOrFigures(b *Block, c *Column) {
	numbers, texts := s.sample(b, c.col)
	wordy := c.role == vocabulary.RoleStatus || s.Headings.Has(vocabulary.WordyHeads, c.noun)
	switch {
	case texts > numbers && (wordy || numbers == 0 && texts > 2 && s.longTexts(b, c.col)):
		c.role = vocabulary.RoleProgress
	case c.role == vocabulary.RoleStatus && numbers+texts == 0:
		c.role = vocabulary.RoleProgress
	case c.role == vocabulary.RoleStatus:
		c.role = vocabulary.RoleDone
	}
}

// longTexts reports a column of sentences.
func (s Sheet) longTexts(b *Block, col int) bool {
	n, long := 0, 0
	for _, row := range s.body(b) {
		if c := row.At(col); c.Value != "" && !s.Headings.IsNothing(c.Value) {
			n++
			if len(c.Value) > 36 {
				long++
			}
		}
	}
	return long*2 > n
}

// undated gives a role to a column whose heading is nothing but a time: beside targets, 2016年 is history; in a
// progress sheet 9月 is a month and 1-9月 the year to date; in a plan they are targets.
func (s *finder) undated(b *Block, c *Column, hasTarget bool) {
	if (c.when.IsZero() || c.noun != "") && c.role == vocabulary.RoleNone {
		return
	}
	plan := s.known.Kind == tally.KindPlan || (s.known.Kind == "" && TitledPlan(s.Headings, b.sur.Title))
	switch {
	case b.year > 0 && c.when.Year > b.year: // 2025年 in a sheet of 2023 has not come
		c.role = vocabulary.RoleTarget
	case c.when.IsZero() && hasTarget:
	case c.when.IsZero() && plan:
		c.role = vocabulary.RoleTarget
	case c.when.Months() && (!plan || hasTarget):
		c.role = vocabulary.RoleDone
	case c.when.Months():
		c.role = vocabulary.RoleTarget
	case hasTarget && !plan && c.when.Year > 0 && c.when.Year == b.year: // 2023年 in a sheet of 2023: of which part of it is not said
	case hasTarget || !plan && c.when.Year > 0 && c.when.Year < b.year:
		c.role = vocabulary.RolePrior
	case plan && c.when.Year > 0 && c.when.Year < vocabulary.FirstYear(b.sur.Title): // 2020年 in a plan of the 十四五
		c.role = vocabulary.RolePrior
	case plan:
		c.role = vocabulary.RoleTarget
	default:
		c.role = vocabulary.RoleDone
	}
}

// TitledPlan reports the title of a plan.
func TitledPlan(h *vocabulary.Headings, title string) bool {
	return h.TitledPlan(title) && !h.TitledProgress(title)
}

// span settles month, year to date or neither for a column of figures.
func (s *finder) span(b *Block, c *Column) {
	w := c.when
	switch {
	case c.role == vocabulary.RoleYTD:
	case !w.UpTo && (w.Week > 0 || w.Days() || s.known.Period.Kind() == tally.Quarterly && w.From > 1 && w.Round(b.year, s.known.Period) == s.known.Period): // 第5周, 二季度 in a quarter's sheet
		c.role = vocabulary.RoleMonth
	case w.Quarter > 1 && !w.UpTo, w.From > 1 && w.From < w.To: // a quarter alone is neither a month nor the year to date
		c.role = vocabulary.RoleAside
		s.Note(fmt.Sprintf("工作表“%s”%s列“%s”是单季(或若干月)的数，不是本月数也不是累计数，未读", s.g.Name, c.Letter(), c.Title()))
	case w.Quarter == 1 || w.UpTo && w.From == 1 || w.Current:
		c.role = vocabulary.RoleYTD
	case c.role == vocabulary.RoleMonth:
	case w.Months() && !w.UpTo:
		c.role = vocabulary.RoleMonth
	case w.UpTo || w.Year > 0:
		c.role = vocabulary.RoleYTD
	default:
		c.role = vocabulary.RoleYTD
		if s.saidNothing(b) {
			s.Note(fmt.Sprintf("工作表“%s”%s列“%s”没有写明是本月数还是累计数，按累计数读", s.g.Name, c.Letter(), c.Title()))
		}
	}
}

// saidNothing reports that the captions do not say either that figures run from the year's beginning.
func (s *finder) saidNothing(b *Block) bool { return !b.sur.When.UpTo && b.sur.When.Months() }
