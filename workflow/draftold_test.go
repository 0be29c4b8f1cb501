package workflow_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/document"
	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/tally/draft"
)

// TestOldDocumentsAreConverted drafts a document saved as .doc, under the names of Word and of WPS, by the confined converter: what is
// found is that of the .docx. Without a converter the refusal says what to do.
func TestOldDocumentsAreConverted(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join("testdata", "plans", "01_responsibility_letter.docx")
	save := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "doc", "--outdir", dir, name)
	if said, err := save.CombinedOutput(); err != nil {
		t.Fatalf("soffice (as root on Debian `apt-get install libreoffice-writer`): %v %s", err, said)
	}
	old, err := os.ReadFile(filepath.Join(dir, "01_responsibility_letter.doc"))
	if err != nil {
		t.Fatal(err)
	}
	d := drafter(t)
	for _, called := range []string{"责任书.doc", "责任书.wps"} {
		var no *document.Refusal
		if _, _, err := d.Draft(t.Context(), called, old); !errors.As(err, &no) || no.Expected != "请在 WPS 或 Word 中打开后另存为 .docx，再上传" {
			t.Errorf("%s without a converter: %v", called, err)
		}
	}
	if d.Reader.Converter, err = legacy.FindConverter("auto"); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want, _, err := d.Draft(t.Context(), "责任书.docx", data)
	if err != nil || len(want.Targets) < 15 {
		t.Fatalf("%v, %d targets", err, len(want.Targets))
	}
	for _, called := range []string{"责任书.doc", "责任书.wps"} {
		got, _, err := d.Draft(t.Context(), called, old)
		if err != nil {
			t.Errorf("%s: %v", called, err)
			continue
		}
		if diff := cmp.Diff(rowsOf(want), rowsOf(got)); diff != "" || got.Title != want.Title || len(got.Milestones) != len(want.Milestones) {
			t.Errorf("%s: %s", called, diff)
		}
	}
}

func rowsOf(d draft.Draft) (rows []string) {
	for i := range d.Targets {
		t := &d.Targets[i]
		rows = append(rows, t.Indicator+" "+t.Cell()+" "+t.Deadline+" "+t.Sentence)
	}
	return rows
}
