package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"
	"modernc.org/sqlite"
)

// openSQLitePool opens a pool whose connections keep their statements prepared: SQLite has no cache of its own, and
// parsing what GORM writes would cost a quarter of a filing.
func openSQLitePool(dsn string) *sql.DB { return sql.OpenDB(sqliteConnector{dsn}) }

// sqliteConnector implements driver.Connector.
type sqliteConnector struct{ dsn string }

// Driver implements driver.Connector.
func (c sqliteConnector) Driver() driver.Driver { return &sqlite.Driver{} }

// Connect implements driver.Connector.
func (c sqliteConnector) Connect(context.Context) (driver.Conn, error) {
	opened, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	conn, ok := opened.(sqliteConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("SQLite driver gives %T", opened), opened.Close())
	}
	k := &keepingConn{sqliteConn: conn}
	k.kept, err = lru.NewWithEvict(statementsKept, func(_ string, s *keptStatement) { s.drop() })
	if err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return k, nil
}

// sqliteConn is what the driver's connection can do.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// keepingConn is a connection that keeps its last statements prepared. database/sql lets one goroutine at a time use it.
type keepingConn struct {
	sqliteConn
	kept *lru.Cache[string, *keptStatement]
}

// statementsKept is how many statements a connection keeps; a filing has about 40.
const statementsKept = 64

// preparedStmt is what the driver's statement can do.
type preparedStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type keptStatement struct {
	preparedStmt
	busy bool // its rows are being read
	gone bool // no longer kept: closed when it is free
}

func (s *keptStatement) drop() {
	s.gone = true
	s.free()
}

// free closes a statement that is neither in use nor kept.
func (s *keptStatement) free() {
	if s.gone && !s.busy {
		_ = s.Close() // it was reset: nothing can be lost with it
	}
}

// take gives the prepared statement of a query; nil for a query that is not worth keeping, or that is in use.
func (c *keepingConn) take(ctx context.Context, query string) (*keptStatement, error) {
	verb, _, _ := strings.Cut(query, " ")
	switch verb {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE":
	default:
		return nil, nil //nolint:nilnil // scripts and pragmas go to the driver as they are
	}
	if s, ok := c.kept.Get(query); ok {
		if s.busy {
			return nil, nil //nolint:nilnil // as above
		}
		return s, nil
	}
	opened, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	prepared, ok := opened.(preparedStmt)
	if !ok {
		return nil, errors.Join(fmt.Errorf("SQLite driver gives %T", opened), opened.Close())
	}
	s := &keptStatement{preparedStmt: prepared}
	c.kept.Add(query, s)
	return s, nil
}

// ExecContext implements driver.ExecerContext.
func (c *keepingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.sqliteConn.ExecContext(ctx, query, args)
	}
	return s.ExecContext(ctx, args)
}

// QueryContext implements driver.QueryerContext.
func (c *keepingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.sqliteConn.QueryContext(ctx, query, args)
	}
	got, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	rows, ok := got.(typedRows)
	if !ok {
		return nil, errors.Join(fmt.Errorf("SQLite driver gives %T", got), got.Close())
	}
	s.busy = true
	return &keptRows{rows, s}, nil
}

// Close implements driver.Conn.
func (c *keepingConn) Close() error {
	c.kept.Purge()
	return c.sqliteConn.Close()
}

// keptRows are the rows of a kept statement, which is free again when they are closed.
type keptRows struct {
	typedRows
	of *keptStatement
}

// typedRows is what the driver's rows can do, of which a backup asks the types.
type typedRows interface {
	driver.Rows
	driver.RowsColumnTypeDatabaseTypeName
}

// Close implements driver.Rows.
func (r *keptRows) Close() error {
	err := r.typedRows.Close()
	r.of.busy = false
	r.of.free()
	return err
}
