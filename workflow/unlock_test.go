package workflow_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// TestUnlocksAreNamed: 附注 of an edition says who opened its locked round, when and why, each time; a department's part names its own.
// An unlock by itself makes no new edition.
func TestUnlocksAreNamed(t *testing.T) {
	d := newWorkflow(t, "sqlite:"+filepath.Join(t.TempDir(), "unlock.db"))
	september := tally.MonthOf(2018, 9)
	plan, sheets := month(t, 2, 3)
	if _, err := d.ImportPlan(t.Context(), models.System(), "p", "plan.xlsx", plan); err != nil {
		t.Fatal(err)
	}
	office := models.Actor{ID: "ducha", Name: "赵督查"}
	until := time.Date(2018, 10, 3, 18, 0, 0, 0, tally.China)
	unlock := func(department, reason string) {
		t.Helper()
		if err := d.Store.Periods.Lock(t.Context(), office, "p", september, "", "汇总中", "办公室"); err != nil {
			t.Fatal(err)
		}
		if err := d.Store.Periods.Unlock(t.Context(), office, "p", september, department, reason, until); err != nil {
			t.Fatal(err)
		}
	}
	unlock(department(1), "漏报一项，补报")
	unlock(department(1), "第二次补报")
	unlock("", "系统维护，顺延半天")
	if err := fileAll(t.Context(), d, sheets); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Consolidate(t.Context(), models.System(), "p", september); err != nil {
		t.Fatal(err)
	}
	for of, want := range map[string][]string{"": {"漏报一项，补报", "第二次补报", "系统维护，顺延半天"}, department(2): {"系统维护，顺延半天"}} {
		_, file, err := d.Workbook(t.Context(), "p", september, 1, of)
		if err != nil {
			t.Fatal(err)
		}
		said := notesIn(t, file)
		if len(said) != len(want) {
			t.Errorf("%q: 附注 says %q", of, said)
			continue
		}
		for i, reason := range want {
			for _, part := range []string{reason, "赵督查", "2018-10-03 17:00解锁，开放报送到2018-10-03 18:00"} {
				if !strings.Contains(said[i], part) {
					t.Errorf("%q: %q does not say %q", of, said[i], part)
				}
			}
		}
	}
	unlock(department(2), "出版以后又开放")
	if ed, _, err := d.Consolidate(t.Context(), models.System(), "p", september); err != nil || ed.Number != 1 {
		t.Errorf("an unlock made edition %d: %v", ed.Number, err)
	}
}

// notesIn are the rows of 附注, their cells joined.
func notesIn(t *testing.T, file []byte) []string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("附注")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, r := range rows[3:] {
		said = append(said, strings.Join(r, "|"))
	}
	return said
}
