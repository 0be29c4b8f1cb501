package packed

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// A part comes out as it was written, whether it is held or lies aside, and where nothing can lie aside.
func TestPiecesComeOut(t *testing.T) {
	defer func(most int) { mostHeld = most }(mostHeld)
	mostHeld = 4 * pieceSize
	rng := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test's own numbers
	for _, dir := range []string{t.TempDir(), "/nowhere at all"} {
		t.Setenv("TMPDIR", dir)
		for _, size := range []int{0, 1, pieceSize, 3*pieceSize + 7, 4 * pieceSize, 21*pieceSize + 5} {
			all := make([]byte, size)
			for i := range all {
				all[i] = byte(rng.Uint32())
			}
			var p pieces
			for rest := all; len(rest) > 0; {
				n := min(len(rest), 1+rng.IntN(3*pieceSize))
				if _, err := p.Write(rest[:n]); err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			if dir != "/nowhere at all" && len(p.held) > mostHeld/pieceSize+8 {
				t.Errorf("%d bytes: %d pieces are held", size, len(p.held))
			}
			if p.len() != size {
				t.Errorf("%d bytes of %d", p.len(), size)
			}
			var out bytes.Buffer
			if err := p.moveTo(&out); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(out.Bytes(), all) {
				t.Errorf("%d bytes in %q came out as %d, or others", size, dir, out.Len())
			}
		}
	}
}
