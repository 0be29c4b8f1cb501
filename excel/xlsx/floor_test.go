package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"testing"
)

// inflateScan unpacks every part and counts its tags: what any reader must at least do.
func inflateScan(t testing.TB, data []byte) int {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	tags, buf := 0, make([]byte, 32<<10)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for err == nil {
			var n int
			n, err = in.Read(buf)
			tags += countTags(buf[:n])
		}
		if !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
	}
	return tags
}

func countTags(b []byte) int {
	n := 0
	for _, c := range b {
		if c == '<' {
			n++
		}
	}
	return n
}
