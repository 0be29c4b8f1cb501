package rows

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// A matrix has a district or a department a row and an indicator a column; each cell is a figure, often with its rank
// in brackets.

// matrixReading goes down the rows of a matrix.
type matrixReading struct {
	columns.Sheet
	*teller
	read []tally.Item
}

// ReadMatrix reads each indicator of a row as an item, the row's unit leading; where the department has a row, that one alone.
func ReadMatrix(ctx context.Context, shown columns.Sheet, j *journal.Journal, b *columns.Block, department string) ([]tally.Item, error) {
	s := &matrixReading{Sheet: shown, teller: &teller{j}}
	indicators := s.matrixIndicators(b)
	own := department != "" && s.names(b, department)
	err := eachRow(ctx, shown, j, b, func(row xlsx.Row) {
		who := row.At(b.NameCol())
		s.nameless(b, row, who, indicators)
		if who.Kind != xlsx.Text || s.Headings.IsFooter(who.Value) || s.Headings.IsFooter(row.Cells[0].Value) || s.Headings.IsTotal(who.Value) {
			return
		}
		if s.Headings.IsWholeArea(vocabulary.HeadingForm(who.Value)) {
			s.Note(fmt.Sprintf("工作表“%s”第%d行“%s”是合计行，不作为指标", s.Grid().Name, row.Number, vocabulary.Clip(who.Value, 12)))
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

// nameless says of a row of figures without a district or a department that it was not read.
func (s *matrixReading) nameless(b *columns.Block, row xlsx.Row, who xlsx.Cell, indicators []indicator) {
	if who.Kind == xlsx.Text && who.Value != "" || s.Headings.IsFooter(row.Cells[0].Value) || s.Headings.IsTotal(row.Cells[0].Value) {
		return
	}
	for _, in := range indicators {
		for _, c := range in.cols {
			if row.At(c.Col()).Kind == xlsx.Number {
				f := tally.NewFinding(tally.LayoutUnknown, s.Grid().Name, xlsx.Ref(row.Number, b.NameCol()), fmt.Sprintf("第%d行有数，但没有写是哪个地区或部门，没有读", row.Number), "请在这一行填上地区或部门；不是单独一行的，请说明")
				f.Class = tally.ClassC
				s.Find(f)
				return
			}
		}
	}
}

// indicator is the columns of a matrix that belong to one indicator: its target, its figures, its rank.
type indicator struct {
	name   string
	parent string // what it is a part of: 其中:工业 beside the whole of a target
	cols   []*columns.Column
}

// matrixIndicators are the indicators of a matrix: a column each, or the columns under one heading.
func (s *matrixReading) matrixIndicators(b *columns.Block) []indicator {
	if len(b.Aims()) > 0 {
		return s.aims(b)
	}
	var found []indicator
	whole := -1 // of found: the last that is no part of another
	for i := range b.Columns() {
		c := &b.Columns()[i]
		if n := len(found); n > 0 && len(c.Path()) == 1 && columns.StandsBeside(c.Path()[0]) {
			found[n-1].cols = append(found[n-1].cols, c)
			continue
		}
		if c.Col() <= b.NameCol() || len(c.Path()) == 0 || !s.NamesFigures(c.Path()[0], len(c.Path()) > 1) || len(c.Path()) == 1 && (c.Path()[0].Role == vocabulary.RoleAside && !(s.Headings.Has(vocabulary.AsideMissed, c.Noun()) && s.Headings.IsQuantity(c.Noun())) || c.Role() == vocabulary.RoleScore) {
			continue
		}
		if len(c.Path()) == 1 && s.Labels(b, c.Col()) { // 签约项目 with names of projects
			continue
		}
		name := strings.TrimSuffix(c.Path()[0].Noun, "%")
		if whole >= 0 && len(c.Path()) > 1 && found[whole].name == name {
			if part := c.PartName(); part != "" && b.Kind() == tally.KindPlan {
				found = append(found, indicator{name: part, parent: name, cols: []*columns.Column{c}})
				continue
			}
			found[whole].cols = append(found[whole].cols, c)
			continue
		}
		whole = len(found)
		found = append(found, indicator{name: name, cols: []*columns.Column{c}})
	}
	for _, in := range found {
		for _, c := range in.cols {
			if c.IsMovement() && s.HoldsNumbers(b, c.Col()) {
				f := tally.NewFinding(tally.LayoutUnknown, s.On(), xlsx.Ref(b.Last(), c.Col()), fmt.Sprintf("%s列“%s”是期末数旁边的增减，不另作完成数，这一列没有读", c.Letter(), vocabulary.Clip(c.Title(), 20)), "不必报送的可以不管；要报送的请把表头写清楚（目标值、本月完成、累计完成等）")
				f.Class = tally.ClassD
				s.Find(f)
				continue
			}
			if len(c.Path()) > 1 && len(in.cols) > 1 && !c.IsPoint() && !c.Path()[len(c.Path())-1].Known() && s.HoldsNumbers(b, c.Col()) {
				f := tally.NewFinding(tally.LayoutUnknown, s.On(), xlsx.Ref(b.Last(), c.Col()), fmt.Sprintf("%s列“%s”没有认出是什么数，这一列没有读", c.Letter(), vocabulary.Clip(c.Title(), 20)), "不必报送的，请说明；要报送的请把表头写清楚（目标值、本月完成、累计完成等）")
				f.Class = tally.ClassC
				s.Find(f)
			}
		}
	}
	s.sayLeft(b, found)
	for i := range found { // 增速 and 排名 under a heading: it is the growth that is meant
		if c := found[i].cols[0]; len(c.Path()) > 1 && c.Role() == vocabulary.RoleGrowth {
			found[i].name += strings.TrimSuffix(c.Noun(), "%")
		}
	}
	return found
}

// aims are the indicators of a table whose title makes its columns targets.
func (s *matrixReading) aims(b *columns.Block) (found []indicator) {
	whole, sum := "", "" // the last that is no part, and the heading that it is the sum under
	for _, col := range b.Aims() {
		c := b.Column(col)
		in := indicator{cols: []*columns.Column{c}}
		name, part := s.AimName(c)
		top, low := c.Path()[0].Text, c.Path()[len(c.Path())-1].Noun
		switch in.name = name; {
		case part || sum != "" && sum == top && len(c.Path()) > 1:
			in.parent = whole
		default:
			if whole, sum = name, ""; len(c.Path()) > 1 && s.Headings.IsTotal(low) {
				sum = top
			}
		}
		found = append(found, in)
	}
	s.sayLeft(b, found)
	return found
}

// sayLeft says which columns hold figures and belong to no indicator, unless their heading says why.
func (s *matrixReading) sayLeft(b *columns.Block, found []indicator) {
	taken := map[int]bool{}
	for _, in := range found {
		for _, c := range in.cols {
			taken[c.Col()] = true
		}
	}
	for i := range b.Columns() {
		c := &b.Columns()[i]
		r := c.Role()
		if r.IsText() && !s.MoreNumbers(b, c.Col()) {
			continue
		}
		if taken[c.Col()] || c.Col() <= b.NameCol() || b.To() > 0 && c.Col() > b.To() || r != vocabulary.RoleNone && r != vocabulary.RoleAmount && !r.IsTarget() && !r.IsDone() && !r.IsText() && (r != vocabulary.RoleTotal || len(b.Aims()) == 0) {
			continue
		}
		if len(b.Aims()) > 0 && s.Headings.IsTotal(c.Noun()) {
			s.Note(fmt.Sprintf("工作表“%s”%s列“%s”是合计，未读", s.Grid().Name, c.Letter(), c.Title()))
			continue
		}
		if from, to, held := s.FigureRows(b, c.Col()); held {
			f := tally.NewFinding(tally.LayoutUnknown, s.On(), xlsx.Ref(b.Last(), c.Col()), fmt.Sprintf("%s列“%s”没有认出是哪个指标的数，第%d行到第%d行的数没有读", c.Letter(), vocabulary.Clip(c.Title(), 20), from, to), "不必报送的，请说明或把这一列的表头改成“备注”；要报送的请把指标名称写在表头")
			f.Class = tally.ClassC
			s.Find(f)
		}
	}
}

// names reports that one of the matrix's rows is the unit.
func (s *matrixReading) names(b *columns.Block, unit string) bool {
	for _, row := range s.Grid().Rows[b.Body():b.End()] {
		if vocabulary.NameForm(row.At(b.NameCol()).Value) == unit {
			return true
		}
	}
	return false
}

// matrixItem reads the columns of one indicator in one row.
func (s *matrixReading) matrixItem(b *columns.Block, row xlsx.Row, in indicator, unit string) {
	it := tally.Item{Sheet: s.Grid().Name, Row: row.Number, NameCell: xlsx.Ref(b.First(), in.cols[0].Col()), Name: in.name, Parent: in.parent, Group: s.kindOf(b, row), Lead: []string{unit},
		Support: []string{}, Implementing: []string{}, Targets: []tally.Target{}, Actuals: []tally.Actual{}}
	for _, c := range in.cols {
		if it.Unit == "" && c.Role() != vocabulary.RoleRate && (c.Role() != vocabulary.RoleAside || len(in.cols) == 1) && (c.Role() != vocabulary.RoleGrowth || len(in.cols) == 1) {
			it.Unit = c.Unit()
		}
	}
	if it.Measure, it.Better = s.Words.MeasureOf(it.Name, it.Unit, ""); it.Unit == "" && (it.Measure == tally.Growth || it.Measure == tally.Share) {
		it.Unit = "%"
	}
	if it.Unit == "" {
		it.Unit = cmp.Or(b.Captions().Unit, cornerUnit(s.Reader, b.Captions().Units.Of, it.Name))
	}
	var targets, actuals, growths, rates []*columns.Column
	for _, c := range in.cols {
		switch {
		case c.Role().IsTarget() || b.Kind() == tally.KindPlan && (len(c.Path()) == 1 || in.parent != ""):
			targets = append(targets, c)
		case c.Role() == vocabulary.RoleGrowth && b.Kind() == tally.KindPlan && len(c.Path()) > 1: // 增速 beside the amount aimed at
			targets = append(targets, c.AsGrowth())
		case c.Role() == vocabulary.RoleRate:
			rates = append(rates, c)
		case c.Role() == vocabulary.RoleGrowth && len(actuals) > 0:
			growths = append(growths, c)
		case c.Role().IsActual() || c.Role() == vocabulary.RoleDone || c.Role() == vocabulary.RoleGrowth || len(c.Path()) == 1 || c.Role() == vocabulary.RoleAmount:
			actuals = append(actuals, c)
		}
	}
	r := &bodyReading{Sheet: s.Sheet, teller: s.teller, b: b, sur: b.Captions(), f: columns.FiguresOf(targets, actuals, growths, rates), rowUnit: it.Unit}
	r.targetsOf(row, &it)
	it.Targets = slices.DeleteFunc(it.Targets, func(t tally.Target) bool { return s.Headings.IsNothing(t.Text) }) // — of a street without this indicator
	if b.Kind() == tally.KindProgress {
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
		s.Count(&it)
		s.read = append(s.read, it)
	}
}

// kindOf is the group that a column before the districts or departments puts a row in.
func (s *matrixReading) kindOf(b *columns.Block, row xlsx.Row) []string {
	group := []string{}
	for i := range b.Columns()[:b.NameCol()-1] {
		if c := &b.Columns()[i]; c.Role() == vocabulary.RoleGroup {
			if cell := s.Grid().Shown(row.Number, c.Col()); cell.Kind == xlsx.Text && !s.Headings.IsNothing(cell.Value) {
				group = append(group, vocabulary.NameForm(cell.Value))
			}
		}
	}
	return group
}

// rankBeside is the rank in a column of its own under the same heading.
func (s *matrixReading) rankBeside(row xlsx.Row, in indicator) exact.Number {
	for _, c := range in.cols {
		if c.Role() == vocabulary.RoleAside && len(c.Path()) > 1 && s.Headings.Has(vocabulary.RankHeads, c.Noun()) {
			if f := s.Figure(row.At(c.Col()), "", ""); f.Number.OK() {
				return f.Number
			}
		}
	}
	return exact.Number{}
}
