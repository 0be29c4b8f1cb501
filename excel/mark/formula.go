package mark

import (
	"html"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// formulaCell is a cell that computes, with what it looks at.
type formulaCell struct {
	sheet    string
	row, col int
	serves   bool // its formula is that of other cells too: a range of an array, the first of a shared one
	looks    []lookedAt
	all      bool // looks where only computing would tell: INDIRECT, OFFSET, a name
}

func (f formulaCell) ref() string  { return xlsx.Ref(f.row, f.col) }
func (f formulaCell) place() Place { return Place{f.sheet, f.ref()} }

// lookedAt is a rectangle of a sheet that a formula reads.
type lookedAt struct {
	sheet string
	xlsx.Range
}

// sharedFormula is the first cell of a shared formula; the others stand for it moved by their distance.
type sharedFormula struct {
	text     string
	row, col int
}

// formulas are all cells of the workbook that compute.
func (r *replacing) formulas() ([]formulaCell, error) {
	var all []formulaCell
	for _, s := range r.sheets {
		if s.part == "" {
			continue
		}
		data, err := r.part(s.part)
		if err != nil {
			return nil, err
		}
		w := formulaWalk{sheet: s.name, data: data, shared: map[string]sharedFormula{}}
		if err := walk(data, w.tell); err != nil {
			return nil, err
		}
		all = append(all, w.found...)
	}
	return all, nil
}

// formulaWalk looks at the tags of one worksheet.
type formulaWalk struct {
	sheet    string
	data     []byte
	shared   map[string]sharedFormula
	found    []formulaCell
	row, col int
	f        element
}

func (w *formulaWalk) tell(e element) error {
	switch {
	case e.depth == 3 && e.name == "row" && !e.end:
		n, err := strconv.Atoi(e.attr("r"))
		if err != nil {
			n = w.row + 1
		}
		w.row, w.col = n, 0
	case e.depth == 4 && e.name == "c" && !e.end:
		w.col++
		if row, col, ok := xlsx.ParseRef(e.attr("r")); ok {
			w.row, w.col = row, col
		}
	case e.depth == 5 && e.name == "f" && !e.end:
		w.f = e
		if e.self {
			w.formula("")
		}
	case e.depth == 5 && e.name == "f":
		w.formula(html.UnescapeString(string(w.data[w.f.to:e.from])))
	}
	return nil
}

func (w *formulaWalk) formula(text string) {
	c := formulaCell{sheet: w.sheet, row: w.row, col: w.col}
	kind, si, area := w.f.attr("t"), w.f.attr("si"), w.f.attr("ref")
	wide := area != "" && area != c.ref() && strings.Contains(area, ":")
	c.serves = wide && (kind == "array" || kind == "dataTable" || kind == "shared" && text != "")
	down, right := 0, 0
	if kind == "shared" {
		if text != "" {
			w.shared[si] = sharedFormula{text, w.row, w.col}
		} else if first, ok := w.shared[si]; ok {
			text, down, right = first.text, w.row-first.row, w.col-first.col
		}
	}
	c.looks, c.all = looksOf(text, w.sheet, down, right)
	w.found = append(w.found, c)
}

var (
	// inQuotes are the texts of a formula, which name nothing.
	inQuotes = regexp.MustCompile(`"(?:[^"]|"")*"`)
	// reference is a cell or range, whole columns and rows too, with the sheet in front where one is named.
	reference = regexp.MustCompile(`(?:('(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d+:\$?\d+)`)
	// word is what is left beside references: a function, or a name that stands for cells elsewhere.
	word = regexp.MustCompile(`[\p{L}_\\][\p{L}\p{N}_.]*\s*\(?`)
)

// looksOf is what a formula reads; all where that cannot be told from its text.
func looksOf(text, sheet string, down, right int) (looks []lookedAt, all bool) {
	text = inQuotes.ReplaceAllString(text, `""`)
	for _, m := range reference.FindAllStringSubmatch(text, -1) {
		at := lookedAt{sheet: sheet}
		if m[1] != "" {
			at.sheet = strings.ReplaceAll(strings.Trim(m[1], "'"), "''", "'")
		}
		at.Range = areaOf(m[2], down, right)
		looks = append(looks, at)
	}
	for _, w := range word.FindAllString(reference.ReplaceAllString(text, " "), -1) {
		switch name := strings.ToUpper(strings.TrimSpace(w)); {
		case name == "INDIRECT(" || name == "OFFSET(" || name == "INDEX(" && len(looks) == 0:
			all = true
		case !strings.HasSuffix(name, "(") && name != "TRUE" && name != "FALSE":
			all = true
		}
	}
	return looks, all
}

// areaOf is a reference as a rectangle, moved where it is not fixed.
func areaOf(ref string, down, right int) xlsx.Range {
	from, to, wide := strings.Cut(ref, ":")
	if !wide {
		to = from
	}
	r1, c1 := cornerOf(from, down, right)
	r2, c2 := cornerOf(to, down, right)
	a := xlsx.Range{FirstRow: min(r1, r2), FirstCol: min(c1, c2), LastRow: max(r1, r2), LastCol: max(c1, c2)}
	if r1 == 0 {
		a.FirstRow, a.LastRow = 1, math.MaxInt
	}
	if c1 == 0 {
		a.FirstCol, a.LastCol = 1, math.MaxInt
	}
	return a
}

var corner = regexp.MustCompile(`^(\$?)([A-Za-z]*)(\$?)(\d*)$`)

// cornerOf is one end of a reference: row 0 of a whole column, column 0 of a whole row.
func cornerOf(ref string, down, right int) (row, col int) {
	m := corner.FindStringSubmatch(ref)
	if m == nil {
		return 0, 0
	}
	fixedCol, letters, fixedRow, digits := m[1] != "", m[2], m[3] != "", m[4]
	if letters == "" { // $5 of a whole row
		fixedRow = fixedCol
	} else if n, ok := xlsx.ParseColumn(strings.ToUpper(letters)); ok {
		if col = n; !fixedCol {
			col += right
		}
	}
	if n, err := strconv.Atoi(digits); err == nil {
		if row = n; !fixedRow {
			row += down
		}
	}
	return row, col
}

func (f formulaCell) reads(p Place) bool {
	row, col, _ := xlsx.ParseRef(p.Cell)
	return f.all || slices.ContainsFunc(f.looks, func(l lookedAt) bool {
		return l.sheet == p.Sheet && l.FirstRow <= row && row <= l.LastRow && l.FirstCol <= col && col <= l.LastCol
	})
}

// mostStale bounds how far a replacement reaches: beyond it the whole sheet wants computing.
const mostStale = 2000

// restingOn are the formulas that read one of the cells, or a formula that does, and so on; not those that are among the cells.
func restingOn(formulas []formulaCell, changed map[Place]bool) ([]Place, error) {
	var stale []Place
	reached := map[Place]bool{}
	next := make([]Place, 0, len(changed))
	for p := range changed {
		reached[p] = true
		next = append(next, p)
	}
	for len(next) > 0 {
		now := next
		next = nil
		for i := range formulas {
			if p := formulas[i].place(); !reached[p] && slices.ContainsFunc(now, formulas[i].reads) {
				reached[p] = true
				next, stale = append(next, p), append(stale, p)
			}
		}
		if len(stale) > mostStale {
			return nil, &xlsx.Refusal{Message: "引用这些单元格的公式太多，改了以后都要重算", Expected: "请在 WPS 中改好后重新上传"}
		}
	}
	return stale, nil
}

// withoutResults is a worksheet in which formulas have no stored result.
func withoutResults(data []byte, cells map[string]bool) ([]byte, error) {
	var out splices
	row, col, in := 0, 0, false
	value := 0
	err := walk(data, func(e element) error {
		switch {
		case e.depth == 3 && e.name == "row" && !e.end:
			if n, err := strconv.Atoi(e.attr("r")); err == nil {
				row = n
			} else {
				row++
			}
			col = 0
		case e.depth == 4 && e.name == "c" && !e.end:
			col++
			if r, c, ok := xlsx.ParseRef(e.attr("r")); ok {
				row, col = r, c
			}
			if in = cells[xlsx.Ref(row, col)]; in {
				out.replace(e.from, e.to, withoutAttr(string(data[e.from:e.to]), "t"))
			}
		case e.depth == 5 && e.name == "v" && in && !e.end:
			if value = e.from; e.self {
				out.replace(e.from, e.to, "")
			}
		case e.depth == 5 && e.name == "v" && in:
			out.replace(value, e.to, "")
		}
		return nil
	})
	return out.apply(data), err
}
