package legacy

import (
	"encoding/binary"
	"math"
	"strconv"
	"unicode/utf16"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// Result is what a formula gave when the workbook was saved.
type Result struct {
	Number bool
	Value  float64 // of a number; the format holds nothing more exact
}

// Text prints a result for a person.
func (r Result) Text() string {
	if !r.Number {
		return "不是数值"
	}
	return strconv.FormatFloat(r.Value, 'g', 15, 64)
}

// Same reports whether a printed number is the result, but for the last of the 15 digits that workbooks are printed with.
func (r Result) Same(printed string) bool {
	v, err := strconv.ParseFloat(printed, 64)
	return r.Number && err == nil && math.Abs(v-r.Value) <= 1e-13*math.Abs(r.Value)
}

// Place is a cell; row and column start at 1.
type Place struct {
	Sheet    string
	Row, Col int
}

// The records that are looked at ([MS-XLS] 2.4).
const (
	recFormula    = 0x0006
	recEnd        = 0x000a
	recBoundSheet = 0x0085
	recBegin      = 0x0809
	recPassword   = 0x002f
)

// Results gives the saved results of all formulas of a workbook of Excel 97 or later. A file of another make, or one whose
// records are encrypted, gives none.
func Results(data []byte) map[Place]Result {
	out := map[Place]Result{}
	stream, err := xlsx.OLEStream(data, "Workbook")
	if err != nil {
		return out
	}
	walked := 0
	walk(stream, 0, func(kind uint16, body []byte) bool {
		if kind == recPassword {
			return false
		}
		if kind != recBoundSheet || len(body) < 8 {
			return true
		}
		at := binary.LittleEndian.Uint32(body)
		// A sheet's records may be named by many; all walks together are bounded.
		if walked += len(stream) - min(int(at), len(stream)); walked > 100*len(stream) {
			return false
		}
		sheet := sheetName(body[6:])
		walk(stream, int(at), func(kind uint16, body []byte) bool {
			if kind == recFormula && len(body) >= 14 {
				row, col := int(binary.LittleEndian.Uint16(body)), int(binary.LittleEndian.Uint16(body[2:]))
				out[Place{Sheet: sheet, Row: row + 1, Col: col + 1}] = resultOf(body[6:14])
			}
			return true
		})
		return true
	})
	return out
}

// walk calls see for the records of the substream at an offset, without those of substreams within it, until it is false.
func walk(stream []byte, at int, see func(kind uint16, body []byte) bool) {
	if at > len(stream) {
		return
	}
	depth := 0
	for rest := stream[at:]; len(rest) >= 4; {
		kind, n := binary.LittleEndian.Uint16(rest), int(binary.LittleEndian.Uint16(rest[2:]))
		if 4+n > len(rest) {
			return
		}
		switch kind {
		case recBegin:
			depth++
		case recEnd:
			depth--
		}
		if depth == 0 || depth == 1 && !see(kind, rest[4:4+n]) {
			return
		}
		rest = rest[4+n:]
	}
}

// resultOf reads a result: a number, unless its last two bytes say that it is none.
func resultOf(b []byte) Result {
	if b[6] == 0xff && b[7] == 0xff {
		return Result{}
	}
	return Result{Number: true, Value: math.Float64frombits(binary.LittleEndian.Uint64(b))}
}

// sheetName reads a length, a flag for two bytes a letter, and the letters.
func sheetName(b []byte) string {
	n, wide := int(b[0]), b[1]&1 == 1
	b = b[2:]
	var units []uint16
	for i := range n {
		switch {
		case wide && 2*i+1 < len(b):
			units = append(units, binary.LittleEndian.Uint16(b[2*i:]))
		case !wide && i < len(b):
			units = append(units, uint16(b[i]))
		}
	}
	return string(utf16.Decode(units))
}
