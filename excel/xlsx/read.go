package xlsx

import (
	"context"
	"strings"
)

// reader holds what one reading needs: one inflater, one window, the tables of the workbook.
type reader struct {
	lim     Limits
	archive *archive
	opener  opener
	scanner *scanner
	types   contentTypes
	book    *Workbook
	strings stringTable
	styles  styleTable
	cells   int   // left to be read
	text    int64 // bytes of it left
	arena   arena

	formulas bool // their texts are kept
}

// Read reads a workbook from its bytes, within the limits. The error is a *Refusal when the file is
// not an .xlsx, is damaged or is too large, and the context's error when that ends first. A workbook
// comes back whole or not at all.
func Read(ctx context.Context, data []byte, lim Limits) (*Workbook, error) {
	return read(ctx, data, lim, false)
}

// ReadFormulas is Read with the texts of the formulas, which count as text of their cells. They are data: nothing evaluates them.
func ReadFormulas(ctx context.Context, data []byte, lim Limits) (*Workbook, error) {
	return read(ctx, data, lim, true)
}

func read(ctx context.Context, data []byte, lim Limits, formulas bool) (*Workbook, error) {
	lim = lim.orDefaults()
	if int64(len(data)) > lim.File {
		return nil, tooLarge("文件", lim.File)
	}
	if err := Sniff("", data); err != nil {
		return nil, err
	}
	a, err := readDirectory(data, lim)
	if err != nil {
		return nil, err
	}
	r := &reader{lim: lim, archive: a, opener: opener{archive: a, left: lim.Unpacked}, scanner: newScanner(ctx), cells: lim.Cells, text: lim.Text, book: &Workbook{}, formulas: formulas}
	if err := r.read(); err != nil {
		return nil, err
	}
	return r.book, nil
}

func (r *reader) read() (err error) {
	if err := r.checkKind(); err != nil {
		return err
	}
	if r.types, err = r.contentTypes(); err != nil {
		return err
	}
	top, err := r.links("")
	if err != nil {
		return err
	}
	name, err := r.mainPart(top)
	if err != nil {
		return err
	}
	sheets, err := r.workbook(name)
	if err != nil {
		return err
	}
	links, err := r.links(name)
	if err != nil {
		return err
	}
	if err := r.checkMacros(); err != nil {
		return err
	}
	if err := r.tables(name, links); err != nil {
		return err
	}
	if err := r.sheets(sheets, links); err != nil {
		return err
	}
	if err := r.properties(top); err != nil {
		return err
	}
	r.notes(links)
	return nil
}

// tables reads the shared strings and the styles: named by a relationship, or else by their content type.
func (r *reader) tables(book string, links []link) error {
	if e := r.table(links, "sharedStrings", ".sharedStrings+xml"); e != nil {
		if err := r.sharedStrings(e); err != nil {
			return err
		}
	}
	if e := r.table(links, "styles", "spreadsheetml.styles+xml"); e != nil {
		return r.readStyles(e)
	}
	return nil
}

func (r *reader) table(links []link, kind, contentType string) *entry {
	for _, l := range links {
		if l.kind == kind && !l.external {
			if e := r.archive.find(l.target); e != nil {
				return e
			}
		}
	}
	return r.typed(contentType)
}

// typed is the first part whose content type ends so.
func (r *reader) typed(suffix string) *entry {
	for i := range r.archive.entries {
		if e := &r.archive.entries[i]; strings.HasSuffix(r.types.of(e.name), suffix) {
			return e
		}
	}
	return nil
}
