package db

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// blobWriter makes a stored file of what is written to it, a piece at a time.
type blobWriter struct {
	packer *Packer
	hash   hash.Hash
	blob   NewBlob
	piece  []byte
}

func (s *DB) NewBlobWriter() *blobWriter {
	return &blobWriter{packer: s.packer, hash: sha256.New(), blob: NewBlob{blob: blob{ID: NewID()}}}
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

// Done gives the file.
func (w *blobWriter) Done() NewBlob {
	if len(w.piece) > 0 {
		w.flush()
	}
	w.blob.SHA256 = hex.EncodeToString(w.hash.Sum(nil))
	return w.blob
}
