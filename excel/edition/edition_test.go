package edition_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/tally"
)

func written(t testing.TB, ed tally.Edition) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := edition.Write(&b, ed); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The same edition gives the same bytes, however often.
func TestSameBytes(t *testing.T) {
	ed := fixture(t)
	want := written(t, ed)
	if dir := os.Getenv("EDITION_DIR"); dir != "" {
		if err := os.WriteFile(dir+"/edition.xlsx", want, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 20 {
		if !bytes.Equal(want, written(t, ed)) {
			t.Fatal("two writings of one edition differ")
		}
	}
}
