package layout

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// A matrix has a district or a department a row and an indicator a column; each cell is a figure, often with its rank
// in brackets.

// isMatrixHeading reports the heading of a matrix: districts or departments in the first column, short headings that are no
// roles over the others, figures below.
func (s *tableFinder) isMatrixHeading(i int) bool {
	row := s.g.Rows[i]
	if len(row.Cells) < 2 || i+1 >= len(s.g.Rows) {
		return false
	}
	k := 0
	if s.Headings.WordRole(vocabulary.HeadingForm(row.Cells[0].Value)) == vocabulary.RoleSeq {
		k = 1
	}
	if r := s.Headings.WordRole(vocabulary.HeadingForm(row.Cells[k].Value)); row.Cells[k].Kind != xlsx.Text || (r != vocabulary.RoleArea && r != vocabulary.RoleResponsible && r != vocabulary.RoleUnit) {
		return false
	}
	if rest := row.Cells[k+1:]; len(rest) == 0 || len(row.Cells) < 3 && s.g.Merge(row.Number, rest[0].Col).LastCol == rest[0].Col {
		return false // one heading names an indicator where it is merged over the columns of its figures
	}
	for _, c := range row.Cells[k+1:] {
		if c.Kind == xlsx.Text && s.Heading(c.Value).Role.IsText() { // 备注 behind them
			continue
		}
		if c.Kind != xlsx.Text || utf8.RuneCountInString(c.Value) > 30 || !namesIndicator(s.Heading(c.Value)) {
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

// namesIndicator reports a heading that is the name of an indicator: no role, or growth of something that it names.
func namesIndicator(h cells.Heading) bool {
	return h.Noun != "" && (h.Role == vocabulary.RoleNone || h.Role == vocabulary.RoleGrowth && utf8.RuneCountInString(h.Noun) > 4) || h.Role == vocabulary.RoleAside || h.Role == vocabulary.RoleScore
}

func (s sheet) figuresIn(row xlsx.Row, after int) int {
	n := 0
	for _, c := range row.Cells {
		if c.Col > after && (c.Kind == xlsx.Number || c.Kind == xlsx.Text && s.Figure(c, "", "").Number.OK()) {
			n++
		}
	}
	return n
}

// matrixReading goes down the rows of a matrix.
type matrixReading struct {
	sheet
	*journal
	read []tally.Item
}

// readMatrix reads each indicator of a row as an item, the row's unit leading; where the department has a row, that one alone.
func readMatrix(ctx context.Context, shown sheet, j *journal, b *block, department string) ([]tally.Item, error) {
	s := &matrixReading{sheet: shown, journal: j}
	indicators := s.matrixIndicators(b)
	own := department != "" && s.names(b, department)
	err := eachRow(ctx, shown, j, b, func(row xlsx.Row) {
		who := row.At(b.name)
		if who.Kind != xlsx.Text || s.Headings.IsFooter(who.Value) || s.Headings.IsFooter(row.Cells[0].Value) || s.Headings.IsTotal(who.Value) {
			return
		}
		if s.Headings.IsWholeArea(vocabulary.HeadingForm(who.Value)) {
			s.note(fmt.Sprintf("工作表“%s”第%d行“%s”是合计行，不作为指标", s.g.Name, row.Number, vocabulary.Clip(who.Value, 12)))
			return
		}
		unit := vocabulary.NameForm(who.Value)
		if own && unit != department {
			return
		}
		for _, in := range indicators {
			s.matrixItem(b, row, in, unit)
		}
	})
	return s.read, err
}

// indicator is the columns of a matrix that belong to one indicator: its target, its figures, its rank.
type indicator struct {
	name string
	cols []*column
}

// matrixIndicators are the indicators of a matrix: a column each, or the columns under one heading.
func (s *matrixReading) matrixIndicators(b *block) []indicator {
	var found []indicator
	for i := range b.cols {
		c := &b.cols[i]
		if c.col <= b.name || len(c.path) == 0 || !namesIndicator(c.path[0]) || len(c.path) == 1 && (c.role == vocabulary.RoleAside || c.role == vocabulary.RoleScore) {
			continue
		}
		if len(c.path) == 1 && s.labels(b, c.col) { // 签约项目 with names of projects
			continue
		}
		name := strings.TrimSuffix(c.path[0].Noun, "%")
		if n := len(found); n > 0 && len(c.path) > 1 && found[n-1].name == name {
			found[n-1].cols = append(found[n-1].cols, c)
			continue
		}
		found = append(found, indicator{name: name, cols: []*column{c}})
	}
	for _, in := range found {
		for _, c := range in.cols {
			if len(in.cols) > 1 && !c.path[len(c.path)-1].Known() && s.holdsNumbers(b, c.col) {
				s.doubt(xlsx.Ref(b.last, c.col), fmt.Sprintf("%s列“%s”没有认出是什么数，这一列没有读", c.letter(), vocabulary.Clip(c.title(), 20)), "不必报送的可以不管；要报送的请把表头写清楚（目标值、本月完成、累计完成等）")
			}
		}
	}
	for i := range found { // 增速 and 排名 under a heading: it is the growth that is meant
		if c := found[i].cols[0]; len(c.path) > 1 && c.role == vocabulary.RoleGrowth {
			found[i].name += strings.TrimSuffix(c.noun, "%")
		}
	}
	return found
}

// names reports that one of the matrix's rows is the unit.
func (s sheet) names(b *block, unit string) bool {
	for _, row := range s.g.Rows[b.body:b.end] {
		if vocabulary.NameForm(row.At(b.name).Value) == unit {
			return true
		}
	}
	return false
}

// matrixItem reads the columns of one indicator in one row.
func (s *matrixReading) matrixItem(b *block, row xlsx.Row, in indicator, unit string) {
	it := tally.Item{Sheet: s.g.Name, Row: row.Number, NameCell: xlsx.Ref(b.first, in.cols[0].col), Name: in.name, Group: []string{}, Lead: []string{unit},
		Support: []string{}, Implementing: []string{}, Targets: []tally.Target{}, Actuals: []tally.Actual{}}
	for _, c := range in.cols {
		if it.Unit == "" && c.role != vocabulary.RoleRate && c.role != vocabulary.RoleAside && (c.role != vocabulary.RoleGrowth || len(in.cols) == 1) {
			it.Unit = c.unit
		}
	}
	if it.Measure, it.Better = s.Words.MeasureOf(it.Name, it.Unit, ""); it.Unit == "" && (it.Measure == tally.Growth || it.Measure == tally.Share) {
		it.Unit = "%"
	}
	if it.Unit == "" {
		it.Unit = b.sur.Unit
	}
	r := &bodyReading{sheet: s.sheet, journal: s.journal, b: b, sur: b.sur, f: &figures{}}
	for _, c := range in.cols {
		switch {
		case c.role.IsTarget() || b.kind == tally.KindPlan && len(c.path) == 1:
			r.f.targets = append(r.f.targets, c)
		case c.role == vocabulary.RoleGrowth && b.kind == tally.KindPlan && len(c.path) > 1: // 增速 beside the amount aimed at
			c.growth = true
			r.f.targets = append(r.f.targets, c)
		case c.role == vocabulary.RoleRate:
			r.f.rates = append(r.f.rates, c)
		case c.role == vocabulary.RoleGrowth && len(r.f.actuals) > 0:
			r.f.growths = append(r.f.growths, c)
		case c.role.IsActual() || c.role == vocabulary.RoleDone || c.role == vocabulary.RoleGrowth || len(c.path) == 1 || c.role == vocabulary.RoleAmount:
			r.f.actuals = append(r.f.actuals, c)
		}
	}
	r.rowUnit = it.Unit
	r.targetsOf(row, &it)
	if b.kind == tally.KindProgress {
		r.actualsOf(row, &it)
		it.Empty = nil // a district without this indicator
	}
	for i := range it.Actuals {
		if !it.Actuals[i].Rank.OK() {
			it.Actuals[i].Rank = s.rankBeside(row, in)
		}
	}
	if len(it.Targets)+len(it.Actuals) > 0 {
		r.oneOfUnits(&it)
		s.sayItem(&it, fromHead)
		s.spent.count(&it)
		s.read = append(s.read, it)
	}
}

// rankBeside is the rank in a column of its own under the same heading.
func (s sheet) rankBeside(row xlsx.Row, in indicator) exact.Number {
	for _, c := range in.cols {
		if c.role == vocabulary.RoleAside && len(c.path) > 1 && c.path[len(c.path)-1].Role == vocabulary.RoleAside {
			if f := s.Figure(row.At(c.col), "", ""); f.Number.OK() {
				return f.Number
			}
		}
	}
	return exact.Number{}
}
