package xlsx

import (
	"encoding/binary"
	"errors"
)

// errContainer is all that is said of a container that is not as it must be: who asks for a stream has other means.
var errContainer = errors.New("not an OLE container as expected")

const endOfSectors = 0xfffffffe

// sectors is a run of sectors of one size and the table that chains them: those of an OLE compound file ([MS-CFB]), or
// the short ones in it.
type sectors struct {
	data  []byte
	shift uint
	next  []uint32
}

// OLEStream gives the bytes of a stream of an OLE container, which old workbooks are; an error where the container is not as it
// must be, or holds no stream of that name.
func OLEStream(data []byte, name string) ([]byte, error) {
	file, err := openOLE(data)
	if err != nil {
		return nil, err
	}
	directory, err := file.chain(binary.LittleEndian.Uint32(data[48:]))
	if err != nil || len(directory) < 128 {
		return nil, errContainer
	}
	root := directory[:128]
	for ; len(directory) >= 128; directory = directory[128:] {
		if streamName(directory) != name {
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
			return nil, errContainer
		}
		return stream[:size], nil
	}
	return nil, errContainer
}

// openOLE reads the table of the sectors.
func openOLE(data []byte) (*sectors, error) {
	if len(data) < 512 {
		return nil, errContainer
	}
	shift := uint(binary.LittleEndian.Uint16(data[30:]))
	if shift != 9 && shift != 12 || len(data) < 1<<shift {
		return nil, errContainer
	}
	file := &sectors{data: data[1<<shift:], shift: shift} // the header fills the place of a sector
	list, more := data[76:512], binary.LittleEndian.Uint32(data[68:])
	for range len(data)>>shift + 1 { // no longer than there are sectors
		for _, n := range sectorNumbers(list) {
			if len(file.next) <= len(data)>>shift {
				file.next = append(file.next, sectorNumbers(file.sector(n))...)
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
	return &sectors{data: data, shift: 6, next: sectorNumbers(table)}, err
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
	for n != endOfSectors {
		one := s.sector(n)
		if one == nil || int(n) >= len(s.next) || len(out) > len(s.data) { // longer than all: it runs in a ring
			return nil, errContainer
		}
		out = append(out, one...)
		n = s.next[n]
	}
	return out, nil
}

func sectorNumbers(b []byte) []uint32 {
	out := make([]uint32, 0, len(b)/4)
	for ; len(b) >= 4; b = b[4:] {
		out = append(out, binary.LittleEndian.Uint32(b))
	}
	return out
}
