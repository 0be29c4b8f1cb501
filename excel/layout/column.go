package layout

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// column is one column of a table: its whole heading path made into one.
type column struct {
	col     int
	path    []cells.Heading // from the top heading down
	role    vocabulary.Role
	when    vocabulary.When
	unit    string
	noun    string
	caliber string
	growth  bool
	period  string   // of a target, where a mapping gives it
	unitCol int      // the column of units that is its own, where there are several; 0 for none
	why     []string // the rules that changed its role, where somebody asks
}

// letter is the column's name.
func (c *column) letter() string { return xlsx.Letter(c.col) }

// title is the path as printed, for messages.
func (c *column) title() string {
	var b strings.Builder
	for _, h := range c.path {
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		b.WriteString(h.Text)
	}
	return b.String()
}

// fingerprint marks the headings of a table.
func fingerprint(cols []column) string {
	paths := make([][]cells.Heading, len(cols))
	for i := range cols {
		paths[i] = cols[i].path
	}
	return cells.Fingerprint(paths)
}
