package models

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
)

// The schema, numbered, for each dialect. A number once released is never edited; what comes later is added to.
//
//go:embed migrations
var migrations embed.FS

// versionTable is where goose notes the migrations that were applied.
const versionTable = "schema_version"

// migrationRun is the claim under which migrations run; its period is the version that they lead to.
const migrationRun = "migrate"

// Migrate brings the schema to the program's version. Any number of processes may call it at once: one
// migrates under a claim, the others wait for it. A schema newer than the program's is refused (SchemaNew). goose's
// own locks are not used, because GET_LOCK elects several at once on a Galera cluster.
func (s *DB) Migrate(ctx context.Context) error {
	want, err := s.programVersion()
	if err != nil {
		return err
	}
	if err := s.migrateTo(ctx, want); err != nil {
		return err
	}
	return s.CheckSchema(ctx)
}

// migrateTo brings an older schema to a version.
func (s *DB) migrateTo(ctx context.Context, want int64) error {
	if err := s.bootstrap(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	key := RunKey{Job: migrationRun, Period: fmt.Sprintf("%06d", want), Revision: 1}
	for {
		have, err := s.SchemaVersion(ctx)
		if err != nil {
			return err
		}
		if have >= want {
			return nil
		}
		if _, err := s.Claims().Materialise(ctx, key); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
		run, ok, err := s.Claims().Claim(ctx, key, ClaimOptions{Owner: migrationRun, ByHand: true})
		switch {
		case err != nil:
			return fmt.Errorf("migrate: %w", err)
		case ok:
			if err := s.migrateClaimed(ctx, run, want); err != nil {
				return fmt.Errorf("migrate: %w", err)
			}
		case run.State == RunDone:
			key.Revision++ // done once, and yet older: the database was put back to an earlier state
		default:
			if err := pause(ctx, 50*time.Millisecond); err != nil {
				return err
			}
		}
	}
}

// migrateClaimed applies what is missing while a heartbeat holds the claim.
func (s *DB) migrateClaimed(ctx context.Context, run Run, want int64) (err error) {
	pool, err := s.dialect.migration()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	provider, err := s.provider(pool)
	if err != nil {
		return err
	}
	working, stop := s.Claims().Hold(ctx, run, Lease)
	_, err = provider.UpTo(working, want)
	stop()
	if err != nil {
		return errors.Join(err, s.release(ctx, run, err))
	}
	return s.release(ctx, run, nil)
}

// release ends the claim of a migration by a lone statement: the audit chain may not exist yet.
func (s *DB) release(ctx context.Context, run Run, failure error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	state, text := RunDone, ""
	if failure != nil {
		state, text = RunFailed, failure.Error()
	}
	ok, err := one(s.w.WithContext(ctx).Exec("UPDATE job_runs SET state = ?, last_error = ?, retry_at = ?, finished_at = ? WHERE "+
		ofRun+" AND fence = ? AND owner = ?", append([]any{state, text, s.Now(), s.Now()}, run.args(run.Fence, run.Owner)...)...))
	return firstError(err, fencedUnless(ok || err != nil))
}

func (s *DB) provider(pool *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+string(s.dialect.name))
	if err != nil {
		return nil, err
	}
	kind := goose.DialectSQLite3
	if s.dialect.name == MySQL {
		kind = goose.DialectMySQL
	}
	return goose.NewProvider(kind, pool, files, goose.WithTableName(versionTable),
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
}

// bootstrap makes the claims table, which migrations need before there is a schema.
func (s *DB) bootstrap(ctx context.Context) error {
	text, err := migrations.ReadFile("migrations/" + string(s.dialect.name) + "/claims.sql")
	if err != nil {
		return err
	}
	_, err = s.dialect.writer.ExecContext(ctx, string(text))
	return err
}

// programVersion is the number of the newest migration file.
func (s *DB) programVersion() (int64, error) {
	files, err := fs.Glob(migrations, "migrations/"+string(s.dialect.name)+"/[0-9]*_*.sql")
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("migrations of %s: none found: %w", s.dialect.name, err)
	}
	newest := files[len(files)-1] // the names are of one width, in order
	number, _, _ := strings.Cut(newest[strings.LastIndex(newest, "/")+1:], "_")
	return strconv.ParseInt(number, 10, 64)
}

// SchemaVersion is the newest migration applied, 0 in an empty database. It changes nothing.
func (s *DB) SchemaVersion(ctx context.Context) (int64, error) {
	var version sql.NullInt64
	err := s.dialect.writer.QueryRowContext(ctx, "SELECT MAX(version_id) FROM "+versionTable).Scan(&version)
	if err != nil && !isNoTable(err) {
		return 0, fmt.Errorf("schema version: %w", err)
	}
	return version.Int64, nil
}

// CheckSchema tells whether the database fits the program: SchemaOld asks for migrate, SchemaNew for a newer program.
func (s *DB) CheckSchema(ctx context.Context) error {
	want, err := s.programVersion()
	if err != nil {
		return err
	}
	have, err := s.SchemaVersion(ctx)
	switch {
	case err != nil:
		return err
	case have < want:
		return refuse(SchemaOld, "数据库结构是第%d版，本程序需要第%d版：请先备份，再运行 tallysheet migrate。", have, want)
	case have > want:
		return refuse(SchemaNew, "数据库结构是第%d版，比本程序（第%d版）新：请换用新版程序，旧程序不会动这个数据库。", have, want)
	}
	unfinished, err := s.unfinishedRestore(ctx)
	if err == nil && unfinished {
		err = refuse(Busy, "这个数据库正在恢复备份，或上次恢复没有完成：请等待，或重新运行 tallysheet restore。")
	}
	return err
}
