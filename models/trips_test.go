package models_test

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
)

// countedServer stands between a store and its MySQL, and counts what is sent.
type countedServer struct {
	net.Listener
	server string

	mu    sync.Mutex
	trips []string // what was sent: the text of a query, or the number of another command
}

func (c *countedServer) serve() {
	for {
		client, err := c.Accept()
		if err != nil {
			return
		}
		go func() {
			defer client.Close()
			server, err := net.Dial("tcp", c.server)
			if err != nil {
				return
			}
			defer server.Close()
			go func() { _, _ = io.Copy(client, server); _ = client.Close() }()
			c.count(bufio.NewReader(client), server)
		}()
	}
}

// count passes packets on: four bytes of length and number, then the command where the number is 0.
func (c *countedServer) count(from io.Reader, to io.Writer) {
	head := make([]byte, 4)
	for {
		if _, err := io.ReadFull(from, head); err != nil {
			return
		}
		body := make([]byte, binary.LittleEndian.Uint32(append(head[:3:3], 0)))
		if _, err := io.ReadFull(from, body); err != nil {
			return
		}
		if head[3] == 0 && len(body) > 0 {
			said := fmt.Sprintf("command %d", body[0])
			if body[0] == 3 {
				said = string(body[1:min(len(body), 160)])
			}
			c.mu.Lock()
			c.trips = append(c.trips, said)
			c.mu.Unlock()
		}
		if _, err := to.Write(append(head, body...)); err != nil {
			return
		}
		head = head[:4]
	}
}

// taken gives what was sent since it was asked last.
func (c *countedServer) taken() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := c.trips
	c.trips = nil
	return all
}

// throughCounted opens a migrated store whose every trip to its server is counted.
func throughCounted(t *testing.T) (*site, *countedServer) {
	t.Helper()
	address := mysqltest.Database(t)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	c := &countedServer{Listener: listener, server: u.Host}
	go c.serve()
	u.Host = listener.Addr().String()
	s := open(t, u.String())
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, c
}

// A filing is a dozen trips to a server, each statement one: a database in another building is a few milliseconds away.
func TestFilingTakesFewTrips(t *testing.T) {
	const most = 12 // besides the transaction's two ends
	s, server := throughCounted(t)
	p := s.zone(t)
	s.filed(t, sheet{period: september.Add(-1)}.build(p))
	server.taken()
	f := sheet{}.build(p)
	for i := range 60 {
		x := f.Figures[0]
		x.Source.Cell = fmt.Sprintf("F%d", 10+i)
		x.Period = september.Add(-1 - i)
		f.Figures = append(f.Figures, x)
		f.Remarks = append(f.Remarks, tally.Remark{Indicator: x.Indicator, NextSteps: fmt.Sprint("第", i, "步")})
	}
	f.Headers = []tally.Header{{}}
	must[models.Submission](t)(s.Submissions.File(t.Context(), f))
	trips := server.taken()
	statements := 0
	for _, said := range trips {
		if strings.HasPrefix(said, "command") {
			t.Errorf("%s: a statement takes more than one trip", said)
		}
		if said != "START TRANSACTION" && said != "COMMIT" && said != "ROLLBACK" {
			statements++
		}
	}
	if statements > most || statements < 6 {
		t.Errorf("a filing is %d statements, want %d at most:\n%s", statements, most, strings.Join(trips, "\n"))
	}
}
