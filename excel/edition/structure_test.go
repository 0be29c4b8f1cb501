package edition_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// worksheetOrder is the order that ECMA-376 gives the children of a worksheet; Excel repairs a file that has another.
var worksheetOrder = []string{"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter",
	"sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
	"headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "tableParts", "extLst"}

// children are the names of a part's top elements, in order; the part is read to its end, so that it is well formed.
func children(t testing.TB, name string, part []byte) []string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(part))
	var all []string
	depth := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if depth++; depth == 2 {
				all = append(all, e.Name.Local)
			}
		case xml.EndElement:
			depth--
		}
	}
}

func TestPartsAreInOrder(t *testing.T) {
	o := open(t, written(t, rich(t)))
	if o.order[0] != "[Content_Types].xml" || o.order[1] != "_rels/.rels" {
		t.Error("the zip begins with", o.order[:2])
	}
	for name, part := range o.parts {
		got := children(t, name, part)
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		last := -1
		for _, c := range got {
			i := slices.Index(worksheetOrder, c)
			if i < last {
				t.Errorf("%s: %s stands after %s", name, c, worksheetOrder[last])
			}
			last = i
		}
	}
}

// Every part has a type, every link leads to a part, and nothing leads out of the workbook.
func TestNothingLeadsOut(t *testing.T) {
	o := open(t, written(t, rich(t)))
	types := string(o.parts["[Content_Types].xml"])
	for name, part := range o.parts {
		for _, bad := range []string{"vba", "externalLink", "oleObject", "activeX", "connections", "embeddings"} {
			if strings.Contains(strings.ToLower(name), strings.ToLower(bad)) {
				t.Error("part", name)
			}
		}
		if !strings.HasSuffix(name, ".rels") && name != "[Content_Types].xml" && !strings.Contains(types, `"/`+name+`"`) {
			t.Error("no type for", name)
		}
		if strings.HasSuffix(name, ".rels") && bytes.Contains(part, []byte("External")) {
			t.Error(name, "leads out")
		}
	}
	for _, s := range o.names {
		for _, c := range o.cells[s] {
			if strings.ContainsAny(c.formula, "!'\"[") || strings.Contains(c.formula, "HYPERLINK") {
				t.Errorf("%s!%s =%s", s, c.ref, c.formula)
			}
		}
		for _, l := range o.sheets[s].Links {
			sheet, cell, _ := strings.Cut(l.Location, "!")
			if o.sheets[strings.Trim(sheet, "'")] == nil || cell == "" {
				t.Errorf("%s!%s leads to %s", s, l.Ref, l.Location)
			}
		}
	}
}

func TestMergesDoNotOverlap(t *testing.T) {
	o := open(t, written(t, rich(t)))
	for _, s := range o.names {
		taken := map[[2]int]string{}
		for _, m := range o.sheets[s].Merges {
			from, to, _ := strings.Cut(m.Ref, ":")
			c1, r1, err1 := excelize.CellNameToCoordinates(from)
			c2, r2, err2 := excelize.CellNameToCoordinates(to)
			if err := errors.Join(err1, err2); err != nil || c1 == c2 && r1 == r2 {
				t.Fatal(s, m.Ref, err)
			}
			for c := c1; c <= c2; c++ {
				for r := r1; r <= r2; r++ {
					if other := taken[[2]int{c, r}]; other != "" {
						t.Errorf("%s: %s overlaps %s", s, m.Ref, other)
					}
					taken[[2]int{c, r}] = m.Ref
					name, _ := excelize.CoordinatesToCellName(c, r)
					if held := o.cells[s][name]; held.value != "" && name != from {
						t.Errorf("%s!%s is hidden under %s and holds %q", s, name, m.Ref, held.value)
					}
				}
			}
		}
	}
}

// What makes the sheets fit to be held: headings on every page, frozen panes, one page wide, numbered.
func TestPages(t *testing.T) {
	o := open(t, written(t, rich(t)))
	book := string(o.parts["xl/workbook.xml"])
	for i, s := range o.names {
		part := string(o.parts["xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml"])
		for _, want := range []string{`fitToWidth="1"`, "第 &amp;P 页 共 &amp;N 页"} {
			if s != "数据" && !strings.Contains(part, want) {
				t.Errorf("%s has no %s", s, want)
			}
		}
		if s != "封面" && s != "领导简报" && s != "部门情况" && !strings.Contains(part, `state="frozen"`) {
			t.Errorf("%s is not frozen", s)
		}
		if s != "封面" && s != "领导简报" && !strings.Contains(book, "name=\"_xlnm.Print_Titles\">&#39;"+s) {
			t.Errorf("%s repeats no heading", s)
		}
	}
	for part, wants := range map[string][]string{
		"xl/worksheets/sheet3.xml": {`paperSize="8"`, `orientation="landscape"`, `type="dataBar"`, `<x14:sparkline>`, `type="expression"`},
		"xl/charts/chart1.xml":     {"barChart", `val="stacked"`}, "xl/charts/chart2.xml": {"barChart", `val="stacked"`},
		"xl/tables/table1.xml": {`name="数据表"`}, "xl/tables/table2.xml": {`name="溯源表"`},
	} {
		for _, want := range wants {
			if !strings.Contains(string(o.parts[part]), want) {
				t.Errorf("%s has no %s", part, want)
			}
		}
	}
}
