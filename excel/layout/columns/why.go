package columns

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// sayTable tells where a table stands, down to the row last, and what the words around it gave.
func (s *finder) sayTable(b *Block, last int) {
	how := "按表头的词认出"
	switch {
	case b.mapped:
		how = "按人工对应的列"
	case b.matrix:
		how = "每行一个地区或部门、每列一个指标"
	}
	s.Say(trail.Tables, "工作表“%s”：表头第%d—%d行，正文到第%d行（%s）", s.On(), b.first, b.last, last, how)
	for _, x := range [...]struct{ what, is string }{{"标题", b.sur.Title}, {"填报单位", b.sur.Department}, {"全表单位", b.sur.Unit}, {"报告期", b.period.String()}} {
		if x.is != "" {
			s.Say(trail.Tables, "　%s“%s”", x.what, x.is)
		}
	}
	if b.year > 0 {
		s.Say(trail.Tables, "　年度%d", b.year)
	}
}

// becauseOfWords is why a column has the role that its heading gives it.
func (s *finder) becauseOfWords(c *Column) string {
	if len(c.path) == 0 {
		return "没有表头"
	}
	var said []string
	for _, h := range c.path {
		switch {
		case h.Word != "":
			said = append(said, fmt.Sprintf("“%s”里的词“%s”在词表的%s之下", h.Text, h.Word, s.RoleName(h.Role)))
		case h.Role != vocabulary.RoleNone:
			said = append(said, fmt.Sprintf("“%s”按规则当作%s", h.Text, s.RoleName(h.Role)))
		case !h.When.IsZero() && h.Noun == "":
			said = append(said, "“"+h.Text+"”只说时间")
		default:
			said = append(said, "“"+h.Text+"”词表里没有")
		}
	}
	return strings.Join(said, "，")
}

// rolesOf are the roles of a table's columns, to be held against those of a later stage; nil where nobody asks.
func (s *finder) rolesOf(b *Block) []vocabulary.Role {
	if !s.Asked() {
		return nil
	}
	roles := make([]vocabulary.Role, len(b.cols))
	for i := range b.cols {
		roles[i] = b.cols[i].role
	}
	return roles
}

// changed takes down, of each column whose role is another than before, which rule changed it.
func (s *finder) changed(b *Block, before []vocabulary.Role, rule string) {
	for i := range before {
		if c := &b.cols[i]; c.role != before[i] {
			c.why = append(c.why, fmt.Sprintf("%s，由%s改作%s", rule, s.RoleName(before[i]), s.RoleName(c.role)))
		}
	}
}

// sayColumns tells what each column is taken for.
func (s *finder) sayColumns(b *Block) {
	if !s.Asked() {
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
		s.Say(trail.Columns, "工作表“%s”%s列“%s”：%s（%s）", s.On(), c.Letter(), vocabulary.Clip(c.Title(), 30), s.RoleName(c.role), why)
	}
}
