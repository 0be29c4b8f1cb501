package models

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tallysheet/tallysheet/internal/parallel"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// PackedEdition is an edition made ready to be stored.
type PackedEdition struct {
	title, digest string
	body, answers db.NewBlob
	orders        []tally.Order
}

// Pack makes an edition ready to be stored. It touches no database, so that it can go on beside the writing of
// the workbook, which answers does: it writes down what its cells answer, block by block. put takes one and says where it stands, and
// what comes back is the directory (see Answers).
func (s Editions) Pack(ed tally.Edition, answers func(put func(block []byte) (at int)) (any, error)) (PackedEdition, error) {
	var side parallel.Group
	var directory answersDirectory
	w := s.db.NewBlobWriter()
	side.Go(func() (err error) {
		of, err := answers(w.WriteChunk)
		if err == nil {
			directory.Cells, err = json.Marshal(of)
		}
		return err
	})
	body := s.db.NewBlobWriter()
	var err error
	directory.Figures, err = writeBody(body, ed)
	if err := errors.Join(err, side.Wait()); err != nil {
		return PackedEdition{}, fmt.Errorf("edition: %w", err)
	}
	last, err := json.Marshal(directory)
	if err != nil {
		return PackedEdition{}, fmt.Errorf("edition: %w", err)
	}
	w.WriteChunk(last)
	return PackedEdition{ed.Title, ed.Digest, body.Done(), w.Done(), ed.Orders}, nil
}

// writeBody writes the JSON of an edition, its long lists entry by entry: as one text it would be tens of megabytes. The figures begin a
// new chunk every few hundred, so that one can be read without the others; it says where.
func writeBody(w *db.BlobWriter, ed tally.Edition) ([]figureChunk, error) {
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
	if err := writeList(w, "rows", ed.Rows, func(int) {}); err != nil {
		return nil, err
	}
	var chunks []figureChunk
	err = writeList(w, "figures", ed.Figures, func(next int) { chunks = append(chunks, figureChunk{next, w.Cut()}) })
	if err != nil {
		return nil, err
	}
	_, err = w.Write([]byte("}"))
	return chunks, err
}

// writeList writes one more field of an object. Before the first entry of each piece it calls begin with its number.
func writeList[T any](w io.Writer, name string, list []T, begin func(next int)) error {
	var text bytes.Buffer
	text.Grow(pieceSize + pieceSize/2)
	text.WriteString(`,"` + name + `":`)
	if list == nil {
		text.WriteString("null")
		_, err := text.WriteTo(w)
		return err
	}
	text.WriteByte('[')
	entries := json.NewEncoder(&text)
	for i := range list {
		if i == 0 || text.Len() > pieceSize {
			if _, err := w.Write(text.Bytes()); err != nil {
				return err
			}
			text.Reset()
			begin(i)
		}
		if err := entries.Encode(&list[i]); err != nil {
			return err
		}
		text.Truncate(text.Len() - 1) // the end of the line
		if i < len(list)-1 {
			text.WriteByte(',')
		}
	}
	text.WriteByte(']')
	_, err := w.Write(text.Bytes())
	return err
}

// pieceSize is about how much of a list is written at a time, and has to be read for one of its figures.
const pieceSize = 1 << 17
