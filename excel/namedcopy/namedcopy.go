package namedcopy

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/packed"
	"github.com/tallysheet/tallysheet/tally"
)

// longestName is how much of a name the head of a page shows: the format ends a head at 255 characters.
const longestName = 60

// Write writes the copy. onPaper says of a sheet whether it is printed: the others are as long as a year has figures, and are copied as
// they lie. The workbook is one that excel/edition wrote.
func Write(w io.Writer, workbook []byte, c tally.NamedCopy, onPaper func(sheet string) bool) error {
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		return fmt.Errorf("named copy: %w", err)
	}
	changes, err := changesOf(z, c, onPaper)
	if err != nil {
		return fmt.Errorf("named copy: %w", err)
	}
	out := zip.NewWriter(w)
	for _, f := range z.File {
		if change, changed := changes[f.Name]; changed {
			err = rewrite(out, f, change)
			delete(changes, f.Name)
		} else {
			err = out.Copy(f)
		}
		if err != nil {
			return fmt.Errorf("named copy: %s: %w", f.Name, err)
		}
	}
	if added, missing := changes[customPart]; missing { // editions older than anchors have no properties of their own
		part, err := out.Create(customPart)
		if err != nil {
			return fmt.Errorf("named copy: %w", err)
		}
		if _, err := io.WriteString(part, customHead+added.text+customTail); err != nil {
			return fmt.Errorf("named copy: %w", err)
		}
	}
	return out.Close()
}

// change puts a text before the first place where a part says before.
type change struct{ before, text string }

// The part of the document's own properties.
const (
	customPart = "docProps/custom.xml"
	customHead = `<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`
	customTail = `</Properties>`
	customType = `<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>`
	customLink = `<Relationship Id="tallysheetCopy" Target="docProps/custom.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"/>`
)

// changesOf are the changes of each part.
func changesOf(z *zip.Reader, c tally.NamedCopy, onPaper func(string) bool) (map[string]change, error) {
	all := map[string]change{}
	sheets, err := sheetsOf(z)
	if err != nil {
		return nil, err
	}
	head := `<oddHeader>` + string(packed.AppendText(nil, "&R&9 "+strings.ReplaceAll(shown(c), "&", "&&"))) + `</oddHeader>`
	for part, name := range sheets {
		if onPaper(name) {
			all[part] = change{"<oddFooter>", head}
		}
	}
	custom, err := text(z, customPart)
	if err != nil {
		return nil, err
	}
	number := 2 + strings.Count(custom, "<property ") // the first has number 2
	all[customPart] = change{customTail, `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="` + strconv.Itoa(number) + `" name="` + tally.CopyProperty + `"><vt:lpwstr>` +
		string(packed.AppendText(nil, c.String())) + `</vt:lpwstr></property>`}
	if custom == "" {
		all["[Content_Types].xml"], all["_rels/.rels"] = change{"</Types>", customType}, change{"</Relationships>", customLink}
	}
	return all, nil
}

// shown is what the head of a page says.
func shown(c tally.NamedCopy) string {
	if r := []rune(c.Name); len(r) > longestName {
		c.Name = string(r[:longestName]) + "…"
	}
	return c.Chinese()
}

// What the parts of a workbook say of its sheets.
var (
	sheetTag = regexp.MustCompile(`<sheet [^>]*>`)
	linkTag  = regexp.MustCompile(`<Relationship [^>]*>`)
	attrName = regexp.MustCompile(` name="([^"]*)"`)
	attrLink = regexp.MustCompile(` r:id="([^"]*)"`)
	attrID   = regexp.MustCompile(` Id="([^"]*)"`)
	attrTo   = regexp.MustCompile(` Target="([^"]*)"`)
)

// sheetsOf are the names of the sheets by their parts.
func sheetsOf(z *zip.Reader) (map[string]string, error) {
	book, err := text(z, "xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	links, err := text(z, "xl/_rels/workbook.xml.rels")
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, tag := range linkTag.FindAllString(links, -1) {
		targets[attr(tag, attrID)] = "xl/" + strings.TrimPrefix(attr(tag, attrTo), "/xl/")
	}
	sheets := map[string]string{}
	for _, tag := range sheetTag.FindAllString(book, -1) {
		sheets[targets[attr(tag, attrLink)]] = attr(tag, attrName)
	}
	return sheets, nil
}

func attr(tag string, of *regexp.Regexp) string {
	if m := of.FindStringSubmatch(tag); m != nil {
		return m[1]
	}
	return ""
}

// text is a part whole; "" for none.
func text(z *zip.Reader, name string) (string, error) {
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return "", err
		}
		b, err := io.ReadAll(r)
		return string(b), err
	}
	return "", nil
}

// rewrite copies a part with its change, a stretch at a time: a sheet of a month may be a hundred megabytes long.
func rewrite(out *zip.Writer, f *zip.File, c change) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	room := make([]byte, 1<<16)
	kept := 0 // so many bytes of the room are the end of the stretch before
	for {
		n, err := io.ReadFull(r, room[kept:])
		stretch := room[:kept+n]
		if at := bytes.Index(stretch, []byte(c.before)); at >= 0 {
			for _, piece := range [][]byte{stretch[:at], []byte(c.text), stretch[at:]} {
				if _, err := w.Write(piece); err != nil {
					return err
				}
			}
			_, err := io.Copy(w, r) //nolint:gosec // a part of a workbook that this program wrote
			return err
		}
		last := err == io.EOF || err == io.ErrUnexpectedEOF //nolint:errorlint // io.ReadFull gives these as they are
		if err != nil && !last {
			return err
		}
		kept = min(len(stretch), len(c.before)-1)
		if last {
			kept = 0
		}
		if _, err := w.Write(stretch[:len(stretch)-kept]); err != nil || last {
			return err
		}
		copy(room, stretch[len(stretch)-kept:])
	}
}
