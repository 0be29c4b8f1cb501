package columns

import (
	"slices"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// isMatrixHeading reports the heading of a matrix: districts or departments in the first column, short headings that are no
// roles over the others, figures below.
func (s *tableFinder) isMatrixHeading(i int) bool {
	row := s.g.Rows[i]
	if len(row.Cells) < 2 || i+1 >= len(s.g.Rows) {
		return false
	}
	k := 0
	for k < 2 && k+2 < len(row.Cells) { // 序号, and the kinds that departments are of
		if r := s.Headings.WordRole(vocabulary.HeadingForm(row.Cells[k].Value)); r != vocabulary.RoleSeq && r != vocabulary.RoleGroup {
			break
		}
		k++
	}
	if r := s.Headings.WordRole(vocabulary.HeadingForm(row.Cells[k].Value)); row.Cells[k].Kind != xlsx.Text || (r != vocabulary.RoleArea && r != vocabulary.RoleResponsible && r != vocabulary.RoleUnit) {
		return false
	}
	if rest := row.Cells[k+1:]; len(rest) == 0 || len(row.Cells) < 3 && s.g.Merge(row.Number, rest[0].Col).LastCol == rest[0].Col {
		return false // one heading names an indicator where it is merged over the columns of its figures
	}
	for n, c := range row.Cells[k+1:] {
		h := s.Heading(c.Value)
		if n > 0 && slices.ContainsFunc(row.Cells[:k+1], func(first xlsx.Cell) bool { return first.Value == c.Value }) { // begun again beside itself
			continue
		}
		if c.Kind == xlsx.Text && (h.Role.IsText() || n > 0 && StandsBeside(h)) { // 备注 behind them
			continue
		}
		if c.Kind != xlsx.Text || utf8.RuneCountInString(c.Value) > 30 || !s.NamesFigures(h, s.g.Merge(row.Number, c.Col).LastCol > c.Col) {
			return false
		}
	}
	for _, below := range s.g.Rows[i+1 : min(i+4, len(s.g.Rows))] {
		if s.figuresIn(below, row.Cells[k].Col) >= 2 {
			return true
		}
	}
	return false
}

// NamesIndicator reports a heading that is the name of an indicator: no role, or growth of something that it names.
func NamesIndicator(h cells.Heading) bool {
	return h.Noun != "" && (h.Role == vocabulary.RoleNone || h.Role == vocabulary.RoleGrowth && utf8.RuneCountInString(h.Noun) > 4) || h.Role == vocabulary.RoleAside || h.Role == vocabulary.RoleScore
}

// NamesFigures reports a heading that names an indicator though it holds a word of figures: 实际使用外资, or 实际到位内资 where it stands wide over
// the columns of its figures.
func (s Sheet) NamesFigures(h cells.Heading, wide bool) bool {
	if NamesIndicator(h) {
		return true
	}
	return h.Role == vocabulary.RoleDone && h.When.IsZero() && (wide && s.Headings.IsQuantity(h.Noun) || s.Headings.Ends(vocabulary.ActualKinds, h.Noun))
}

// StandsBeside reports a heading that only says something of the indicator before it: 增速(%), 完成率.
func StandsBeside(h cells.Heading) bool {
	return (h.Role == vocabulary.RoleGrowth || h.Role == vocabulary.RoleRate) && !NamesIndicator(h)
}

func (s Sheet) figuresIn(row xlsx.Row, after int) int {
	n := 0
	for _, c := range row.Cells {
		if c.Col > after && (c.Kind == xlsx.Number || c.Kind == xlsx.Text && s.Figure(c, "", "").Number.OK()) {
			n++
		}
	}
	return n
}

// matrixNames takes the column of districts or departments, and 目标任务 over figures behind it for a target.
func (s *finder) matrixNames(b *Block) {
	for i := range b.cols {
		switch c := &b.cols[i]; {
		case b.who > 0:
			if c.col == b.who {
				c.role, b.name = vocabulary.RoleName, c.col
			}
		case b.name == 0 && (c.role == vocabulary.RoleArea || c.role == vocabulary.RoleResponsible || c.role == vocabulary.RoleUnit):
			c.role, b.name = vocabulary.RoleName, c.col
		case b.name > 0 && c.role == vocabulary.RoleTask && s.figuresOnly(b, c.col):
			c.role = vocabulary.RoleTarget
		}
	}
}
