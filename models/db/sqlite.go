package db

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

// sqliteReaders is the size of the reading pool: WAL readers do not block each other or the writer.
const sqliteReaders = 8

// openSQLite sets up the embedded database. The driver is modernc.org/sqlite, SQLite in pure Go, so that one
// static binary built with CGO_ENABLED=0 runs on amd64, arm64 and loong64; gorm.io/driver/sqlite gives the
// Dialector and is told that driver's name instead of its own cgo one.
func openSQLite(path string) (dialect, error) {
	if path == "" || path == ":memory:" {
		return dialect{}, errors.New("数据库地址应为 sqlite:路径，路径是一个文件")
	}
	// Created here, because SQLite itself would leave it readable by everybody.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //#nosec G304 -- the operator names the file
	if err != nil {
		return dialect{}, fmt.Errorf("数据库文件：%w", err)
	}
	if err := f.Close(); err != nil {
		return dialect{}, fmt.Errorf("数据库文件：%w", err)
	}
	open := func(size int, extra url.Values) *sql.DB {
		db := openSQLitePool(sqliteDSN(path, extra))
		db.SetMaxOpenConns(size)
		db.SetMaxIdleConns(size)
		return db
	}
	writing := url.Values{
		// A deferred transaction that reads and then writes fails at once with SQLITE_BUSY in spite of the timeout.
		"_txlock": {"immediate"},
	}
	// One writer: goroutines queue in the pool, in order, instead of polling the file lock.
	return dialect{
		name: SQLite, path: path, writer: open(1, writing), reader: open(sqliteReaders, url.Values{"_pragma": {"query_only(1)"}}),
		dialector: func(db *sql.DB) gorm.Dialector { return sqlite.New(sqlite.Config{DriverName: "sqlite", Conn: db}) },
		now:       "strftime('%Y-%m-%d %H:%M:%f000', 'now')",
		oneWriter: true,
		batch:     16, // there is no way to save, and a long statement is parsed anew each time
		// The migrator holds its connection throughout; its heartbeat needs the writer's.
		migration: func() (*sql.DB, error) { return open(1, writing), nil },
	}, nil
}

func sqliteDSN(path string, extra url.Values) string {
	q := url.Values{"_journal_mode": {"WAL"}, "_pragma": { // the mode, which lets readers go on while one writes, is set last
		"page_size(8192)",     // of a new file: workbooks and editions are long, and the log has a head for each page
		"busy_timeout(10000)", // other processes on the same file: command line beside server
		"synchronous(FULL)",   // WAL with NORMAL may roll back what was acknowledged when the power fails
		"foreign_keys(1)",
		"wal_autocheckpoint(8000)", // 64 MB: usually the checkpointer is earlier, between two acts
		"temp_store(2)",            // in memory: a statement of many rows keeps a journal of its own, which nobody needs after it
	}}
	for k, v := range extra {
		q[k] = append(q[k], v...)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}
