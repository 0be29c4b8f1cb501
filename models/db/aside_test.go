package db

import (
	"bytes"
	"crypto/rand"
	"testing"
)

// A long file that is being made lies aside beyond what is held, packed or not, and every chunk comes back as it was; where nothing can be
// put aside it stays in memory.
func TestLongFilesLieAside(t *testing.T) {
	defer func(most int) { mostHeld = most }(mostHeld)
	mostHeld = 2 * chunkSize
	packer, err := NewPacker()
	if err != nil {
		t.Fatal(err)
	}
	noise := make([]byte, 5*chunkSize+1234)
	if _, err := rand.Read(noise); err != nil {
		t.Fatal(err)
	}
	words := bytes.Repeat([]byte("目标任务"), chunkSize)
	for _, x := range []struct {
		what, dir string
		data      []byte
		zipped    bool
		aside     bool
	}{
		{"a workbook", t.TempDir(), noise, true, true},
		{"noise that does not pack", t.TempDir(), noise, false, true},
		{"words that pack to little", t.TempDir(), words, false, false},
		{"nowhere to put it", "/nowhere at all", noise, true, false},
	} {
		t.Setenv("TMPDIR", x.dir)
		w := (&DB{packer: packer}).NewBlobWriter()
		w.zipped = x.zipped
		for piece := range bytes.Lines(x.data) { // pieces of any length
			if _, err := w.Write(piece); err != nil {
				t.Fatal(err)
			}
		}
		b := w.Done()
		if (b.aside != nil) != x.aside || b.Size != int64(len(x.data)) || b.SHA256 != DigestOf(x.data) {
			t.Errorf("%s: aside %v, %d bytes", x.what, b.aside != nil, b.Size)
		}
		held, all := 0, []byte(nil)
		for _, c := range b.chunks {
			held += len(c.Data)
			if c.Data == nil {
				if c.Data, err = b.aside.take(c.Seq); err != nil {
					t.Fatal(err)
				}
			}
			piece, err := packer.Unpack(c.Data, c.Packed)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, piece...)
		}
		if !bytes.Equal(all, x.data) {
			t.Errorf("%s: %d bytes came back of %d, or others", x.what, len(all), len(x.data))
		}
		if x.aside && held > mostHeld {
			t.Errorf("%s: %d bytes are held", x.what, held)
		}
		b.Discard()
	}
}
