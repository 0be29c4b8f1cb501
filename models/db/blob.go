package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"slices"

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
	MadeAt Timestamp
}

// TableName implements GORM's Tabler.
func (blob) TableName() string { return "blobs" }

type blobChunk struct {
	BlobID string `gorm:"primaryKey"`
	Seq    int    `gorm:"primaryKey;autoIncrement:false"`
	Packed bool   // Data is what packer.pack made of the piece
	Data   []byte
}

// TableName implements GORM's Tabler.
func (blobChunk) TableName() string { return "blob_chunks" }

// DigestOf is the SHA-256 in hex.
func DigestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// NewBlob is a file ready to be stored, with an id of its own.
type NewBlob struct {
	blob
	chunks []blobChunk
	aside  *asideChunks // where the chunks lie that have no data
}

// BlobOf makes a file ready, before the transaction that stores it: packing takes time.
func (s *DB) BlobOf(data []byte) NewBlob { return s.BlobWith(NewID(), data) }

// BlobWith is BlobOf with an id given.
func (s *DB) BlobWith(id string, data []byte) NewBlob {
	b := NewBlob{blob: blob{ID: id, Size: int64(len(data)), SHA256: DigestOf(data)}}
	zipped := bytes.HasPrefix(data, []byte("PK\x03\x04")) // a workbook is packed already
	for piece := range slices.Chunk(data, chunkSize) {
		c := blobChunk{BlobID: b.ID, Seq: len(b.chunks)}
		if c.Data = piece; !zipped {
			c.Data, c.Packed = s.packer.pack(piece, make([]byte, 0, len(piece)/4+64))
		}
		b.chunks = append(b.chunks, c)
	}
	return b
}

// PutBlob stores files within the transaction: nobody sees them before it commits. Short ones share their statements; what a statement
// carries stays under the packet limit.
func PutBlob(tx *Txn, blobs ...NewBlob) error {
	var rows []blob
	var chunks []blobChunk
	size := 0
	flush := func() error {
		if len(chunks) == 0 {
			return nil
		}
		err := tx.Create(&chunks).Error
		chunks, size = nil, 0
		return err
	}
	for _, b := range blobs {
		b.MadeAt = tx.At
		rows = append(rows, b.blob)
	}
	if err := tx.Create(&rows).Error; err != nil {
		return err
	}
	for _, b := range blobs {
		for _, c := range b.chunks {
			if c.Data == nil && b.aside != nil {
				var err error
				if c.Data, err = b.aside.take(c.Seq); err != nil {
					return err
				}
			}
			if size+len(c.Data) > chunkSize {
				if err := flush(); err != nil {
					return err
				}
			}
			chunks, size = append(chunks, c), size+len(c.Data)
		}
	}
	return flush()
}

// RemoveBlob removes a file within the transaction; "" is none.
func RemoveBlob(tx *Txn, id string) error {
	if id == "" {
		return nil
	}
	if err := tx.Exec("DELETE FROM blob_chunks WHERE blob_id = ?", id).Error; err != nil {
		return err
	}
	return tx.Exec("DELETE FROM blobs WHERE id = ?", id).Error
}

// Blob reads a blob whole and verifies it.
func (s *DB) Blob(ctx context.Context, id string) ([]byte, error) {
	r, size, err := s.OpenBlob(ctx, id)
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

// OpenBlob gives a reader that holds a few chunks at a time and ends in an error instead of io.EOF where the
// bytes are not those that were stored.
func (s *DB) OpenBlob(ctx context.Context, id string) (io.Reader, int64, error) {
	var b blob
	if err := s.Reading(ctx).Take(&b, "id = ?", id).Error; err != nil {
		return nil, 0, Absent(err, "没有这个文件。")
	}
	return &blobReader{db: s.Reading(ctx), packer: s.packer, blob: b, hash: sha256.New()}, b.Size, nil
}

type blobReader struct {
	db     *gorm.DB
	packer *Packer
	blob   blob
	seq    int
	size   int64
	ahead  []blobChunk // that were read and not looked at
	packed bool        // the last one was
	rest   []byte
	hash   hash.Hash
}

// chunksAtOnce are read by one question of a file whose chunks are packed, which are a tenth as long as those of a workbook.
const chunksAtOnce = 8

// Read implements io.Reader.
func (r *blobReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 && r.size == r.blob.Size {
		if got := hex.EncodeToString(r.hash.Sum(nil)); got != r.blob.SHA256 {
			return 0, fmt.Errorf("blob %s: stored bytes have SHA-256 %s, want %s", r.blob.ID, got, r.blob.SHA256)
		}
		return 0, io.EOF
	}
	if len(r.rest) == 0 {
		c, err := r.next()
		if err != nil {
			return 0, fmt.Errorf("blob %s, chunk %d: %w", r.blob.ID, r.seq, err)
		}
		piece, err := r.packer.Unpack(c.Data, c.Packed)
		if err != nil {
			return 0, fmt.Errorf("blob %s, chunk %d: %w", r.blob.ID, r.seq, err)
		}
		r.seq++
		r.size += int64(len(piece))
		if r.size > r.blob.Size || len(piece) == 0 {
			return 0, fmt.Errorf("blob %s: chunk %d does not fit its size", r.blob.ID, c.Seq)
		}
		if _, err := r.hash.Write(piece); err != nil {
			return 0, err
		}
		r.rest = piece
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// next is the chunk that comes now.
func (r *blobReader) next() (c blobChunk, err error) {
	if len(r.ahead) == 0 {
		n := 1
		if r.packed {
			n = chunksAtOnce
		}
		if err := r.db.Where("blob_id = ? AND seq >= ? AND seq < ?", r.blob.ID, r.seq, r.seq+n).Order("seq").Find(&r.ahead).Error; err != nil {
			return c, fmt.Errorf("read: %w", err)
		}
	}
	if len(r.ahead) == 0 || r.ahead[0].Seq != r.seq {
		return c, gorm.ErrRecordNotFound
	}
	c, r.ahead = r.ahead[0], r.ahead[1:]
	r.packed = c.Packed
	return c, nil
}

// Chunk reads one chunk of a blob. Its own checksum is that of the packer: the blob's is that of the whole.
func (s *DB) Chunk(ctx context.Context, id string, seq int) ([]byte, error) {
	return s.chunk(s.Reading(ctx).Where("blob_id = ? AND seq = ?", id, seq))
}

// LastChunk reads the last chunk of a blob.
func (s *DB) LastChunk(ctx context.Context, id string) ([]byte, error) {
	return s.chunk(s.Reading(ctx).Where("blob_id = ?", id).Order("seq DESC").Limit(1))
}

func (s *DB) chunk(q *gorm.DB) ([]byte, error) {
	var c blobChunk
	if err := q.Take(&c).Error; err != nil {
		return nil, fmt.Errorf("chunk: %w", err)
	}
	piece, err := s.packer.Unpack(c.Data, c.Packed)
	if err != nil {
		return nil, fmt.Errorf("blob %s, chunk %d: %w", c.BlobID, c.Seq, err)
	}
	return piece, nil
}
