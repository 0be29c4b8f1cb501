//go:build load

package load_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/mysqltest"
)

// P1 as it is promised: so many clients with files of 1 to 20 MiB, the service killed every so often for so long.
const (
	smallestFile = 1 << 20
	largestFile  = 20<<20 - 1<<16 // with the workbook beside it, what the service takes
	killEvery    = 5 * time.Second
	reviveAfter  = 2 * time.Second // a database that was killed
	killsLast    = 60 * time.Second
)

// TestKilledUnderLoad files from 200 clients while the service is killed: nothing acknowledged is lost, doubled or torn, and what was
// not acknowledged is wholly there or wholly absent. Behind MySQL the server is killed in its turn too. TALLYSHEET_KILLS chooses one of
// sqlite, mysql and server; all where it is not set.
func TestKilledUnderLoad(t *testing.T) {
	bin := build(t)
	for _, name := range []string{"sqlite", "mysql", "server"} {
		if only := os.Getenv("TALLYSHEET_KILLS"); only != "" && only != name {
			continue
		}
		t.Run(name, func(t *testing.T) {
			database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
			var server *mysqltest.Server
			switch name {
			case "mysql":
				database = mysqltest.Database(t)
			case "server":
				server = ownServer(t)
				database = mysqltest.Database(t)
			}
			killed(t, bin, database, server)
		})
	}
}

// sending is one file as a client knows it.
type sending struct {
	client int
	sum    string // SHA-256 of its bytes
	id     string // where it was acknowledged
}

// crowd are the clerks, what they sent, and the service that they send to.
type crowd struct {
	t       *testing.T
	address string
	clients []client
	random  []byte // what makes the files as large as they are; it does not pack
	tries   atomic.Int64

	mu   sync.Mutex
	sent []sending
}

// ownServer is a durable server of this test's own, which can be killed.
func ownServer(t *testing.T) *mysqltest.Server {
	t.Helper()
	server, err := mysqltest.Start(mysqltest.Durable...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	t.Setenv(mysqltest.Env, server.URL)
	return server
}

// killed kills the service again and again while clients file, or the server of its database where one is given.
func killed(t *testing.T, bin, database string, server *mysqltest.Server) {
	store, err := models.Open(t.Context(), database, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := &crowd{t: t, clients: setUp(t, store), random: make([]byte, largestFile)}
	seed := rand.NewChaCha8([32]byte{7})
	_, _ = seed.Read(c.random)
	port := freePort(t)
	c.address = "http://" + port
	stop := make(chan struct{})
	var filing sync.WaitGroup
	service := again(t, bin, database, port)
	for i := range c.clients {
		filing.Go(func() { c.file(i, stop) })
	}
	kills, began := 0, time.Now()
	for time.Since(began) < killsLast {
		time.Sleep(killEvery)
		kills++
		if server != nil {
			server.Kill()
			time.Sleep(reviveAfter)
			if err := server.Revive(); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := service.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = service.Wait()
		service = again(t, bin, database, port)
	}
	close(stop)
	filing.Wait()
	_ = service.Process.Signal(os.Interrupt)
	if err := service.Wait(); err != nil {
		t.Errorf("asked to end: %v", err)
	}
	c.check(store, kills)
}

// again starts the service at the same address and waits until it answers.
func again(t *testing.T, bin, database, port string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(context.Background(), bin, "serve", "--listen", port, "--database", database, "--accept-risk")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if spoken.MatchString(lines.Text()) {
			go func() {
				for lines.Scan() {
				}
			}()
			return cmd
		}
	}
	_ = cmd.Wait()
	t.Fatalf("the service did not come up again: %s", &errs)
	return nil
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// file sends one file after the other until stop, each until it is acknowledged; the last that was not may be there or not.
func (c *crowd) file(i int, stop chan struct{}) {
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		default:
		}
		f := c.build(i, n, smallestFile+rand.IntN(largestFile-smallestFile))
		key := fmt.Sprintf("killed-%d-%d", i, n)
		id := ""
		for try := 0; id == ""; try++ {
			var err error
			if id, err = c.send(i, key, f); err != nil {
				c.t.Errorf("client %d: %v", i, err)
				return
			}
			select {
			case <-stop:
				if id == "" && try > 0 { // given up
					c.note(sending{i, f.sum, ""})
					return
				}
			default:
			}
			if id == "" {
				time.Sleep(time.Duration(200+rand.IntN(600)) * time.Millisecond)
			}
		}
		c.note(sending{i, f.sum, id})
	}
}

func (c *crowd) note(s sending) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent = append(c.sent, s)
}

// content is a file that is written anew each time it is sent: two hundred of twenty megabytes would not fit.
type content struct {
	write func(io.Writer) error
	size  int64
	sum   string
}

// build describes a client's workbook with a picture of so many random bytes beside it.
func (c *crowd) build(i, n, size int) content {
	from := rand.IntN(len(c.random) - size + 1)
	picture := c.random[from : from+size]
	crc := crc32.ChecksumIEEE(picture)
	sheet := workbookWith(c.t, c.clients[i], month, float64(n)/100)
	base, err := zip.NewReader(bytes.NewReader(sheet), int64(len(sheet)))
	if err != nil {
		c.t.Fatal(err)
	}
	f := content{write: func(w io.Writer) error {
		z := zip.NewWriter(w)
		for _, part := range base.File {
			if err := z.Copy(part); err != nil {
				return err
			}
		}
		raw, err := z.CreateRaw(&zip.FileHeader{Name: "xl/media/image1.png", Method: zip.Store, CRC32: crc, CompressedSize64: uint64(size), UncompressedSize64: uint64(size)})
		if err == nil {
			_, err = raw.Write(picture)
		}
		return errors.Join(err, z.Close())
	}}
	sum := sha256.New()
	count := &counter{}
	if err := f.write(io.MultiWriter(sum, count)); err != nil {
		c.t.Fatal(err)
	}
	f.size, f.sum = count.n, hex.EncodeToString(sum.Sum(nil))
	return f
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// send sends a file once and gives its id where it was acknowledged; what can be sent again is no error.
func (c *crowd) send(i int, key string, f content) (id string, err error) {
	c.tries.Add(1)
	var frame bytes.Buffer
	form := multipart.NewWriter(&frame)
	if _, err := form.CreateFormFile("file", "报送.xlsx"); err != nil {
		return "", err
	}
	head := frame.Len()
	if err := form.Close(); err != nil {
		return "", err
	}
	r, w := io.Pipe()
	go func() { w.CloseWithError(f.write(w)) }()
	q := url.Values{"department": {c.clients[i].department}, "period": {month.String()}}
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, c.address+"/api/v1/plans/load/submissions?"+q.Encode(),
		io.NopCloser(io.MultiReader(bytes.NewReader(frame.Bytes()[:head]), r, bytes.NewReader(frame.Bytes()[head:]))))
	if err != nil {
		return "", err
	}
	req.ContentLength = int64(frame.Len()) + f.size
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Idempotency-Key", key)
	req.Header.Set("Authorization", "Bearer "+c.clients[i].secret)
	resp, err := (&http.Client{Timeout: 2 * time.Minute}).Do(req)
	_ = r.CloseWithError(io.ErrClosedPipe)
	if err != nil {
		return "", nil //nolint:nilerr // it was killed
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 500 {
		return "", nil //nolint:nilerr // it was killed, or puts it off
	}
	var filed struct{ Submission models.Submission }
	if err := json.Unmarshal(answer, &filed); err != nil || resp.StatusCode != http.StatusCreated && resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("answer %d: %.300s", resp.StatusCode, answer)
	}
	return filed.Submission.ID, nil
}

// check holds what stands in the store against what was sent.
func (c *crowd) check(store *models.Store, kills int) {
	t := c.t
	var all []models.Submission
	for _, cl := range c.clients {
		subs, err := store.Submissions.List(t.Context(), "load", month, cl.department)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, subs...)
	}
	stored, bytesOf := map[string]string{}, int64(0)
	for _, sub := range all {
		_, data, err := store.Submissions.OriginalBytes(t.Context(), sub.ID)
		sum := sha256.Sum256(data)
		if got := hex.EncodeToString(sum[:]); err != nil || got != sub.SHA256 {
			t.Errorf("%s is torn: %v", sub.ID, err)
		}
		if other, twice := stored[sub.SHA256]; twice {
			t.Errorf("%s and %s are the same file", sub.ID, other)
		}
		stored[sub.SHA256] = sub.ID
		bytesOf += int64(len(data))
	}
	acknowledged, absent := 0, 0
	for _, s := range c.sent {
		switch id, there := stored[s.sum]; {
		case s.id != "" && id != s.id:
			t.Errorf("acknowledged as %s and stored as %q", s.id, id)
		case s.id != "":
			acknowledged++
		case !there:
			absent++
		}
		delete(stored, s.sum)
	}
	if len(stored) > 0 {
		t.Errorf("%d stored that nobody sent: %v", len(stored), stored)
	}
	if acknowledged < 30 || kills < 6 {
		t.Errorf("%d acknowledged over %d kills: too few to tell", acknowledged, kills)
	}
	report, err := store.VerifyAudit(t.Context(), models.AuditAsk{})
	if err != nil || !report.OK() {
		t.Errorf("audit: %+v, %v", report, err)
	}
	t.Logf("%d clients, %d kills: %d tries, %d acknowledged and stored whole (%d MiB), %d given up of which %d are wholly absent; %d rows of audit",
		len(c.clients), kills, c.tries.Load(), acknowledged, bytesOf>>20, len(c.sent)-acknowledged, absent, report.Rows)
}
