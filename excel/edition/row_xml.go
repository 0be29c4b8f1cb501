package edition

import (
	"io"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/packed"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// rowWriter writes lines as XML into a buffer that is handed on whenever it is full.
type rowWriter struct {
	b       []byte
	to      io.Writer
	looks   *lookup
	row     int
	digits  []byte // of the row
	columns []above
	links   []linkAt
}

// linkAt is a link with the cell that it stands in.
type linkAt struct {
	column, row int
	to          place
}

// above is what a column holds so far: most cells have the look of the one above them, and many say the same.
type above struct {
	open     string // <c r="A
	style    style
	look     *look
	kind     kind
	value    string
	number   exact.Number
	from, to int // where the buffer holds this, after the row's number; nowhere where to is 0
}

// full is how much is handed on at once.
const full = 1 << 16

// handOn empties a full buffer, and with it what the columns hold.
func (w *rowWriter) handOn() error {
	if len(w.b) < full {
		return nil
	}
	_, err := w.to.Write(w.b)
	w.b = w.b[:0]
	for i := range w.columns {
		w.columns[i].to = 0
	}
	return err
}

// line writes one <row>.
func (w *rowWriter) line(l line) error {
	w.row++
	w.digits = strconv.AppendInt(w.digits[:0], int64(w.row), 10)
	for len(w.columns) < len(l.cells) {
		w.columns = append(w.columns, above{open: `<c r="` + columnName(len(w.columns))})
	}
	w.b = append(append(append(w.b, `<row r="`...), w.digits...), '"')
	if l.height > 0 {
		w.b = append(w.b, ` ht="`...)
		w.b = strconv.AppendFloat(w.b, l.height, 'f', -1, 64)
		w.b = append(w.b, `" customHeight="1"`...)
	}
	w.b = append(w.b, '>')
	for i := range l.cells {
		w.cell(i, &l.cells[i])
	}
	w.b = append(w.b, "</row>"...)
	return w.handOn()
}

// linked writes the links of all lines.
func (w *rowWriter) linked() error {
	if len(w.links) == 0 {
		return nil
	}
	w.b = append(w.b, "<hyperlinks>"...)
	for _, l := range w.links {
		w.b = append(append(w.b, `<hyperlink ref="`...), w.columns[l.column].open[len(`<c r="`):]...)
		w.b = append(strconv.AppendInt(w.b, int64(l.row), 10), `" location="'`...)
		w.b = append(packed.AppendText(w.b, l.to.sheet), `'!A`...)
		w.b = append(strconv.AppendInt(w.b, int64(l.to.row), 10), `"/>`...)
		if err := w.handOn(); err != nil {
			return err
		}
	}
	w.b = append(w.b, "</hyperlinks>"...)
	return nil
}

// sparklines writes all but the first.
func (w *rowWriter) sparklines(s sparks) error {
	at := "</xm:f><xm:sqref>" + s.at + "</xm:sqref></x14:sparkline>"
	draw := "<x14:sparkline><xm:f>" + string(packed.AppendText(nil, s.draw))
	for _, row := range s.rows[1:] {
		w.digits = strconv.AppendInt(w.digits[:0], int64(row), 10)
		w.b = appendFormula(appendFormula(w.b, draw, w.digits), at, w.digits)
		if err := w.handOn(); err != nil {
			return err
		}
	}
	return nil
}

// cell writes one <c>, and keeps its link.
func (w *rowWriter) cell(column int, c *cell) {
	if c.kind == blank && c.style == (style{}) {
		return
	}
	a := &w.columns[column]
	w.b = append(append(w.b, a.open...), w.digits...)
	if a.look == nil || a.style != c.style {
		a.style, a.look, a.to = c.style, w.looks.of(c.style), 0
	}
	switch {
	case c.formula != "":
		w.b, a.to = appendCell(w.b, c, a.look, w.digits), 0
	case a.to > 0 && a.kind == c.kind && a.value == c.value && a.number == c.number:
		w.b = append(w.b, w.b[a.from:a.to]...)
	default:
		a.from = len(w.b)
		w.b = appendCell(w.b, c, a.look, w.digits)
		a.kind, a.value, a.number, a.to = c.kind, c.value, c.number, len(w.b)
	}
	if c.link.row > 0 && len(w.links) < mostLinks {
		w.links = append(w.links, linkAt{column, w.row, c.link})
	}
}

// appendCell writes what follows a cell's name.
func appendCell(b []byte, c *cell, l *look, row []byte) []byte {
	switch c.kind {
	case blank:
		return append(append(b, l.plain...), "/>"...)
	case text:
		return appendSaid(b, c.value, l)
	}
	b = append(append(b, l.plain...), '>')
	if c.formula != "" {
		b = append(b, "<f>"...)
		b = appendFormula(b, c.formula, row)
		b = append(b, "</f>"...)
	}
	b = append(b, "<v>"...)
	return append(c.appendDigits(b), "</v></c>"...)
}

// appendSaid writes the rest of a cell that holds a text.
func appendSaid(b []byte, s string, l *look) []byte {
	if packed.Risky(s) {
		b = append(b, l.quoted...)
	} else {
		b = append(b, l.plain...)
	}
	seen := packed.See(s)
	if seen&(packed.White|packed.Special) == 0 { // almost every one: as the text of a formula is kept, in half as many letters
		b = packed.AppendSeen(append(b, ` t="str"><v>`...), s, seen)
		return append(b, "</v></c>"...)
	}
	if seen&packed.White != 0 && packed.Spaced(s) {
		b = append(b, ` t="inlineStr"><is><t xml:space="preserve">`...)
	} else {
		b = append(b, ` t="inlineStr"><is><t>`...)
	}
	b = packed.AppendSeen(b, s, seen)
	return append(b, "</t></is></c>"...)
}

// appendFormula writes a formula for a row.
func appendFormula(b []byte, formula string, row []byte) []byte {
	for {
		before, after, more := strings.Cut(formula, "#")
		b = append(b, before...)
		if !more {
			return b
		}
		b, formula = append(b, row...), after
	}
}
