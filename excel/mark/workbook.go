package mark

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// markedBook is workbook.xml with what marking needs to know of it.
type markedBook struct {
	*bundle
	name     string // the part
	bookRels []relation
	sheets   []bookSheet
	lastID   int
	areas    map[int]string // print area by the sheet's place
	filters  map[int]bool   // sheets that have a filter's hidden name
}

// bookSheet is one sheet of the workbook.
type bookSheet struct {
	name string
	part string
}

func openBook(data []byte, lim xlsx.Limits) (*markedBook, error) {
	b, err := openBundle(data, lim)
	if err != nil {
		return nil, err
	}
	rels, err := b.relations("")
	if err != nil {
		return nil, err
	}
	m := &markedBook{bundle: b, name: b.find(related(rels, "officeDocument")), areas: map[int]string{}, filters: map[int]bool{}}
	if m.name == "" {
		return nil, errors.New("the package has no workbook part")
	}
	if m.bookRels, err = b.relations(m.name); err != nil {
		return nil, err
	}
	book, err := b.part(m.name)
	if err != nil {
		return nil, err
	}
	if strings.Contains(string(book[:min(len(book), 2000)]), "http://purl.oclc.org/ooxml/") {
		b.types = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	if err := m.readSheets(book); err != nil {
		return nil, err
	}
	return m, nil
}

func (m *markedBook) readSheets(book []byte) error {
	name, from, local := "", 0, -1
	err := walk(book, func(e element) error {
		switch {
		case e.name == "sheet" && !e.end && e.depth == 3:
			if id, err := strconv.Atoi(e.attr("sheetId")); err == nil {
				m.lastID = max(m.lastID, id)
			}
			m.sheets = append(m.sheets, bookSheet{name: e.attr("name"), part: m.find(m.target(e.qualified("id")))})
		case e.name == "definedName" && !e.end && !e.self:
			name, from, local = e.attr("name"), e.to, -1
			if n, err := strconv.Atoi(e.attr("localSheetId")); err == nil {
				local = n
			}
		case e.name == "definedName" && e.end && local >= 0:
			switch name {
			case "_xlnm.Print_Area":
				m.areas[local] = string(book[from:e.from])
			case "_xlnm._FilterDatabase":
				m.filters[local] = true
			}
		}
		return nil
	})
	if err == nil && len(m.sheets) == 0 {
		err = errors.New("the workbook has no sheets")
	}
	return err
}

func (m *markedBook) target(id string) string {
	for _, r := range m.bookRels {
		if r.id == id {
			return r.target
		}
	}
	return ""
}

// sheetIndex is the place of a sheet by name; -1 where there is none.
func (m *markedBook) sheetIndex(name string) int {
	for i, s := range m.sheets {
		if s.name == name {
			return i
		}
	}
	return -1
}

// localName is a defined name of one sheet, by its place before the list was put in front.
type localName struct {
	sheet  int
	name   string
	refers string
	hidden bool
}

// bookEdit is what is to be changed in workbook.xml.
type bookEdit struct {
	title string // of the list that is put in front; "" where it is there
	relID string
	names []localName
}

// shift is by how much the place of every old sheet moves on: that of the active one, and those that names belong to.
func (e bookEdit) shift() int {
	if e.title == "" {
		return 0
	}
	return 1
}

// editBook sets the list's sheet in front of the others and adds names.
func (m *markedBook) editBook(edit bookEdit) error {
	book, err := m.part(m.name)
	if err != nil {
		return err
	}
	ed := &bookEditor{book: book, shift: edit.shift()}
	if err := walk(book, ed.tell); err != nil {
		return err
	}
	if ed.sheetsEnd == 0 {
		return errors.New("the workbook has no sheets")
	}
	p, s := ed.sheets.prefix, &ed.out
	if edit.title != "" {
		if !ed.views {
			// Without it the list would be active while the old first sheet is still selected: both, as a group.
			s.insert(ed.sheets.from, "<"+p+`bookViews><`+p+`workbookView activeTab="1"/></`+p+`bookViews>`)
		}
		s.insert(ed.sheets.to, "<"+p+`sheet xmlns:r="`+m.types+`" name="`+escaped(edit.title)+`" sheetId="`+strconv.Itoa(m.lastID+1)+`" r:id="`+edit.relID+`"/>`)
	}
	if text := definedText(p, edit.names, ed.shift); text != "" {
		if ed.defined.name != "" {
			s.into(book, ed.defined, ed.definedEnd, text)
		} else {
			s.insert(max(ed.sheetsEnd, ed.between), "<"+p+"definedNames>"+text+"</"+p+"definedNames>")
		}
	}
	m.set(m.name, s.apply(book))
	return nil
}

// bookEditor walks workbook.xml.
type bookEditor struct {
	book       []byte
	shift      int
	out        splices
	sheets     element
	defined    element
	sheetsEnd  int
	definedEnd int
	between    int // behind what may stand between the sheets and the names
	views      bool
}

func (ed *bookEditor) tell(e element) error {
	switch {
	case e.depth == 2 && e.name == "sheets":
		if !e.end {
			ed.sheets = e
		} else {
			ed.sheetsEnd = e.to
		}
	case e.depth == 2 && (e.name == "functionGroups" || e.name == "externalReferences"):
		ed.between = e.to
	case e.depth == 2 && e.name == "definedNames":
		if !e.end {
			ed.defined = e
		}
		ed.definedEnd = e.from
	case ed.shift > 0 && !e.end:
		ed.moveOn(e)
	}
	return nil
}

// moveOn counts one more sheet where sheets are counted by their place.
func (ed *bookEditor) moveOn(e element) {
	tag := string(ed.book[e.from:e.to])
	switch e.name {
	case "workbookView":
		active, _ := strconv.Atoi(e.attr("activeTab"))
		ed.out.replace(e.from, e.to, withAttr(withAttr(tag, "activeTab", strconv.Itoa(active+ed.shift)), "firstSheet", "0"))
		ed.views = true
	case "definedName":
		if n, err := strconv.Atoi(e.attr("localSheetId")); err == nil {
			ed.out.replace(e.from, e.to, withAttr(tag, "localSheetId", strconv.Itoa(n+ed.shift)))
		}
	}
}

func definedText(prefix string, names []localName, shift int) string {
	var b strings.Builder
	for _, n := range names {
		hidden := ""
		if n.hidden {
			hidden = ` hidden="1"`
		}
		fmt.Fprintf(&b, `<%sdefinedName name="%s" localSheetId="%d"%s>%s</%sdefinedName>`, prefix, n.name, n.sheet+shift, hidden, escaped(n.refers), prefix)
	}
	return b.String()
}

// sheetRef is a sheet's name as formulas write it.
func sheetRef(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
