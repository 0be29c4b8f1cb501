package edition

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// styles knows the number of every style in the workbook.
type styles struct {
	ids    map[style]int
	quoted map[int]int // the twin with quotePrefix of a style that holds text
}

// newStyles registers every face, alone and with the formats that figures need.
func newStyles(f *excelize.File, p palette, formats []string) (*styles, error) {
	s := &styles{ids: map[style]int{{}: 0}, quoted: map[int]int{}}
	for k, look := range looks(p) {
		want := []string{""}
		switch face(k) {
		case plain:
			continue
		case figure, totalFigure, data:
			want = append(want, formats...)
		case bar, barBeyond:
			want = append(want, formatPercent)
		case moment:
			want = append(want, formatMoment)
		case tileGreen, tileYellow, tileRed, tileGrey, tileCount, centered:
			want = append(want, formatCount)
		}
		for _, format := range want {
			look.CustomNumFmt = nil
			if shown := format; format != "" {
				if face(k) == figure || face(k) == totalFigure {
					shown = padded(format)
				}
				look.CustomNumFmt = &shown
			}
			id, err := f.NewStyle(&look)
			if err != nil {
				return nil, fmt.Errorf("style %d %q: %w", k, format, err)
			}
			s.ids[style{face(k), format}] = id
		}
	}
	return s, nil
}

// padded leaves a space right of a number: an indent would do, but LibreOffice keeps it in some cells only.
func padded(format string) string { return strings.ReplaceAll(format, ";", "_ ;") + "_ " }

// of is the style number of a style; a format that was not foreseen falls back to the face alone.
func (s *styles) of(look style) int {
	if id, ok := s.ids[look]; ok {
		return id
	}
	return s.ids[style{face: look.face}]
}

// lookup finds how the cells of one sheet name their styles. It keeps those met by face, since a face has few formats
// and there are a million cells.
type lookup struct {
	all *styles
	met [faces][]*look
}

// look is a format of a face as a cell names it, after its own name: alone, and with quotePrefix.
type look struct{ format, plain, quoted string }

// of is how a cell names its style.
func (k *lookup) of(s style) *look {
	for _, l := range k.met[s.face] {
		if l.format == s.format {
			return l
		}
	}
	id := k.all.of(s)
	l := &look{s.format, named(id), named(k.all.quoted[id])}
	k.met[s.face] = append(k.met[s.face], l)
	return l
}

// named closes a cell's name and names its style; 0 needs no naming.
func named(id int) string {
	if id == 0 {
		return `"`
	}
	return `" s="` + strconv.Itoa(id) + `"`
}

// addQuoted gives every cell format of styles.xml a twin with quotePrefix="1", which excelize cannot ask for. The twin of format n of N
// is format N+n.
func (s *styles) addQuoted(part []byte) ([]byte, error) {
	from, to, xfs, err := cellFormats(part)
	if err != nil {
		return nil, err
	}
	n := len(xfs)
	var b bytes.Buffer
	b.Write(part[:from])
	b.WriteString(`<cellXfs count="` + strconv.Itoa(2*n) + `">`)
	for _, xf := range xfs {
		b.Write(xf)
	}
	for i, xf := range xfs {
		b.WriteString(`<xf quotePrefix="1"`)
		b.Write(bytes.TrimPrefix(xf, []byte("<xf")))
		s.quoted[i] = n + i
	}
	b.WriteString(`</cellXfs>`)
	b.Write(part[to:])
	return b.Bytes(), nil
}

// cellFormats finds <cellXfs> and the text of each <xf> in it.
func cellFormats(part []byte) (from, to int, xfs [][]byte, err error) {
	d := xml.NewDecoder(bytes.NewReader(part))
	inside, depth, start := false, 0, 0
	for {
		before := int(d.InputOffset())
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return 0, 0, nil, errors.New("styles without cellXfs")
		}
		if err != nil {
			return 0, 0, nil, fmt.Errorf("styles: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "cellXfs" {
				inside, from = true, before
			} else if inside {
				if depth++; depth == 1 {
					start = before
				}
			}
		case xml.EndElement:
			if t.Name.Local == "cellXfs" {
				return from, int(d.InputOffset()), xfs, nil
			}
			if inside {
				if depth--; depth == 0 {
					xfs = append(xfs, part[start:d.InputOffset()])
				}
			}
		}
	}
}
