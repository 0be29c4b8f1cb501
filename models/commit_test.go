package models_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/mysqltest"
)

// gate stands between the store and its server and can lose the answer to a COMMIT.
type gate struct {
	server string
	// lose counts the COMMITs to cut: after the server has answered, or instead of sending them.
	lose, stop atomic.Int32
}

func (g *gate) serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go g.pass(conn)
	}
}

func (g *gate) pass(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", g.server)
	if err != nil {
		return
	}
	defer server.Close()
	var cut atomic.Bool
	go func() {
		defer client.Close()
		buf := make([]byte, 64<<10)
		for {
			n, err := server.Read(buf)
			if err != nil || cut.Load() { // the server has answered; nobody hears it
				return
			}
			if _, err := client.Write(buf[:n]); err != nil {
				return
			}
		}
	}()
	buf := make([]byte, 64<<10)
	for {
		n, err := client.Read(buf)
		if err != nil {
			return
		}
		if bytes.Contains(buf[:n], []byte("\x03COMMIT")) {
			if g.stop.Add(-1) >= 0 {
				return
			}
			if g.lose.Add(-1) >= 0 {
				cut.Store(true)
			}
		}
		if _, err := server.Write(buf[:n]); err != nil {
			return
		}
	}
}

// throughGate opens a store whose connections pass a gate.
func throughGate(t *testing.T) (*site, *gate) {
	t.Helper()
	u := must[*url.URL](t)(url.Parse(mysqltest.Database(t)))
	l := must[net.Listener](t)(net.Listen("tcp", "127.0.0.1:0"))
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	g := &gate{server: u.Host}
	go g.serve(l)
	u.Host = l.Addr().String()
	s := open(t, u.String())
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, g
}

// A COMMIT whose answer was lost is looked up, not repeated: the upload is there once.
func TestAnswerToCommitLost(t *testing.T) {
	t.Parallel()
	s, g := throughGate(t)
	p := s.zone(t)
	for n := range 4 {
		if n%2 == 0 {
			g.lose.Store(1) // it committed
		} else {
			g.stop.Store(1) // it did not
		}
		sub := s.filed(t, sheet{content: string(rune('a' + n)), ytd: string(rune('1' + n))}.build(p))
		if sub.Version != n+1 || sub.State != models.Accepted {
			t.Errorf("upload %d became version %d %s", n+1, sub.Version, sub.State)
		}
	}
	if n := s.count(t, "submissions"); n != 4 {
		t.Errorf("%d submissions of 4 uploads", n)
	}
	s.verified(t)

	key := models.RunKey{Job: "test", Period: "2018-09", Revision: 1}
	must[bool](t)(s.Runs.Materialise(t.Context(), key))
	run, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "a"})
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	g.lose.Store(1)
	if err := s.Runs.Finish(t.Context(), models.System(), run, "done"); err != nil {
		t.Errorf("published, the answer lost: %v", err)
	}
}

// What cannot be saved says so, and does not stay for ever.
func TestCancelledFiling(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Submissions.File(ctx, sheet{}.build(p)); !errors.Is(err, context.Canceled) {
			t.Errorf("filed under a cancelled context: %v", err)
		}
		if n := s.count(t, "submissions"); n != 0 {
			t.Errorf("%d submissions", n)
		}
	})
}
