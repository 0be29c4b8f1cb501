package backup

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// A backup is one gzip stream of JSON lines (docs/operating.md says it line by line): a head, then for each table its
// columns, a line for each row and an end with the number of rows and their sum, then the digest of all lines. It
// knows nothing of the database it came from, so that it goes back into another kind.

const (
	backupFormat  = "tallysheet-backup"
	backupVersion = 1
)

// backupHead is the first line.
type backupHead struct {
	Format  string       `json:"format"`
	Version int          `json:"version"`
	Schema  int64        `json:"schema"`
	MadeAt  db.Timestamp `json:"made_at"`
}

// backupTable opens a table; its rows follow, each a JSON array in the order of the columns.
type backupTable struct {
	Table   string   `json:"table"`
	Columns []string `json:"columns"`
	Kinds   []kind   `json:"kinds"`
}

// backupEnd ends a table. Sum is the sum of the SHA-256 of its rows, modulo 2^256: it does not hang on their order.
type backupEnd struct {
	End  string `json:"end"`
	Rows int64  `json:"rows"`
	Sum  string `json:"sum"`
}

// backupTail is the last line; SHA256 is that of all lines before it.
type backupTail struct {
	Tables int    `json:"tables"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`

	Audit tally.Anchor `json:"audit,omitzero"` // where the audit chain ended; none in a backup of the time before
}

// kind is how a column's values are written: int as a number, text as a string (instants too), bytes in base64.
type kind string

const (
	kindInt   kind = "int"
	kindText  kind = "text"
	kindBytes kind = "bytes"
)

// leftOut are tables that say nothing worth keeping: who was signed in, who guessed, and what goose noted.
var leftOut = []string{db.VersionTable, "sessions", "sign_in_tries", "paces"}

// Info says what a backup holds.
type Info struct {
	Schema int64        `json:"schema"`
	MadeAt time.Time    `json:"made_at"`
	Tables int          `json:"tables"`
	Rows   int64        `json:"rows"`
	Files  int          `json:"files"`  // stored files, each verified against its digest
	SHA256 string       `json:"sha256"` // of the lines
	Audit  tally.Anchor `json:"audit"`  // where the audit chain ended, signed where the operator has a key
	Counts Counts       `json:"counts"`
}

// Counts is how many rows stand in each table.
type Counts map[string]int64

// Write writes everything that is kept, as it stands at one instant; others go on working.
func Write(ctx context.Context, d *db.DB, w io.Writer) (Info, error) {
	if err := d.CheckSchema(ctx); err != nil {
		return Info{}, err
	}
	schema, err := d.SchemaVersion(ctx)
	if err != nil {
		return Info{}, err
	}
	zip, err := gzip.NewWriterLevel(w, gzip.BestSpeed) // most of it is workbooks, which are packed already
	if err != nil {
		return Info{}, err
	}
	out := &backupWriter{w: bufio.NewWriterSize(zip, 1<<16), digest: sha256.New()}
	info := Info{Schema: schema, MadeAt: d.Now().Time, Counts: Counts{}}
	if err := out.line(backupHead{backupFormat, backupVersion, schema, d.Now()}); err != nil {
		return info, err
	}
	if err := backupTables(ctx, d, out, &info); err != nil {
		return info, fmt.Errorf("backup: %w", err)
	}
	info.SHA256 = hex.EncodeToString(out.digest.Sum(nil))
	err = out.line(backupTail{info.Tables, info.Rows, info.SHA256, info.Audit})
	return info, errors.Join(err, out.w.Flush(), zip.Close())
}

func backupTables(ctx context.Context, d *db.DB, out *backupWriter, info *Info) error {
	tx, err := d.BeginSnapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	tables, err := tables(ctx, d, tx)
	if err != nil {
		return err
	}
	if err := tx.QueryRowContext(ctx, "SELECT seq, hash FROM audit_heads WHERE id = 1").Scan(&info.Audit.Rows, &info.Audit.Head); err != nil {
		return err
	}
	if info.Audit, err = d.Sign(info.Audit); err != nil {
		return err
	}
	for _, name := range tables {
		end, err := out.table(ctx, tx, backupTable{Table: name})
		if err != nil {
			return fmt.Errorf("table %s: %w", name, err)
		}
		info.Tables++
		info.Rows += end.Rows
		info.Counts[name] = end.Rows
	}
	return nil
}

// tables lists the tables that a backup holds, by name.
func tables(ctx context.Context, d *db.DB, tx *sql.Tx) ([]string, error) {
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if d.Dialect() == db.MySQL {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
	}
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		if !slices.Contains(leftOut, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, rows.Err()
}

// backupWriter writes lines and keeps their digest.
type backupWriter struct {
	w      *bufio.Writer
	digest hash.Hash
}

func (b *backupWriter) line(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.text(text)
}

func (b *backupWriter) text(text []byte) error {
	text = append(text, '\n')
	if _, err := b.digest.Write(text); err != nil {
		return err
	}
	_, err := b.w.Write(text)
	return err
}

// table writes a table whole.
func (b *backupWriter) table(ctx context.Context, tx *sql.Tx, t backupTable) (backupEnd, error) {
	end := backupEnd{End: t.Table}
	var sum rowSum
	err := readRows(ctx, tx, &t, func(head bool, row []byte) error {
		if head {
			return b.line(t)
		}
		end.Rows++
		sum.add(row)
		return b.text(row)
	})
	end.Sum = sum.String()
	if err != nil {
		return end, err
	}
	return end, b.line(end)
}

// readRows hands over the rows of a table as JSON, after saying once (head) that the columns are known. Columns that the
// table names already are kept in their order.
func readRows(ctx context.Context, tx *sql.Tx, t *backupTable, each func(head bool, row []byte) error) error {
	rows, err := tx.QueryContext(ctx, selectOf(*t)) //#nosec G701 -- table and columns are those of the database itself
	if err != nil {
		return err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	t.Columns, t.Kinds = nil, nil
	for _, c := range types {
		t.Columns, t.Kinds = append(t.Columns, c.Name()), append(t.Kinds, kindOf(c.DatabaseTypeName()))
	}
	if err := each(true, nil); err != nil {
		return err
	}
	values, into := make([]any, len(types)), make([]any, len(types))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, v := range values {
			if values[i], err = canonical(v, t.Kinds[i]); err != nil {
				return fmt.Errorf("column %s: %w", t.Columns[i], err)
			}
		}
		row, err := json.Marshal(values)
		if err != nil {
			return err
		}
		if err := each(false, row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// selectOf reads a table. The pieces of a file come in their order; the runs of migrations and restores belong to the
// database, not to what it holds.
func selectOf(t backupTable) string {
	columns := "*"
	for i, c := range t.Columns {
		if i == 0 {
			columns = ""
		} else {
			columns += ", "
		}
		columns += c
	}
	query := "SELECT " + columns + " FROM " + t.Table
	switch t.Table {
	case "blob_chunks":
		query += " ORDER BY blob_id, seq"
	case "job_runs":
		query += " WHERE job NOT IN ('" + db.MigrationRun + "', '" + db.RestoreRun + "')"
	}
	return query
}

func kindOf(column string) kind {
	switch column {
	case "INTEGER", "INT", "BIGINT", "TINYINT", "SMALLINT", "BOOLEAN", "BOOL":
		return kindInt
	case "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "BINARY", "VARBINARY":
		return kindBytes
	}
	return kindText
}

// canonical is a value as every database would write it.
func canonical(v any, k kind) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil //nolint:nilnil // NULL
	case bool:
		if v {
			return int64(1), nil
		}
		return int64(0), nil
	case int64:
		return v, nil
	case time.Time:
		return v.UTC().Format(db.TimestampLayout), nil
	case string:
		return fromText(v, k)
	case []byte:
		if k == kindBytes {
			return v, nil
		}
		return fromText(string(v), k)
	}
	return nil, fmt.Errorf("a value of type %T", v)
}

func fromText(text string, k kind) (any, error) {
	if k == kindInt {
		return strconv.ParseInt(text, 10, 64)
	}
	if k == kindBytes {
		return []byte(text), nil
	}
	return text, nil
}

// rowSum adds up the digests of rows, modulo 2^256.
type rowSum [sha256.Size]byte

func (s *rowSum) add(row []byte) {
	digest, carry := sha256.Sum256(row), 0
	for i := len(s) - 1; i >= 0; i-- {
		carry += int(s[i]) + int(digest[i])
		s[i] = byte(carry)
		carry >>= 8
	}
}

// String is the sum in hex.
func (s rowSum) String() string { return hex.EncodeToString(s[:]) }
