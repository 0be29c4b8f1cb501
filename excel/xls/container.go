// Package xls reads one thing of an old workbook: the results that its formulas were saved with. LibreOffice computes
// formulas anew when it converts one, so what it wrote is held against what the file holds. Cells are never taken from here.
package xls

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// errShape is all that is said of a container that is not as it must be: LibreOffice has read it, we need not.
var errShape = errors.New("not a container as expected")

const endOfChain = 0xfffffffe

// sectors is a run of sectors of one size and the table that chains them: those of an OLE compound file ([MS-CFB]), or
// the short ones in it.
type sectors struct {
	data  []byte
	shift uint
	next  []uint32
}

// workbookStream gives the bytes of the stream Workbook.
func workbookStream(data []byte) ([]byte, error) {
	file, err := openContainer(data)
	if err != nil {
		return nil, err
	}
	directory, err := file.chain(binary.LittleEndian.Uint32(data[48:]))
	if err != nil || len(directory) < 128 {
		return nil, errShape
	}
	root := directory[:128]
	for ; len(directory) >= 128; directory = directory[128:] {
		if entryName(directory) != "Workbook" {
			continue
		}
		size, in := binary.LittleEndian.Uint32(directory[120:]), file
		if size < binary.LittleEndian.Uint32(data[56:]) {
			if in, err = file.short(root, binary.LittleEndian.Uint32(data[60:])); err != nil {
				return nil, err
			}
		}
		stream, err := in.chain(binary.LittleEndian.Uint32(directory[116:]))
		if err != nil || uint64(size) > uint64(len(stream)) {
			return nil, errShape
		}
		return stream[:size], nil
	}
	return nil, errShape
}

// openContainer reads the table of the sectors.
func openContainer(data []byte) (*sectors, error) {
	if len(data) < 512 {
		return nil, errShape
	}
	shift := uint(binary.LittleEndian.Uint16(data[30:]))
	if shift != 9 && shift != 12 || len(data) < 1<<shift {
		return nil, errShape
	}
	file := &sectors{data: data[1<<shift:], shift: shift} // the header fills the place of a sector
	list, more := data[76:512], binary.LittleEndian.Uint32(data[68:])
	for range len(data)>>shift + 1 { // no longer than there are sectors
		for _, n := range numbers(list) {
			if len(file.next) <= len(data)>>shift {
				file.next = append(file.next, numbers(file.sector(n))...)
			}
		}
		s := file.sector(more)
		if s == nil {
			break
		}
		list, more = s[:len(s)-4], binary.LittleEndian.Uint32(s[len(s)-4:])
	}
	return file, nil
}

// short gives the short sectors, which lie in the root's stream; first is that of their table.
func (s *sectors) short(root []byte, first uint32) (*sectors, error) {
	data, err := s.chain(binary.LittleEndian.Uint32(root[116:]))
	if err != nil {
		return nil, err
	}
	table, err := s.chain(first)
	return &sectors{data: data, shift: 6, next: numbers(table)}, err
}

// sector gives a whole sector, nil where there is none of that number.
func (s *sectors) sector(n uint32) []byte {
	from := uint64(n) << s.shift
	to := from + 1<<s.shift
	if to > uint64(len(s.data)) {
		return nil
	}
	return s.data[from:to]
}

// chain joins the sectors from a first one on.
func (s *sectors) chain(n uint32) ([]byte, error) {
	var out []byte
	for n != endOfChain {
		one := s.sector(n)
		if one == nil || int(n) >= len(s.next) || len(out) > len(s.data) { // longer than all: it runs in a ring
			return nil, errShape
		}
		out = append(out, one...)
		n = s.next[n]
	}
	return out, nil
}

func numbers(b []byte) []uint32 {
	out := make([]uint32, 0, len(b)/4)
	for ; len(b) >= 4; b = b[4:] {
		out = append(out, binary.LittleEndian.Uint32(b))
	}
	return out
}

func entryName(e []byte) string {
	n := int(binary.LittleEndian.Uint16(e[64:]))
	if e[66] != 2 || n < 2 || n > 64 {
		return ""
	}
	units := make([]uint16, 0, 32)
	for i := 0; i+1 < n-2; i += 2 {
		units = append(units, binary.LittleEndian.Uint16(e[i:]))
	}
	return string(utf16.Decode(units))
}
