package xlsx_test

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"testing"
)

// forged is one zip entry of which anything may be a lie.
type forged struct {
	name, local  string // local "" means the same name
	packed       []byte
	method       uint16
	flags        uint16
	crc          uint32
	size         uint64
	packedSize   uint64
	extra        []byte
	attributes   uint32
	at           *int // share the bytes of another entry
	centralFirst bool
}

// honest packs a part truthfully.
func honest(t testing.TB, p part) forged {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, 6)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(p.body)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return forged{name: p.name, packed: b.Bytes(), method: 8, crc: crc32.ChecksumIEEE([]byte(p.body)), size: uint64(len(p.body)), packedSize: uint64(b.Len())}
}

// honestAll packs the parts and lets change alter the entry called name.
func honestAll(t testing.TB, parts []part, name string, change func(*forged)) []forged {
	t.Helper()
	var all []forged
	done := name == ""
	for _, p := range parts {
		f := honest(t, p)
		if p.name == name {
			change(&f)
			done = true
		}
		all = append(all, f)
	}
	if !done {
		t.Fatal("no part " + name)
	}
	return all
}

func clamp(v uint64) uint32 { return uint32(min(v, 0xffffffff)) }

// forge writes the zip; tail may alter the end record.
func forge(entries []forged, tail func(end []byte) []byte) []byte {
	le := binary.LittleEndian
	var out, dir []byte
	for i, e := range entries {
		offset := len(out)
		if e.at != nil {
			offset = *e.at
		} else {
			local := e.local
			if local == "" {
				local = e.name
			}
			h := make([]byte, 30)
			copy(h, "PK\x03\x04")
			le.PutUint16(h[6:], e.flags)
			le.PutUint16(h[8:], e.method)
			le.PutUint32(h[14:], e.crc)
			le.PutUint32(h[18:], clamp(e.packedSize))
			le.PutUint32(h[22:], clamp(e.size))
			le.PutUint16(h[26:], uint16(len(local)))
			out = append(append(append(out, h...), local...), e.packed...)
		}
		c := make([]byte, 46)
		copy(c, "PK\x01\x02")
		c[5] = 3
		le.PutUint16(c[8:], e.flags)
		le.PutUint16(c[10:], e.method)
		le.PutUint32(c[16:], e.crc)
		le.PutUint32(c[20:], clamp(e.packedSize))
		le.PutUint32(c[24:], clamp(e.size))
		le.PutUint16(c[28:], uint16(len(e.name)))
		le.PutUint16(c[30:], uint16(len(e.extra)))
		le.PutUint32(c[38:], e.attributes)
		le.PutUint32(c[42:], uint32(offset))
		c = append(append(c, e.name...), e.extra...)
		if e.centralFirst && i > 0 {
			dir = append(c, dir...)
		} else {
			dir = append(dir, c...)
		}
	}
	end := make([]byte, 22)
	copy(end, "PK\x05\x06")
	le.PutUint16(end[8:], uint16(len(entries)))
	le.PutUint16(end[10:], uint16(len(entries)))
	le.PutUint32(end[12:], uint32(len(dir)))
	le.PutUint32(end[16:], uint32(len(out)))
	if tail != nil {
		end = tail(end)
	}
	return append(append(out, dir...), end...)
}

// wide is the Zip64 field with the given sizes.
func wide(values ...uint64) []byte {
	b := binary.LittleEndian.AppendUint16(nil, 1)
	b = binary.LittleEndian.AppendUint16(b, uint16(8*len(values)))
	for _, v := range values {
		b = binary.LittleEndian.AppendUint64(b, v)
	}
	return b
}

// storedPart keeps a part unpacked, so that a fuzzer's bytes reach the reader as they are.
func storedPart(p part) forged {
	n := uint64(len(p.body))
	return forged{name: p.name, packed: []byte(p.body), crc: crc32.ChecksumIEEE([]byte(p.body)), size: n, packedSize: n}
}
