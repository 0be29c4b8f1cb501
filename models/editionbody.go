package models

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// PackedEdition is an edition made ready to be stored.
type PackedEdition struct {
	title, digest string
	body          db.NewBlob
}

// Pack makes an edition ready to be stored. It touches no database, so that it can go on beside the writing of
// the workbook.
func (s Editions) Pack(ed tally.Edition) (PackedEdition, error) {
	w := s.db.NewBlobWriter()
	if err := writeBody(w, ed); err != nil {
		return PackedEdition{}, fmt.Errorf("edition: %w", err)
	}
	return PackedEdition{ed.Title, ed.Digest, w.Done()}, nil
}

// writeBody writes the JSON of an edition, its long lists entry by entry: as one text it would be tens of megabytes.
func writeBody(w io.Writer, ed tally.Edition) error {
	type bare tally.Edition
	head, err := json.Marshal(struct {
		bare
		Rows    *struct{} `json:"rows,omitempty"` // these hide the lists
		Figures *struct{} `json:"figures,omitempty"`
	}{bare: bare(ed)})
	if err != nil {
		return err
	}
	if _, err := w.Write(head[:len(head)-1]); err != nil {
		return err
	}
	if err := writeList(w, "rows", ed.Rows); err != nil {
		return err
	}
	if err := writeList(w, "figures", ed.Figures); err != nil {
		return err
	}
	_, err = io.WriteString(w, "}")
	return err
}

// writeList writes one more field of an object.
func writeList[T any, P appender[T]](w io.Writer, name string, list []T) error {
	text := append(make([]byte, 0, pieceSize+pieceSize/2), `,"`+name+`":`...)
	if list == nil {
		text = append(text, "null"...)
	} else {
		text = append(text, '[')
		for i := range list {
			if i > 0 {
				text = append(text, ',')
			}
			if text = P(&list[i]).AppendJSON(text); len(text) > pieceSize {
				if _, err := w.Write(text); err != nil {
					return err
				}
				text = text[:0]
			}
		}
		text = append(text, ']')
	}
	_, err := w.Write(text)
	return err
}

// pieceSize is about how much of a list is written at a time.
const pieceSize = 1 << 16

// appender is a type that appends its own JSON.
type appender[T any] interface {
	*T
	AppendJSON([]byte) []byte
}
