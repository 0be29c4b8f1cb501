package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	mysql "github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// outcome is what a failed statement or COMMIT means. The translation of GORM's drivers covers
// duplicates only, by type assertion, and modernc's errors not at all; this is the one place that knows.
type outcome int

const (
	failed    outcome = iota // it did not happen and will not by trying again
	duplicate                // the key is there already
	collided                 // rolled back because of somebody else: the whole transaction may be tried again
	unknown                  // the connection went away: it may have happened
)

// MySQL's error numbers, and those of its kin.
const (
	errDuplicate       = 1062
	errUnknownVariable = 1193
	errNoTable         = 1146
)

// ErrAgain is what a closure returns to have its transaction tried again: it lost a race that its next
// look will see decided.
var ErrAgain = errors.New("lost a race, try again")

func classify(err error) outcome {
	if errors.Is(err, ErrAgain) {
		return collided
	}
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		return classifyMySQL(m)
	}
	var s *sqlite.Error
	if errors.As(err, &s) {
		return classifySQLite(s.Code())
	}
	var timeout net.Error
	switch {
	case errors.Is(err, mysql.ErrInvalidConn), errors.Is(err, driver.ErrBadConn), errors.Is(err, sql.ErrConnDone),
		errors.As(err, &timeout), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return unknown
	}
	return failed
}

func classifyMySQL(m *mysql.MySQLError) outcome {
	switch m.Number {
	case errDuplicate:
		return duplicate
	case 1205, 1213, // lock wait timeout, deadlock; 1213 is also how Galera refuses a write set, even at COMMIT
		1020,                   // MariaDB: the row changed since the snapshot
		8002, 8005, 8022, 8028, // TiDB: write conflicts and a schema that changed
		9007:
		return collided
	case 1105: // TiDB: "Information schema is changed"; elsewhere an unknown error, and once more does no harm
		return collided
	case 1047: // a Galera node that is not ready: nothing was done
		return collided
	}
	return failed
}

func classifySQLite(code int) outcome {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE:
		return duplicate
	}
	switch code & 0xff { // the primary code: BUSY, BUSY_SNAPSHOT, BUSY_RECOVERY, LOCKED …
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return collided
	}
	return failed
}

// Unanswered turns the error of a database that is not there, or goes away, into the refusal that says so: the caller may try
// again, and nothing is wrong with what was asked. Any other error comes back as it is.
func Unanswered(err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) || !unanswered(err) {
		return err
	}
	return &Error{Code: Unreachable, Cause: err,
		Message: "数据库暂时没有响应，请过一分钟再试。如果刚才提交了内容，请先刷新页面核对是否已经保存，没有保存的再提交一次。"}
}

func unanswered(err error) bool {
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		switch m.Number {
		case 1040, 1203, 1226, // too many connections, of the server or of the account
			1053,       // shutting down
			1047,       // a Galera node that is not ready
			1129,       // the server blocks this host after broken connections
			1290, 1836, // read-only after a failover
			1927, 2006, 2013: // the connection was killed, or lost
			return true
		}
		return false
	}
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR:
			return true
		}
		return false
	}
	var refused *net.OpError
	return errors.Is(err, ErrAgain) || errors.As(err, &refused) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.ErrUnexpectedEOF) ||
		!errors.Is(err, context.Canceled) && classify(err) == unknown
}

// IsFull reports that the disk under the database is full.
func IsFull(err error) bool {
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		return m.Number == 1021 || m.Number == 1114 // disk full, table full
	}
	var s *sqlite.Error
	return errors.As(err, &s) && s.Code()&0xff == sqlite3.SQLITE_FULL || errors.Is(err, syscall.ENOSPC)
}

func IsDuplicate(err error) bool { return err != nil && classify(err) == duplicate }

// OrAgain turns the loss of an INSERT race into another try, which will see the winner.
func OrAgain(err error) error {
	if IsDuplicate(err) {
		return ErrAgain
	}
	return err
}

// Absent turns "no such row" into the store's own refusal.
func Absent(err error, format string, args ...any) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Refuse(NotFound, format, args...)
	}
	return err
}

// IsNoTable reports that the statement named a table that does not exist.
func IsNoTable(err error) bool {
	var m *mysql.MySQLError
	if errors.As(err, &m) {
		return m.Number == errNoTable
	}
	var s *sqlite.Error
	return errors.As(err, &s) && s.Code() == sqlite3.SQLITE_ERROR && strings.Contains(s.Error(), "no such table")
}
