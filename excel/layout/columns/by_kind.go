package columns

import "github.com/tallysheet/tallysheet/excel/vocabulary"

// sort puts a column to those of its kind.
func (b *Block) sort(c *Column) {
	switch {
	case c.role == vocabulary.RoleSeq && b.seq == 0:
		b.seq = c.col
	case c.role.IsUnitInCharge():
		b.inCharge = append(b.inCharge, c)
	case c.role == vocabulary.RoleDeadline:
		b.deadlines = append(b.deadlines, c)
	case c.role.IsText():
		b.texts = append(b.texts, c)
	case c.role.IsTarget():
		b.targets = append(b.targets, c)
	case c.role.IsActual():
		b.actuals = append(b.actuals, c)
	case c.role == vocabulary.RoleGrowth:
		b.growths = append(b.growths, c)
	case c.role == vocabulary.RoleRate:
		b.rates = append(b.rates, c)
	}
}
