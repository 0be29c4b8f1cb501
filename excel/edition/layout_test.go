package edition_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

func cellsIn(t testing.TB, data []byte) *xlsx.Workbook {
	t.Helper()
	w, err := xlsx.Read(context.Background(), data, xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// issuedBefore is the workbook of an edition as a program issued it that had no column 上月累计 in 汇总表, with the layout that it kept.
func issuedBefore(t testing.TB, ed tally.Edition, changes ...func(*excelize.File)) (tally.Edition, []byte, int) {
	t.Helper()
	ed.Layout = edition.LayoutOf(ed)
	i := slices.IndexFunc(ed.Layout, func(l tally.SheetLayout) bool { return l.Sheet == "汇总表" })
	at := slices.IndexFunc(ed.Layout[i].Columns, func(key string) bool { return strings.HasSuffix(key, "/上月累计") })
	if at < 0 {
		t.Fatal(ed.Layout[i].Columns)
	}
	ed.Layout[i].Columns = slices.Delete(slices.Clone(ed.Layout[i].Columns), at, at+1)
	f, err := excelize.OpenReader(bytes.NewReader(written(t, ed)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, change := range changes {
		change(f)
	}
	if err := f.RemoveCol("汇总表", xlsx.Letter(at+1)); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return ed, b.Bytes(), at
}

// An address of an issued workbook answers for the same figures after the program has one more column than then.
func TestTraceOutlivesTheLayout(t *testing.T) {
	now := rich(t)
	o := open(t, written(t, now))
	was, file, _ := issuedBefore(t, now)
	book := cellsIn(t, file)
	for _, head := range []string{"本年累计", "完成率", "亮灯", "责任单位", "溯源", "去年同期"} {
		today := o.under(t, "汇总表", head, "利用外资")
		row, col, _ := xlsx.ParseRef(today.ref)
		before := col
		for c := 1; c < col; c++ {
			if o.cells["汇总表"][xlsx.Ref(4, c)].value == "上月累计" {
				before--
			}
		}
		wantFigures, _, err := edition.Trace(now, nil, "汇总表", today.ref)
		if err != nil {
			t.Fatal(err)
		}
		at := xlsx.Ref(row, before)
		figures, says, err := edition.Trace(was, book, "汇总表", at)
		if err != nil {
			t.Fatal(head, err)
		}
		if diff := cmp.Diff(wantFigures, figures); diff != "" || !strings.HasPrefix(says, "汇总表!"+at) || strings.Contains(says, "不同") {
			t.Errorf("%s at %s, then %s: %s %s", head, today.ref, at, says, diff)
		}
	}
}

// Where the issued workbook holds something else than the figures give, the answer says so.
func TestTraceSaysWhatDiffers(t *testing.T) {
	now := rich(t)
	c := open(t, written(t, now)).under(t, "汇总表", "本年累计", "利用外资")
	was, file, _ := issuedBefore(t, now, func(f *excelize.File) {
		if err := f.SetCellValue("汇总表", c.ref, 9999); err != nil {
			t.Fatal(err)
		}
	})
	_, says, err := edition.Trace(was, cellsIn(t, file), "汇总表", c.ref)
	if err != nil || !strings.Contains(says, "存档的工作簿里这一格是“9999”") {
		t.Error(says, err)
	}
	if _, says, err = edition.Trace(now, cellsIn(t, written(t, now)), "汇总表", c.ref); err != nil || strings.Contains(says, "存档") {
		t.Error(says, err)
	}
}

// Every cell of every sheet is as the stored workbook holds it, so that a difference is never said without one.
func TestTraceAgreesWithTheWorkbook(t *testing.T) {
	ed := rich(t)
	ed.Layout = edition.LayoutOf(ed)
	book := cellsIn(t, written(t, ed))
	for _, s := range book.Sheets {
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				at := xlsx.Ref(r.Number, c.Col)
				if _, says, err := edition.Trace(ed, book, s.Name, at); err != nil || strings.Contains(says, "存档") {
					t.Fatal(s.Name, at, says, err)
				}
			}
		}
	}
}

// TestLayoutOfOldEditions holds the layout that editions have which kept none. A column that is new belongs into addedColumns; the file
// is written anew by UPDATE=1 only for a column under another name.
func TestLayoutOfOldEditions(t *testing.T) {
	const name = "testdata/layout.txt"
	var b strings.Builder
	for _, l := range edition.OldLayoutOf(rich(t)) {
		b.WriteString(l.Sheet + "\t" + strings.Join(l.Columns, "|") + "\n")
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Error(diff)
	}
}
