package layout

import (
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// cellReader understands single cells: as headings, figures, labels, units. It keeps what it understood and changes nothing.
type cellReader struct {
	Reader
	book   *xlsx.Workbook
	memo   map[string]heading
	units  map[string]bool // texts that were held to be units, or not
	legend sign            // of ▲, 0 until it was looked for
}

func newCellReader(l Reader, book *xlsx.Workbook) *cellReader {
	return &cellReader{Reader: l, book: book, memo: make(map[string]heading, 64), units: map[string]bool{}}
}

// cellText is what a cell shows, half-width: a number without the tail of its binary fraction, a percent as
// 74.1%, a date as 2018-09-30. The unit that a format writes behind a number is not in it: formatUnit gives that.
func (r *cellReader) cellText(c xlsx.Cell) string {
	if c.Kind != xlsx.Number {
		if c.Kind == xlsx.Text {
			return strings.TrimSpace(vocabulary.HalfWidth(c.Value))
		}
		return c.Text(r.book.Date1904)
	}
	shown := c.Shown(r.book.Date1904)
	if shown.Date == "" && shown.Words == "" {
		if n, err := exact.ParseNumber(shown.Digits); err == nil && n.OK() {
			return shownText(n, shown)
		}
	}
	return shown.Text()
}

// shownText is how a cell shows its number.
func shownText(n exact.Number, shown xlsx.Shown) string {
	if shown.Percent {
		return n.Plain() + "%"
	}
	return n.Like(shown.Digits)
}

// prose is a sentence as it was written: its punctuation stays, only the ends are cut.
func prose(c xlsx.Cell) string {
	if c.Kind == xlsx.Text {
		return strings.TrimSpace(c.Value)
	}
	return ""
}

// cellNumber is the number that a number cell shows: a percent as 74.1 for the 0.741 that is stored, and
// thousands that the format leaves away (0.00, shows 元 as 千元) taken off. A date shows none.
func cellNumber(c xlsx.Cell) (exact.Number, bool) {
	n, err := exact.ParseNumber(c.Shown(false).Digits)
	return n, err == nil && n.OK()
}

// isDay reports a number without a format that can only be a day of our time where days are written: 2000 to 2099.
func isDay(c xlsx.Cell) bool {
	days, err := strconv.Atoi(c.Value)
	return err == nil && c.Kind == xlsx.Number && !c.ShowsDate() && days >= 36526 && days <= 73050
}

// formatUnit is the unit that a number's format paints behind it (0"亿元", 0.0\万), in a row counted in unit; "" where it paints
// none. Whoever reads the sheet sees it, so it is part of the figure.
func (r *cellReader) formatUnit(shown xlsx.Shown, unit string) string {
	painted := vocabulary.HeadingForm(shown.Unit)
	if painted == "万" || painted == "亿" {
		painted += strings.TrimLeft(unit, "百千万亿")
	}
	if painted == "" || painted == unit || !r.isUnit(painted) {
		return ""
	}
	return painted
}

// fault is the finding for a cell that holds no result: an error value, or a formula without one. It
// has the class given, since such a cell matters only where it is read.
func (s *journal) fault(c xlsx.Cell, row int, class tally.Class) bool {
	var f tally.Finding
	switch {
	case c.Kind == xlsx.Error:
		f = tally.NewFinding(tally.CellError, s.on, xlsx.Ref(row, c.Col), "单元格是错误值"+c.Value, "请改正公式或填入数字")
	case c.Kind == xlsx.Blank && c.Formula:
		f = tally.NewFinding(tally.FormulaUncached, s.on, xlsx.Ref(row, c.Col), "单元格是公式,但文件里没有保存计算结果", "请用 WPS 或 Excel 打开,重新计算后保存再上传,或直接填入数字")
	default:
		return false
	}
	f.Class = class
	s.find(f)
	return true
}
