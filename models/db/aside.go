package db

import "github.com/tallysheet/tallysheet/internal/aside"

// mostHeld is how much of a file that is being made is held in memory; the rest of a longer one lies aside until it is stored: an edition of
// 300,000 indicators is 400 MB of chunks, of three files that are made at once.
var mostHeld = 8 << 20

// asideChunks are the chunks of a long file that lie aside until it is stored.
type asideChunks struct {
	file *aside.File
	at   map[int]asidePlace // by the number of a chunk
}

type asidePlace struct {
	at int64
	n  int
}

// putAside puts a chunk aside; false where that cannot be: then it stays in memory.
func (w *BlobWriter) putAside(c blobChunk) bool {
	if w.blob.aside == nil {
		file, err := aside.New()
		if err != nil {
			return false
		}
		w.blob.aside = &asideChunks{file, map[int]asidePlace{}}
	}
	at, err := w.blob.aside.file.Put(c.Data)
	if err == nil {
		w.blob.aside.at[c.Seq] = asidePlace{at, len(c.Data)}
	}
	return err == nil
}

// take reads a chunk again.
func (a *asideChunks) take(seq int) ([]byte, error) {
	place := a.at[seq]
	data := make([]byte, place.n)
	return data, a.file.Take(place.at, data)
}

// Discard lets go of what a file that was stored, or will not be, put aside.
func (b NewBlob) Discard() {
	if b.aside != nil {
		_ = b.aside.file.Close() // nothing of it is needed any more
	}
}
