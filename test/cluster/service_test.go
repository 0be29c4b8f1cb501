//go:build cluster

package cluster_test

import (
	"bufio"
	"fmt"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
	"time"
)

const lease = 4 * time.Second

// address in what the service says when it is up.
var spoken = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// start starts a service on node n, its clock put off; up waits until it answers.
func (s *site) start(t *testing.T, n int, up bool) *service {
	t.Helper()
	p := &service{}
	p.cmd = exec.CommandContext(t.Context(), s.bin, "serve", "--listen", "127.0.0.1:0", "--database", s.address(n),
		"--tick", "400ms", "--lease", lease.String(), fmt.Sprintf("--skew=%dm", 5*(n-1)))
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stderr = &p.out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for up && p.url == "" {
		if !lines.Scan() {
			t.Fatalf("service %d did not come up: %s", n, &p.out)
		}
		p.url = spoken.FindString(lines.Text())
	}
	go func() {
		for lines.Scan() {
		}
	}()
	return p
}

func (p *service) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// freeze stops the process for longer than its lease, and lets it go on as if nothing were.
func (p *service) freeze(t *testing.T) {
	t.Helper()
	for _, sig := range []syscall.Signal{syscall.SIGSTOP, syscall.SIGCONT} {
		if err := p.cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if sig == syscall.SIGSTOP {
			time.Sleep(lease + time.Second)
		}
	}
}

// stop asks it to end.
func (p *service) stop(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("a service that was asked to end: %v", err)
	}
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("ending took %v", took)
	}
}
