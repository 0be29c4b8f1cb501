package db

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// BlobWriter makes a stored file of what is written to it, a piece at a time.
type BlobWriter struct {
	packer *Packer
	hash   hash.Hash
	blob   NewBlob
	piece  []byte
	room   []byte // what the last piece was packed in
	zipped bool   // what is written is packed already
	held   int    // of the chunks, in memory
}

// NewBlobWriter begins a stored file.
func (s *DB) NewBlobWriter() *BlobWriter {
	return &BlobWriter{packer: s.packer, hash: sha256.New(), blob: NewBlob{blob: blob{ID: NewID()}}}
}

// NewZippedWriter begins a stored file of what is packed already, as a workbook is.
func (s *DB) NewZippedWriter() *BlobWriter {
	w := s.NewBlobWriter()
	w.zipped = true
	return w
}

// Write implements io.Writer.
func (w *BlobWriter) Write(b []byte) (int, error) {
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

func (w *BlobWriter) flush() {
	c := blobChunk{BlobID: w.blob.ID, Seq: len(w.blob.chunks)}
	if c.Data = w.piece; !w.zipped {
		if c.Data, c.Packed = w.packer.pack(w.piece, w.room); c.Packed {
			w.room = c.Data
		}
	}
	if w.held += len(c.Data); w.held > mostHeld && w.putAside(c) {
		c.Data, w.held = nil, w.held-len(c.Data)
	} else if c.Packed {
		c.Data = bytes.Clone(c.Data)
	}
	w.blob.chunks = append(w.blob.chunks, c)
	if w.piece = w.piece[:0]; !c.Packed && c.Data != nil {
		w.piece = nil // the piece itself is kept
	}
}

// Cut ends the chunk: what is written next begins another, whose number it gives.
func (w *BlobWriter) Cut() int {
	if len(w.piece) > 0 {
		w.flush()
	}
	return len(w.blob.chunks)
}

// WriteChunk writes a chunk of its own and gives its number.
func (w *BlobWriter) WriteChunk(b []byte) int {
	at := w.Cut()
	_, _ = w.Write(b) // it never fails
	w.Cut()
	return at
}

// Done gives the file.
func (w *BlobWriter) Done() NewBlob {
	if len(w.piece) > 0 {
		w.flush()
	}
	w.blob.SHA256 = hex.EncodeToString(w.hash.Sum(nil))
	return w.blob
}
