package rows

import (
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// headsUnit is the unit over a column that measures something else than the rows are counted in: 4月发放(万元) beside 对象 | 人. None where a
// row's own unit is of its kind: 完成数(亿元) stands over rows of 亿元, 家 and % too, and each row knows better.
func headsUnit(r *bodyReading, c *columns.Column) string {
	if c.Unit() == "" || r.b.UnitCol() == 0 {
		return ""
	}
	if is, known := r.heads[c.Col()]; known {
		return is
	}
	unit, counted := c.Unit(), false
	for _, row := range r.Grid().Rows[r.b.Body():r.b.End()] {
		cell := r.Grid().Shown(row.Number, r.b.UnitCol())
		if cell.Kind != xlsx.Text || !r.IsUnit(cell.Value) {
			continue
		}
		if counted = true; r.Words.SameKind(r.Words.Canonical(vocabulary.HeadingForm(cell.Value)), r.Words.Canonical(unit)) {
			unit = ""
			break
		}
	}
	if !counted {
		unit = ""
	}
	if r.heads == nil {
		r.heads = map[int]string{}
	}
	r.heads[c.Col()] = unit
	return unit
}
