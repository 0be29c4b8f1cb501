package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// Restore puts a backup into an empty database and verifies what then stands there against the backup: counts and sums of
// every table, and the audit chain. The backup is read to its end before anything is written. A restore that was
// cut short leaves the database refused until it is restored again.
func Restore(ctx context.Context, d *db.DB, by db.Actor, backup io.ReadSeeker) (Info, error) {
	info, err := Verify(backup)
	if err != nil {
		return info, err
	}
	if err := mayRestore(ctx, d, info); err != nil {
		return info, err
	}
	if err := d.MigrateTo(ctx, info.Schema); err != nil {
		return info, err
	}
	release, err := d.AloneRestoring()
	if err != nil {
		return info, err
	}
	defer func() { _ = release() }()
	run, err := claimRestore(ctx, d)
	if err != nil {
		return info, err
	}
	held, stop := d.Claims().Hold(ctx, run, db.Lease)
	err = load(held, d, backup)
	stop()
	if err == nil {
		err = d.Claims().Finish(ctx, by, run, "备份 "+info.MadeAt.Format(time.RFC3339)+" "+info.SHA256)
	}
	if err != nil {
		ended, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		return info, errors.Join(fmt.Errorf("restore: %w", err), d.Claims().Release(ended, run, err.Error(), 0))
	}
	return info, d.Migrate(ctx)
}

// mayRestore refuses a database that holds anything, and a backup that is newer than the program.
func mayRestore(ctx context.Context, d *db.DB, info Info) error {
	want, err := d.ProgramVersion()
	if err != nil {
		return err
	}
	if info.Schema > want {
		return db.Refuse(db.SchemaNew, "备份的数据库结构是第%d版，比本程序（第%d版）新：请换用新版程序。", info.Schema, want)
	}
	have, err := d.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	if have > info.Schema {
		return db.Refuse(db.Conflict, "数据库结构是第%d版，比备份（第%d版）新：请恢复到一个空的数据库。", have, info.Schema)
	}
	if have == 0 {
		return nil
	}
	unfinished, err := d.UnfinishedRestore(ctx)
	if err != nil || unfinished {
		return err
	}
	for _, table := range []string{"audit_rows", "plans", "users"} {
		var n int64
		if err := d.Writing(ctx).Table(table).Limit(1).Count(&n).Error; err != nil {
			if db.IsNoTable(err) {
				continue
			}
			return fmt.Errorf("restore: %w", err)
		}
		if n > 0 {
			return db.Refuse(db.Conflict, "数据库里已有内容，恢复会盖掉它们：请恢复到一个空的数据库。")
		}
	}
	return nil
}

// claimRestore takes the run of this restore: that of one cut short before, or a new one.
func claimRestore(ctx context.Context, d *db.DB) (db.Run, error) {
	runs, err := d.Claims().List(ctx, db.RestoreRun)
	if err != nil {
		return db.Run{}, err
	}
	key := db.RunKey{Job: db.RestoreRun, Period: db.RestoreRun, Revision: len(runs) + 1}
	for _, r := range runs {
		if r.State != db.RunDone {
			key = r.RunKey
		}
	}
	if d.Dialect() == db.SQLite { // one that was killed holds its lease, but not the lock of its file: it is dead
		err := d.Statement(ctx, func(conn *gorm.DB) error {
			return conn.Exec("UPDATE job_runs SET lease_until = ? WHERE job = ? AND state = 'running'", db.At(time.Unix(0, 0)), db.RestoreRun).Error
		})
		if err != nil {
			return db.Run{}, err
		}
	}
	if _, err := d.Claims().Materialise(ctx, key); err != nil {
		return db.Run{}, err
	}
	run, ok, err := d.Claims().Claim(ctx, key, db.ClaimOptions{Owner: db.RestoreRun, ByHand: true})
	if err == nil && !ok {
		err = db.Refuse(db.Conflict, "另一个进程正在恢复这个数据库。")
	}
	return run, err
}

// load fills the tables and holds them against the backup.
func load(ctx context.Context, d *db.DB, backup io.ReadSeeker) error {
	if _, err := backup.Seek(0, io.SeekStart); err != nil {
		return err
	}
	l := &loader{db: d}
	defer l.rollback()
	tables := map[string]backupTable{}
	_, ends, err := walkBackup(backup, backupVisitor{
		table: func(t backupTable) error {
			tables[t.Table] = t
			return l.begin(ctx, t)
		},
		row: func(_ backupTable, row []any) error { return l.add(ctx, row) },
		end: func(backupEnd) error { return l.commit(ctx) },
	})
	if err != nil {
		return err
	}
	if err := holdAgainst(ctx, d, tables, ends); err != nil {
		return err
	}
	report, err := d.Audit().Verify(ctx)
	if err == nil && !report.OK() {
		err = errors.New(report.Why)
	}
	return err
}

// holdAgainst reads the tables again and compares counts and sums.
func holdAgainst(ctx context.Context, d *db.DB, tables map[string]backupTable, ends map[string]backupEnd) error {
	tx, err := d.BeginSnapshot(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for name, want := range ends {
		var got backupEnd
		var sum rowSum
		t := tables[name]
		err := readRows(ctx, tx, &t, func(head bool, row []byte) error {
			if !head {
				got.Rows++
				sum.add(row)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("table %s: %w", name, err)
		}
		if got.Rows != want.Rows || sum.String() != want.Sum {
			return fmt.Errorf("table %s holds %d rows with sum %s, the backup %d with %s", name, got.Rows, sum, want.Rows, want.Sum)
		}
	}
	return nil
}

// The bounds of one transaction and of one statement of a restore.
const (
	loadRows  = 200
	loadBytes = 4 << 20
	loadBatch = 8 // statements
)

// loader writes the rows of a backup, several to a statement, several statements to a transaction.
type loader struct {
	db         *db.DB
	tx         *sql.Tx
	into       string // INSERT … VALUES
	holes      string // (?, ?, …)
	args       []any
	rows, size int
	statements int
}

// begin empties the table, after seeing that it and its columns are the database's own: names from a file never go into a
// statement unseen.
func (l *loader) begin(ctx context.Context, t backupTable) error {
	if err := l.open(ctx); err != nil {
		return err
	}
	known, err := tables(ctx, l.db, l.tx)
	if err != nil {
		return err
	}
	if !slices.Contains(known, t.Table) {
		return fmt.Errorf("the backup holds a table %q, which this database does not have", t.Table)
	}
	own := backupTable{Table: t.Table}
	if err := readRows(ctx, l.tx, &own, func(bool, []byte) error { return errSeen }); err != nil && !errors.Is(err, errSeen) {
		return err
	}
	for _, c := range t.Columns {
		if !slices.Contains(own.Columns, c) {
			return fmt.Errorf("the backup holds a column %q of %s, which this database does not have", c, t.Table)
		}
	}
	l.into = "INSERT INTO " + t.Table + " (" + strings.Join(t.Columns, ", ") + ") VALUES "
	l.holes = "(" + strings.TrimSuffix(strings.Repeat("?, ", len(t.Columns)), ", ") + ")"
	empty := "DELETE FROM " + t.Table //#nosec G202 -- the name was found among the database's own
	if t.Table == "job_runs" {
		empty += " WHERE job NOT IN ('" + db.MigrationRun + "', '" + db.RestoreRun + "')"
	}
	_, err = l.tx.ExecContext(ctx, empty) //#nosec G202 G701 -- the name was found among the database's own
	return err
}

var errSeen = errors.New("the columns were seen")

func (l *loader) open(ctx context.Context) (err error) {
	if l.tx == nil {
		l.tx, err = l.db.Begin(ctx)
	}
	return err
}

func (l *loader) add(ctx context.Context, row []any) error {
	for _, v := range row {
		switch v := v.(type) {
		case []byte:
			l.size += len(v)
		case string:
			l.size += len(v)
		}
	}
	l.args = append(l.args, row...)
	if l.rows++; l.rows < loadRows && l.size < loadBytes {
		return nil
	}
	if err := l.flush(ctx); err != nil {
		return err
	}
	if l.statements < loadBatch {
		return nil
	}
	return l.commit(ctx)
}

func (l *loader) flush(ctx context.Context) error {
	if l.rows == 0 {
		return nil
	}
	if err := l.open(ctx); err != nil {
		return err
	}
	query := l.into + strings.TrimSuffix(strings.Repeat(l.holes+", ", l.rows), ", ") //#nosec G202 -- see begin
	_, err := l.tx.ExecContext(ctx, query, l.args...)                                //#nosec G202 G701 -- see begin
	l.args, l.rows, l.size = l.args[:0], 0, 0
	l.statements++
	return err
}

func (l *loader) commit(ctx context.Context) error {
	if err := l.flush(ctx); err != nil {
		return err
	}
	if l.tx == nil {
		return nil
	}
	err := l.tx.Commit()
	l.tx, l.statements = nil, 0
	return err
}

func (l *loader) rollback() {
	if l.tx != nil {
		_ = l.tx.Rollback() // the error that led here is told
	}
}
