package body

import (
	"encoding/json"
	"io"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/jsontext"
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

// Write writes an edition; what is empty in its rows and figures is left out, which is half of their text. Its figures begin a new chunk every few hundred, so that one can be read without the others; it says where.
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
	var year []byte
	err = list(w, "rows", ed.Rows, func(int) {}, func(b []byte, r *tally.Row) ([]byte, error) {
		var course string
		year, course = courseOf(year[:0], r)
		return jsontext.AppendRow(b, r, course)
	})
	if err != nil {
		return nil, err
	}
	var pieces []Piece
	if err := list(w, "figures", ed.Figures, func(next int) { pieces = append(pieces, Piece{next, w.Cut()}) }, jsontext.AppendFigure); err != nil {
		return nil, err
	}
	_, err = w.Write([]byte("}"))
	return pieces, err
}

// List writes one more field of an object, entry by entry: as one text it would be tens of megabytes. Before the first entry of each piece
// it calls begin with its number.
func List[T any](w io.Writer, name string, entries []T, begin func(next int)) error {
	return list(w, name, entries, begin, func(b []byte, entry *T) ([]byte, error) {
		text, err := json.Marshal(entry)
		return append(b, text...), err
	})
}

// list is List of the texts that add appends for each entry.
func list[T any](w io.Writer, name string, entries []T, begin func(next int), add func([]byte, *T) ([]byte, error)) error {
	text := append(append(append(make([]byte, 0, pieceSize+pieceSize/8), `,"`...), name...), `":`...)
	if entries == nil {
		_, err := w.Write(append(text, "null"...))
		return err
	}
	text = append(text, '[')
	for i := range entries {
		if i == 0 || len(text) > pieceSize {
			if _, err := w.Write(text); err != nil {
				return err
			}
			text = text[:0]
			begin(i)
		}
		var err error
		if text, err = add(text, &entries[i]); err != nil {
			return err
		}
		if i < len(entries)-1 {
			text = append(text, ',')
		}
	}
	_, err := w.Write(append(text, ']'))
	return err
}

// pieceSize is about how much of a list is written at a time, and has to be read for one of its figures.
const pieceSize = 1 << 17
