package edition_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// longGroups is the fixture four times over, all in one group.
func longGroups(t testing.TB) tally.Edition {
	t.Helper()
	ed := fixture(t)
	rows := ed.Rows
	for range 3 {
		ed.Rows = append(ed.Rows, rows...)
	}
	ed.Rows = slices.Clone(ed.Rows)
	for i := range ed.Rows {
		ed.Rows[i].Indicator.Group = []string{"重点指标"}
		if i >= len(rows) { // no more in 偏差预警 than a page holds
			ed.Rows[i].Main.Light = tally.Green
		}
	}
	return ed
}

// A group that goes on over a page names itself on every page, and no merged cell lies across two.
func TestGroupsRepeatOnEveryPage(t *testing.T) {
	o := open(t, written(t, longGroups(t)))
	part := string(o.parts["xl/worksheets/sheet3.xml"])
	breaks := regexp.MustCompile(`<brk id="(\d+)"`).FindAllStringSubmatch(part, -1)
	if len(breaks) < 2 {
		t.Fatal("80 rows begin no page:", breaks)
	}
	var firsts []string
	for _, b := range breaks {
		firsts = append(firsts, "B"+next(b[1]))
	}
	for _, at := range firsts {
		if got := o.cells["汇总表"][at].value; got != "重点指标" {
			t.Errorf("%s, the first of its page, says %q", at, got)
		}
	}
	for _, m := range o.sheets["汇总表"].Merges {
		from, to, _ := strings.Cut(m.Ref, ":")
		r1, _, _ := xlsx.ParseRef(from)
		r2, _, _ := xlsx.ParseRef(to)
		for _, at := range firsts {
			if r, _, _ := xlsx.ParseRef(at); r1 < r && r <= r2 {
				t.Errorf("%s lies across the page that begins with row %d", m.Ref, r)
			}
		}
	}
}

// next is the row after a break: a break is named by the row above it.
func next(row string) string {
	r, _, _ := xlsx.ParseRef("A" + row)
	return strings.TrimPrefix(xlsx.Ref(r+1, 1), "A")
}

// What has nothing to say stands behind and is not printed; neither are the sheets for the screen and for scripts.
func TestPrintedFolder(t *testing.T) {
	ed := fixture(t)
	ed.Notes = nil
	for i := range ed.Reports {
		ed.Reports[i].Late = false
	}
	o := open(t, written(t, ed))
	if want := []string{"封面", "领导简报", "汇总表", "偏差预警", "部门情况", "未报迟报", "附注", "数据", "溯源"}; !slices.Equal(o.names, want) {
		t.Error(o.names)
	}
	areas := map[string]string{}
	for _, m := range regexp.MustCompile(`_xlnm.Print_Area[^>]*>&#39;([^&]+)&#39;!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)<`).FindAllStringSubmatch(string(o.parts["xl/workbook.xml"]), -1) {
		areas[m[1]] = m[2] + m[3] + ":" + m[4] + m[5]
	}
	for i, name := range o.names {
		from, to, _ := strings.Cut(areas[name], ":")
		nothing := from == to && o.cells[name][from].value == ""
		if nothing != (i > 4) {
			t.Errorf("%s prints %s", name, areas[name])
		}
	}
	if got := pages(t, written(t, ed)); got != 5 && got != 0 {
		t.Errorf("a folder of 20 rows has %d pages", got)
	}
	file := written(t, longGroups(t))
	breaks := strings.Count(string(open(t, file).parts["xl/worksheets/sheet3.xml"]), "<brk ")
	if got := pages(t, file); got != 7+breaks && got != 0 { // 未报迟报 and 附注 have something to say
		t.Errorf("one of 80 rows has %d, and 汇总表 begins %d", got, 1+breaks)
	}
}

// pages is how many LibreOffice prints of a workbook; 0 where there is none.
func pages(t testing.TB, file []byte) int {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		return 0
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "edition.xlsx")
	if err := os.WriteFile(in, file, 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, in)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v %s", err, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, "edition.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return len(regexp.MustCompile(`/Type\s*/Page[^s]`).FindAll(b, -1))
}
