package dress

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// AddQuoted gives every cell format of styles.xml a twin with quotePrefix="1", which excelize cannot ask for. The twin of format n of
// formats is format formats+n.
func AddQuoted(part []byte) (out []byte, formats int, err error) {
	from, to, xfs, err := cellFormats(part)
	if err != nil {
		return nil, 0, err
	}
	n := len(xfs)
	var b bytes.Buffer
	b.Write(part[:from])
	b.WriteString(`<cellXfs count="` + strconv.Itoa(2*n) + `">`)
	for _, xf := range xfs {
		b.Write(xf)
	}
	for _, xf := range xfs {
		b.WriteString(`<xf quotePrefix="1"`)
		b.Write(bytes.TrimPrefix(xf, []byte("<xf")))
	}
	b.WriteString(`</cellXfs>`)
	b.Write(part[to:])
	return b.Bytes(), n, nil
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
