package xlsx_test

import (
	"bytes"
	"compress/flate"
	"hash/crc32"
	"strings"
	"testing"
)

// bomb is a part of about size bytes made of head, unit again and again, tail. Only one piece of it
// is ever packed: a deflate stream may repeat a piece that refers to nothing outside itself.
func bomb(t testing.TB, name, head, unit, tail string, size int) forged {
	t.Helper()
	piece := strings.Repeat(unit, max(1, 64<<10/len(unit)))
	n := size / len(piece)
	f := forged{name: name, method: 8}
	add := func(body string, times int) {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, 6)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		for range times {
			f.packed = append(f.packed, b.Bytes()...)
			f.crc = crc32.Update(f.crc, crc32.IEEETable, []byte(body))
		}
		f.size += uint64(times) * uint64(len(body))
	}
	add(head, 1)
	add(piece, n)
	add(tail, 1)
	f.packed = append(f.packed, 1, 0, 0, 0xff, 0xff) // the last block, empty
	f.packedSize = uint64(len(f.packed))
	return f
}

// with replaces or adds an entry of the good workbook.
func with(t testing.TB, f forged) []byte {
	t.Helper()
	all := honestAll(t, goodBook(), "", nil)
	for i := range all {
		if all[i].name == f.name {
			all[i] = f
			return forge(all, nil)
		}
	}
	return forge(append(all, f), nil)
}
