package packed

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"

	"github.com/tallysheet/tallysheet/internal/parallel"
)

// Parts takes the workbook's parts from excelize in place of a zip.
type Parts map[string]*bytes.Buffer

// Create implements excelize.ZipWriter.
func (p Parts) Create(name string) (io.Writer, error) {
	b := new(bytes.Buffer)
	p[name] = b
	return b, nil
}

// AddFS implements excelize.ZipWriter; no part comes from a file system.
func (p Parts) AddFS(fs.FS) error { return errors.New("no file systems here") }

// Close implements excelize.ZipWriter.
func (p Parts) Close() error { return nil }

// part is one part, deflated.
type part struct {
	name string
	data pieces // deflated
	sum  uint32
	size uint64
}

// pack deflates what write gives.
func (p *part) pack(z *flate.Writer, write func(io.Writer) error) error {
	z.Reset(&p.data)
	count := writerFunc(func(b []byte) (int, error) {
		p.size += uint64(len(b))
		p.sum = crc32.Update(p.sum, crc32.IEEETable, b)
		return z.Write(b)
	})
	if err := errors.Join(write(count), z.Close()); err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	return nil
}

// packLevel makes a tenth of the XML, where the fastest makes an eighth in six tenths of the time and the slowest an eleventh: a workbook
// is made once, and sent, stored and opened many times.
const packLevel = 5

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// Content is one part as it is to be packed.
type Content struct {
	Name  string
	Lines int // of a sheet
	Write func(io.Writer) error
}

// manyLines make a sheet long.
const manyLines = 1000

// WriteAll deflates the parts side by side and writes them in one fixed order with one fixed date, so that the same
// parts give the same bytes. A long sheet has a compressor of its own and the short parts share one, in order.
func WriteAll(w io.Writer, contents []Content) error {
	slices.SortFunc(contents, func(a, b Content) int {
		return cmp.Or(partRank(a.Name)-partRank(b.Name), strings.Compare(a.Name, b.Name))
	})
	all := make([]part, len(contents))
	var long, short []int
	for i, c := range contents {
		if all[i].name = c.Name; c.Lines >= manyLines {
			long = append(long, i)
		} else {
			short = append(short, i)
		}
	}
	slices.SortStableFunc(long, func(i, j int) int { return contents[j].Lines - contents[i].Lines }) // begun last, the longest would be waited for
	var side parallel.Group
	side.SetLimit(2 * min(2, runtime.GOMAXPROCS(0)))
	together := func(some []int) {
		side.Go(func() error {
			z, err := flate.NewWriter(nil, packLevel)
			for _, i := range some {
				err = errors.Join(err, all[i].pack(z, contents[i].Write))
			}
			return err
		})
	}
	for i := range long {
		together(long[i : i+1])
	}
	together(short)
	if err := side.Wait(); err != nil {
		return err
	}
	if b, ok := w.(*bytes.Buffer); ok { // grown once, not ten times
		size := 1 << 12
		for i := range all {
			size += all[i].data.len() + 256
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
func (p *part) writeTo(z *zip.Writer) error {
	out, err := z.CreateRaw(&zip.FileHeader{
		Name: p.name, Method: zip.Deflate, CRC32: p.sum,
		CompressedSize64: uint64(p.data.len()), UncompressedSize64: p.size, //nolint:gosec // a length
		ModifiedDate: 1<<5 | 1, //nolint:staticcheck // CreateRaw writes this field and not Modified: 1980-01-01, a zip's first day
	})
	if err == nil {
		err = p.data.moveTo(out)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	return nil
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

// Part is one part's text, nothing where it was not made.
func (p Parts) Part(name string) []byte {
	if b := p[name]; b != nil {
		return b.Bytes()
	}
	return nil
}
