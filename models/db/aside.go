package db

import (
	"errors"
	"fmt"
	"os"
)

// mostHeld is how much of a file that is being made is held in memory; a longer one lies in a file of the machine until it is stored: an
// edition of 300,000 indicators is 400 MB of chunks.
var mostHeld = 32 << 20

// aside is where the chunks of a long file lie until it is stored: a file that nobody else sees and that is gone with the process.
type aside struct {
	file *os.File
	at   map[int][2]int64 // by the number of a chunk, from where to where
	end  int64
}

// putAside writes a chunk into the file aside; false where that cannot be: then it stays in memory.
func (w *BlobWriter) putAside(c blobChunk) bool {
	if w.blob.aside == nil {
		file, err := os.CreateTemp("", "tallysheet-*.chunks")
		if err != nil {
			return false
		}
		_ = os.Remove(file.Name()) // where an open file cannot be removed, the operating system keeps it
		w.blob.aside = &aside{file: file, at: map[int][2]int64{}}
	}
	a := w.blob.aside
	if _, err := a.file.WriteAt(c.Data, a.end); err != nil {
		return false
	}
	a.at[c.Seq] = [2]int64{a.end, a.end + int64(len(c.Data))}
	a.end += int64(len(c.Data))
	return true
}

// take reads a chunk again.
func (a *aside) take(seq int) ([]byte, error) {
	place, there := a.at[seq]
	if !there {
		return nil, errors.New("chunk put aside: not there")
	}
	data := make([]byte, place[1]-place[0])
	if _, err := a.file.ReadAt(data, place[0]); err != nil {
		return nil, fmt.Errorf("chunk put aside: %w", err)
	}
	return data, nil
}

// Discard lets go of what a file that was stored, or will not be, put aside.
func (b NewBlob) Discard() {
	if b.aside != nil {
		_ = b.aside.file.Close() // nothing of it is needed any more
	}
}
