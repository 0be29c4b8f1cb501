package rows

import (
	"context"
	"sort"

	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// within are the cells of some columns.
func within(cells []xlsx.Cell, from, to int) []xlsx.Cell {
	i := sort.Search(len(cells), func(i int) bool { return cells[i].Col >= from })
	j := sort.Search(len(cells), func(i int) bool { return cells[i].Col > to })
	return cells[i:j]
}

// eachRow hands the rows of a block to read, until the workbook has given more than it may.
func eachRow(ctx context.Context, s columns.Sheet, j *journal.Journal, b *columns.Block, read func(xlsx.Row)) error {
	for i, row := range s.Grid().Rows[b.Body():b.End()] {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if why := j.Passed(); why != "" {
			j.AddOver(tally.NewFinding(tally.FileLimit, s.Grid().Name, xlsx.Ref(row.Number, 1), why+"，从这一行起没有再读", "请删去与报送无关的内容，或分成几个文件上传"))
			return nil
		}
		if b.To() > 0 {
			row.Cells = within(row.Cells, b.From(), b.To())
		}
		if len(row.Cells) > 0 {
			read(row)
		}
	}
	return nil
}
