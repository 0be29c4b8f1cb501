package mark

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// The fills of guilty cells. The word stands in the comment and the column: colour never stands alone. The
// values are odd so that a mark is known again when the file comes back.
var markFills = map[tally.Class]string{tally.ClassA: "FFFF9B9D", tally.ClassB: "FFFFC58D", tally.ClassC: "FFFFE98D", tally.ClassD: "FFC5DDF3"}

// markedStyles adds cell formats to styles.xml: copies of those in use with another fill.
type markedStyles struct {
	name  string
	data  []byte
	xfs   []string // the cellXfs, as they stand
	fills []string
	fonts int

	addedXfs, addedFills, addedFonts []string
	known                            map[string]int // of added formats and fills
	at                               map[string]element
	ends                             map[string]int
	root                             element
}

const plainStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`

// openStyles reads the styles; a workbook without any is given plain ones, and added is true.
func (m *markedBook) openStyles() (s *markedStyles, added bool, err error) {
	s = &markedStyles{name: m.find(related(m.bookRels, "styles")), known: map[string]int{}, at: map[string]element{}, ends: map[string]int{}}
	if s.name == "" {
		s.name, s.data, added = "xl/styles.xml", []byte(plainStyles), true
	} else if s.data, err = m.part(s.name); err != nil {
		return nil, false, err
	}
	var inside string
	var start int
	err = walk(s.data, func(e element) error {
		switch {
		case e.depth == 1 && !e.end:
			s.root = e
		case e.depth == 2 && !e.end:
			inside, s.at[e.name] = e.name, e
			if e.self {
				inside = ""
			}
		case e.depth == 2:
			s.ends[e.name], inside = e.from, ""
		case e.depth == 3 && !e.end:
			start = e.from
		}
		if e.depth == 3 && (e.end || e.self) {
			switch whole := string(s.data[start:e.to]); inside {
			case "cellXfs":
				s.xfs = append(s.xfs, whole)
			case "fills":
				s.fills = append(s.fills, whole)
			case "fonts":
				s.fonts++
			}
		}
		return nil
	})
	return s, added, err
}

// marked is the format of a cell that had format base, with the fill of a class.
func (s *markedStyles) marked(base int, class tally.Class) int {
	p := s.root.prefix
	return s.filled(base, "<"+p+"fill><"+p+`patternFill patternType="solid"><`+p+`fgColor rgb="`+markFills[class]+`"/><`+p+`bgColor indexed="64"/></`+p+"patternFill></"+p+"fill>")
}

// filled is the format of a cell that had format base, with another fill and everything else as it was.
func (s *markedStyles) filled(base int, fill string) int {
	xf := s.xf(base)
	tag, rest, _ := strings.Cut(xf, ">")
	tag += ">"
	return s.add(withAttr(withAttr(tag, "fillId", strconv.Itoa(s.fill(fill))), "applyFill", "1") + rest)
}

// xf is a format as it stands; the plain one where the number is none of the file's.
func (s *markedStyles) xf(i int) string {
	if i >= 0 && i < len(s.xfs) {
		return s.xfs[i]
	}
	if i >= len(s.xfs) && i-len(s.xfs) < len(s.addedXfs) {
		return s.addedXfs[i-len(s.xfs)]
	}
	return "<" + s.root.prefix + `xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`
}

// fillOf is the fill of a format, as XML.
func (s *markedStyles) fillOf(i int) string {
	tag, _, _ := strings.Cut(s.xf(i), ">")
	from, to, ok := attrSpan(tag+">", "fillId")
	if !ok {
		return ""
	}
	n, err := strconv.Atoi(tag[from:to])
	switch {
	case err != nil || n < 0 || n >= len(s.fills)+len(s.addedFills):
		return ""
	case n < len(s.fills):
		return s.fills[n]
	}
	return s.addedFills[n-len(s.fills)]
}

func (s *markedStyles) fill(xml string) int {
	return s.keep(xml, &s.addedFills, len(s.fills))
}

func (s *markedStyles) font(xml string) int {
	return s.keep(xml, &s.addedFonts, s.fonts)
}

func (s *markedStyles) add(xf string) int { return s.keep(xf, &s.addedXfs, len(s.xfs)) }

func (s *markedStyles) keep(xml string, to *[]string, have int) int {
	if i, ok := s.known[xml]; ok {
		return i
	}
	i := have + len(*to)
	*to = append(*to, xml)
	s.known[xml] = i
	return i
}

// list adds a format of the list's own: its font, wrapped or not.
func (s *markedStyles) list(font string, wrap bool) int {
	p := s.root.prefix
	align := "<" + p + `alignment vertical="top"/>`
	if wrap {
		align = "<" + p + `alignment vertical="top" wrapText="1"/>`
	}
	id := strconv.Itoa(s.font("<" + p + "font>" + strings.ReplaceAll(font, "<", "<"+p) + "</" + p + "font>"))
	return s.add("<" + p + `xf numFmtId="0" fontId="` + id + `" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">` + align + "</" + p + "xf>")
}

// bytes are the styles with what was added at the end of each table, so that every old number still holds.
func (s *markedStyles) bytes() []byte {
	var c splices
	missing := ""
	for _, t := range []struct {
		name  string
		have  int
		added []string
	}{{"fonts", s.fonts, s.addedFonts}, {"fills", len(s.fills), s.addedFills}, {"cellXfs", len(s.xfs), s.addedXfs}} {
		if len(t.added) == 0 {
			continue
		}
		text := strings.Join(t.added, "")
		count := strconv.Itoa(t.have + len(t.added))
		e, ok := s.at[t.name]
		if !ok {
			missing += "<" + s.root.prefix + t.name + ` count="` + count + `">` + text + "</" + s.root.prefix + t.name + ">"
			continue
		}
		tag := withAttr(string(s.data[e.from:e.to]), "count", count)
		if e.self {
			tag = strings.TrimSuffix(tag, "/>") + ">" + text + "</" + e.prefix + e.name + ">"
		} else {
			c.insert(s.ends[t.name], text)
		}
		c.replace(e.from, e.to, tag)
	}
	if missing != "" {
		c.into(s.data, s.root, bytes.LastIndex(s.data, []byte("</")), missing)
	}
	return c.apply(s.data)
}
