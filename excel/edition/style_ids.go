package edition

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
)

// styles knows the number of every style in the workbook.
type styles struct {
	ids   map[style]int
	twins int // how far behind a style its twin with quotePrefix stands
}

// newStyles registers every face, alone and with the formats that figures need.
func newStyles(f *excelize.File, p dress.Palette, formats []string) (*styles, error) {
	s := &styles{ids: map[style]int{{}: 0}}
	for k, look := range looks(p) {
		want := []string{""}
		switch face(k) {
		case plain:
			continue
		case figure, totalFigure, data:
			want = append(want, formats...)
		case bar, barBeyond:
			want = append(want, numfmt.Percent)
		case moment:
			want = append(want, numfmt.Moment)
		case tileGreen, tileYellow, tileRed, tileGrey, tileCount, centered:
			want = append(want, numfmt.Count)
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
	l := &look{s.format, named(id), named(k.all.twins + id)}
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
