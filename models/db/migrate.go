package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/tallysheet/tallysheet/models/migrations"
)

// VersionTable is where goose notes the migrations that were applied.
const VersionTable = "schema_version"

// MigrationRun is the claim under which migrations run; its period is the version that they lead to.
const MigrationRun = "migrate"

// Migrate brings the schema to the program's version. Any number of processes may call it at once: one
// migrates under a claim, the others wait for it. A schema newer than the program's is refused (SchemaNew). goose's
// own locks are not used, because GET_LOCK elects several at once on a Galera cluster.
func (s *DB) Migrate(ctx context.Context) error {
	want, err := s.ProgramVersion()
	if err != nil {
		return err
	}
	if err := s.MigrateTo(ctx, want); err != nil {
		return err
	}
	return s.CheckSchema(ctx)
}

// MigrateTo brings an older schema to a version.
func (s *DB) MigrateTo(ctx context.Context, want int64) error {
	if err := s.bootstrap(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	key := RunKey{Job: MigrationRun, Period: fmt.Sprintf("%06d", want), Revision: 1}
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
		run, ok, err := s.Claims().Claim(ctx, key, ClaimOptions{Owner: MigrationRun, ByHand: true})
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
	ok, err := One(s.w.WithContext(ctx).Exec("UPDATE job_runs SET state = ?, last_error = ?, retry_at = ?, finished_at = ? WHERE "+
		OfRun+" AND fence = ? AND owner = ?", append([]any{state, text, s.Now(), s.Now()}, run.Args(run.Fence, run.Owner)...)...))
	return FirstError(err, FencedUnless(ok || err != nil))
}

func (s *DB) provider(pool *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations.Files, string(s.dialect.name))
	if err != nil {
		return nil, err
	}
	kind := goose.DialectSQLite3
	if s.dialect.name == MySQL {
		kind = goose.DialectMySQL
	}
	return goose.NewProvider(kind, pool, files, goose.WithTableName(VersionTable),
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
}

// bootstrap makes the claims table, which migrations need before there is a schema.
func (s *DB) bootstrap(ctx context.Context) error {
	text, err := migrations.Files.ReadFile(string(s.dialect.name) + "/claims.sql")
	if err != nil {
		return err
	}
	_, err = s.dialect.writer.ExecContext(ctx, string(text))
	return err
}

// ProgramVersion is the number of the newest migration file.
func (s *DB) ProgramVersion() (int64, error) {
	files, err := fs.Glob(migrations.Files, string(s.dialect.name)+"/[0-9]*_*.sql")
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
	err := s.dialect.writer.QueryRowContext(ctx, "SELECT MAX(version_id) FROM "+VersionTable).Scan(&version)
	if err != nil && !IsNoTable(err) {
		return 0, fmt.Errorf("schema version: %w", err)
	}
	return version.Int64, nil
}

// CheckSchema tells whether the database fits the program: SchemaOld asks for migrate, SchemaNew for a newer program.
func (s *DB) CheckSchema(ctx context.Context) error {
	want, err := s.ProgramVersion()
	if err != nil {
		return err
	}
	have, err := s.SchemaVersion(ctx)
	switch {
	case err != nil:
		return err
	case have < want:
		return Refuse(SchemaOld, "数据库结构是第%d版，本程序需要第%d版：请先备份，再运行 tallysheet migrate。", have, want)
	case have > want:
		return Refuse(SchemaNew, "数据库结构是第%d版，比本程序（第%d版）新：请换用新版程序，旧程序不会动这个数据库。", have, want)
	}
	unfinished, err := s.UnfinishedRestore(ctx)
	if err == nil && unfinished {
		err = Refuse(Busy, "这个数据库正在恢复备份，或上次恢复没有完成：请等待，或重新运行 tallysheet restore。")
	}
	return err
}

// UnfinishedRestore tells whether a restore was begun and not ended.
func (s *DB) UnfinishedRestore(ctx context.Context) (bool, error) {
	var n int64
	err := s.w.WithContext(ctx).Model(&Run{}).Where("job = ? AND state <> ?", RestoreRun, RunDone).Count(&n).Error
	if err != nil && IsNoTable(err) {
		return false, nil
	}
	return n > 0, err
}

// RestoreRun is the claim under which a backup is put back; while it is not done the database is refused to
// everything else.
const RestoreRun = "restore"
