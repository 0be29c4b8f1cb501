package verify

import (
	"hash/fnv"
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// straighten gives both sheets with the columns alone that both have, each where it was issued, and notes those that were put in or taken
// out: all cells behind one that was put in would else count as changed.
func (c *comparer) straighten(was, is *xlsx.Sheet) (*xlsx.Sheet, *xlsx.Sheet) {
	if was.MaxCol == is.MaxCol {
		return was, is
	}
	stays, to := map[int]int{}, map[int]int{} // the column as issued, of each as issued and of each in the copy
	for _, p := range pairKeys(columnKeys(was), columnKeys(is), func(i, k int) bool { return i == k }) {
		switch {
		case p.is < 0:
			c.note(tally.Alteration{Sheet: was.Name, Cell: xlsx.Letter(p.was+1) + "列", Kind: tally.ColumnGone, Was: columnText(was, p.was+1)})
		case p.was < 0:
			c.note(tally.Alteration{Sheet: was.Name, Cell: xlsx.Letter(p.is+1) + "列", Kind: tally.ColumnAdded, Now: columnText(is, p.is+1)})
		default:
			stays[p.was+1], to[p.is+1] = p.was+1, p.was+1
		}
	}
	return moved(was, stays), moved(is, to)
}

// moved is a sheet with its columns at other places; those that have none are left out, and the formulas of those that move, since they
// name other columns then.
func moved(s *xlsx.Sheet, to map[int]int) *xlsx.Sheet {
	out := *s
	out.Rows, out.Formulas = make([]xlsx.Row, 0, len(s.Rows)), map[xlsx.Place]string{}
	for _, row := range s.Rows {
		var cells []xlsx.Cell
		for _, cell := range row.Cells {
			col := to[cell.Col]
			if col == 0 {
				continue
			}
			if col == cell.Col {
				out.Formulas[xlsx.Place{Row: row.Number, Col: col}] = s.Formulas[xlsx.Place{Row: row.Number, Col: col}]
			}
			cell.Col = col
			cells = append(cells, cell)
		}
		if len(cells) > 0 {
			out.Rows = append(out.Rows, xlsx.Row{Number: row.Number, Cells: cells})
		}
	}
	return &out
}

// columnKeys are the columns of a sheet as what they hold, from the first to the last that holds something.
func columnKeys(s *xlsx.Sheet) []string {
	sums := make([]uint64, s.MaxCol)
	for _, row := range s.Rows {
		for _, c := range row.Cells {
			h := fnv.New64a()
			_, _ = h.Write(strconv.AppendUint(nil, sums[c.Col-1], 16)) // a hash never fails
			if !c.Formula {
				_, _ = h.Write([]byte(key(c)))
			}
			sums[c.Col-1] = h.Sum64()
		}
	}
	keys := make([]string, len(sums))
	for i, sum := range sums {
		keys[i] = strconv.FormatUint(sum, 16)
	}
	return keys
}

// columnText is the first text of a column, by which people know it.
func columnText(s *xlsx.Sheet, col int) string {
	i := slices.IndexFunc(s.Rows, func(r xlsx.Row) bool { return r.At(col).Kind == xlsx.Text })
	if i < 0 {
		return ""
	}
	return short([]rune(shown(s.Rows[i].At(col), false)))
}
