package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

const sheet1 = "xl/worksheets/sheet1.xml"

func goodBook() []part { return book("<si><t>甲</t></si>", styles, good) }

// TestForgedZip lets the directory and the entries lie in every way known.
func TestForgedZip(t *testing.T) {
	base := goodBook()
	one := func(change func(*forged)) []byte { return forge(honestAll(t, base, sheet1, change), nil) }
	more := func(extra ...forged) []byte { return forge(append(honestAll(t, base, "", nil), extra...), nil) }
	tail := func(change func([]byte) []byte) []byte { return forge(honestAll(t, base, "", nil), change) }
	le := binary.LittleEndian
	zero := 0
	shadow := honest(t, part{sheet1, `<worksheet><sheetData/></worksheet>`})
	named := func(name string) forged { f := shadow; f.name = name; return f }
	read(t, more())
	for _, tt := range []struct {
		name string
		data []byte
		says string
	}{
		{"wrong checksum", one(func(f *forged) { f.crc++ }), "校验码"},
		{"longer than declared", one(func(f *forged) { f.size -= 5 }), "声明的长"},
		{"shorter than declared", one(func(f *forged) { f.size += 5 }), "声明的短"},
		{"declares 4 GB", one(func(f *forged) { f.size = 4<<30 - 2 }), "过大"},
		{"declares 15 GB", one(func(f *forged) { f.size = 1 << 40; f.extra = wide(15 << 30) }), "过大"},
		{"declares more than there is a number for", one(func(f *forged) { f.size = 1 << 40; f.extra = wide(1 << 63) }), "不符"},
		{"Zip64 without its field", one(func(f *forged) { f.size = 1 << 40 }), "不符"},
		{"Zip64 field cut", one(func(f *forged) { f.size = 1 << 40; f.extra = wide()[:3] }), "不符"},
		{"Zip64 field too short", one(func(f *forged) { f.size, f.packedSize = 1<<40, 1<<40; f.extra = wide(5) }), "不符"},
		{"packed bytes beyond the end", one(func(f *forged) { f.packedSize += 1 << 20 }), "不符"},
		{"packed bytes cut", one(func(f *forged) { f.packed = f.packed[:len(f.packed)/2]; f.packedSize = uint64(len(f.packed)) }), "已坏"},
		{"packed bytes damaged", one(func(f *forged) { f.packed = bytes.Clone(f.packed); f.packed[len(f.packed)/2] ^= 0x55 }), "损坏"},
		{"not packed at all", one(func(f *forged) { f.method = 0 }), "声明的"},
		{"LZMA", one(func(f *forged) { f.method = 14 }), "压缩方式"},
		{"encrypted", one(func(f *forged) { f.flags = 1 }), "密码"},
		{"strongly encrypted", one(func(f *forged) { f.flags = 0x41 }), "密码"},
		{"symbolic link", one(func(f *forged) { f.attributes = 0xA1FF << 16 }), "符号链接"},
		{"another name in its own header", one(func(f *forged) { f.local = "xl/worksheets/sheet2.xml" }), "不符"},
		{"name twice", more(shadow), "同名"},
		{"name in other case", more(named("xl/Worksheets/SHEET1.xml")), "同名"},
		{"name twice, once with backslashes", more(named(`xl\worksheets\sheet1.xml`)), "同名"},
		{"upwards with backslashes", more(named(`xl\..\xl\worksheets\sheet1.xml`)), "不规范"},
		{"absolute", more(named("/xl/worksheets/sheet1.xml")), "不规范"},
		{"upwards", more(named("xl/../xl/worksheets/sheet1.xml")), "不规范"},
		{"out of the archive", more(named("../../tmp/x")), "不规范"},
		{"dot", more(named("xl/./worksheets/sheet1.xml")), "不规范"},
		{"zero byte", more(named("xl/worksheets/sheet1.xml\x00.png")), "不规范"},
		{"no name", more(named("")), "不规范"},
		{"shared bytes", more(func() forged { f := honest(t, base[0]); f.at, f.name = &zero, base[0].name+"x"; return f }()), "不符"},
		{"overlap", forge(overlapping(t), nil), "重叠"},
		{"count too small", tail(func(e []byte) []byte { le.PutUint16(e[8:], 1); le.PutUint16(e[10:], 1); return e }), "不符"},
		{"count too large", tail(func(e []byte) []byte { le.PutUint16(e[8:], 1999); le.PutUint16(e[10:], 1999); return e }), "不符"},
		{"two disks", tail(func(e []byte) []byte { le.PutUint16(e[4:], 1); return e }), "不符"},
		{"directory elsewhere", tail(func(e []byte) []byte { le.PutUint32(e[16:], 5); return e }), "不符"},
		{"directory of other size", tail(func(e []byte) []byte { le.PutUint32(e[12:], 5); return e }), "不符"},
		{"comment beyond the end", tail(func(e []byte) []byte { le.PutUint16(e[20:], 5); return e }), "不完整"},
		{"no end", tail(func(e []byte) []byte { return nil }), "不完整"},
		{"two ends that disagree", bytes.Replace(withZip64End(more()), []byte("PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff"), []byte("PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00"), 1), "不符"},
		{"Zip64 end nowhere", tail(func(e []byte) []byte {
			return append([]byte("PK\x06\x07\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00\x00\x00"), e...)
		}), "不符"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if no := refused(t, tt.data, xlsx.Limits{}); !strings.Contains(no.Message, tt.says) {
				t.Errorf("%q does not say %q", no.Message, tt.says)
			}
		})
	}
}

// overlapping makes one entry's packed bytes run into the next entry.
func overlapping(t testing.TB) []forged {
	all := honestAll(t, goodBook(), "", nil)
	all[0].method = 0
	all[0].packedSize += 40
	return all
}

// TestOddButHonestZip reads archives that are unusual and whole.
func TestOddButHonestZip(t *testing.T) {
	want := show(read(t, pack(t, goodBook())).Sheets[0])
	entries := func() []forged { return honestAll(t, goodBook(), "", nil) }
	stored := entries()
	for i, p := range goodBook() {
		stored[i] = storedPart(p)
	}
	zip64 := entries()
	for i := range zip64 {
		zip64[i].extra = wide(zip64[i].size, zip64[i].packedSize)
		zip64[i].size, zip64[i].packedSize = 0xffffffff, 0xffffffff
	}
	backwards := entries()
	for i := range backwards {
		backwards[i].centralFirst = true
	}
	folder := append(entries(), forged{name: "xl/media/"})
	for name, data := range map[string][]byte{
		"stored": forge(stored, nil), "Zip64": forge(zip64, nil), "directory backwards": forge(backwards, nil), "folder entry": forge(folder, nil),
		"comment":   forge(entries(), func(e []byte) []byte { e[20] = 3; return append(e, "abc"...) }),
		"Zip64 end": withZip64End(forge(entries(), nil)),
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, show(read(t, data).Sheets[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// withZip64End puts the wide end record and its locator before the ordinary one, as writers of unknown length do.
func withZip64End(data []byte) []byte {
	le := binary.LittleEndian
	at := len(data) - 22
	end := data[at:]
	z := make([]byte, 56+20)
	copy(z, "PK\x06\x06")
	le.PutUint64(z[4:], 44)
	le.PutUint64(z[24:], uint64(le.Uint16(end[8:])))
	le.PutUint64(z[32:], uint64(le.Uint16(end[10:])))
	le.PutUint64(z[40:], uint64(le.Uint32(end[12:])))
	le.PutUint64(z[48:], uint64(le.Uint32(end[16:])))
	copy(z[56:], "PK\x06\x07")
	le.PutUint64(z[56+8:], uint64(at))
	le.PutUint32(z[56+16:], 1)
	out := append(bytes.Clone(data[:at]), z...)
	return append(out, "PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00"...)
}

// TestTruncated cuts a workbook at every kilobyte and at odd places: never half a reading.
func TestTruncated(t *testing.T) {
	data := monthFile(t, 600, 14)
	for n := 1024; n < len(data); n += 1024 {
		refused(t, data[:n], xlsx.Limits{})
	}
	for n := max(0, len(data)-300); n < len(data); n++ {
		refused(t, data[:n], xlsx.Limits{})
	}
	// The same cut inside the sheet, in an archive that is itself whole.
	parts := monthParts(120, 14)
	for _, p := range parts {
		for n := 0; n < len(p.body) && (strings.Contains(p.name, "sheet1") || strings.Contains(p.name, "shared") || strings.Contains(p.name, "styles")); n += 1024 {
			refused(t, packAt(t, set(parts, p.name, p.body[:n]), 1), xlsx.Limits{})
		}
	}
}

// TestManyEntries holds the number of parts.
func TestManyEntries(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 60_000 {
		if _, err := w.Create(fmt.Sprint("x", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	before := allocated()
	if no := refused(t, b.Bytes(), xlsx.Limits{}); !no.Limit {
		t.Error(no.Message)
	}
	if used := allocated() - before; used > 1<<20 {
		t.Error("took", used)
	}
}
