package columns

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// stocks takes a column of what there was at the end of the month (9月末实有数, 期末数) for the figure, where no other column says what was done
// in the year; beside one that does, both are kept. What came or went in the month (本月新增) is no second figure then: it is left aside, and named.
func stocks(s *finder, b *Block) {
	if s.known.Kind == tally.KindPlan || s.known.Kind == "" && TitledPlan(s.Headings, b.sur.Title) {
		return
	}
	var stock, sums, targets []*Column
	for i := range b.cols {
		c := &b.cols[i]
		switch {
		case c.role.IsTarget() && moves(s, c): // 全年新增目标 is answered by what was added
			return
		case stands(s, b, c) && s.mostlyNumbers(b, c.col): // the heading first: to look at cells costs more
			stock = append(stock, c)
		case (c.role == vocabulary.RoleYTD || c.role == vocabulary.RoleNone && c.when.From == 1 && c.when.To > 1 || c.role == vocabulary.RoleDone && (c.when.To == 0 || c.when.From != c.when.To)) && (moves(s, c) || cells.Says(s.Headings, c.path, vocabulary.SumWords)):
			sums = append(sums, c)
		case c.role.IsTarget():
			targets = append(targets, c)
		case c.role == vocabulary.RoleYTD || c.role == vocabulary.RoleDone && !moves(s, c) || c.role == vocabulary.RoleStatus:
			return
		}
	}
	if len(stock) == 0 || len(sums) > 1 || len(sums) > 0 && len(stock) > 1 {
		return
	}
	if len(sums) > 0 && (len(targets) != 1 || !moves(s, sums[0]) || !nearer(s.Sheet, b, targets[0].col, stock[0].col, sums[0].col)) {
		stock[0].role, stock[0].point = vocabulary.RoleYTD, true // beside it: which of them a row's target asks for, its measure says
		return
	}
	for _, c := range sums { // 累计新增 beside a target of what there is to be
		c.role, c.movement = vocabulary.RoleAside, true
	}
	for _, c := range stock {
		c.role, c.point = vocabulary.RoleYTD, true
	}
	for i := range b.cols {
		c := &b.cols[i]
		if ofMonth := c.role == vocabulary.RoleMonth || c.when.From == c.when.To && c.when.To > 0; ofMonth && !c.point && !c.role.IsTarget() && c.role != vocabulary.RolePrior && moves(s, c) {
			c.role, c.movement = vocabulary.RoleAside, true
		}
	}
}

// nearer reports that in every row, one at least, the first column is much nearer to what is aimed at than the second.
func nearer(s Sheet, b *Block, target, first, second int) bool {
	rows := 0
	for _, row := range s.body(b) {
		t, x, y := s.Figure(row.At(target), "", "").Number, s.Figure(row.At(first), "", "").Number, s.Figure(row.At(second), "", "").Number
		if !t.OK() || !x.OK() || !y.OK() {
			continue
		}
		if t.Sub(x).Abs().Mul(exact.Int(2)).Cmp(t.Sub(y).Abs()) > 0 {
			return false
		}
		rows++
	}
	return rows > 0
}

// moves reports a heading of what came or went: 本月新增, 净增.
func moves(s *finder, c *Column) bool {
	if len(c.path) == 0 {
		return false
	}
	text := c.path[len(c.path)-1].Text
	return s.Headings.Has(vocabulary.Movements, text) || s.Headings.Ends(vocabulary.MovementEnds, vocabulary.WithoutBrackets(text))
}

// stands reports a heading of what there was at the end: of a month (9月末实有数, 月末余额), or, in a sheet of a month, now (现有数).
// 7月末 alone is one only beside what came or went or what there was before; else it may be a sum.
func stands(s *finder, b *Block, c *Column) bool {
	h := s.Headings
	if len(c.path) == 0 || c.when.Year > 0 && b.year > 0 && c.when.Year < b.year || cells.Says(h, c.path, vocabulary.Aims) || cells.Says(h, c.path, vocabulary.SumWords) {
		return false
	}
	switch c.role {
	case vocabulary.RoleNone, vocabulary.RoleAmount, vocabulary.RoleYTD:
	case vocabulary.RoleMonth: // 本月末实有
		if moves(s, c) || !cells.Says(h, c.path, vocabulary.MonthEnds) {
			return false
		}
	default:
		return false
	}
	noun := vocabulary.WithoutBrackets(c.noun)
	named := h.Ends(vocabulary.StockHeads, noun)
	if atEnd := cells.Says(h, c.path, vocabulary.MonthEnds) && !cells.Says(h, c.path, vocabulary.RunsUpTo); !atEnd {
		dated := s.known.Kind == tally.KindProgress || b.sur.When.Months() || h.TitledProgress(b.sur.Title)
		return h.Ends(vocabulary.NowHeads, noun) && c.role == vocabulary.RoleNone && (c.when.IsZero() || c.when.Months()) && dated
	}
	switch {
	case named, c.role == vocabulary.RoleAmount:
		return true
	case c.role == vocabulary.RoleYTD, c.role == vocabulary.RoleMonth:
		return false
	case noun == "":
		return c.when.From == c.when.To && c.when.To > 0 && countsStock(s, b)
	}
	return c.when.From == c.when.To && !h.Has(vocabulary.NoFigures, noun) && !h.Ends(vocabulary.RateEnds, noun) && countsStock(s, b)
}

// countsStock reports a table that says what came or went in the month, or what there was at the end of a year.
func countsStock(s *finder, b *Block) bool {
	return slices.ContainsFunc(b.cols, func(c Column) bool {
		moved := c.role == vocabulary.RoleMonth || (c.role == vocabulary.RoleNone || c.role == vocabulary.RoleDone) && c.when.To > 0
		return moved && moves(s, &c) || len(c.path) > 0 && s.Headings.Has(vocabulary.YearEnds, c.path[len(c.path)-1].Text) && !cells.IsAim(s.Headings, c.path[len(c.path)-1].Text)
	})
}

// IsPoint reports a column of what there was at the end.
func (c *Column) IsPoint() bool { return c.point }

// SaysCeilings reports a column of targets some of which say in words that they are not to be passed: 14以内.
func (c *Column) SaysCeilings() bool { return c.capped }

// IsMovement reports a column of what came or went, beside one of what there was at the end, that was left aside.
func (c *Column) IsMovement() bool { return c.movement }
