package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"github.com/tallysheet/tallysheet/tally"
)

// PackedEdition is an edition made ready to be stored.
type PackedEdition struct {
	title, digest string
	body          newBlob
}

// Pack makes an edition ready to be stored. It touches no database, so that it can go on beside the writing of
// the workbook.
func (s Editions) Pack(ed tally.Edition) (PackedEdition, error) {
	w := s.db.NewBlobWriter()
	if err := writeBody(w, ed); err != nil {
		return PackedEdition{}, fmt.Errorf("edition: %w", err)
	}
	return PackedEdition{ed.Title, ed.Digest, w.done()}, nil
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

// blobWriter makes a stored file of what is written to it, a piece at a time.
type blobWriter struct {
	packer *packer
	hash   hash.Hash
	blob   newBlob
	piece  []byte
}

func (s *DB) NewBlobWriter() *blobWriter {
	return &blobWriter{packer: s.packer, hash: sha256.New(), blob: newBlob{blob: blob{ID: newID()}}}
}

// Write implements io.Writer.
func (w *blobWriter) Write(b []byte) (int, error) {
	n := len(b)
	_, _ = w.hash.Write(b) // a hash never fails
	w.blob.Size += int64(n)
	for len(b) > 0 {
		if w.piece == nil {
			w.piece = make([]byte, 0, chunkSize)
		}
		k := min(len(b), chunkSize-len(w.piece))
		w.piece = append(w.piece, b[:k]...)
		b = b[k:]
		if len(w.piece) == chunkSize {
			w.flush()
		}
	}
	return n, nil
}

func (w *blobWriter) flush() {
	c := blobChunk{BlobID: w.blob.ID, Seq: len(w.blob.chunks)}
	c.Data, c.Packed = w.packer.pack(w.piece)
	w.blob.chunks = append(w.blob.chunks, c)
	if w.piece = w.piece[:0]; !c.Packed {
		w.piece = nil // the piece itself is kept
	}
}

// done gives the file.
func (w *blobWriter) done() newBlob {
	if len(w.piece) > 0 {
		w.flush()
	}
	w.blob.SHA256 = hex.EncodeToString(w.hash.Sum(nil))
	return w.blob
}
