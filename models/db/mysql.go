package db

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

// openMySQL sets up MySQL, MariaDB, Galera and databases that speak their protocol.
func openMySQL(ctx context.Context, u *url.URL, pool int) (dialect, error) {
	cfg, err := mysqlConfig(u)
	if err != nil {
		return dialect{}, err
	}
	galera, err := isGalera(ctx, cfg)
	if err != nil {
		return dialect{}, err
	}
	if galera {
		// Without it a read on one node misses what another acknowledged a moment ago.
		cfg.Params["wsrep_sync_wait"] = "1"
	}
	open := func(cfg *driver.Config, size int) (*sql.DB, error) {
		var connector sqldriver.Connector
		connector, err := driver.NewConnector(cfg)
		if err != nil {
			return nil, fmt.Errorf("数据库地址：%w", err)
		}
		if galera {
			connector = neverPrepared{connector}
		}
		db := sql.OpenDB(readCommitted{connector})
		db.SetMaxOpenConns(size)
		db.SetMaxIdleConns(size)               // else connections are made and dropped under load
		db.SetConnMaxLifetime(3 * time.Minute) // shorter than what servers and proxies cut
		return db, nil
	}
	db, err := open(cfg, pool)
	if err != nil {
		return dialect{}, err
	}
	return dialect{
		name: MySQL, writer: db, reader: db,
		dialector: func(db *sql.DB) gorm.Dialector { return mysql.New(mysql.Config{Conn: db}) },
		snapshot:  &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true},
		now:       "UTC_TIMESTAMP(6)",
		batch:     InsertBatch,
		migration: func() (*sql.DB, error) {
			slow := cfg.Clone()
			slow.ReadTimeout, slow.WriteTimeout = time.Hour, time.Hour // an ALTER of a large table
			return open(slow, 1)
		},
	}, nil
}

// readCommitted makes connections whose transactions see with each statement what was committed before it: after a row lock was waited
// for, REPEATABLE READ would still read the state of before. Said once a connection, since said with each transaction it is a trip more;
// servers differ in the name of the variable, not in the statement.
type readCommitted struct{ sqldriver.Connector }

// Connect implements driver.Connector.
func (c readCommitted) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if said, ok := conn.(sqldriver.ExecerContext); ok {
		_, err = said.ExecContext(ctx, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", nil)
	} else {
		err = fmt.Errorf("MySQL driver gives %T", conn)
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func mysqlConfig(u *url.URL) (*driver.Config, error) {
	cfg := driver.NewConfig()
	cfg.DBName = strings.TrimPrefix(u.Path, "/")
	if cfg.DBName == "" || u.Hostname() == "" {
		return nil, errors.New("数据库地址应为 mysql://用户:口令@主机:3306/库名")
	}
	port := u.Port()
	if port == "" {
		port = "3306"
	}
	cfg.Net, cfg.Addr = "tcp", net.JoinHostPort(u.Hostname(), port)
	cfg.User = u.User.Username()
	cfg.Passwd, _ = u.User.Password()
	// The whole of Unicode, compared code point by code point: names that differ in case or width differ.
	if err := cfg.Apply(driver.Charset("utf8mb4", "utf8mb4_bin")); err != nil {
		return nil, err
	}
	cfg.ParseTime, cfg.Loc = true, time.UTC
	// One trip a statement: else each is prepared, run and closed, and to keep them prepared would hold some hundred on each of the
	// server's connections, which a proxy between multiplexes. utf8mb4_bin and the server's word on backslashes make quoting safe.
	cfg.InterpolateParams = true
	cfg.ClientFoundRows = true         // else an UPDATE that writes the same value counts 0 and looks like a lost race
	cfg.Timeout = 5 * time.Second      // to connect
	cfg.ReadTimeout = 30 * time.Second // longer than a Galera cluster takes to reconfigure
	cfg.WriteTimeout = 30 * time.Second
	cfg.RejectReadOnly = true // after a failover, leave the node that became read-only
	cfg.Params = map[string]string{
		"time_zone": "'+00:00'",
		"sql_mode":  "'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ENGINE_SUBSTITUTION'", // too long is an error, never cut
	}
	return cfg, mysqlTLS(cfg, u)
}

// mysqlTLS takes ?tls=true, or skip-verify and preferred where the server is on this machine: elsewhere they
// protect against nobody.
func mysqlTLS(cfg *driver.Config, u *url.URL) error {
	for key := range u.Query() {
		if key != "tls" {
			return fmt.Errorf("数据库地址里不认识的设置“%s”", key)
		}
	}
	mode := u.Query().Get("tls")
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	switch mode {
	case "", "false":
		return nil
	case "true":
	case "preferred", "skip-verify":
		if !local {
			return fmt.Errorf("数据库地址：tls=%s 保护不了远程服务器，请用 tls=true", mode)
		}
	default:
		return fmt.Errorf("数据库地址：tls=%s 应为 true、false、preferred、skip-verify 之一", mode)
	}
	cfg.TLSConfig = mode
	return nil
}

// isGalera asks whether the server replicates as a Galera cluster. MySQL does not know the variable
// and answers 1193: it is none.
func isGalera(ctx context.Context, cfg *driver.Config) (bool, error) {
	connector, err := driver.NewConnector(cfg)
	if err != nil {
		return false, fmt.Errorf("数据库地址：%w", err)
	}
	db := sql.OpenDB(connector)
	var on bool
	err = db.QueryRowContext(ctx, "SELECT @@wsrep_on").Scan(&on)
	var refused *driver.MySQLError
	if errors.As(err, &refused) && refused.Number == errUnknownVariable {
		err = nil
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return false, fmt.Errorf("打不开数据库：%w", err)
	}
	return on, nil
}
