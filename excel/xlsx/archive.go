package xlsx

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// An entry is one part as the zip's directory declares it. Nothing declared is believed before it is read.
type entry struct {
	name    string // with slashes
	spelled string // as it stands in the package
	method  uint16
	flags   uint16
	date    uint16 // as MS-DOS has them
	time    uint16
	crc     uint32
	packed  uint64
	size    uint64
	offset  uint64 // of its local header
	data    uint64 // of its first packed byte
}

// archive is a zip whose directory has been checked.
type archive struct {
	data    []byte
	entries []entry
	byName  map[string]int // lower case: OPC part names ignore case
}

const (
	localHeader    = 30
	centralHeader  = 46
	directoryEnd   = 22
	zip64Locator   = 20
	zip64End       = 56
	encryptedFlag  = 0x2041 // encrypted, strongly, or with a masked directory
	utf8Flag       = 0x800
	methodStored   = 0
	methodDeflated = 8
	unset32        = 0xffffffff
	ratioGrace     = 100 << 10
)

// readDirectory lists a zip's entries after holding them against the limits and against each other.
func readDirectory(data []byte, lim Limits) (*archive, error) {
	dir, count, at, err := locateDirectory(data)
	if err != nil {
		return nil, err
	}
	if count > uint64(lim.Parts) {
		return nil, tooMany("内部部件", lim.Parts, "个")
	}
	if count > uint64(len(dir)/centralHeader) {
		return nil, misfit()
	}
	a := &archive{data: data, entries: make([]entry, 0, count), byName: make(map[string]int, count)}
	var total uint64
	for len(dir) >= centralHeader && uint64(len(a.entries)) < count {
		e, rest, err := centralEntry(dir)
		if err != nil {
			return nil, err
		}
		dir = rest
		if err := a.add(e); err != nil {
			return nil, err
		}
		if total += e.size; e.size > uint64(lim.Unpacked) || total > uint64(lim.Unpacked) {
			return nil, tooLarge("解压后的内容", lim.Unpacked)
		}
	}
	if uint64(len(a.entries)) != count || len(dir) != 0 {
		return nil, misfit()
	}
	if over := total; over > ratioGrace && (over-ratioGrace)/uint64(lim.Ratio) > uint64(len(data)) {
		return nil, &Refusal{Limit: true, Message: "文件压缩得异常厉害，展开后会膨胀到原来的上百倍，不像是正常的工作簿", Expected: resave}
	}
	return a, a.layOut(at)
}

// locateDirectory finds the central directory, the number of its entries and where it begins.
func locateDirectory(data []byte) (dir []byte, count, at uint64, err error) {
	end := bytes.LastIndex(data[max(0, len(data)-directoryEnd-0xffff):], []byte("PK\x05\x06"))
	if end >= 0 {
		end += max(0, len(data)-directoryEnd-0xffff)
	}
	if end < 0 || len(data)-end < directoryEnd {
		return nil, 0, 0, cutShort()
	}
	b := data[end:]
	le := binary.LittleEndian
	if int(le.Uint16(b[20:])) > len(b)-directoryEnd {
		return nil, 0, 0, cutShort()
	}
	disks := uint32(le.Uint16(b[4:])) | uint32(le.Uint16(b[6:]))
	if disks == 0xffff { // said in the wide record
		disks = 0
	}
	here, count := uint64(le.Uint16(b[8:])), uint64(le.Uint16(b[10:]))
	size, at := uint64(le.Uint32(b[12:])), uint64(le.Uint32(b[16:]))
	stop := uint64(end)
	if loc := end - zip64Locator; loc >= 0 && string(data[loc:loc+4]) == "PK\x06\x07" {
		where := le.Uint64(data[loc+8:])
		if where > uint64(loc) || uint64(loc)-where < zip64End || string(data[where:where+4]) != "PK\x06\x06" || le.Uint32(data[loc+4:]) != 0 || le.Uint32(data[loc+16:]) != 1 {
			return nil, 0, 0, misfit()
		}
		z := data[where:]
		disks |= le.Uint32(z[16:]) | le.Uint32(z[20:])
		// Both records speak of one directory: what the narrow one can say must be the same.
		if !widened(&here, 0xffff, le.Uint64(z[24:])) || !widened(&count, 0xffff, le.Uint64(z[32:])) || !widened(&size, unset32, le.Uint64(z[40:])) || !widened(&at, unset32, le.Uint64(z[48:])) {
			return nil, 0, 0, misfit()
		}
		stop = where
	}
	if disks != 0 || here != count || at > stop || size != stop-at {
		return nil, 0, 0, misfit()
	}
	return data[at:stop], count, at, nil
}

// widened takes the wide value of a field; a narrow one that says something must agree.
func widened(v *uint64, unset, wide uint64) bool {
	agree := *v == unset || *v == wide
	*v = wide
	return agree
}

func cutShort() *Refusal { return damaged("文件不完整，可能没有传完或没有下载完") }

func misfit() *Refusal { return damaged("压缩目录与内容不符") }

// centralEntry reads one entry off the front of the directory.
func centralEntry(dir []byte) (e entry, rest []byte, err error) {
	le := binary.LittleEndian
	nameLen, extraLen, noteLen := int(le.Uint16(dir[28:])), int(le.Uint16(dir[30:])), int(le.Uint16(dir[32:]))
	if string(dir[:4]) != "PK\x01\x02" || len(dir) < centralHeader+nameLen+extraLen+noteLen {
		return e, nil, misfit()
	}
	e = entry{
		spelled: string(dir[centralHeader : centralHeader+nameLen]),
		flags:   le.Uint16(dir[8:]),
		method:  le.Uint16(dir[10:]),
		time:    le.Uint16(dir[12:]),
		date:    le.Uint16(dir[14:]),
		crc:     le.Uint32(dir[16:]),
		packed:  uint64(le.Uint32(dir[20:])),
		size:    uint64(le.Uint32(dir[24:])),
		offset:  uint64(le.Uint32(dir[42:])),
	}
	e.name = strings.ReplaceAll(e.spelled, `\`, "/") // as some programs for Windows write them
	if le.Uint16(dir[8:])&encryptedFlag != 0 {
		return e, nil, &Refusal{Message: "文件设有密码（压缩包加密），无法读取", Expected: "请去掉密码，另存为 .xlsx 后再上传"}
	}
	if made := dir[5]; made == 3 && le.Uint32(dir[38:])>>28 == 0xA {
		return e, nil, damaged("压缩包内含有符号链接")
	}
	if e.size == unset32 || e.packed == unset32 || e.offset == unset32 {
		if !e.widen(dir[centralHeader+nameLen : centralHeader+nameLen+extraLen]) {
			return e, nil, misfit()
		}
	}
	return e, dir[centralHeader+nameLen+extraLen+noteLen:], nil
}

// widen takes the 64-bit sizes from the Zip64 field of an entry.
func (e *entry) widen(extra []byte) bool {
	le := binary.LittleEndian
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			return false
		}
		if id != 1 {
			extra = extra[n:]
			continue
		}
		field := extra[:n]
		for _, v := range []*uint64{&e.size, &e.packed, &e.offset} {
			if *v != unset32 {
				continue
			}
			if len(field) < 8 {
				return false
			}
			*v, field = le.Uint64(field), field[8:]
		}
		return e.size < 1<<63 && e.packed < 1<<63 && e.offset < 1<<63
	}
	return false
}

// add takes one entry in, refusing names that two programs could read two ways.
func (a *archive) add(e entry) error {
	name := strings.ToLower(e.name)
	switch {
	case name == "" || strings.HasPrefix(name, "/") || strings.Contains(name, "\x00"), strings.Contains("/"+name+"/", "/../"), strings.Contains("/"+name+"/", "/./"):
		return &Refusal{Message: "工作簿内部有不规范的部件名，出于安全不予读取", Expected: resave}
	case strings.HasSuffix(name, "/"):
		if e.size != 0 {
			return misfit()
		}
	}
	if _, twice := a.byName[name]; twice {
		return &Refusal{Message: "工作簿内部有两个同名的部件，无法判断哪一个是真的", Expected: resave}
	}
	a.byName[name] = len(a.entries)
	a.entries = append(a.entries, e)
	return nil
}

// layOut checks each entry's local header and that no two entries share bytes.
func (a *archive) layOut(directory uint64) error {
	order := make([]int, len(a.entries))
	for i := range a.entries {
		order[i] = i
		if err := a.entries[i].locate(a.data, directory); err != nil {
			return err
		}
	}
	slices.SortFunc(order, func(x, y int) int {
		if a.entries[x].offset < a.entries[y].offset {
			return -1
		}
		return 1
	})
	for i := 1; i < len(order); i++ {
		before := &a.entries[order[i-1]]
		if before.data+before.packed > a.entries[order[i]].offset {
			return damaged("压缩包内的内容互相重叠")
		}
	}
	return nil
}

// locate finds where the entry's bytes begin; its own header must name it as the directory does.
func (e *entry) locate(data []byte, directory uint64) error {
	if e.offset > directory || directory-e.offset < localHeader {
		return misfit()
	}
	h := data[e.offset:directory]
	le := binary.LittleEndian
	nameLen, extraLen := int(le.Uint16(h[26:])), int(le.Uint16(h[28:]))
	if string(h[:4]) != "PK\x03\x04" || len(h) < localHeader+nameLen+extraLen || string(h[localHeader:localHeader+nameLen]) != e.spelled || le.Uint16(h[8:]) != e.method {
		return misfit()
	}
	e.data = e.offset + uint64(localHeader+nameLen+extraLen)
	if e.packed > directory-e.data {
		return misfit()
	}
	return nil
}

// find is the entry of a part name, ignoring case.
func (a *archive) find(name string) *entry {
	if i, ok := a.byName[strings.ToLower(name)]; ok {
		return &a.entries[i]
	}
	return nil
}
