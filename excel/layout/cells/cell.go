package cells

import (
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Reader understands single cells: as headings, figures, labels, units. It keeps what it understood and changes nothing.
type Reader struct {
	Words    *phrase.Words
	Headings *vocabulary.Headings
	Wanted   func(name, unit string) bool // see layout.Reader
	book     *xlsx.Workbook
	Date1904 bool
	memo     map[string]Heading
	units    map[string]bool // texts that were held to be units, or not
	legend   sign            // of ▲, 0 until it was looked for
}

// NewReader reads the cells of a workbook.
func NewReader(w *phrase.Words, h *vocabulary.Headings, book *xlsx.Workbook) *Reader {
	return &Reader{Words: w, Headings: h, book: book, Date1904: book.Date1904, memo: make(map[string]Heading, 64), units: map[string]bool{}}
}

// CellText is what a cell shows, half-width: a number without the tail of its binary fraction, a percent as
// 74.1%, a date as 2018-09-30. The unit that a format writes behind a number is not in it: FormatUnit gives that.
func (r *Reader) CellText(c xlsx.Cell) string {
	if c.Kind != xlsx.Number {
		if c.Kind == xlsx.Text {
			return strings.TrimSpace(vocabulary.HalfWidth(c.Value))
		}
		return c.Text(r.Date1904)
	}
	shown := c.Shown(r.Date1904)
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

// Prose is a sentence as it was written: its punctuation stays, only the ends are cut.
func Prose(c xlsx.Cell) string {
	if c.Kind == xlsx.Text {
		return strings.TrimSpace(c.Value)
	}
	return ""
}

// CellNumber is the number that a number cell shows: a percent as 74.1 for the 0.741 that is stored, and
// thousands that the format leaves away (0.00, shows 元 as 千元) taken off. A date shows none.
func CellNumber(c xlsx.Cell) (exact.Number, bool) {
	n, err := exact.ParseNumber(c.Shown(false).Digits)
	return n, err == nil && n.OK()
}

// IsDay reports a number without a format that can only be a day of our time where days are written: 2000 to 2099.
func IsDay(c xlsx.Cell) bool {
	days, err := strconv.Atoi(c.Value)
	return err == nil && c.Kind == xlsx.Number && !c.ShowsDate() && days >= 36526 && days <= 73050
}

// FormatUnit is the unit that a number's format paints behind it (0"亿元", 0.0\万), in a row counted in unit; "" where it paints
// none. Whoever reads the sheet sees it, so it is part of the figure.
func (r *Reader) FormatUnit(shown xlsx.Shown, unit string) string {
	painted := vocabulary.HeadingForm(shown.Unit)
	if painted == "万" || painted == "亿" {
		painted += strings.TrimLeft(unit, "百千万亿")
	}
	if painted == "" || painted == unit || !r.IsUnit(painted) {
		return ""
	}
	return painted
}
