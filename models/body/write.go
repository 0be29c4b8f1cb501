package body

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/tallysheet/tallysheet/tally"
)

// Writer takes a body in chunks that can be read alone. Cut ends one and gives the number of the next.
type Writer interface {
	io.Writer
	Cut() int
}

// Piece says in which chunk of a body its figures stand from one on.
type Piece struct {
	First int `json:"first"`
	At    int `json:"at"`
}

// Write writes an edition. Its figures begin a new chunk every few hundred, so that one can be read without the others; it says where.
func Write(w Writer, ed tally.Edition) ([]Piece, error) {
	type bare tally.Edition
	head, err := json.Marshal(struct {
		bare
		Rows    *struct{} `json:"rows,omitempty"` // these hide the lists
		Figures *struct{} `json:"figures,omitempty"`
	}{bare: bare(ed)})
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(head[:len(head)-1]); err != nil {
		return nil, err
	}
	var kept row
	var text []byte
	err = list(w, "rows", ed.Rows, func(int) {}, func(r *tally.Row) any {
		kept = row{Row: r}
		if text, kept.Course = courseOf(text[:0], r); kept.Course == "" {
			kept.Year = r.Year
		}
		return &kept
	})
	if err != nil {
		return nil, err
	}
	var pieces []Piece
	if err := List(w, "figures", ed.Figures, func(next int) { pieces = append(pieces, Piece{next, w.Cut()}) }); err != nil {
		return nil, err
	}
	_, err = w.Write([]byte("}"))
	return pieces, err
}

// row is a row as it is kept. Year is that of one from before courses, and of one that a course cannot tell.
type row struct {
	*tally.Row
	Year   []tally.MonthPoint `json:"year,omitempty"`
	Course string             `json:"course,omitempty"`
}

// List writes one more field of an object, entry by entry: as one text it would be tens of megabytes. Before the first entry of each piece
// it calls begin with its number.
func List[T any](w io.Writer, name string, entries []T, begin func(next int)) error {
	return list(w, name, entries, begin, func(t *T) any { return t })
}

// list is List of what keep makes of each entry.
func list[T any](w io.Writer, name string, entries []T, begin func(next int), keep func(*T) any) error {
	var text bytes.Buffer
	text.Grow(pieceSize + pieceSize/2)
	text.WriteString(`,"` + name + `":`)
	if entries == nil {
		text.WriteString("null")
		_, err := text.WriteTo(w)
		return err
	}
	text.WriteByte('[')
	each := json.NewEncoder(&text)
	for i := range entries {
		if i == 0 || text.Len() > pieceSize {
			if _, err := w.Write(text.Bytes()); err != nil {
				return err
			}
			text.Reset()
			begin(i)
		}
		if err := each.Encode(keep(&entries[i])); err != nil {
			return err
		}
		text.Truncate(text.Len() - 1) // the end of the line
		if i < len(entries)-1 {
			text.WriteByte(',')
		}
	}
	text.WriteByte(']')
	_, err := w.Write(text.Bytes())
	return err
}

// pieceSize is about how much of a list is written at a time, and has to be read for one of its figures.
const pieceSize = 1 << 17
