package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/tallysheet/tallysheet/models/anchor"
	"gorm.io/gorm"
)

// Dialect names the kind of database.
type Dialect string

// The dialects.
const (
	SQLite Dialect = "sqlite"
	MySQL  Dialect = "mysql"
)

// Options are what a store is handed. The zero value is usable.
type Options struct {
	Clock  func() time.Time     // of the acts; time.Now where nil
	Logger *slog.Logger         // slog.Default where nil
	Pool   int                  // connections, 32 where 0
	Disk   func() (Disk, error) // looks at the disk of an embedded database; the system is asked where nil
	Crypto anchor.Suite         // of new audit rows; anchor.Standard where ""
	Signer *anchor.Signer       // of the anchors of the audit chain; they go unsigned where nil
}

// DB is the database: what acts, reads and claims stand on. It is safe for use by many goroutines.
type DB struct {
	w, r    *gorm.DB // writes and reads; one pool on MySQL, two on SQLite
	dialect dialect
	clock   func() time.Time
	log     *slog.Logger
	// tail is held from the first audit row of a transaction to its commit: writers of one process queue
	// here rather than collide on the head of the chain, which a Galera cluster answers with a rollback.
	tail   sync.Mutex
	head   AuditHead    // where this process left the chain, under tail; Seq 0 where it is to be asked
	group  *groupCommit // of acts, where there is one writer; else nil
	packer *Packer
	disk   func() (Disk, error)
	crypto anchor.Suite
	signer *anchor.Signer
}

// dialect is what differs between databases, each fact with its reason where it is set.
type dialect struct {
	name      Dialect
	path      string // of the file; "" for a server
	writer    *sql.DB
	reader    *sql.DB
	dialector func(*sql.DB) gorm.Dialector
	snapshot  *sql.TxOptions // for reads of several tables that must fit together
	now       string         // SQL for the clock of the database, as a Stamp reads it
	oneWriter bool           // acts queue for its one connection, see group
	batch     int            // rows of one INSERT
	migration func() (*sql.DB, error)
}

// Open connects to "sqlite:PATH" or "mysql://user:password@host:3306/name" and pings it. It does not migrate;
// a caller that is about to work calls CheckSchema.
func Open(ctx context.Context, url string, opts Options) (*DB, error) {
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	if opts.Logger == nil {
		opts.Logger = slog.Default()
	}
	if opts.Pool <= 0 {
		opts.Pool = 32
	}
	d, err := openDialect(ctx, url, opts.Pool)
	if err != nil {
		return nil, err
	}
	s := &DB{dialect: d, clock: opts.Clock, log: opts.Logger, disk: opts.Disk, crypto: opts.Crypto, signer: opts.Signer}
	if d.oneWriter {
		s.group = &groupCommit{checkpoints: &checkpointer{db: d.reader, log: opts.Logger}}
	}
	if s.packer, err = NewPacker(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if s.w, err = s.gorm(d.writer); err == nil {
		s.r, err = s.gorm(d.reader)
	}
	if err == nil {
		err = s.Ping(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("打不开数据库：%w", err), s.Close())
	}
	return s, nil
}

func openDialect(ctx context.Context, address string, pool int) (dialect, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	switch scheme {
	case "sqlite":
		return openSQLite(strings.TrimPrefix(rest, "//"))
	case "mysql":
		u, err := url.Parse(address)
		if err != nil {
			// url.Error quotes the address, and with it the password.
			return dialect{}, errors.New("数据库地址应为 mysql://用户:口令@主机:3306/库名，其中的特殊字符要写成 %XX")
		}
		return openMySQL(ctx, u, pool)
	}
	return dialect{}, fmt.Errorf("数据库地址不能以“%s”开头，应为 sqlite:路径 或 mysql://用户:口令@主机:3306/库名", scheme)
}

func (s *DB) gorm(pool *sql.DB) (*gorm.DB, error) {
	return gorm.Open(s.dialect.dialector(pool), &gorm.Config{
		Logger:                                   gormLog{s.log},
		NowFunc:                                  func() time.Time { return s.clock().UTC() },
		SkipDefaultTransaction:                   true, // every act brings its own; a lone statement is one
		DisableNestedTransaction:                 true, // savepoints are not everywhere
		DisableForeignKeyConstraintWhenMigrating: true,
		DisableAutomaticPing:                     true, // Open pings with its context
		CreateBatchSize:                          s.dialect.batch,
	})
}

// InsertBatch keeps a multi-row INSERT under SQLite's 32,766 and MySQL's 65,535 placeholders and far under
// the packet limit, with rows of up to 30 columns.
const InsertBatch = 200

// Close closes the connections.
func (s *DB) Close() error {
	if s.group != nil {
		s.group.checkpoints.close()
	}
	var errs []error
	for _, pool := range []*sql.DB{s.dialect.reader, s.dialect.writer} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// Ping asks the database for a sign of life, on the writing side.
func (s *DB) Ping(ctx context.Context) error { return s.dialect.writer.PingContext(ctx) }

// Dialect says which kind of database it is.
func (s *DB) Dialect() Dialect { return s.dialect.name }

// Claims are the pieces of work that processes share.
func (s *DB) Claims() Claims { return Claims{s} }

// Audit is the record of every act.
func (s *DB) Audit() AuditChain { return AuditChain{s} }

// Clock is the time of the acts.
func (s *DB) Clock() time.Time { return s.clock() }

// Now is the time of the acts, as it is stored.
func (s *DB) Now() Timestamp { return At(s.clock()) }

// Reading is a connection for what only reads.
func (s *DB) Reading(ctx context.Context) *gorm.DB { return s.r.WithContext(ctx) }

// Writing is a connection that sees what was written last, for a lone statement or a read that must not lag.
func (s *DB) Writing(ctx context.Context) *gorm.DB { return s.w.WithContext(ctx) }
