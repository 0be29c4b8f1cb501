package edition

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Answer is what a cell of an issued workbook comes from.
type Answer struct {
	Says    string // in Chinese: how the cell comes about
	Figures []int  // indexes into Edition.Figures
	Older   *Older // or figures that stand with an earlier edition
}

// Find answers for a cell. block gives the block that stands at a place. A sheet or a cell that is not there is ErrNoCell.
func (a Answers) Find(name, at string, block func(at int) ([]byte, error)) (Answer, error) {
	row, column, ok := xlsx.ParseRef(strings.TrimSpace(at))
	if !ok {
		return Answer{}, fmt.Errorf("cell %q: %w", at, ErrNoCell)
	}
	for i := range a.Sheets {
		if s := &a.Sheets[i]; s.Name == name {
			return s.find(row, column-1, block)
		}
	}
	return Answer{}, fmt.Errorf("sheet %q: %w", name, ErrNoCell)
}

// find answers for a cell of the sheet, columns from 0; one under a merged area answers as the first of it.
func (s *AnswerSheet) find(row, column int, block func(at int) ([]byte, error)) (Answer, error) {
	k := sort.Search(len(s.Blocks), func(k int) bool { return s.Blocks[k].Row > row }) - 1
	if k < 0 || row > s.Rows {
		return Answer{}, fmt.Errorf("%s!%s: %w", s.Name, xlsx.Ref(row, column+1), ErrNoCell)
	}
	data, err := block(s.Blocks[k].At)
	if err != nil {
		return Answer{}, err
	}
	r := answerReader{b: data}
	var found readCell
	for at := s.Blocks[k].Row; at <= row; at++ {
		found = r.line(column)
	}
	switch {
	case r.bad:
		return Answer{}, errors.New("stored answers: a block is damaged")
	case !found.there:
		return Answer{}, fmt.Errorf("%s!%s: %w", s.Name, xlsx.Ref(row, column+1), ErrNoCell)
	case found.merged && (found.row < row || found.row == row && found.column < column):
		return s.find(found.row, found.column, block)
	}
	head := ""
	if h := sort.Search(len(s.Heads), func(h int) bool { return s.Heads[h].Row > row }) - 1; h >= 0 && column < len(s.Heads[h].Words) {
		head = s.Heads[h].Words[column]
	}
	c := &found.cell
	a := Answer{Says: explain(s.Name+"!"+xlsx.Ref(row, column+1), row, c, head, len(c.from)), Figures: c.from}
	if c.older.Indicator != "" {
		a.Older = &c.older
	}
	return a, nil
}

// answerReader reads what answerWriter wrote.
type answerReader struct {
	b     []byte
	words []string
	bad   bool
}

// readCell is a cell as it was written, or where its merged area begins.
type readCell struct {
	cell        cell
	there       bool
	merged      bool
	row, column int
}

// line reads a line and gives one of its cells.
func (r *answerReader) line(column int) (found readCell) {
	width := r.number()
	whole := cell{basis: r.word(), from: r.figures()}
	if found.there = column < width; found.there {
		found.cell = whole
	}
	if len(r.b) < 2 {
		r.bad = true
		return found
	}
	n := int(binary.LittleEndian.Uint16(r.b))
	r.b = r.b[2:]
	for ; n > 0 && !r.bad; n-- {
		at, c := r.number(), r.cell()
		if at == column {
			c.there = found.there
			if c.cell.basis == "" && !c.merged {
				c.cell.from, c.cell.basis = whole.from, whole.basis
			}
			found = c
		}
	}
	return found
}

func (r *answerReader) cell() (c readCell) {
	if len(r.b) == 0 {
		r.bad = true
		return c
	}
	flags := r.b[0]
	r.b = r.b[1:]
	if flags&isMerged != 0 {
		return readCell{merged: true, row: r.number(), column: r.number()}
	}
	if flags&hasShown != 0 {
		c.cell.kind, c.cell.value = text, r.text()
	}
	if flags&hasBasis != 0 {
		c.cell.basis = r.word()
	}
	if flags&hasFormula != 0 {
		c.cell.formula = r.word()
	}
	if flags&hasFigures != 0 {
		c.cell.from = r.figures()
	}
	if flags&hasOlder != 0 {
		older := Older{Indicator: r.word()}
		p, err := tally.ParseRound(r.word())
		older.Period, r.bad = p, r.bad || err != nil
		c.cell.older = older
	}
	return c
}

func (r *answerReader) number() int {
	n, size := binary.Varint(r.b)
	if size <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

func (r *answerReader) text() string {
	n := r.number()
	if n < 0 || n > len(r.b) {
		r.bad, r.b = true, nil
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *answerReader) word() string {
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > uint64(len(r.words)) {
		r.bad, r.b = true, nil
		return ""
	}
	if r.b = r.b[size:]; n > 0 {
		return r.words[n-1]
	}
	s := r.text()
	r.words = append(r.words, s)
	return s
}

func (r *answerReader) figures() []int {
	n := r.number()
	if n <= 0 || n > len(r.b) { // each takes a byte at least
		r.bad = r.bad || n != 0
		return nil
	}
	from, last := make([]int, n), 0
	for i := range from {
		last += r.number()
		from[i] = last
	}
	return from
}
