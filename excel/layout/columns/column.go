package columns

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// Column is one column of a table: its whole heading path made into one.
type Column struct {
	col      int
	path     []cells.Heading // from the top heading down
	role     vocabulary.Role
	when     vocabulary.When
	unit     string
	noun     string
	caliber  string
	growth   bool
	period   string   // of a target, where a mapping gives it
	unitCol  int      // the column of units that is its own, where there are several; 0 for none
	share    bool     // breaks the figure beside it down, and was left aside
	point    bool     // of what there was at the end
	movement bool     // of what came or went, beside one of those, and was left aside
	capped   bool     // some of its cells say in words that they are not to be passed
	why      []string // the rules that changed its role, where somebody asks
}

// AsGrowth is the column as one whose figures are growth.
func (c Column) AsGrowth() *Column {
	c.growth = true
	return &c
}

// Letter is the column's name.
func (c *Column) Letter() string { return xlsx.Letter(c.col) }

// Title is the path as printed, for messages.
func (c *Column) Title() string {
	var b strings.Builder
	for _, h := range c.path {
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		b.WriteString(h.Text)
	}
	return b.String()
}

// Fingerprint marks the headings of a table, so that next month's sheet of the same layout has the same.
func Fingerprint(cols []Column) string {
	paths := make([][]cells.Heading, len(cols))
	for i := range cols {
		paths[i] = cols[i].path
	}
	return cells.Fingerprint(paths)
}
