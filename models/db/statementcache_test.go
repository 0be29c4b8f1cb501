package db

import (
	"fmt"
	"path/filepath"
	"testing"
)

// The same question may be asked again while its first answer is being read, the statement of an open answer may be
// pushed out by others, and a table may change under a kept statement.
func TestStatementsAreKept(t *testing.T) {
	ctx := t.Context()
	db := openSQLitePool("file:" + filepath.Join(t.TempDir(), "kept.db"))
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(ctx, query, args...); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	exec("CREATE TABLE figures (n INTEGER, value TEXT); CREATE TABLE others (n INTEGER)")
	for n := range 300 {
		exec("INSERT INTO figures (n, value) VALUES (?, ?)", n, fmt.Sprint("v", n))
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	const question = "SELECT value FROM figures WHERE n >= ? ORDER BY n"
	rows, err := tx.QueryContext(ctx, question, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }() // closed by its end long before
	read := 0
	for ; rows.Next(); read++ {
		var value, again string
		if err := rows.Scan(&value); err != nil {
			t.Fatal(err)
		}
		if err := tx.QueryRowContext(ctx, question, read).Scan(&again); err != nil || again != value || value != fmt.Sprint("v", read) {
			t.Fatalf("row %d is %q, and %q when asked again: %v", read, value, again, err)
		}
		// More different statements than are kept.
		var one int
		if err := tx.QueryRowContext(ctx, fmt.Sprintf("SELECT %d", read)).Scan(&one); err != nil || one != read {
			t.Fatalf("SELECT %d gives %d: %v", read, one, err)
		}
	}
	if err := rows.Err(); err != nil || read != 300 {
		t.Fatalf("%d rows: %v", read, err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	exec("ALTER TABLE figures ADD COLUMN unit TEXT NOT NULL DEFAULT 'x'")
	var n int
	var value, unit string
	if err := db.QueryRowContext(ctx, "SELECT * FROM figures WHERE n = ?", 7).Scan(&n, &value, &unit); err != nil || value != "v7" || unit != "x" {
		t.Fatalf("after the change: %s %s %v", value, unit, err)
	}
}
