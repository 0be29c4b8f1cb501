package columns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// phasesOfTarget takes for what is aimed at by then, where the sheet is a plan: 第二季度累计 under 季度目标, what stands under 序时目标, and 一季度进度 beside the
// year's target; and for the whole year what says so beside them.
func phasesOfTarget(s *finder, b *Block) {
	for i := range b.cols { // 全年 under 季度目标, beside its quarters
		if c := &b.cols[i]; c.role.IsTarget() && len(c.path) > 1 && c.isWholeYear(s.Headings) && b.sameUnderMonths(c) {
			c.when.From, c.when.To, c.when.UpTo = 1, 12, true
		}
	}
	if s.known.Kind == tally.KindProgress || s.known.Kind == "" && !TitledPlan(s.Headings, b.sur.Title) {
		return
	}
	var paced []*Column
	target := false
	for i := range b.cols {
		c := &b.cols[i]
		n := len(c.path)
		target = target || c.role.IsTarget() && !c.when.Months()
		switch {
		case n == 0:
		case n > 1 && c.when.Months() && (c.role == vocabulary.RoleSchedule || c.role.IsActual()) && cells.IsAim(s.Headings, c.path[0].Noun) && (c.noun == "" || s.Headings.Is(vocabulary.SumWords, c.noun)):
			c.role = vocabulary.RoleTarget
		case c.role == vocabulary.RoleNone && c.noun == "" && c.when.Year == b.year && c.when.To == 0 && s.Headings.Ends(vocabulary.WholeYear, c.path[n-1].Text): // 2020年全年
			c.noun = c.path[n-1].Text[strings.Index(c.path[n-1].Text, "年")+len("年"):]
		case s.Headings.Is(vocabulary.PaceWords, c.noun) && c.when.Months() && measurable(s.Sheet, b, c.col) && !s.percents(b, c.col):
			paced = append(paced, c)
		}
	}
	if !target || len(paced) < 2 {
		return
	}
	for _, c := range paced { // 一季度进度
		c.role = vocabulary.RoleTarget
	}
	for i := range b.cols {
		c := &b.cols[i]
		for _, w := range s.Headings.Listed(vocabulary.PaceWords) {
			if noun := strings.TrimSuffix(c.noun, w); noun != c.noun && c.when.To == 0 && s.Headings.Is(vocabulary.WholeYear, noun) { // 全年进度
				c.role, c.when.From, c.when.To, c.when.UpTo = vocabulary.RoleTarget, 1, 12, true
				break
			}
		}
	}
}

// sameUnderMonths reports a column of months under the same heading.
func (b *Block) sameUnderMonths(c *Column) bool {
	for i := range b.cols {
		if d := &b.cols[i]; d.col != c.col && len(d.path) == len(c.path) && d.path[0].Text == c.path[0].Text && d.when.Months() {
			return true
		}
	}
	return false
}

// risingPhases takes quarters or months whose targets rise to the year's, and do not add up to it, for what is aimed at by their ends: 一季度 1, 二季度 2,
// 三季度 4, 四季度 6 of 6; and 三季度 behind 上半年 where both together would be more than the year's.
func risingPhases(s *finder, b *Block) {
	var year *Column
	var parts, alone []*Column
	for _, c := range b.targets {
		switch {
		case c.growth || c.role != vocabulary.RoleTarget && c.role != vocabulary.RoleFloor:
		case c.when.To == 0 && year == nil:
			year = c
		case c.when.To > 0 && c.when.Part() != "":
			if parts = append(parts, c); c.when.From > 1 && !c.when.UpTo {
				alone = append(alone, c)
			}
		}
	}
	if year == nil || len(alone) == 0 || len(parts) < 2 {
		return
	}
	slices.SortStableFunc(parts, func(a, c *Column) int { return a.when.To - c.when.To })
	if !riseTo(s.Sheet, b, year, parts) {
		return
	}
	for _, c := range alone {
		c.when.From, c.when.Quarter, c.when.UpTo = 1, 0, true
	}
	s.Note(fmt.Sprintf("工作表“%s”%s列“%s”等各期的目标逐期上升，加起来超过%s列“%s”，按到期末的累计目标读", s.g.Name, alone[0].Letter(), alone[0].Title(), year.Letter(), year.Title()))
}

// riseTo reports that in every row that is filled the parts rise to the year's target at most, while those that stand alone would be more, together: in more
// rows than they add up, or in as many where a sum (上半年) stands beside them. Rates never add up, and are asked only where there is nothing else.
func riseTo(s Sheet, b *Block, year *Column, parts []*Column) bool {
	rise, add, rates, summed := 0, 0, 0, false
	for _, row := range s.body(b) {
		whole := s.Figure(row.At(year.col), "", "").Number
		if !whole.OK() {
			continue
		}
		last, sum := exact.Int(0), exact.Int(0)
		for _, c := range parts {
			v := s.Figure(row.At(c.col), "", "").Number
			if !v.OK() {
				continue
			}
			if v.Cmp(last) < 0 || v.Cmp(whole) > 0 {
				return false
			}
			switch last = v; {
			case c.when.From > 1 && !c.when.UpTo:
				sum = sum.Add(v)
			default:
				sum, summed = v, summed || c.when.To > 3
			}
		}
		switch over := sum.Cmp(whole); {
		case over > 0 && isRate(s, b, row, year):
			rates++
		case over > 0:
			rise++
		case over == 0 && last.Cmp(whole) != 0:
			add++
		}
	}
	return rise > add || summed && rise > 0 && rise == add || rates > 0 && rise+add == 0
}

// isRate reports a row whose figures are per cent.
func isRate(s Sheet, b *Block, row xlsx.Row, year *Column) bool {
	for _, col := range [...]int{b.unit, b.name, year.col} {
		if col > 0 && strings.ContainsAny(s.CellText(row.At(col)), "%％率") {
			return true
		}
	}
	return false
}
