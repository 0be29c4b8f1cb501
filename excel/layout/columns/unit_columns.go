package columns

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// A column headed 单位 holds units of measure or departments: what stands in it says which.

// settleUnits makes each column 单位 one of units or of departments.
func (s *finder) settleUnits(b *Block) {
	var unitCols []int
	for i := range b.cols {
		c := &b.cols[i]
		if c.role != vocabulary.RoleUnit {
			continue
		}
		ofUnits := s.holdsUnits(b, c.col) || !s.holdsDepartments(b, c.col)
		if ofUnits {
			unitCols = append(unitCols, c.col)
		}
		switch {
		case ofUnits && b.unit == 0:
			b.unit = c.col
		case !ofUnits && s.lastWith(b, vocabulary.RoleResponsible) == nil && s.lastWith(b, vocabulary.RoleLead) == nil:
			c.role = vocabulary.RoleResponsible
		default:
			c.role = vocabulary.RoleAside
		}
	}
	b.shareUnits(unitCols)
}

// holdsUnits reports a column in which at least half of the texts are units that are known; an empty one too.
func (s *finder) holdsUnits(b *Block, col int) bool {
	units, others, _ := s.unitTexts(b, col)
	return units >= others
}

// holdsDepartments reports a column with texts that are no known units and look like departments: they end as departments do (局, 街道),
// several stand in a cell, or they are Chinese words behind the figures, where no units stand.
func (s *finder) holdsDepartments(b *Block, col int) bool {
	_, others, departments := s.unitTexts(b, col)
	return departments*2 >= others && departments > 0
}

func (s Sheet) unitTexts(b *Block, col int) (units, others, departments int) {
	behind := false
	for i := range b.cols[:col-1] {
		behind = behind || b.cols[i].role.IsTarget() || b.cols[i].role.IsActual()
	}
	for _, row := range s.body(b) {
		cell := s.g.Shown(row.Number, col)
		if cell.Kind != xlsx.Text || s.Headings.IsNothing(cell.Value) {
			continue
		}
		if s.IsUnitList(cell.Value) {
			units++
			continue
		}
		others++
		form := vocabulary.HeadingForm(cell.Value)
		if s.IsDepartment(form) || strings.ContainsAny(form, "、,;") || behind && strings.IndexFunc(form, cells.IsHan) >= 0 {
			departments++
		}
	}
	return units, others, departments
}

// settleByContent tells columns under words of the sheet's own by what stands in them: nothing but units (量值单位), or departments under
// a heading that ends as those of departments do (晾晒单位), where the table has no other column of the kind.
func (s *finder) settleByContent(b *Block) {
	has := map[vocabulary.Role]bool{}
	for i := range b.cols {
		has[b.cols[i].role] = true
		has[vocabulary.RoleResponsible] = has[vocabulary.RoleResponsible] || b.cols[i].role.IsUnitInCharge()
	}
	for i := range b.cols {
		c := &b.cols[i]
		if c.role != vocabulary.RoleNone || len(c.path) == 0 || !c.when.IsZero() || !s.Labels(b, c.col) {
			continue
		}
		units, others, departments := s.unitTexts(b, c.col)
		switch {
		case units > 1 && others == 0 && !has[vocabulary.RoleUnit]:
			c.role, has[vocabulary.RoleUnit] = vocabulary.RoleUnit, true
		case departments*2 > others && !has[vocabulary.RoleResponsible] && s.Headings.Ends(vocabulary.OfficeHeads, c.noun):
			c.role, has[vocabulary.RoleResponsible] = vocabulary.RoleResponsible, true
		}
	}
}

// splitUnits takes a heading's 个/亿元 for what it is: of each row one, as a corner with several gives them. A count per money of which
// nobody reports (件/亿元 in a column of units is one) would stand in a row's own unit.
func (s *finder) splitUnits(b *Block) {
	var choice captions.Units
	for i := range b.cols {
		c := &b.cols[i]
		counted, money, cut := strings.Cut(c.unit, "/")
		if !cut || !c.role.IsTarget() && !c.role.IsActual() || !s.Headings.Ends(vocabulary.MoneyEnds, money) || s.Headings.Ends(vocabulary.MoneyEnds, counted) || s.Headings.Is(vocabulary.CountedPerMoney, counted) || !s.IsUnit(counted) || !s.IsUnit(money) {
			continue
		}
		c.unit = ""
		if len(choice.Of) == 0 {
			choice = captions.Units{Of: []string{counted, money}, Cell: xlsx.Ref(b.last, c.col)}
		}
	}
	if len(choice.Of) > 0 && b.unit == 0 {
		b.sur.Unit, b.sur.Units = "", choice
	}
}
