package excel

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/legacy"
)

// TestSavedByLibreOfficeReadTheSame lets LibreOffice save twenty workbooks that others laid out, the first of them as .xls too: each is read
// as it was before.
func TestSavedByLibreOfficeReadTheSame(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("two minutes of LibreOffice")
	}
	converter, err := legacy.FindConverter("auto")
	if err != nil || converter == nil {
		t.Fatalf("no soffice: as root on Debian `apt-get install libreoffice-calc`: %v", err)
	}
	var names []string
	for _, c := range laidOutCases(t) {
		if !c.RefuseOK && len(c.Args) == 0 && len(names) < 20 {
			names = append(names, c.File)
		}
	}
	r := newReader(t)
	r.Converter = converter
	again := map[string]string{"xlsx": saved(t, "xlsx:Calc MS Excel 2007 XML", names), "xls": saved(t, "xls:MS Excel 97", names[:len(names)/3])}
	read := func(path string) string {
		got, err := r.Read(t.Context(), filepath.Base(path), readBytes(t, path), layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var kept []string
		for _, line := range strings.Split(told(got), "\n") {
			if !strings.HasPrefix(line, "! D ") { // that it was converted, and results that LibreOffice reckoned anew
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "\n")
	}
	for i, name := range names {
		want := read(filepath.Join("testdata", "laidout", name))
		for kind, dir := range again {
			if kind == "xls" && i >= len(names)/3 { // each is converted by itself, which takes a second or two
				continue
			}
			if diff := cmp.Diff(want, read(filepath.Join(dir, strings.TrimSuffix(name, "xlsx")+kind))); diff != "" {
				t.Errorf("%s saved as .%s: %s", name, kind, diff)
			}
		}
	}
}

// saved lets LibreOffice save workbooks in a form and gives the folder.
func saved(t *testing.T, form string, names []string) string {
	t.Helper()
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", form, "--outdir", out}
	for _, name := range names {
		args = append(args, filepath.Join("testdata", "laidout", name))
	}
	ctx, stop := context.WithTimeout(t.Context(), 4*time.Minute)
	defer stop()
	if said, err := exec.CommandContext(ctx, "soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v %s", err, said)
	}
	if files, err := os.ReadDir(out); err != nil || len(files) != len(names) {
		t.Fatalf("%d of %d were saved: %v", len(files), len(names), err)
	}
	return out
}
