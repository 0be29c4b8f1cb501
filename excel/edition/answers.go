package edition

import (
	"encoding/binary"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// What a cell of an issued workbook comes from is written down when the workbook is: by the walk over the same description, row by row,
// in blocks that can be read alone. So a trace reads one block, not the edition, and no later layout can move what an address means.

// Answers is the directory of the blocks.
type Answers struct {
	Sheets []AnswerSheet `json:"sheets"`
}

// AnswerSheet is what a sheet's rows answer: the blocks in which they stand, and the headings over them.
type AnswerSheet struct {
	Name   string        `json:"name"`
	Rows   int           `json:"rows"`
	Heads  []AnswerHead  `json:"heads,omitempty"`
	Blocks []AnswerBlock `json:"blocks"`
}

// AnswerHead is the heading of each column from a row on.
type AnswerHead struct {
	Row   int      `json:"row"`
	Words []string `json:"words"`
}

// AnswerBlock is a block: its first row, and where it was put.
type AnswerBlock struct {
	Row int `json:"row"`
	At  int `json:"at"`
}

// blockSize is about how long a block is before it is packed: what a trace has to read.
var blockSize = 1 << 17

// answering writes down what the lines of a sheet answer as they pass.
type answering struct {
	out   AnswerSheet
	e     answerWriter
	heads headWatch
	first int // row of the block
	put   func(block []byte) (at int)
}

func newAnswering(s sheet, put func(block []byte) (at int)) *answering {
	return &answering{out: AnswerSheet{Name: s.name}, first: 1, put: put,
		e: answerWriter{merged: mergedRows(s.merges), words: map[string]uint64{}, rounds: map[tally.Round]string{}, b: make([]byte, 0, blockSize+blockSize/8)}}
}

func (a *answering) line(l line) {
	a.out.Rows++
	if words, changed := a.heads.pass(l, a.out.Rows); changed {
		a.out.Heads = append(a.out.Heads, AnswerHead{a.out.Rows, words})
	}
	if a.e.line(l, a.out.Rows); len(a.e.b) >= blockSize {
		a.flush()
	}
}

func (a *answering) flush() {
	if len(a.e.b) > 0 {
		a.out.Blocks = append(a.out.Blocks, AnswerBlock{a.first, a.put(a.e.b)})
		a.e.b, a.first = a.e.b[:0], a.out.Rows+1
		clear(a.e.words)
	}
}

func (a *answering) done() AnswerSheet {
	a.flush()
	return a.out
}

// headWatch follows the headings of all columns down a sheet.
type headWatch struct {
	columns []columnHead
	was     bool // the row before was one of headings
}

// pass gives the headings that hold from a row on, where they are others than those above it.
func (h *headWatch) pass(l line, row int) ([]string, bool) {
	is := false
	for i := range l.cells {
		if l.cells[i].style.face == heading {
			is = true
			for len(h.columns) <= i {
				h.columns = append(h.columns, columnHead{})
			}
			h.columns[i].pass(l, i, row)
		}
	}
	changed := is || h.was
	if h.was = is; !changed {
		return nil, false
	}
	words := make([]string, len(h.columns))
	for i := range h.columns {
		words[i] = h.columns[i].text(row)
	}
	return words, true
}

// mergedRows says for each row which of its cells lie under the first of a merged area.
func mergedRows(merges []string) map[int][]mergedCells {
	rows := map[int][]mergedCells{}
	for _, m := range merges {
		from, to, _ := strings.Cut(m, ":")
		r1, c1, ok1 := xlsx.ParseRef(from)
		r2, c2, ok2 := xlsx.ParseRef(to)
		for r := r1; ok1 && ok2 && r <= r2; r++ {
			rows[r] = append(rows[r], mergedCells{c1 - 1, c2 - 1, r1})
		}
	}
	return rows
}

// mergedCells are the columns of a row that lie in one merged area, whose first cell is in the first of them, in row first.
type mergedCells struct{ from, to, first int }

// answerWriter writes lines: numbers as varints, words in full once a block and then by their number.
type answerWriter struct {
	b      []byte
	words  map[string]uint64
	rounds map[tally.Round]string
	merged map[int][]mergedCells
}

// What is there of a cell.
const (
	hasShown = 1 << iota
	hasBasis
	hasFormula
	hasFigures
	hasOlder
	isMerged
)

func (e *answerWriter) line(l line, row int) {
	e.number(len(l.cells))
	e.word(l.basis)
	e.figures(l.from)
	merged := e.merged[row]
	count := len(e.b)
	e.b = append(e.b, 0, 0) // so many cells follow: two bytes hold the columns of a worksheet
	n := 0
	for i := range l.cells {
		c := &l.cells[i]
		if at, under := underMerge(merged, i, row); under {
			n++
			e.number(i)
			e.b = append(e.b, isMerged)
			e.number(at.first)
			e.number(at.from)
			continue
		}
		if c.kind == blank && c.basis == "" || c.basis == "" && l.basis != "" { // as the whole line
			continue
		}
		n++
		e.number(i)
		e.cell(c)
	}
	binary.LittleEndian.PutUint16(e.b[count:], uint16(n)) //nolint:gosec // at most the columns of a worksheet
}

// underMerge finds the merged area that a cell lies in without being its first.
func underMerge(merged []mergedCells, column, row int) (mergedCells, bool) {
	for _, m := range merged {
		if column >= m.from && column <= m.to && (row != m.first || column != m.from) {
			return m, true
		}
	}
	return mergedCells{}, false
}

func (e *answerWriter) cell(c *cell) {
	flags := len(e.b)
	e.b = append(e.b, 0)
	if c.kind != blank {
		e.b[flags] |= hasShown
		if c.kind == text {
			e.text(shorten(c.value, shownRunes+1)) // one more, by which it is told that there is more
		} else {
			from := len(e.b)
			e.b = append(e.b, 0) // its length: digits are few
			e.b = c.appearing(e.b)
			if n := len(e.b) - from - 1; n < 64 {
				e.b[from] = byte(2 * n) // as a varint
			} else {
				digits := string(e.b[from+1:])
				e.b = e.b[:from]
				e.text(digits)
			}
		}
	}
	if c.basis != "" {
		e.b[flags] |= hasBasis
		e.word(c.basis)
	}
	if c.formula != "" {
		e.b[flags] |= hasFormula
		e.word(c.formula)
	}
	if len(c.from) > 0 {
		e.b[flags] |= hasFigures
		e.figures(c.from)
	}
	if c.older.Indicator != "" {
		e.b[flags] |= hasOlder
		e.word(c.older.Indicator)
		period, known := e.rounds[c.older.Period]
		if !known {
			period = c.older.Period.String()
			e.rounds[c.older.Period] = period
		}
		e.word(period)
	}
}

func (e *answerWriter) number(n int) { e.b = binary.AppendVarint(e.b, int64(n)) }

func (e *answerWriter) text(s string) {
	e.number(len(s))
	e.b = append(e.b, s...)
}

func (e *answerWriter) word(s string) {
	if n, known := e.words[s]; known {
		e.b = binary.AppendUvarint(e.b, n)
		return
	}
	e.words[s] = uint64(len(e.words)) + 1
	e.b = binary.AppendUvarint(e.b, 0)
	e.text(s)
}

// figures are mostly neighbours, so each is told by its distance from the one before.
func (e *answerWriter) figures(from []int) {
	e.number(len(from))
	last := 0
	for _, i := range from {
		e.number(i - last)
		last = i
	}
}
