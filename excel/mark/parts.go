package mark

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// comment adds a comment at each guilty cell. The answer is the relationship that the sheet must name, "" where it
// names one already or needs none.
func (k *marking) comment(part string, sheet []byte, byCell map[string][]tally.Finding) (string, error) {
	rels, err := k.relations(part)
	if err != nil {
		return "", err
	}
	comments := k.find(related(rels, "comments"))
	if comments == "" && len(byCell) == 0 {
		return "", nil
	}
	data := []byte(noComments)
	if comments != "" {
		if data, err = k.part(comments); err != nil {
			return "", err
		}
	}
	wanted := make(map[string]string, len(byCell))
	for ref, fs := range byCell {
		wanted[ref] = commentText(fs)
	}
	changed, added, gone, err := editComments(data, wanted)
	if err != nil {
		return "", err
	}
	legacy, ok, err := k.shapes(part, drawingOf(sheet, rels), added, gone)
	if err != nil || !ok {
		return "", err
	}
	if comments == "" {
		comments = k.free("xl/commentsMark", ".xml")
		k.add(comments, "comments+xml")
		if _, err := k.relate(part, "comments", comments); err != nil {
			return "", err
		}
	}
	k.set(comments, changed)
	return legacy, nil
}

// shapes gives each new comment the shape without which it is not shown. ok is false where the drawing that is
// there cannot be added to: the sheet goes without comments then, fills and column say the same.
func (k *marking) shapes(part, drawing string, added, gone []string) (legacy string, ok bool, err error) {
	drawing = k.find(drawing)
	if drawing == "" && len(added) == 0 {
		return "", true, nil
	}
	data := []byte(noShapes)
	if drawing != "" {
		if data, err = k.part(drawing); err != nil {
			return "", false, err
		}
	}
	changed, ok := editShapes(data, added, gone)
	if !ok {
		return "", false, nil
	}
	k.vml = true
	if drawing == "" {
		drawing = k.free("xl/drawings/vmlDrawingMark", ".vml")
		if legacy, err = k.relate(part, "vmlDrawing", drawing); err != nil {
			return "", false, err
		}
	}
	k.set(drawing, changed)
	return legacy, true, nil
}

// drawingOf is the drawing that holds a sheet's comments; headers and footers may have one of their own.
func drawingOf(sheet []byte, rels []relation) string {
	if !bytes.Contains(sheet, []byte("legacyDrawing")) {
		return ""
	}
	target := ""
	// The sheet is walked for its changes anyway; a fault in it is told there.
	_ = walk(sheet, func(e element) error {
		if e.name == "legacyDrawing" && e.depth == 2 && !e.end {
			id := e.qualified("id")
			for _, r := range rels {
				if r.id == id {
					target = r.target
				}
			}
		}
		return nil
	})
	return target
}

func commentText(fs []tally.Finding) string {
	var parts []string
	for _, f := range fs {
		text := "【" + string(f.Class) + " " + f.Class.Chinese() + "】" + f.Code.Chinese() + "\n" + f.Message
		if f.Expected != "" {
			text += "\n→ " + f.Expected
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "\n")
}

// list writes the sheet that lists the findings: anew where an earlier marking left one, or else in front.
func (k *marking) list() error {
	lines := make([]listLine, len(k.findings))
	for i, f := range k.findings {
		ref := cellOf(f)
		lines[i] = listLine{f, k.before[f.Sheet+"!"+ref]}
	}
	xml := listXML(lines, k.styles, func(sheet string) bool { return k.sheetIndex(sheet) >= 0 })
	if i := k.sheetIndex(k.prior.list); k.prior.marked && i >= 0 {
		k.set(k.sheets[i].part, xml)
		if rels := k.find(relsName(k.sheets[i].part)); rels != "" {
			k.set(rels, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+`<Relationships xmlns="`+relationships+`"/>`))
		}
		return k.editBook(bookEdit{names: k.names})
	}
	part := k.free("xl/worksheets/sheetMark", ".xml")
	k.set(part, xml)
	k.add(part, "worksheet+xml")
	id, err := k.relate(k.name, "worksheet", part)
	if err != nil {
		return err
	}
	title := markTitle
	for k.sheetIndex(title) >= 0 {
		title += "_"
	}
	return k.editBook(bookEdit{title: title, relID: id, names: k.names})
}

// put is a text in the new column: over what an earlier marking left there.
func (c *sheetChange) put(row, col int, text string, format func(int) int) {
	if c.cells != nil {
		c.cells[row] = slices.DeleteFunc(c.cells[row], func(o cellChange) bool { return o.col == col })
	}
	c.cell(row, cellChange{col: col, text: text, format: format})
}
