package workflow_test

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// An address outlives a layout. The same month is issued twice: by this program, and as a program issued it whose 汇总表 had one
// column less, which kept how it was laid out and wrote down no answers. Between the two stands a release that added the column: every address behind it
// names another column now, and must go on answering for what stands there in the workbook that was issued.
func TestAddressOutlivesTheLayout(t *testing.T) {
	d := newWorkflow(t, "sqlite:"+filepath.Join(t.TempDir(), "address.db"))
	september := tally.MonthOf(2018, 9)
	plan, sheets := month(t, 2, 3)
	if _, err := d.ImportPlan(t.Context(), models.System(), "p", "plan.xlsx", plan); err != nil {
		t.Fatal(err)
	}
	if err := fileAll(t.Context(), d, sheets); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Consolidate(t.Context(), models.System(), "p", september); err != nil {
		t.Fatal(err)
	}
	_, now, err := d.Store.Editions.Get(t.Context(), "p", september, 1)
	if err != nil {
		t.Fatal(err)
	}
	_, file, err := d.Store.Editions.Workbook(t.Context(), "p", september, 1)
	if err != nil {
		t.Fatal(err)
	}
	layout := now.Layout[slices.IndexFunc(now.Layout, func(l tally.SheetLayout) bool { return l.Sheet == "汇总表" })]
	added := slices.IndexFunc(layout.Columns, func(key string) bool { return strings.HasSuffix(key, "/本月") })
	if added < 0 {
		t.Fatal(layout.Columns)
	}
	issueAsBefore(t, d, now, file, added)

	same, figures := 0, 0
	for col := 1; col <= len(layout.Columns); col++ {
		if col == added+1 {
			continue
		}
		then := col
		if col > added+1 {
			then--
		}
		for row := layout.Head + 1; row <= layout.Head+6; row++ {
			want, failed := d.Trace(t.Context(), "p", september, 1, "汇总表!"+xlsx.Ref(row, col))
			got, err := d.Trace(t.Context(), "p", september, 2, "汇总表!"+xlsx.Ref(row, then))
			if failed != nil || err != nil {
				t.Fatalf("%s, then %s: %v, %v", xlsx.Ref(row, col), xlsx.Ref(row, then), failed, err)
			}
			if diff := cmp.Diff(want.Figures, got.Figures); diff != "" {
				t.Errorf("%s was %s and answers for other figures: %s", xlsx.Ref(row, col), xlsx.Ref(row, then), diff)
			}
			if strings.Contains(got.Says, "存档") {
				t.Errorf("%s was %s: %s", xlsx.Ref(row, col), xlsx.Ref(row, then), got.Says)
			}
			same, figures = same+1, figures+len(got.Figures)
		}
	}
	if same < 60 || figures < 20 {
		t.Errorf("only %d cells with %d figures were traced", same, figures)
	}
}

// issueAsBefore publishes a second edition as the program issued it that had no such column in 汇总表.
func issueAsBefore(t *testing.T, d *workflow.Workflow, ed tally.Edition, file []byte, without int) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.RemoveCol("汇总表", xlsx.Letter(without+1)); err != nil {
		t.Fatal(err)
	}
	var was bytes.Buffer
	if err := f.Write(&was); err != nil {
		t.Fatal(err)
	}
	run, err := d.Store.Editions.Claim(t.Context(), "p", ed.Period, 2, models.ClaimOptions{})
	if err != nil {
		t.Fatal(err)
	}
	frozen, err := d.Store.Editions.Freeze(t.Context(), run, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	in, err := frozen.Wait()
	if err != nil {
		t.Fatal(err)
	}
	ed.Number = 2
	ed.Layout = slices.Clone(ed.Layout)
	for i := range ed.Layout {
		if l := &ed.Layout[i]; l.Sheet == "汇总表" {
			l.Columns = slices.Delete(slices.Clone(l.Columns), without, without+1)
		}
	}
	packed, err := d.Store.Editions.Pack(ed, func(file io.Writer, _ func([]byte) int) (any, error) { return file.Write(was.Bytes()) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Store.Editions.Publish(t.Context(), models.System(), run, in, packed, "2.xlsx"); err != nil {
		t.Fatal(err)
	}
	// What its cells answer was not written down then: it is found in the edition, by the layout that was kept.
	if err := d.Store.DB().Writing(t.Context()).Exec("UPDATE editions SET answers_id = '' WHERE number = 2").Error; err != nil {
		t.Fatal(err)
	}
}
