package columns

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// columns makes the columns of a table from its heading rows.
func (s Sheet) columns(g *xlsx.Grid, first, last int) []Column {
	rows := s.pathRows(g, first, last)
	cols := make([]Column, 0, g.MaxCol)
	for col := 1; col <= g.MaxCol; col++ {
		c := Column{col: col, path: s.path(g, rows, col)}
		c.resolve()
		s.resolveSplit(&c)
		if n := len(c.path); n > 1 && c.path[n-1].Role == vocabulary.RoleNone && (c.role == vocabulary.RoleDone || c.role == vocabulary.RoleStatus) && cells.IsAim(s.Headings, c.path[n-1].Noun) {
			c.role = vocabulary.RoleTarget // 目标规模 under 目标任务完成情况
		}
		if n := len(c.path); n > 1 && c.role == vocabulary.RoleAside && c.path[n-1].Known() && c.path[n-1].Role == vocabulary.RoleNone && s.Headings.IsQuantity(c.path[0].Noun) {
			c.role = vocabulary.RoleNone // 9月 under 到位资金
		}
		cols = append(cols, c)
	}
	s.firstIsTask(cols, last)
	doneUnderAims(cols)
	return cols
}

// doneUnderAims takes 完成里程 and 完成投资 under 2025年计划 for what is to be done, where nothing else stands under it.
func doneUnderAims(cols []Column) {
	under := func(c, top *Column) bool {
		return len(c.path) > 1 && c.path[0].Text == top.path[0].Text
	}
	for i := range cols {
		c := &cols[i]
		if len(c.path) < 2 || c.role != vocabulary.RoleDone || c.path[0].Role != vocabulary.RoleTarget || c.path[0].When.Year == 0 || c.path[0].When.Months() {
			continue
		}
		n, others := 0, 0
		for k := range cols {
			if d := &cols[k]; under(d, c) {
				if n++; d.role != vocabulary.RoleDone {
					others++
				}
			}
		}
		if n < 2 || others > 0 {
			continue
		}
		for k := range cols {
			if d := &cols[k]; under(d, c) && k != i {
				d.role = vocabulary.RoleTarget
			}
		}
		c.role = vocabulary.RoleTarget
	}
}

// firstIsTask makes the first column one of tasks where its word may mean both (任务) and no other column names the rows.
func (s Sheet) firstIsTask(cols []Column, last int) {
	var first *Column
	for i := range cols {
		c := &cols[i]
		switch {
		case first != nil && first.role.IsTarget() && c.role.IsTarget() && mayHeadNames(s, first) && wordUnder(s, last, first.col): // 任务 | 单位 | 目标, another list beside them
			first.role = vocabulary.RoleTask
			return
		case c.role == vocabulary.RoleName || c.role == vocabulary.RoleTask || c.role == vocabulary.RoleArea:
			return
		case first == nil && len(c.path) > 0 && c.role != vocabulary.RoleSeq && c.role != vocabulary.RoleGroup && c.role != vocabulary.RoleLeader && !c.role.IsUnitInCharge():
			first = c
		}
	}
	if first != nil && mayHeadNames(s, first) {
		first.role = vocabulary.RoleTask
	}
}

// mayHeadNames reports a column whose word means names at the head of a table, and else something else.
func mayHeadNames(s Sheet, c *Column) bool {
	return len(c.path) == 1 && s.Headings.HeadRole(vocabulary.HeadingForm(c.path[0].Text)) != vocabulary.RoleNone
}

// wordUnder reports a word in the row behind the one with the given number.
func wordUnder(s Sheet, row, col int) bool {
	c := s.g.At(row+1, col)
	return c.Kind == xlsx.Text && !s.Figure(c, "", "").Number.OK() && !s.Headings.IsNothing(c.Value)
}

// pathRows are the heading rows that take part in paths: one that only numbers the columns does not.
func (s Sheet) pathRows(g *xlsx.Grid, first, last int) []int {
	var rows []int
	for i := g.From(first); i < len(g.Rows) && g.Rows[i].Number <= last; i++ {
		if !numbersColumns(g.Rows[i]) {
			rows = append(rows, g.Rows[i].Number)
		}
	}
	return rows
}

func (s Sheet) path(g *xlsx.Grid, rows []int, col int) []cells.Heading {
	var path []cells.Heading
	var seen xlsx.Range
	for i, row := range rows {
		m := g.Merge(row, col)
		if m == seen {
			continue
		}
		cell := g.At(m.FirstRow, m.FirstCol)
		if cell.Kind == xlsx.Blank && i < len(rows)-1 {
			cell = s.leftHeading(g, rows, i, col)
		}
		h, ok := s.HeadingCell(cell)
		if !ok || h.Text == "" || (len(path) > 0 && path[len(path)-1].Text == h.Text) {
			continue
		}
		if unit := bareUnit(h); unit != "" && len(path) > 0 && seen.LastCol == seen.FirstCol && path[len(path)-1].Unit == "" { // (个) under a heading of its own
			path[len(path)-1].Unit, seen = unit, m
			continue
		}
		seen = m
		if i > 0 && s.isUnitRow(g.Rows[g.From(row)]) {
			if len(path) > 0 && h.Role != vocabulary.RoleUnit {
				path[len(path)-1].Unit = strings.Trim(vocabulary.HalfWidth(h.Text), "()")
			}
			continue
		}
		path = append(path, h)
	}
	return path
}

// leftHeading is the heading that runs on from the left over a blank cell, where nothing is merged: both columns
// must have a heading of their own below it.
func (s Sheet) leftHeading(g *xlsx.Grid, rows []int, i, col int) xlsx.Cell {
	below := func(c int) bool {
		return g.Merge(rows[i+1], c).FirstRow == rows[i+1] && g.At(rows[i+1], c).Kind != xlsx.Blank
	}
	for c := col; c > 0 && below(c); c-- {
		if cell := g.At(rows[i], c); cell.Kind != xlsx.Blank {
			return cell
		}
	}
	return xlsx.Cell{}
}

// resolve makes one role of a heading path: the lowest heading decides, those above it add what it lacks.
func (c *Column) resolve() {
	for i := len(c.path) - 1; i >= 0; i-- {
		h := c.path[i]
		c.when = c.when.Over(h.When)
		if c.unit == "" {
			c.unit = h.Unit
		}
		if c.caliber == "" {
			c.caliber = h.Caliber
		}
		c.when.Plan = c.when.Plan || h.Since
		c.growth = c.growth || h.Growth
		if i+1 == len(c.path) && i > 0 && h.ThisYear && (c.path[i-1].Role.IsActual() || c.path[i-1].When.Months()) {
			c.role = vocabulary.RoleAmount // 本年 under 10月当月, beside 上年同月: the year's, not its sum
			continue
		}
		c.role, c.growth = joinRoles(c.role, h.Role, c.growth)
	}
	if len(c.path) > 0 {
		c.noun = c.path[len(c.path)-1].Noun
	}
	if c.when.Plan && c.role == vocabulary.RoleYTD {
		c.role = vocabulary.RoleProject
	}
}

// resolveSplit takes a heading whose words were split over two rows as one: 完成年计划 over 比例(%).
func (s Sheet) resolveSplit(c *Column) {
	n := len(c.path)
	if n < 2 || c.path[n-1].Role != vocabulary.RoleNone || c.path[n-1].Noun == "" {
		return
	}
	if h := s.Heading(c.path[n-2].Text + c.path[n-1].Text); h.Role != vocabulary.RoleNone {
		c.role = h.Role
	}
}

// joinRoles joins the role of the lower headings with that of the one above them.
func joinRoles(low, above vocabulary.Role, growth bool) (vocabulary.Role, bool) {
	switch above {
	case vocabulary.RoleNone:
		return low, growth
	case vocabulary.RoleForecast, vocabulary.RolePrior, vocabulary.RoleAverage, vocabulary.RoleSchedule: // what stands under 预计 or 上年同期 is no figure of this year
		if low == vocabulary.RoleNone || low.IsFigure() {
			return above, growth
		}
		return low, growth
	case vocabulary.RoleGrowth, vocabulary.RoleRate: // 同比增长 over 本月 and 累计
		if low.IsActual() || low == vocabulary.RoleDone || low == vocabulary.RoleAmount {
			return above, growth
		}
		if above == vocabulary.RoleGrowth && low.IsTarget() { // 目标 under 增幅
			return low, true
		}
	case vocabulary.RoleMonth, vocabulary.RoleYTD, vocabulary.RoleProject: // 实绩 under 本月
		if low == vocabulary.RoleDone || low == vocabulary.RoleStatus || low == vocabulary.RoleYTD && above == vocabulary.RoleProject {
			return above, growth
		}
	case vocabulary.RoleFloor, vocabulary.RoleStretch, vocabulary.RoleSuperior: // 任务数 under 市下达任务
		if low == vocabulary.RoleTarget || low == vocabulary.RoleGrowth { // 增幅 under 力争目标
			return above, growth || low == vocabulary.RoleGrowth
		}
	case vocabulary.RoleTarget:
		if low == vocabulary.RoleGrowth {
			return vocabulary.RoleTarget, true
		}
	case vocabulary.RoleResponsible, vocabulary.RoleLead, vocabulary.RoleSupport:
		if low == vocabulary.RoleUnit { // 责任/单位
			return above, growth
		}
	}
	if low == vocabulary.RoleNone || low == vocabulary.RoleAmount || (low == vocabulary.RoleTotal && above.IsFigure()) {
		return above, growth
	}
	return low, growth
}
