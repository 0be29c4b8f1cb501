package edition

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"

	"github.com/tallysheet/tallysheet/tally"
)

// parts takes the workbook's parts from excelize in place of a zip.
type parts map[string]*bytes.Buffer

// Create implements excelize.ZipWriter.
func (p parts) Create(name string) (io.Writer, error) {
	b := new(bytes.Buffer)
	p[name] = b
	return b, nil
}

// AddFS implements excelize.ZipWriter; no part comes from a file system.
func (p parts) AddFS(fs.FS) error { return errors.New("no file systems here") }

// Close implements excelize.ZipWriter.
func (p parts) Close() error { return nil }

// packed is one part, deflated.
type packed struct {
	name string
	data bytes.Buffer
	sum  uint32
	size uint64
}

// pack deflates what write gives.
func (p *packed) pack(write func(io.Writer) error) error {
	z, err := flate.NewWriter(&p.data, packLevel)
	if err != nil {
		return err
	}
	h := crc32.NewIEEE()
	count := writerFunc(func(b []byte) (int, error) {
		p.size += uint64(len(b))
		_, _ = h.Write(b) // a hash never fails
		return z.Write(b)
	})
	if err := errors.Join(write(count), z.Close()); err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	p.sum = h.Sum32()
	return nil
}

// packLevel is the fastest: an eighth of the XML, where the slowest makes an eleventh.
const packLevel = 1

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// packAll deflates the parts side by side and writes them in one fixed order with one fixed date, so that the same
// parts give the same bytes.
func packAll(w io.Writer, contents map[string]func(io.Writer) error) error {
	names := make([]string, 0, len(contents))
	for n := range contents {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		if ra, rb := partRank(a), partRank(b); ra != rb {
			return ra - rb
		}
		return strings.Compare(a, b)
	})
	all := make([]packed, len(names))
	var side tally.Aside
	side.SetLimit(2 * min(2, runtime.GOMAXPROCS(0)))
	for i, n := range slices.Backward(names) { // 数据 and 溯源 are the last and the longest: begun last, they would be waited for
		all[i].name = n
		side.Go(func() error { return all[i].pack(contents[n]) })
	}
	if err := side.Wait(); err != nil {
		return err
	}
	if b, ok := w.(*bytes.Buffer); ok { // grown once, not ten times
		size := 1 << 12
		for i := range all {
			size += all[i].data.Len() + 256
		}
		b.Grow(size)
	}
	z := zip.NewWriter(w)
	for i := range all {
		if err := all[i].writeTo(z); err != nil {
			return err
		}
	}
	return z.Close()
}

// writeTo adds the part to the zip.
func (p *packed) writeTo(z *zip.Writer) error {
	out, err := z.CreateRaw(&zip.FileHeader{
		Name: p.name, Method: zip.Deflate, CRC32: p.sum,
		CompressedSize64: uint64(p.data.Len()), UncompressedSize64: p.size,
		ModifiedDate: 1<<5 | 1, //nolint:staticcheck // CreateRaw writes this field and not Modified: 1980-01-01, a zip's first day
	})
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	_, err = p.data.WriteTo(out)
	return err
}

// partRank puts first what a reader needs first.
func partRank(name string) int {
	switch {
	case name == "[Content_Types].xml":
		return 0
	case strings.HasPrefix(name, "_rels/"):
		return 1
	case name == "xl/workbook.xml":
		return 2
	}
	return 3
}

// part is one part's text, nothing where it was not made.
func (p parts) part(name string) []byte {
	if b := p[name]; b != nil {
		return b.Bytes()
	}
	return nil
}
