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

// dropWordyTargets keeps of two columns of targets for one time the one with figures, where the other says only in words what is to be
// done (建设任务: 改造房屋), and the first where both say the same.
func (s *finder) dropWordyTargets(b *Block) {
	dropAs := func(role vocabulary.Role, c *Column, why string) {
		c.role = role
		s.Note(fmt.Sprintf("工作表“%s”%s列“%s”%s，未作为目标值读", s.g.Name, c.Letter(), c.Title(), why))
	}
	drop := func(c *Column, why string) { dropAs(vocabulary.RoleAside, c, why) }
	task := func(c *Column, why string) {
		dropAs(vocabulary.RoleTask, c, why)
		b.texts = append(b.texts, c)
	}
	for i := 0; i < len(b.targets); i++ {
		for k := i + 1; k < len(b.targets); k++ {
			a, c := b.targets[i], b.targets[k]
			if wholeAgain(s.Sheet, b, c, a) {
				a, c = c, a
			}
			if wholeAgain(s.Sheet, b, a, c) {
				s.sayDiffer(b, a, c)
				drop(c, "与"+a.Letter()+"列是同一年的目标")
				continue
			}
			if a.role != c.role || a.growth != c.growth || a.period != c.period || !b.sameTime(a.when, c.when, false) || !a.role.IsTarget() || !c.role.IsTarget() {
				continue
			}
			switch countsA, countsC := s.holdsDigits(b, a.col), s.holdsDigits(b, c.col); {
			case countsA && !countsC:
				task(c, "下面没有数")
			case countsC && !countsA:
				task(a, "下面没有数")
			case countsA && s.sayTheSame(b, a.col, c.col):
				drop(c, "与"+a.Letter()+"列逐行相同")
			case tellsWhatFiguresCount(s, b, a, c):
				task(c, "下面多半是文字")
			case tellsWhatFiguresCount(s, b, c, a):
				task(a, "下面多半是文字")
			case countsA && s.adjusted(a) != s.adjusted(c):
				if s.adjusted(a) {
					a, c = c, a
				}
				drop(a, "由"+c.Letter()+"列“"+c.Title()+"”代替")
			}
		}
	}
	b.targets = slices.DeleteFunc(b.targets, func(c *Column) bool { return !c.role.IsTarget() })
}

// tellsWhatFiguresCount reports a column of words for the most part, a number here and there (形象进度目标: 主体完工, 完成14公里), beside one of
// nothing but figures in a breakdown: 计划投资.
func tellsWhatFiguresCount(s *finder, b *Block, figures, words *Column) bool {
	if b.kind != tally.KindPlan || !s.figuresOnly(b, figures.col) {
		return false
	}
	numbers, texts := s.sample(b, words.col)
	return texts > numbers
}

// adjusted reports a target that came in the place of another: 调整后目标.
func (s Sheet) adjusted(c *Column) bool { return cells.Says(s.Headings, c.path, vocabulary.Adjusted) }

// wholeAgain reports 全年, 1-12月 or 四季度末 beside the parts of a year whose target stands in a column of its own: the same target said twice.
func wholeAgain(s Sheet, b *Block, year, whole *Column) bool {
	return year.role.IsTarget() && (year.role == whole.role || year.role == vocabulary.RoleFloor && whole.role == vocabulary.RoleTarget) && year.growth == whole.growth && year.when.To == 0 && whole.when.To > 0 && whole.when.Part() == "" &&
		(year.when.Year == whole.when.Year || year.when.Year == 0 || whole.when.Year == 0) && measurable(s, b, year.col) && measurable(s, b, whole.col)
}

// measurable reports a column of figures, some of them with words: 不超过6.
func measurable(s Sheet, b *Block, col int) bool {
	filled := 0
	for _, row := range s.body(b) {
		c := row.At(col)
		if c.Kind == xlsx.Blank || s.Headings.IsNothing(c.Value) || s.Headings.IsFooter(c.Value) {
			continue
		}
		if len(c.Value) > sentence || !cells.Measurable(s.CellText(c)) {
			return false
		}
		filled++
	}
	return filled > 0
}

// sayDiffer says in which rows the year's target and 全年 beside its parts are not the same, or only the latter is filled.
func (s *finder) sayDiffer(b *Block, year, whole *Column) {
	for _, row := range s.g.Rows[b.body:b.end] {
		x, y := row.At(year.col), row.At(whole.col)
		if y.Kind == xlsx.Blank || s.Headings.IsNothing(y.Value) || s.Headings.IsFooter(row.Cells[0].Value) || sameNumber(s.CellText(x), s.CellText(y)) {
			continue
		}
		other, read := "是"+s.CellText(x), "按后一个读"
		if x.Kind == xlsx.Blank || s.Headings.IsNothing(x.Value) {
			other, read = "没有数", "前一个没有读"
		}
		at := xlsx.Ref(row.Number, whole.col)
		s.Find(tally.NewFinding(tally.TargetDiffers, s.g.Name, at, fmt.Sprintf("%s“%s”是%s，%s“%s”%s，%s", at, whole.Title(), s.CellText(y), xlsx.Ref(row.Number, year.col), year.Title(), other, read), "请改成一致的目标；确实不同的请说明"))
	}
}

// sameNumber reports two texts whose digits are the same: ≤6 and 不超过6.
func sameNumber(a, b string) bool {
	digits := func(text string) string {
		return strings.Map(func(r rune) rune {
			if r == '.' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, vocabulary.HalfWidth(text))
	}
	x, errX := exact.ParseNumber(digits(a))
	y, errY := exact.ParseNumber(digits(b))
	return errX == nil && errY == nil && x.Cmp(y) == 0 || digits(a) == digits(b)
}

// dropEmptyTwins drops of two columns of figures for one time the one in which nothing stands: a heading that is merged over others.
func (s *finder) dropEmptyTwins(b *Block) {
	for {
		a, c, clashes := b.clash()
		if !clashes {
			return
		}
		if !s.isEmpty(b, a.col) {
			a, c = c, a
		}
		if !s.isEmpty(b, a.col) || s.isEmpty(b, c.col) {
			return
		}
		a.role = vocabulary.RoleAside
		gone := func(c *Column) bool { return c.role == vocabulary.RoleAside }
		b.targets, b.actuals = slices.DeleteFunc(b.targets, gone), slices.DeleteFunc(b.actuals, gone)
		b.measures = []figures{b.figures}
	}
}

// isEmpty reports a column without a filled cell.
func (s *finder) isEmpty(b *Block, col int) bool {
	for _, row := range s.g.Rows[b.body:b.end] {
		if c := row.At(col); c.Kind != xlsx.Blank || c.Formula {
			return false
		}
	}
	return true
}

// holdsDigits reports a column with a digit in one of its cells.
func (s *finder) holdsDigits(b *Block, col int) bool {
	for _, row := range s.body(b) {
		if cells.Measurable(s.CellText(row.At(col))) {
			return true
		}
	}
	return false
}

// sayTheSame reports two columns that are equal wherever both are filled, in two rows at least, or in the only one.
func (s Sheet) sayTheSame(b *Block, first, second int) bool {
	same := 0
	for _, row := range s.body(b) {
		x, y := row.At(first), row.At(second)
		switch {
		case x.Kind == xlsx.Blank && y.Kind == xlsx.Blank:
		case s.CellText(x) != s.CellText(y):
			return false
		default:
			same++
		}
	}
	return same > 0
}
