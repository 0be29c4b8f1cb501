package workflow_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// theirs is the copy of somebody with a name that is hard to write.
var theirs = tally.NamedCopy{Name: `陈&<主任>"甲"`, At: time.Date(2018, 10, 12, 9, 30, 0, 0, tally.China)}

// issuedMonth is an edition of two departments, whole and cut for the first.
func issuedMonth(t *testing.T) (d *workflow.Workflow, whole, part []byte) {
	t.Helper()
	d = newWorkflow(t, "sqlite:"+filepath.Join(t.TempDir(), "named.db"))
	plan, sheets := month(t, 2, 6)
	if _, err := d.ImportPlan(t.Context(), models.System(), "p", "plan.xlsx", plan); err != nil {
		t.Fatal(err)
	}
	if err := fileAll(t.Context(), d, sheets); err != nil {
		t.Fatal(err)
	}
	_, whole, err := d.Consolidate(t.Context(), models.System(), "p", tally.MonthOf(2018, 9))
	if err != nil {
		t.Fatal(err)
	}
	if _, part, err = d.Workbook(t.Context(), "p", tally.MonthOf(2018, 9), 1, department(1)); err != nil {
		t.Fatal(err)
	}
	return d, whole, part
}

func namedCopy(t *testing.T, workbook []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := excel.WriteNamed(&b, workbook, theirs); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func verdictOn(t *testing.T, d *workflow.Workflow, file []byte) workflow.Verdict {
	t.Helper()
	v, err := d.Verify(t.Context(), file, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A copy that bears a name is ours, names nothing as changed, and says whose it is; so does one that LibreOffice stored again, and one
// cell changed there on each sheet names exactly that.
func TestNamedCopiesAreKnown(t *testing.T) {
	d, whole, part := issuedMonth(t)
	for _, x := range []struct {
		department string
		issued     []byte
	}{{"", whole}, {department(1), part}} {
		named := namedCopy(t, x.issued)
		known := func(file []byte, changes []string) {
			t.Helper()
			v := verdictOn(t, d, file)
			if !v.Ours || v.Same || v.Department != x.department || v.Copy == nil || v.Copy.Name != theirs.Name || !v.Copy.At.Equal(theirs.At) || !strings.Contains(v.Says, theirs.Name+"2018-10-12 09:30下载的署名副本") {
				t.Errorf("%q: %+v", x.department, v)
			}
			var at []string
			for _, c := range v.Changes {
				at = append(at, c.At())
			}
			if !slices.Equal(at, changes) {
				t.Errorf("%q: %q were changed, want %q: %+v", x.department, at, changes, v.Changes)
			}
		}
		known(named, nil)
		again := storedAgain(t, named)
		if again == nil {
			t.Log("no soffice here: what it stores again was not asked")
			continue
		}
		known(again, nil)
		altered, at := oneCellEach(t, again)
		known(altered, at)
	}
}

// oneCellEach alters the first text of each sheet, and gives the addresses.
func oneCellEach(t *testing.T, file []byte) (altered []byte, at []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		r := slices.IndexFunc(rows, func(cells []string) bool { return slices.ContainsFunc(cells, func(s string) bool { return s != "" }) })
		c := slices.IndexFunc(rows[r], func(s string) bool { return s != "" })
		cell := xlsx.Ref(r+1, c+1)
		if err := f.SetCellStr(sheet, cell, rows[r][c]+"改"); err != nil {
			t.Fatal(err)
		}
		at = append(at, sheet+"!"+cell)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), at
}

// storedAgain is a workbook as LibreOffice stores it; nil where there is none.
func storedAgain(t *testing.T, file []byte) []byte {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		return nil
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "a.xlsx")
	if err := os.WriteFile(in, file, 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), in)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v %s", err, out)
	}
	again, err := os.ReadFile(filepath.Join(dir, "out", "a.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// The name stands in the head of every page that is printed, and in a property; every other part lies there as it was issued. An edition
// without properties of its own gets the part, its type and its link.
func TestNamedCopyChangesHeadsAlone(t *testing.T) {
	_, whole, _ := issuedMonth(t)
	bare := without(t, whole, "docProps/custom.xml")
	for _, issued := range [][]byte{whole, bare} {
		was, is := partsOf(t, issued), partsOf(t, namedCopy(t, issued))
		heads := 0
		for name, part := range is {
			if strings.HasPrefix(name, "xl/worksheets/") && part != was[name] {
				heads++
				if !strings.Contains(part, `<headerFooter><oddHeader>&amp;R&amp;9 陈&amp;&amp;&lt;主任&gt;"甲" 2018-10-12 09:30</oddHeader><oddFooter>`) &&
					!strings.Contains(part, `<headerFooter><oddHeader>&amp;R&amp;9 陈&amp;&amp;&lt;主任&gt;&quot;甲&quot; 2018-10-12 09:30</oddHeader><oddFooter>`) {
					t.Error(name, part[max(0, len(part)-400):])
				}
			} else if part != was[name] && name != "docProps/custom.xml" && (len(issued) == len(whole) || name != "[Content_Types].xml" && name != "_rels/.rels") {
				t.Errorf("%s is another", name)
			}
		}
		if sheets := strings.Count(was["xl/workbook.xml"], "<sheet "); heads != sheets-2 { // all but 数据 and 溯源
			t.Errorf("%d of %d sheets name the copy", heads, sheets)
		}
		book, err := xlsx.Read(t.Context(), namedCopy(t, issued), xlsx.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := tally.ParseNamedCopy(book.Properties[tally.CopyProperty]); !ok || c.Name != theirs.Name {
			t.Errorf("properties: %q", book.Properties)
		}
	}
}

// partsOf are the parts of a workbook.
func partsOf(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		all[f.Name] = b.String()
	}
	return all
}

// without is a workbook without one part, as an edition of before had none: neither type nor link speak of it.
func without(t *testing.T, file []byte, part string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range partsOf(t, file) {
		if name == part {
			continue
		}
		for _, tag := range []string{"Override", "Relationship"} {
			for _, piece := range strings.SplitAfter(text, "</"+tag+">") {
				if i := strings.LastIndex(piece, "<"+tag+" "); i >= 0 && strings.Contains(piece[i:], part) {
					text = strings.Replace(text, piece[i:], "", 1)
				}
			}
		}
		to, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Fprint(to, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A department's part of an edition that an earlier program issued is cut anew with today's columns: what is named then may be the layout,
// and the answer says so. Of an edition of today it does not.
func TestPartsOfOldLayoutsAreToldSo(t *testing.T) {
	d, whole, part := issuedMonth(t)
	altered, _ := oneCellEach(t, part)
	const doubt = "按现在的版式重新裁出来"
	if v := verdictOn(t, d, altered); v.Total == 0 || strings.Contains(v.Says, doubt) {
		t.Errorf("today's layout: %+v", v)
	}
	_, now, err := d.Store.Editions.Get(t.Context(), "p", tally.MonthOf(2018, 9), 1)
	if err != nil {
		t.Fatal(err)
	}
	issueAsBefore(t, d, now, whole, 1)
	if v := verdictOn(t, d, altered); v.Edition.Number != 2 || v.Total == 0 || !strings.Contains(v.Says, doubt) {
		t.Errorf("the layout of before: %+v", v)
	}
}
