package mysqltest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
)

// Env names the server to test against; its user may create and drop databases.
const Env = "TALLYSHEET_TEST_MYSQL"

// Main runs a package's tests with a server at hand and gives the exit status.
func Main(m *testing.M) int {
	if os.Getenv(Env) != "" {
		return m.Run()
	}
	server, err := Start()
	if err != nil {
		fmt.Fprintf(os.Stderr, "no MySQL to test with: %v\ninstall mariadb-server, or name a server in %s\n", err, Env)
		return 1
	}
	defer func() {
		if err := server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
	if err := os.Setenv(Env, server.URL); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// Database makes an empty database, dropped when the test ends, and gives its address for models.Open.
func Database(t testing.TB) string {
	t.Helper()
	u, err := url.Parse(os.Getenv(Env))
	if err != nil || u.Host == "" {
		t.Fatalf("%s names no server: want mysql://user:password@host:port (call Main from TestMain)", Env)
	}
	id := make([]byte, 6)
	if _, err := rand.Read(id); err != nil {
		t.Fatal(err)
	}
	name := "tallysheet_" + hex.EncodeToString(id)
	if err := onServer(u, "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := onServer(u, "DROP DATABASE "+name); err != nil {
			t.Error(err)
		}
	})
	u.Path = "/" + name
	return u.String()
}

// onServer runs one statement; its text is a constant of this package and a name made here.
func onServer(u *url.URL, statement string) error {
	cfg := mysql.NewConfig()
	cfg.Net, cfg.Addr, cfg.User, cfg.Timeout = "tcp", u.Host, u.User.Username(), 5*time.Second
	cfg.Passwd, _ = u.User.Password()
	connector, err := mysql.NewConnector(cfg)
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	_, err = db.ExecContext(ctx, statement)
	return err
}
