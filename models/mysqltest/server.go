package mysqltest

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"time"
)

// Server is a throw-away server on a free port of this machine.
type Server struct {
	URL   string // mysql://tallysheet:…@127.0.0.1:port
	dir   string
	args  []string // the daemon and what it is told
	uid   int      // whom it runs as, -1 for who we are
	gid   int
	cmd   *exec.Cmd
	ended chan struct{} // closed when the process is gone; why then says how
	why   error
}

const (
	account   = "tallysheet"
	startWait = 60 * time.Second
)

// Durable are the settings by which a server keeps what it acknowledged, whatever happens to it.
var Durable = []string{"--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=1", "--innodb-flush-method=fsync"}

// Start finds mariadbd or mysqld and starts one in a temporary folder, small and without durability, but for other settings.
func Start(settings ...string) (*Server, error) {
	// The server dies with the thread that started it (see attributes); this one lives as long as the tests.
	runtime.LockOSThread()
	daemon, mariadb, err := find()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "tallysheet-mysql-")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir}
	if err := s.start(daemon, mariadb, settings); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// Stop ends the server and removes its folder.
func (s *Server) Stop() error {
	s.Kill() // nothing in it is worth a clean shutdown
	return os.RemoveAll(s.dir)
}

// Kill ends the server as a failure of power would but for the page cache, which stays.
func (s *Server) Kill() {
	if s.cmd != nil && s.cmd.Process != nil {
		if err := s.cmd.Process.Kill(); err == nil {
			<-s.ended
		}
	}
}

func find() (daemon string, mariadb bool, err error) {
	for _, name := range []string{"mariadbd", "mysqld"} {
		for _, path := range []string{name, "/usr/sbin/" + name, "/usr/local/sbin/" + name, "/usr/libexec/" + name} {
			if found, err := exec.LookPath(path); err == nil {
				return found, name == "mariadbd", nil
			}
		}
	}
	return "", false, errors.New("neither mariadbd nor mysqld is installed")
}

func (s *Server) start(daemon string, mariadb bool, settings []string) error {
	uid, gid, err := serverUser()
	if err != nil {
		return err
	}
	s.uid, s.gid = uid, gid
	data, initial := filepath.Join(s.dir, "data"), filepath.Join(s.dir, "init.sql")
	sql := "CREATE USER IF NOT EXISTS '" + account + "'@'127.0.0.1' IDENTIFIED BY '" + account + "';\n" +
		"GRANT ALL ON *.* TO '" + account + "'@'127.0.0.1';\n"
	if err := os.WriteFile(initial, []byte(sql), 0o600); err != nil {
		return err
	}
	if uid >= 0 {
		if err := errors.Join(os.Chown(s.dir, uid, gid), os.Chown(initial, uid, gid)); err != nil {
			return err
		}
	}
	if err := s.run(uid, gid, installer(daemon, mariadb, data)); err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	address := net.JoinHostPort("127.0.0.1", port)
	s.URL = (&url.URL{Scheme: "mysql", User: url.UserPassword(account, account), Host: address}).String()
	s.args = append([]string{daemon, "--no-defaults", "--datadir=" + data, "--port=" + port, "--bind-address=127.0.0.1",
		"--socket=" + filepath.Join(s.dir, "s"), "--pid-file=" + filepath.Join(s.dir, "pid"), "--init-file=" + initial,
		"--skip-name-resolve", "--skip-log-bin", "--performance-schema=OFF", "--max-connections=400", "--table-open-cache=400",
		"--innodb-buffer-pool-size=48M", "--innodb-log-file-size=16M", "--innodb-log-buffer-size=4M",
		"--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-flush-method=nosync"}, settings...)
	return s.Revive()
}

// Revive starts the server on what it has, at its address, and returns when it answers.
func (s *Server) Revive() error {
	var log bytes.Buffer
	s.cmd = exec.Command(s.args[0], s.args[1:]...) //#nosec G204 -- the daemon found on this machine, for tests
	s.ended = make(chan struct{})
	s.cmd.SysProcAttr = attributes(s.uid, s.gid)
	s.cmd.Env = append(os.Environ(), "TMPDIR="+s.dir)
	s.cmd.Stdout, s.cmd.Stderr = &log, &log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	go func() {
		s.why = s.cmd.Wait()
		close(s.ended)
	}()
	if err := s.await(); err != nil {
		return fmt.Errorf("%w\n%s", err, log.Bytes())
	}
	return nil
}

func installer(daemon string, mariadb bool, data string) []string {
	if !mariadb {
		return []string{daemon, "--no-defaults", "--initialize-insecure", "--datadir=" + data}
	}
	return []string{"mariadb-install-db", "--no-defaults", "--datadir=" + data, "--auth-root-authentication-method=normal",
		"--skip-test-db", "--innodb-log-file-size=16M", "--innodb-flush-method=nosync"}
}

func (s *Server) run(uid, gid int, args []string) error {
	cmd := exec.Command(args[0], args[1:]...) //#nosec G204 -- as above
	cmd.Dir, cmd.SysProcAttr = s.dir, attributes(uid, gid)
	cmd.Env = append(os.Environ(), "TMPDIR="+s.dir) // two that are set up side by side take each other's temporary tables for their own
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", args[0], err, out)
	}
	return nil
}

// await returns when the server answers.
func (s *Server) await() error {
	u, err := url.Parse(s.URL)
	if err != nil {
		return err
	}
	for deadline := time.Now().Add(startWait); ; time.Sleep(50 * time.Millisecond) {
		if err = onServer(u, "DO 1"); err == nil {
			return nil
		}
		select {
		case <-s.ended:
			return fmt.Errorf("the server ended: %w", s.why)
		default:
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("the server does not answer: %w", err)
		}
	}
}

// serverUser is whom to run as: the server refuses root. -1 for who we are.
func serverUser() (uid, gid int, err error) {
	if os.Geteuid() != 0 {
		return -1, -1, nil
	}
	for _, name := range []string{"mysql", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errU := strconv.Atoi(u.Uid)
		gid, errG := strconv.Atoi(u.Gid)
		return uid, gid, errors.Join(errU, errG)
	}
	return 0, 0, errors.New("running as root, and there is no user mysql or nobody to run the server as")
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, errors.Join(err, l.Close())
}
