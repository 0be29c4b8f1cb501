package tally

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// FiledFigures are the figures of one submission, packed: an edition looks through those of two years and needs a few of them whole.
type FiledFigures struct {
	Department string
	Period     Round  // that it was filed for
	Source     Source // what its figures share: no sheet, no cell
	Figures    FigurePack
	Amended    map[[2]string]string // by sheet and cell: how it was corrected on a page
}

// Figure is figure i of the submission with all that it says of itself.
func (f *FiledFigures) Figure(i int) Figure {
	x := f.Figures.figure(i, f.Period)
	sheet, cell := x.Source.Sheet, x.Source.Cell
	x.Department, x.Source = f.Department, f.Source
	x.Source.Sheet, x.Source.Cell = sheet, cell
	x.Source = x.Source.With(SourceMore{Amended: f.Amended[[2]string{sheet, cell}], Evidence: f.Source.Evidence()})
	return x
}

// Said is figure i without where it stands and whose it is: what an earlier month is judged by, eleven times a row in December.
func (f *FiledFigures) Said(i int) Figure { return f.Figures.said(i, f.Period) }

// FigurePack is a submission's figures as they are kept: their words once, and of each figure the numbers of its words, so that one is
// read without the others and looking through them copies nothing. The same figures give the same bytes. The zero pack is of none.
//
// A byte for the form, a byte for the width of what follows (2 or 4), a checksum, how many words and figures; where each word ends; the
// words; ten numbers of words a figure. Word 0 is the empty one.
type FigurePack struct {
	data       string
	width      int
	words, n   int
	text, rows int // where the words and the figures begin
}

// The places of a figure's words.
const (
	packIndicator = iota
	packPeriod    // empty: the submission's own
	packSpan
	packValue
	packUnit
	packPrinted
	packPrintedIn
	packParts // JSON
	packSheet
	packCell
	packFields
)

const (
	packForm = 1
	packHead = 2 + 4 // form, width, checksum
)

// ErrFigurePack is of stored figures that are not as they were written.
var ErrFigurePack = errors.New("packed figures are damaged")

// PackFigures packs the figures of a submission for a period; of their sources it keeps sheet and cell.
func PackFigures(own Round, figures []Figure) (FigurePack, error) {
	words, numbers := []string{""}, map[string]uint32{"": 0}
	rows := make([]uint32, 0, len(figures)*packFields)
	size := 0
	word := func(s string) {
		n, known := numbers[s]
		if !known {
			n = uint32(len(words)) //nolint:gosec // a submission has less than 4 billion words
			numbers[s], words, size = n, append(words, s), size+len(s)
		}
		rows = append(rows, n)
	}
	for i := range figures {
		f := &figures[i]
		word(f.Indicator)
		if f.Period == own {
			word("")
		} else {
			word(f.Period.String())
		}
		value := f.Value.Like(f.Printed)
		parts := ""
		if f.Parts != nil {
			text, err := json.Marshal(f.Parts)
			if err != nil {
				return FigurePack{}, fmt.Errorf("parts of %s: %w", f.Indicator, err)
			}
			parts = string(text)
		}
		for _, s := range [...]string{string(f.Span), value, f.Unit, f.Printed, f.PrintedIn, parts, f.Source.Sheet, f.Source.Cell} {
			word(s)
		}
	}
	width := 2
	if max(size, len(words)) > 1<<16-1 {
		width = 4
	}
	b := append(make([]byte, 0, packHead+8+width*(len(words)+len(rows))+size), packForm, byte(width), 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(words)))   //nolint:gosec // as above
	b = binary.LittleEndian.AppendUint32(b, uint32(len(figures))) //nolint:gosec // as above
	put := func(n uint32) {
		if width == 2 {
			b = binary.LittleEndian.AppendUint16(b, uint16(n)) //nolint:gosec // fits, see above
		} else {
			b = binary.LittleEndian.AppendUint32(b, n)
		}
	}
	end := 0
	for _, w := range words {
		end += len(w)
		put(uint32(end)) //nolint:gosec // as above
	}
	for _, w := range words {
		b = append(b, w...)
	}
	for _, n := range rows {
		put(n)
	}
	binary.LittleEndian.PutUint32(b[2:], crc32.ChecksumIEEE(b[packHead:]))
	return ParseFigurePack(b)
}

// ParseFigurePack takes what PackFigures made, as Bytes gave it; ErrFigurePack where it is something else.
func ParseFigurePack(stored []byte) (FigurePack, error) {
	const fixed = packHead + 8
	if len(stored) < fixed || stored[0] != packForm || stored[1] != 2 && stored[1] != 4 || binary.LittleEndian.Uint32(stored[2:]) != crc32.ChecksumIEEE(stored[packHead:]) {
		return FigurePack{}, ErrFigurePack
	}
	data := string(stored)
	p := FigurePack{data: data, width: int(data[1]), words: littleEndian(data, packHead, 4), n: littleEndian(data, packHead+4, 4)}
	p.text = fixed + p.width*p.words
	if p.words == 0 || p.text > len(data) {
		return FigurePack{}, ErrFigurePack
	}
	p.rows = p.text + littleEndian(data, p.text-p.width, p.width)
	if p.rows+p.n*packFields*p.width != len(data) {
		return FigurePack{}, ErrFigurePack
	}
	return p, nil
}

// Bytes is what is kept.
func (p FigurePack) Bytes() string { return p.data }

// Len is how many figures there are.
func (p FigurePack) Len() int { return p.n }

// Indicator is that of figure i.
func (p FigurePack) Indicator(i int) string { return p.word(i, packIndicator) }

// Span is that of figure i.
func (p FigurePack) Span(i int) Span { return Span(p.word(i, packSpan)) }

// Period is that of figure i, in a submission for a period.
func (p FigurePack) Period(i int, own Round) Round {
	text := p.word(i, packPeriod)
	if text == "" {
		return own
	}
	r, err := ParseRound(text)
	if err != nil {
		panic(fmt.Errorf("%w: period %q", ErrFigurePack, text)) // the checksum was right
	}
	return r
}

func (p FigurePack) figure(i int, own Round) Figure {
	f := p.said(i, own)
	f.PrintedIn, f.Source.Sheet, f.Source.Cell = p.word(i, packPrintedIn), p.word(i, packSheet), p.word(i, packCell)
	return f
}

func (p FigurePack) said(i int, own Round) Figure {
	f := Figure{Indicator: p.Indicator(i), Period: p.Period(i, own), Span: p.Span(i), Unit: p.word(i, packUnit), Printed: p.word(i, packPrinted)}
	n, err := exact.ParseNumber(p.word(i, packValue))
	f.Value = n
	if text := p.word(i, packParts); text != "" && err == nil {
		var parts []Part // not in place: the whole figure would have to be allocated for it
		err = json.Unmarshal([]byte(text), &parts)
		f.Parts = parts
	}
	if err != nil {
		panic(fmt.Errorf("%w: figure %d: %w", ErrFigurePack, i, err))
	}
	return f
}

func (p FigurePack) word(i, field int) string {
	n := littleEndian(p.data, p.rows+(i*packFields+field)*p.width, p.width)
	if n == 0 {
		return ""
	}
	at := packHead + 8 + n*p.width
	return p.data[p.text+littleEndian(p.data, at-p.width, p.width) : p.text+littleEndian(p.data, at, p.width)]
}

func littleEndian(s string, at, width int) int {
	if width == 2 {
		return int(s[at]) | int(s[at+1])<<8
	}
	return int(s[at]) | int(s[at+1])<<8 | int(s[at+2])<<16 | int(s[at+3])<<24
}

// Equal reports the same figures.
func (p FigurePack) Equal(o FigurePack) bool { return p.data == o.data }
