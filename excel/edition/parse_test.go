package edition_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// sheetXML is a worksheet as the file holds it.
type sheetXML struct {
	Rows []struct {
		R     int     `xml:"r,attr"`
		Ht    float64 `xml:"ht,attr"`
		Cells []struct {
			R  string `xml:"r,attr"`
			S  int    `xml:"s,attr"`
			T  string `xml:"t,attr"`
			F  string `xml:"f"`
			V  string `xml:"v"`
			IS struct {
				T string `xml:"t"`
			} `xml:"is"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	Merges []struct {
		Ref string `xml:"ref,attr"`
	} `xml:"mergeCells>mergeCell"`
	Links []struct {
		Ref      string `xml:"ref,attr"`
		Location string `xml:"location,attr"`
	} `xml:"hyperlinks>hyperlink"`
}

// holds is one cell as the file holds it.
type holds struct {
	ref, kind, formula, value string
	style                     int
}

// said reports a text.
func (h holds) said() bool { return h.kind == "inlineStr" || h.kind == "str" }

// opened is a written workbook, taken apart.
type opened struct {
	parts  map[string][]byte
	order  []string
	names  []string // of the sheets
	sheets map[string]*sheetXML
	cells  map[string]map[string]holds
}

func open(t testing.TB, file []byte) *opened {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	o := &opened{parts: map[string][]byte{}, sheets: map[string]*sheetXML{}, cells: map[string]map[string]holds{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		o.parts[f.Name], o.order = b, append(o.order, f.Name)
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(o.parts["xl/workbook.xml"], &book); err != nil {
		t.Fatal(err)
	}
	for i, s := range book.Sheets {
		x := new(sheetXML)
		if err := xml.Unmarshal(o.parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)], x); err != nil {
			t.Fatal(s.Name, err)
		}
		o.names, o.sheets[s.Name], o.cells[s.Name] = append(o.names, s.Name), x, map[string]holds{}
		for _, row := range x.Rows {
			for _, c := range row.Cells {
				h := holds{c.R, c.T, c.F, c.V, c.S}
				if c.T == "inlineStr" {
					h.value = c.IS.T
				}
				o.cells[s.Name][c.R] = h
			}
		}
	}
	return o
}

// find gives the first cell of a sheet that holds a text.
func (o *opened) find(t testing.TB, sheet, text string) holds {
	t.Helper()
	for _, row := range o.sheets[sheet].Rows {
		for _, c := range row.Cells {
			if h := o.cells[sheet][c.R]; h.said() && h.value == text {
				return h
			}
		}
	}
	t.Fatalf("%s does not hold %q", sheet, text)
	return holds{}
}

// column is the letters of a cell's name, row the digits.
func split(ref string) (column, row string) {
	i := strings.IndexAny(ref, "0123456789")
	return ref[:i], ref[i:]
}

// under gives the cell in the column of a heading and the row of a label.
func (o *opened) under(t testing.TB, sheet, heading, label string) holds {
	t.Helper()
	c, _ := split(o.find(t, sheet, heading).ref)
	_, r := split(o.find(t, sheet, label).ref)
	return o.cells[sheet][c+r]
}
