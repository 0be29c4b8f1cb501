package xlsx

import (
	"bytes"
	"github.com/klauspost/compress/flate"
	"hash/crc32"
	"io"
)

// opener unpacks the entries of one archive, one at a time, with one inflater.
type opener struct {
	archive *archive
	packed  bytes.Reader
	flate   io.ReadCloser
	part    part
	left    int64 // bytes that may still be unpacked: a hundred sheets may name one part
}

// part streams one entry and holds its declared size and checksum against what comes out.
type part struct {
	src  io.Reader
	crc  uint32
	want uint32
	left uint64 // declared bytes not yet seen
}

// open begins to read an entry of at most limit bytes.
func (o *opener) open(e *entry, limit int64, what string) (io.Reader, error) {
	if e.size > uint64(limit) {
		return nil, tooLarge(what, limit)
	}
	if o.left -= int64(e.size); o.left < 0 {
		return nil, &Refusal{Limit: true, Message: "工作簿里多张工作表指向同一份过大的内容，不像是正常的工作簿", Expected: resave}
	}
	o.packed.Reset(o.archive.data[e.data : e.data+e.packed])
	o.part = part{want: e.crc, left: e.size}
	switch e.method {
	case methodStored:
		o.part.src = &o.packed
	case methodDeflated:
		if o.flate == nil {
			o.flate = flate.NewReader(&o.packed)
		} else if err := o.flate.(flate.Resetter).Reset(&o.packed, nil); err != nil {
			return nil, err
		}
		o.part.src = o.flate
	default:
		return nil, &Refusal{Message: "文件用了不支持的压缩方式，无法读取", Expected: resave}
	}
	return &o.part, nil
}

// Read implements io.Reader. What is wrong with the packed bytes comes back as a *Refusal.
func (p *part) Read(b []byte) (int, error) {
	n, err := p.src.Read(b)
	if uint64(n) > p.left {
		return 0, damaged("内容比声明的长")
	}
	p.left -= uint64(n)
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b[:n])
	switch {
	case err == nil:
		return n, nil
	case err != io.EOF:
		return 0, damaged("压缩数据已坏")
	case p.left != 0:
		return 0, damaged("内容比声明的短")
	case p.crc != p.want:
		return 0, damaged("校验码不符")
	}
	return n, io.EOF
}
