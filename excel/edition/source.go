package edition

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

var sourceHeads = []string{"序号", "指标编号", "指标", "责任单位", "报告期", "数据口径", "数值", "单位", "原文", "原单位", "文件", "工作表", "单元格", "报送版本", "报送人", "报送时间", "报送编号", "文件指纹（SHA-256）"}

// What is told of figures beside where they stand, in columns that only an edition with such a figure has.
const (
	headAmended  = "网页更正"
	headEvidence = "佐证"
)

// sourceColumns are the headings of an edition's 溯源.
func sourceColumns(figures []tally.Figure) []string {
	heads := slices.Clone(sourceHeads)
	for _, more := range []struct {
		head string
		has  func(tally.Figure) bool
	}{{headAmended, func(f tally.Figure) bool { return f.Source.Amended() != "" }}, {headEvidence, func(f tally.Figure) bool { return f.Source.Evidence() != "" }}} {
		if slices.ContainsFunc(figures, more.has) {
			heads = append(heads, more.head)
		}
	}
	return heads
}

// sources describes 溯源: figure n of the edition stands at sourcePlace(n), so that every link can name its row.
func (b *book) sources(index figureIndex) []sheet {
	heads := sourceColumns(b.ed.Figures)
	lines := func(from, to int) func(func(line) bool) {
		return func(yield func(line) bool) {
			if !yield(headLine(heads)) {
				return
			}
			c := filler{cells: make([]cell, len(heads))}
			for i := from; i < to; i++ {
				b.sourceCells(&c, i, b.rowAt(index.rows[i]))
				sourceExtras(&c, b.ed.Figures[i].Source, heads[len(sourceHeads):])
				if !yield(line{cells: c.cells, from: b.figure(i), basis: "数据的出处"}) {
					return
				}
			}
		}
	}
	return b.parted(SourceSheet, "每个数据的出处：部门、版本、文件、工作表、单元格", "溯源表", heads, len(b.ed.Figures), lines)
}

// sourcePlace is where a figure stands in 溯源.
func sourcePlace(figure int) place {
	part := figure / partLines
	return place{partName(SourceSheet, part), figure%partLines + 2}
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
	c.say(s.File())
	c.say(s.Sheet)
	c.say(s.Cell)
	c.whole(s.Version())
	c.say(s.By())
	c.add(c.filed.of(data, s.At(), b.zone))
	c.say(s.Submission())
	c.say(s.SHA256())
}

// sourceExtras fills the columns that only some editions have.
func sourceExtras(c *filler, s tally.Source, heads []string) {
	for _, head := range heads {
		if head == headAmended {
			c.say(s.Amended())
		} else {
			c.say(s.Evidence())
		}
	}
}

// row is that of an indicator, nil where the edition has none.
func (b *book) row(indicator string) *tally.Row {
	if i, ok := b.rows[indicator]; ok {
		return &b.ed.Rows[i]
	}
	return nil
}

// rowAt is the row at a place of figureIndex, nil for none.
func (b *book) rowAt(place int32) *tally.Row {
	if place < 0 {
		return nil
	}
	return &b.ed.Rows[place]
}

// nameOf is the name of a figure's indicator.
func nameOf(f *tally.Figure, r *tally.Row) string {
	if r != nil {
		return r.Indicator.Name
	}
	return f.Indicator
}
