package layout

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// roleName is the Chinese name of a role, for a person.
func (s *journal) roleName(role vocabulary.Role) string {
	if role == vocabulary.RoleNone {
		return "没有认出"
	}
	if l := s.words.Label(role); l != "" {
		return "“" + l + "”"
	}
	return string(role)
}

// sayTable tells where a table stands, down to the row last, and what the words around it gave.
func (s *journal) sayTable(b *block, last int) {
	how := "按表头的词认出"
	switch {
	case b.mapped:
		how = "按人工对应的列"
	case b.matrix:
		how = "每行一个地区或部门、每列一个指标"
	}
	s.why.Say(trail.Tables, "工作表“%s”：表头第%d—%d行，正文到第%d行（%s）", s.on, b.first, b.last, last, how)
	for _, x := range [...]struct{ what, is string }{{"标题", b.sur.Title}, {"填报单位", b.sur.Department}, {"全表单位", b.sur.Unit}, {"报告期", b.period.String()}} {
		if x.is != "" {
			s.why.Say(trail.Tables, "　%s“%s”", x.what, x.is)
		}
	}
	if b.year > 0 {
		s.why.Say(trail.Tables, "　年度%d", b.year)
	}
}

// becauseOfWords is why a column has the role that its heading gives it.
func (s *journal) becauseOfWords(c *column) string {
	if len(c.path) == 0 {
		return "没有表头"
	}
	var said []string
	for _, h := range c.path {
		switch {
		case h.Word != "":
			said = append(said, fmt.Sprintf("“%s”里的词“%s”在词表的%s之下", h.Text, h.Word, s.roleName(h.Role)))
		case h.Role != vocabulary.RoleNone:
			said = append(said, fmt.Sprintf("“%s”按规则当作%s", h.Text, s.roleName(h.Role)))
		case !h.When.IsZero() && h.Noun == "":
			said = append(said, "“"+h.Text+"”只说时间")
		default:
			said = append(said, "“"+h.Text+"”词表里没有")
		}
	}
	return strings.Join(said, "，")
}

// rolesOf are the roles of a table's columns, to be held against those of a later stage; nil where nobody asks.
func (s *journal) rolesOf(b *block) []vocabulary.Role {
	if s.why == nil {
		return nil
	}
	roles := make([]vocabulary.Role, len(b.cols))
	for i := range b.cols {
		roles[i] = b.cols[i].role
	}
	return roles
}

// changed takes down, of each column whose role is another than before, which rule changed it.
func (s *journal) changed(b *block, before []vocabulary.Role, rule string) {
	for i := range before {
		if c := &b.cols[i]; c.role != before[i] {
			c.why = append(c.why, fmt.Sprintf("%s，由%s改作%s", rule, s.roleName(before[i]), s.roleName(c.role)))
		}
	}
}

// sayColumns tells what each column is taken for.
func (s *journal) sayColumns(b *block) {
	if s.why == nil {
		return
	}
	for i := range b.cols {
		c := &b.cols[i]
		if len(c.path) == 0 && c.col != b.name || b.to > 0 && (c.col < b.from || c.col > b.to) {
			continue
		}
		why := strings.Join(append([]string{s.becauseOfWords(c)}, c.why...), "；")
		if b.mapped {
			why = "人工对应"
		}
		s.why.Say(trail.Columns, "工作表“%s”%s列“%s”：%s（%s）", s.on, c.letter(), vocabulary.Clip(c.title(), 30), s.roleName(c.role), why)
	}
}

// sayRow tells what a row is taken for.
func (s *journal) sayRow(row xlsx.Row, what string) {
	s.why.Say(trail.Rows, "工作表“%s”第%d行：%s", s.on, row.Number, what)
}

// sayItem tells that a row is an indicator, and whose part.
func (s *journal) sayItem(it *tally.Item, from string) {
	if s.why == nil {
		return
	}
	what := "指标“" + it.Name + "”"
	if it.Parent != "" {
		what += "，是“" + it.Parent + "”的其中项"
	}
	if len(it.Group) > 0 {
		what += "，在“" + strings.Join(it.Group, "/") + "”之下"
	}
	s.why.Say(trail.Rows, "工作表“%s”第%d行：%s", it.Sheet, it.Row, what)
	if it.Unit == "" {
		s.why.Say(trail.Units, "%s!%s “%s”：没有单位", it.Sheet, it.NameCell, it.Name)
		return
	}
	s.why.Say(trail.Units, "%s!%s “%s”：%s，来自%s", it.Sheet, it.NameCell, it.Name, it.Unit, from)
}

// sayUnit tells where the unit of a figure or a target comes from that is another than its row's.
func (s *journal) sayUnit(cell string, it *tally.Item, unit, from string) {
	if s.why != nil && it.Unit != "" && unit != "" && unit != it.Unit {
		s.why.Say(trail.Units, "%s!%s “%s”：%s，来自%s", it.Sheet, cell, it.Name, unit, from)
	}
}

// Where a unit comes from.
const (
	fromName   = "名称后的括号"
	fromColumn = "单位列"
	fromHead   = "这一列的表头"
	fromOwn    = "这一列自己的单位列"
	fromCell   = "单元格里写的，或数字格式写出的"
	fromRow    = "这一行的单位"
	fromShared = "目标列或完成列的表头"
	fromNames  = "名称列的表头"
	fromGroup  = "分组的名称"
	fromCorner = "表角的“单位：”"
	fromParent = "上级指标的单位"
	fromWords  = "指标名称：增速、占比按百分比"
	fromTarget = "目标的文字"
)
