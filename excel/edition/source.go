package edition

import (
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/tally"
)

var sourceHeads = []string{"序号", "指标编号", "指标", "责任单位", "报告期", "数据口径", "数值", "单位", "原文", "原单位", "文件", "工作表", "单元格", "报送版本", "报送人", "报送时间", "报送编号", "文件指纹（SHA-256）"}

// sources describes 溯源: figure n of the edition stands in row n+2, so that every link can name its row.
func (b *book) sources(index figureIndex) sheet {
	lines := func(yield func(line) bool) {
		if !yield(headLine(sourceHeads)) {
			return
		}
		c := filler{cells: make([]cell, len(sourceHeads))}
		for i := range b.ed.Figures {
			b.sourceCells(&c, i, index.rows[i])
			if !yield(line{cells: c.cells, from: b.figure(i), basis: "数据的出处"}) {
				return
			}
		}
	}
	return sheet{name: SourceSheet, rows: len(b.ed.Figures), widths: fitted(lines, len(sourceHeads)), lines: lines,
		dress: func(f *excelize.File) error {
			return b.table(f, SourceSheet, "溯源表", sourceHeads, len(b.ed.Figures), 1)
		}}
}

// sourceCells fills the line of one figure, in the order of sourceHeads. r is nil for one whose indicator is not in the edition.
func (b *book) sourceCells(c *filler, i int, r *tally.Row) {
	f := &b.ed.Figures[i]
	s := &f.Source
	c.n = 0
	c.whole(i + 1)
	c.say(f.Indicator)
	c.say(nameOf(f, r))
	c.say(f.Department)
	c.reported(f)
	c.say(s.File)
	c.say(s.Sheet)
	c.say(s.Cell)
	c.whole(s.Version)
	c.say(s.By)
	c.add(c.filed.of(data, s.At, b.zone))
	c.say(s.Submission)
	c.say(s.SHA256)
}

// headLine is the heading of a table that begins in row 1.
func headLine(heads []string) line {
	cells := make([]cell, len(heads))
	for i, h := range heads {
		cells[i] = say(dataHeading, h)
	}
	return line{height: 22, cells: cells}
}

// table makes the sheet's lines an Excel table with its heading in row 1, printed on so many pages side by side.
func (b *book) table(f *excelize.File, sheet, name string, heads []string, rows, wide int) error {
	if err := b.setPage(f, sheet, page{paper: paperA3, landscape: true, wide: wide, heads: "1:1", freeze: "A2", tab: "A6A6A6"}); err != nil {
		return err
	}
	if err := f.SetSheetRow(sheet, "A1", &heads); err != nil {
		return err
	}
	yes := true
	return f.AddTable(sheet, &excelize.Table{Range: "A1:" + ref(len(heads)-1, max(2, rows+1)), Name: name, StyleName: "TableStyleLight9", ShowRowStripes: &yes})
}

// row is that of an indicator, nil where the edition has none.
func (b *book) row(indicator string) *tally.Row {
	if i, ok := b.rows[indicator]; ok {
		return &b.ed.Rows[i]
	}
	return nil
}

// nameOf is the name of a figure's indicator.
func nameOf(f *tally.Figure, r *tally.Row) string {
	if r != nil {
		return r.Indicator.Name
	}
	return f.Indicator
}
