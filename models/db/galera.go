package db

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
)

// neverPrepared makes connections to a Galera cluster that prepare no statement.
//
// A node rolls back a transaction when another node's, which wrote the same row, is certified before it, and says so in its answer to the
// next command. The commands that open and close a prepared statement are answered by nothing that could say so: MariaDB 10.11 then
// rolled back in silence and ran the rest of the act without a transaction (64 of 11,244 acknowledged ones on three nodes under contention,
// none of 13,846 with whole statements). So half an act, and a filing behind the lock that it had looked for, could be committed.
// test/cluster holds it.
type neverPrepared struct{ sqldriver.Connector }

// Connect implements driver.Connector.
func (c neverPrepared) Connect(ctx context.Context) (sqldriver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	conn, ok := opened.(mysqlConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("MySQL driver gives %T", opened), opened.Close())
	}
	return wholeConn{conn}, nil
}

// mysqlConn is what the driver's connection can do.
type mysqlConn interface {
	sqldriver.Conn
	sqldriver.ConnBeginTx
	sqldriver.ConnPrepareContext
	sqldriver.ExecerContext
	sqldriver.QueryerContext
	sqldriver.NamedValueChecker
	sqldriver.Pinger
	sqldriver.SessionResetter
	sqldriver.Validator
}

// wholeConn sends each statement whole. The driver would prepare one that is larger than a packet, or whose values it cannot put in.
type wholeConn struct{ mysqlConn }

var errPrepared = errors.New("a statement on a Galera cluster would be prepared: a node that gave up its transaction could not say so")

// Prepare implements driver.Conn.
func (wholeConn) Prepare(string) (sqldriver.Stmt, error) { return nil, errPrepared }

// PrepareContext implements driver.ConnPrepareContext.
func (wholeConn) PrepareContext(context.Context, string) (sqldriver.Stmt, error) {
	return nil, errPrepared
}
