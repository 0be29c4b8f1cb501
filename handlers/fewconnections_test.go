package handlers_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/mysqltest"
)

// meanServer stands before a MySQL and lets so many connections through; further ones are refused by a number of MySQL's.
type meanServer struct {
	net.Listener
	to    string
	slots chan struct{}
	code  uint16
}

func newMeanServer(t *testing.T, to string, room int, code uint16) *meanServer {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m := &meanServer{ln, to, make(chan struct{}, room), code}
	t.Cleanup(func() { _ = m.Close() })
	go m.serve()
	return m
}

func (m *meanServer) serve() {
	for {
		near, err := m.Accept()
		if err != nil {
			return
		}
		select {
		case m.slots <- struct{}{}:
			go m.pass(near)
		default:
			said := append(binary.LittleEndian.AppendUint16([]byte{0xff}, m.code), "too many connections"...)
			_, _ = near.Write(append([]byte{byte(len(said)), 0, 0, 0}, said...))
			_ = near.Close()
		}
	}
}

func (m *meanServer) pass(near net.Conn) {
	defer func() { <-m.slots }()
	defer near.Close()
	far, err := net.Dial("tcp", m.to)
	if err != nil {
		return
	}
	defer far.Close()
	go func() {
		_, _ = io.Copy(near, far)
		_ = near.Close()
	}()
	_, _ = io.Copy(far, near)
}

// A server that gives the service fewer connections than it asks for, all in all or to its account, puts those off who find none, and is no
// error of the service.
func TestAServerWithFewConnections(t *testing.T) {
	for name, code := range map[string]uint16{"of the server": 1040, "of the account": 1226, "of the account at once": 1203} {
		t.Run(name, func(t *testing.T) {
			u, err := url.Parse(mysqltest.Database(t))
			if err != nil {
				t.Fatal(err)
			}
			u.Host = newMeanServer(t, u.Host, 2, code).Addr().String()
			var log bytes.Buffer
			var mu sync.Mutex
			s := newSiteOn(t, u.String(), func(c *handlers.Config) {
				c.Log = slog.New(slog.NewTextHandler(&lockedWriter{w: &log}, &slog.HandlerOptions{Level: slog.LevelError}))
			}).withPlan()
			office := s.signedIn("du", account.Supervisor, "")
			answers := map[int]int{}
			var asking sync.WaitGroup
			for range 40 {
				asking.Go(func() {
					b := s.browser()
					b.cookies = office.cookies
					w := b.get("/plans/" + planKey + "/periods/2018-09")
					mu.Lock()
					defer mu.Unlock()
					answers[w.Code]++
					if w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "" {
						t.Error("503 without Retry-After")
					}
				})
			}
			asking.Wait()
			if answers[http.StatusOK] == 0 || answers[http.StatusOK]+answers[http.StatusServiceUnavailable] != 40 {
				t.Errorf("answers: %v", answers)
			}
			if log.Len() > 0 {
				t.Errorf("logged as errors: %.600s", log.String())
			}
			t.Logf("answers: %v", answers)
		})
	}
}

type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}
