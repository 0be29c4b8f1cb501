package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
)

// Package is a workbook's zip, opened under the checks of Read, for whoever changes some of its parts: the others are copied as they
// were packed. It is for one goroutine.
type Package struct {
	archive *archive
	opener  opener
}

// OpenPackage opens a workbook's zip within the limits. The error is a *Refusal, as of Read; what the parts hold is looked at by nobody.
func OpenPackage(data []byte, lim Limits) (*Package, error) {
	lim = lim.orDefaults()
	if int64(len(data)) > lim.File {
		return nil, tooLarge("文件", lim.File)
	}
	a, err := readDirectory(data, lim)
	if err != nil {
		return nil, err
	}
	return &Package{archive: a, opener: opener{archive: a, left: lim.Unpacked}}, nil
}

// Find is the name in the package of a part, whatever its case; "" where there is none.
func (p *Package) Find(name string) string {
	if e := p.archive.find(name); e != nil {
		return e.name
	}
	return ""
}

// Part unpacks a part; nil where there is none. All parts together unpack to no more than the limit.
func (p *Package) Part(name string) ([]byte, error) {
	e := p.archive.find(name)
	if e == nil {
		return nil, nil
	}
	src, err := p.opener.open(e, int64(e.size), name)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, min(e.size, 1<<20)))
	if _, err := out.ReadFrom(src); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Rewrite packs the workbook anew: changed parts, by their name in the package, with their new content, all others as they were
// packed, in the old order; added parts follow. A part whose new content is nil is left out.
func (p *Package) Rewrite(w io.Writer, changed map[string][]byte, added []string) error {
	z := zip.NewWriter(w)
	for i := range p.archive.entries {
		e := &p.archive.entries[i]
		h := &zip.FileHeader{Name: e.name, Method: e.method, ModifiedDate: e.date, ModifiedTime: e.time} //nolint:staticcheck // the old form is what the package holds
		if data, ok := changed[e.name]; ok {
			if data == nil {
				continue
			}
			h.Method, h.Modified = zip.Deflate, h.ModTime() //nolint:staticcheck // the old form is what the package holds
			if err := pack(z, h, data); err != nil {
				return err
			}
			continue
		}
		h.Flags, h.CRC32, h.CompressedSize64, h.UncompressedSize64 = e.flags&utf8Flag, e.crc, e.packed, e.size
		raw, err := z.CreateRaw(h)
		if err == nil {
			_, err = raw.Write(p.archive.data[e.data : e.data+e.packed])
		}
		if err != nil {
			return fmt.Errorf("copy %s: %w", e.name, err)
		}
	}
	for _, name := range added {
		if err := pack(z, &zip.FileHeader{Name: name, Method: zip.Deflate}, changed[name]); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("pack workbook: %w", err)
	}
	return nil
}

func pack(z *zip.Writer, h *zip.FileHeader, data []byte) error {
	p, err := z.CreateHeader(h)
	if err == nil {
		_, err = p.Write(data)
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", h.Name, err)
	}
	return nil
}
