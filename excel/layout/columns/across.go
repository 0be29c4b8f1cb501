package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// departmentsAcross reads a breakdown whose columns are departments (指标 | 全区目标 | 招商一局 | 招商二局): each has its part of the row's target.
func (s *finder) departmentsAcross(b *Block) {
	if b.kind != tally.KindPlan || b.mapped || b.matrix {
		return
	}
	var across []*Column
	for i := range b.cols {
		c := &b.cols[i]
		if c.col > b.name && c.role == vocabulary.RoleNone && len(c.path) > 0 && s.IsDepartment(vocabulary.HeadingForm(c.path[len(c.path)-1].Text)) && s.figuresOnly(b, c.col) {
			across = append(across, c)
		}
	}
	if len(across) < 2 {
		return
	}
	if len(b.inCharge) == 0 { // 全区目标 is what the departments' add up to, and nobody's own
		for _, c := range b.targets {
			c.role = vocabulary.RoleAside
			s.Note(fmt.Sprintf("工作表“%s”%s列“%s”是各部门的合计，不另作指标", s.g.Name, c.Letter(), c.Title()))
		}
		b.targets, b.measures = nil, nil
	}
	if len(b.targets) == 0 {
		b.measures = nil
	}
	for _, c := range across {
		c.role = vocabulary.RoleTarget
		b.targets = append(b.targets, c)
		b.measures = append(b.measures, figures{unit: vocabulary.NameForm(c.path[len(c.path)-1].Text), targets: []*Column{c}})
	}
}

// sharesOfTarget leaves columns of departments or towns that stand under one heading of targets (分解任务 over 城关镇, 白沙镇) to departmentsAcross: each is that
// one's part, and none the row's.
func sharesOfTarget(s *finder, b *Block) {
	if b.kind != tally.KindPlan {
		return
	}
	var shares []*Column
	for i := range b.cols {
		c := &b.cols[i]
		if len(c.path) < 2 || c.col < b.name || !c.role.IsTarget() {
			continue
		}
		if own := c.path[len(c.path)-1]; own.Role == vocabulary.RoleNone && own.When.IsZero() && s.IsDepartment(vocabulary.HeadingForm(own.Text)) && s.figuresOnly(b, c.col) {
			shares = append(shares, c)
		}
	}
	if len(shares) < 2 {
		return
	}
	for _, c := range shares {
		c.role = vocabulary.RoleNone
	}
}
