package models

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"

	"gorm.io/gorm"
)

// chunkSize is the size of one stored piece: 1 MiB fits the row and packet limits of every database that we
// speak to (RELIABILITY §5).
const chunkSize = 1 << 20

// blob is a file kept unchanged, in chunks.
type blob struct {
	ID     string `gorm:"primaryKey"`
	Size   int64
	SHA256 string `gorm:"column:sha256"`
	MadeAt Stamp
}

// TableName implements GORM's Tabler.
func (blob) TableName() string { return "blobs" }

type blobChunk struct {
	BlobID string `gorm:"primaryKey"`
	Seq    int    `gorm:"primaryKey;autoIncrement:false"`
	Data   []byte
}

// TableName implements GORM's Tabler.
func (blobChunk) TableName() string { return "blob_chunks" }

// digestOf is the SHA-256 in hex.
func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// putBlob stores bytes under an id within the transaction: nobody sees them before it commits.
func putBlob(tx *txn, id string, data []byte) error {
	err := tx.Create(&blob{ID: id, Size: int64(len(data)), SHA256: digestOf(data), MadeAt: tx.at}).Error
	for seq := 0; err == nil && len(data) > 0; seq++ {
		n := min(chunkSize, len(data))
		err = tx.Create(&blobChunk{BlobID: id, Seq: seq, Data: data[:n]}).Error
		data = data[n:]
	}
	return err
}

// getBlob reads a blob whole and verifies it.
func (s *Store) getBlob(ctx context.Context, id string) ([]byte, error) {
	r, size, err := s.openBlob(ctx, id)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Grow(int(size))
	if _, err := io.Copy(&out, r); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// openBlob gives a reader that holds one chunk at a time and ends in an error instead of io.EOF where the
// bytes are not those that were stored.
func (s *Store) openBlob(ctx context.Context, id string) (io.Reader, int64, error) {
	var b blob
	if err := s.read(ctx).Take(&b, "id = ?", id).Error; err != nil {
		return nil, 0, absent(err, "没有这个文件。")
	}
	return &blobReader{db: s.read(ctx), blob: b, hash: sha256.New()}, b.Size, nil
}

type blobReader struct {
	db   *gorm.DB
	blob blob
	seq  int
	size int64
	rest []byte
	hash hash.Hash
}

// Read implements io.Reader.
func (r *blobReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 && r.size == r.blob.Size {
		if got := hex.EncodeToString(r.hash.Sum(nil)); got != r.blob.SHA256 {
			return 0, fmt.Errorf("blob %s: stored bytes have SHA-256 %s, want %s", r.blob.ID, got, r.blob.SHA256)
		}
		return 0, io.EOF
	}
	if len(r.rest) == 0 {
		var c blobChunk
		if err := r.db.Take(&c, "blob_id = ? AND seq = ?", r.blob.ID, r.seq).Error; err != nil {
			return 0, fmt.Errorf("blob %s, chunk %d: %w", r.blob.ID, r.seq, err)
		}
		r.seq++
		r.size += int64(len(c.Data))
		if r.size > r.blob.Size || len(c.Data) == 0 {
			return 0, fmt.Errorf("blob %s: chunk %d does not fit its size", r.blob.ID, c.Seq)
		}
		if _, err := r.hash.Write(c.Data); err != nil {
			return 0, err
		}
		r.rest = c.Data
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
