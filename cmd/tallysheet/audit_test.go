package main

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
)

// The way of an auditor: a key pair, an edition and a backup that carry where the chain ended, and a database whose writer cut the end off
// and moved the head back. The workbook, the backup and the printed line each convict; without them it looks whole.
func TestAuditAgainstWhatLiesOutside(t *testing.T) {
	for _, suite := range []string{"std", "gm"} {
		t.Run(suite, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			file := filepath.Join(dir, "t.db")
			at := func(name string) string { return filepath.Join(dir, name) }
			do := func(want int, args ...string) string {
				return run(t, want, append(args, "--database", "sqlite:"+file, "--crypto", suite)...)
			}
			do(exitDone, "audit", "key", "-o", at("key.pem"))
			do(exitUsage, "audit", "key", "-o", at("key.pem")) // nothing is overwritten
			signed := []string{"--audit-key", at("key.pem")}
			do(exitDone, append(signed, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", demoPlan)...)
			do(exitDone, append(signed, "submit", sample+"progress/2018-09/经济发展局.xlsx", "--plan", demoPlan, "--department", bureau, "--period", "2018-09")...)
			do(exitDone, append(signed, "consolidate", "--plan", demoPlan, "--period", "2018-09", "-o", at("汇总表.xlsx"))...)
			do(exitDone, append(signed, "backup", at("b.gz"))...)
			line := strings.Fields(do(exitDone, append(signed, "audit", "anchor")...))
			if len(line) < 5 {
				t.Fatalf("the anchor is not signed: %v", line)
			}
			said := do(exitDone, "audit", "verify", "--workbook", at("汇总表.xlsx"), "--backup", at("b.gz"), "--at", line[0], "--head", line[1], "--public-key", at("key.pem.pub"))
			if !strings.Contains(said, "的锚点证明") || !strings.Contains(said, "审计链完整") {
				t.Errorf("verify says %s", said)
			}
			if said := do(exitDone, "audit", "verify"); !strings.Contains(said, "没有库外的锚点可比") {
				t.Errorf("without anchors it says %s", said)
			}
			if said := do(exitDone, "audit", "verify", "--public-key", at("key.pem.pub")); !strings.Contains(said, "汇总表的锚点证明") || !strings.Contains(said, "只由链自身证明") {
				t.Errorf("with the key it says %s", said)
			}
			do(exitDone, "audit", "key", "-o", at("other.pem"))
			do(exitFailed, "audit", "verify", "--public-key", at("other.pem.pub"))
			do(exitUsage, "audit", "verify", "--workbook", sample+"progress/2018-09/经济发展局.xlsx")
			do(exitUsage, "audit", "verify", "--public-key", at("b.gz"))
			do(exitUsage, "audit", "anchor", "--audit-key", at("key.pem.pub"))

			forge(t, file)
			do(exitDone, "audit", "verify")
			for _, how := range [][]string{{"--workbook", at("汇总表.xlsx")}, {"--backup", at("b.gz")}, {"--at", line[0], "--head", line[1]}} {
				if said := failing(t, append([]string{"audit", "verify", "--database", "sqlite:" + file, "--crypto", suite}, how...)...); !strings.Contains(said, "末尾的记录被删除") {
					t.Errorf("%s: %s", how[0], said)
				}
			}
		})
	}
}

// forge takes the edition out of a database with all that tells of it, and makes the chain before it look whole.
func forge(t *testing.T, file string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		"DELETE FROM editions", "DELETE FROM submissions", "DELETE FROM audit_rows WHERE seq >= (SELECT MIN(seq) FROM audit_rows WHERE action = 'submission.file')",
		"UPDATE audit_heads SET seq = (SELECT MAX(seq) FROM audit_rows), hash = (SELECT hash FROM audit_rows ORDER BY seq DESC LIMIT 1) WHERE id = 1",
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

// failing runs what must fail and gives what it says.
func failing(t *testing.T, args ...string) string {
	t.Helper()
	var said words
	if code := Run(t.Context(), args, &said, &said); code != exitFailed {
		t.Errorf("%v ends with %d: %s", args, code, &said)
	}
	return said.String()
}

// sheetText is all that stands in a sheet.
func sheetText(t *testing.T, workbook []byte, sheet string) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, cells...)
	}
	return strings.Join(all, " ")
}

// The cover prints the anchor that the properties carry, the same for the same inputs.
func TestCoverPrintsItsAnchor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	database := "sqlite:" + filepath.Join(dir, "t.db")
	run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", demoPlan, "--database", database)
	run(t, exitDone, of(database, "submit", sample+"progress/2018-09/经济发展局.xlsx")...)
	name := filepath.Join(dir, "o.xlsx")
	var first []byte
	for range 2 {
		run(t, exitDone, "consolidate", "--plan", demoPlan, "--period", "2018-09", "-o", name, "--database", database)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && string(first) != string(data) {
			t.Error("the same inputs gave other bytes")
		}
		first = data
	}
	report := decode[models.AuditReport](t, run(t, exitDone, "audit", "verify", "--json", "--workbook", name, "--database", database))
	if report.Proof == nil || report.Proof.Rows == 0 || report.Proof.Rows >= report.Rows {
		t.Fatalf("%+v", report)
	}
	if cover := sheetText(t, first, "封面"); !strings.Contains(cover, report.Proof.Head) || !strings.Contains(cover, "审计锚点") {
		t.Errorf("the cover says %s", cover)
	}
}
