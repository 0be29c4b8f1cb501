package mark

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// markAuthor signs the comments that marking adds.
const markAuthor = "校验结果"

// markRule heads what marking writes into a comment. By it a mark is known again: authors are lost when LibreOffice
// saves, and a comment that was there before stays above it.
const markRule = "——校验结果——"

// commentEditor adds a comment a cell. Comments that are there stay, those of an earlier marking go.
type commentEditor struct {
	data   []byte
	wanted map[string]string // text by cell
	out    splices
	gone   []string // cells whose comment went altogether

	root      element
	authors   []string
	authorsAt element
	authorTo  int
	inAuthor  int
	list      element
	listEnd   int

	comment  element
	leaves   []leaf
	leafFrom int
	runs     bool // its text is made of runs
	insertAt int  // where another run may follow
}

// leaf is one piece of a comment's text.
type leaf struct{ from, to int }

const noComments = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>`

// editComments gives the comments part with the wanted ones, the cells that got a new comment and those that lost
// theirs: both need their shape looked after.
func editComments(data []byte, wanted map[string]string) (out []byte, added, gone []string, err error) {
	ed := &commentEditor{data: data, wanted: map[string]string{}}
	for ref, text := range wanted {
		ed.wanted[ref] = text
	}
	if err := walk(data, ed.tell); err != nil {
		return nil, nil, nil, err
	}
	if ed.list.name == "" || ed.authorsAt.name == "" {
		return nil, nil, nil, errors.New("comments without a list or authors")
	}
	author := slices.Index(ed.authors, markAuthor)
	p := ed.root.prefix
	if author < 0 && len(ed.wanted) > 0 {
		author = len(ed.authors)
		ed.out.into(data, ed.authorsAt, ed.authorTo, "<"+p+"author>"+markAuthor+"</"+p+"author>")
	}
	for ref := range ed.wanted {
		added = append(added, ref)
	}
	slices.SortFunc(added, byPosition)
	var list strings.Builder
	for _, ref := range added {
		list.WriteString("<" + p + `comment ref="` + ref + `" authorId="` + strconv.Itoa(author) + `"><` + p + "text>" + ed.runOf(markRule+"\n"+ed.wanted[ref]) + "</" + p + "text></" + p + "comment>")
	}
	ed.out.into(data, ed.list, ed.listEnd, list.String())
	added = slices.DeleteFunc(added, func(ref string) bool {
		i := slices.Index(ed.gone, ref)
		if i >= 0 {
			ed.gone = slices.Delete(ed.gone, i, i+1)
		}
		return i >= 0
	})
	return ed.out.apply(data), added, ed.gone, nil
}

func byPosition(a, b string) int {
	ar, ac, _ := xlsx.ParseRef(a)
	br, bc, _ := xlsx.ParseRef(b)
	if ar != br {
		return ar - br
	}
	return ac - bc
}

func (ed *commentEditor) runOf(text string) string {
	p := ed.root.prefix
	return "<" + p + "r><" + p + `t xml:space="preserve">` + escaped(text) + "</" + p + "t></" + p + "r>"
}

func (ed *commentEditor) tell(e element) error {
	switch {
	case e.depth == 1 && !e.end:
		ed.root = e
	case e.depth == 2 && e.name == "authors":
		if !e.end {
			ed.authorsAt = e
		}
		ed.authorTo = e.from
	case e.depth == 3 && e.name == "author":
		if e.end {
			ed.authors = append(ed.authors, unescapedText(ed.data[ed.inAuthor:e.from]))
		} else if ed.inAuthor = e.to; e.self {
			ed.authors = append(ed.authors, "")
		}
	case e.depth == 2 && e.name == "commentList":
		if !e.end {
			ed.list = e
		}
		ed.listEnd = e.from
	case e.depth == 3 && e.name == "comment" && !e.end:
		ed.begin(e)
	case e.depth == 3 && e.name == "comment":
		ed.finish(e)
	case ed.comment.name != "" && e.depth >= 4:
		ed.inside(e)
	}
	return nil
}

func (ed *commentEditor) begin(e element) {
	ed.comment, ed.leaves, ed.runs, ed.insertAt = e, nil, false, 0
	if e.self {
		ed.comment = element{}
	}
}

// inside sees the text of a comment: its pieces, and where more may follow.
func (ed *commentEditor) inside(e element) {
	switch {
	case e.depth == 4 && e.name == "text" && e.end && ed.insertAt == 0:
		ed.insertAt = e.from
	case e.depth == 5 && (e.name == "rPh" || e.name == "phoneticPr") && !e.end && ed.insertAt == 0:
		ed.insertAt = e.from
	case e.depth == 5 && e.name == "r":
		ed.runs = true
	case e.name == "t" && !e.end:
		ed.leafFrom = e.to
	case e.name == "t" && (e.depth == 5 || ed.runs):
		ed.leaves = append(ed.leaves, leaf{ed.leafFrom, e.from})
	}
}

func (ed *commentEditor) finish(e element) {
	ref := ed.comment.attr("ref")
	text, want := ed.wanted[ref]
	add := escaped("\n" + markRule + "\n" + text)
	switch {
	case ed.cut():
		ed.out.replace(ed.comment.from, e.to, "")
		ed.gone = append(ed.gone, ref)
	case !want:
	case ed.threaded():
		// The text of a threaded comment is not shown; fill and column say what there is to say.
		delete(ed.wanted, ref)
	case len(ed.leaves) > 0 && !ed.runs:
		ed.out.insert(ed.leaves[len(ed.leaves)-1].to, add)
		delete(ed.wanted, ref)
	case ed.insertAt > 0:
		ed.out.insert(ed.insertAt, ed.runOf("\n"+markRule+"\n"+text))
		delete(ed.wanted, ref)
	}
	ed.comment = element{}
}

// cut takes away what an earlier marking wrote, and reports whether nothing else was there.
func (ed *commentEditor) cut() bool {
	for i, l := range ed.leaves {
		text := string(ed.data[l.from:l.to])
		at := strings.Index(text, markRule)
		if at < 0 {
			continue
		}
		before := ""
		for _, b := range ed.leaves[:i] {
			before += string(ed.data[b.from:b.to])
		}
		kept := trimBreaks(text[:at])
		if trimBreaks(before+kept) == "" {
			return true
		}
		ed.out.replace(l.from+len(kept), l.to, "")
		for _, after := range ed.leaves[i+1:] {
			ed.out.replace(after.from, after.to, "")
		}
		return false
	}
	return false
}

// trimBreaks leaves out line breaks at the end, in whatever form they are written.
func trimBreaks(s string) string {
	for {
		t := strings.TrimRight(s, " \r\n")
		t = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(t, "&#10;"), "&#xA;"), "&#xa;")
		if t == s {
			return s
		}
		s = t
	}
}

func (ed *commentEditor) threaded() bool {
	i, err := strconv.Atoi(ed.comment.attr("authorId"))
	return err == nil && i >= 0 && i < len(ed.authors) && strings.HasPrefix(ed.authors[i], "tc=")
}

func unescapedText(b []byte) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&amp;", "&").Replace(string(b))
}

const (
	vmlNames   = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`
	noShapes   = `<xml ` + vmlNames + `><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`
	noteType   = `<v:shapetype ` + vmlNames + ` id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	noteHeight = 6 // rows
)

var (
	shapeID   = regexp.MustCompile(`_x0000_s(\d+)`)
	noteShape = regexp.MustCompile(`(?s)<v:shape\b.*?</v:shape>`)
	noteRow   = regexp.MustCompile(`<x:Row>\s*(\d+)\s*</x:Row>`)
	noteCol   = regexp.MustCompile(`<x:Column>\s*(\d+)\s*</x:Column>`)
)

// editShapes gives the drawing of the comments with a shape for each new one and without those of the gone. Such a
// drawing need not be well-formed XML (a bare <br>), so it is changed as text; ok is false where it has no end.
func editShapes(data []byte, added, gone []string) (out []byte, ok bool) {
	text := string(data)
	if len(gone) > 0 {
		text = noteShape.ReplaceAllStringFunc(text, func(shape string) string {
			row, col := noteRow.FindStringSubmatch(shape), noteCol.FindStringSubmatch(shape)
			if row != nil && col != nil && slices.Contains(gone, zeroBased(row[1], col[1])) {
				return ""
			}
			return shape
		})
	}
	end := strings.LastIndex(text, "</xml>")
	if end < 0 {
		return nil, false
	}
	next := 1024
	for _, m := range shapeID.FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil {
			next = max(next, n)
		}
	}
	var b strings.Builder
	if !strings.Contains(text, `id="_x0000_t202"`) && len(added) > 0 {
		b.WriteString(noteType)
	}
	for i, ref := range added {
		row, col, _ := xlsx.ParseRef(ref)
		at := func(n int) string { return strconv.Itoa(n) }
		b.WriteString(`<v:shape ` + vmlNames + ` id="_x0000_s` + at(next+1+i) + `" type="#_x0000_t202" style="position:absolute;width:260pt;height:90pt;z-index:` + at(i+1) +
			`;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>` +
			`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>` +
			at(col) + ", 15, " + at(max(0, row-2)) + ", 10, " + at(col+4) + ", 15, " + at(max(0, row-2)+noteHeight) + ", 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>" +
			at(row-1) + "</x:Row><x:Column>" + at(col-1) + "</x:Column></x:ClientData></v:shape>")
	}
	return []byte(text[:end] + b.String() + text[end:]), true
}

func zeroBased(row, col string) string {
	r, _ := strconv.Atoi(row)
	c, _ := strconv.Atoi(col)
	return xlsx.Ref(r+1, c+1)
}
