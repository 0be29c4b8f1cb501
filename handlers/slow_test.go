package handlers_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
)

// slowly gives a body in pieces with a pause before each.
type slowly struct {
	rest  []byte
	piece int
	pause time.Duration
}

func (s *slowly) Read(p []byte) (int, error) {
	if len(s.rest) == 0 {
		return 0, io.EOF
	}
	time.Sleep(s.pause)
	n := copy(p, s.rest[:min(s.piece, len(s.rest))])
	s.rest = s.rest[n:]
	return n, nil
}

// listening serves the site over a socket with the limits that a small request has, a hundredth of those of the program.
func (s *site) listening() (address string) {
	s.t.Helper()
	ln, err := (&net.ListenConfig{}).Listen(s.t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	srv := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 300 * time.Millisecond, WriteTimeout: 600 * time.Millisecond}
	var serving sync.WaitGroup
	serving.Go(func() { _ = srv.Serve(ln) })
	s.t.Cleanup(func() {
		_ = srv.Close()
		serving.Wait()
	})
	return "http://" + ln.Addr().String()
}

func (s *site) sendTo(ctx context.Context, address, token, key string, data []byte, body func([]byte) io.Reader) (status int, sub models.Submission, err error) {
	form, kind := formOf(s.t, "九月.xlsx", data)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address+filePath("2018-09", economy), io.NopCloser(body(form)))
	if err != nil {
		return 0, sub, err
	}
	req.ContentLength = int64(len(form))
	req.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {kind}, "Idempotency-Key": {key}, "Accept-Encoding": {"gzip"}}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, sub, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return resp.StatusCode, sub, err
	}
	var filed struct{ Submission models.Submission }
	_ = json.Unmarshal(answer, &filed)
	return resp.StatusCode, filed.Submission, nil
}

// A clerk on a slow line is waited for, longer than the server's own limits.
func TestSlowUploadsAreWaitedFor(t *testing.T) {
	s := newSite(t).withPlan()
	s.withToken("wang", "reporter", economy, "file", "read")
	address := s.listening()
	data := sample(t, "progress/2018-09/"+economy+".xlsx")
	status, _, err := s.sendTo(t.Context(), address, "token of wang", "slow", data, func(form []byte) io.Reader {
		return &slowly{form, len(form)/10 + 1, 100 * time.Millisecond}
	})
	if err != nil || status != http.StatusCreated {
		t.Errorf("answer %d, %v", status, err)
	}
}

// So many large files at once that their bodies do not all fit: each is received all the same, or put off; none holds what another waits
// for while that holds what it waits for.
func TestManyLargeUploadsComeThrough(t *testing.T) {
	s := newSite(t).withPlan()
	s.withToken("wang", "reporter", economy, "file", "read")
	address := s.listening()
	sheet := sample(t, "progress/2018-09/"+economy+".xlsx")
	const many, size = 80, 5 << 20
	var mu sync.Mutex
	answers := map[int]int{}
	began := time.Now()
	var sending sync.WaitGroup
	for i := range many {
		data := append(bytes.Clone(sheet), bytes.Repeat([]byte{byte(i)}, size)...) // behind the end of the package: refused when it is read
		sending.Go(func() {
			status, _, err := s.sendTo(t.Context(), address, "token of wang", "", data, func(form []byte) io.Reader { return bytes.NewReader(form) })
			if err != nil {
				status = 0
			}
			mu.Lock()
			answers[status]++
			mu.Unlock()
		})
	}
	sending.Wait()
	t.Logf("%d uploads of %d MiB: answers %v in %s", many, size>>20, answers, time.Since(began).Round(time.Millisecond))
	if read := answers[http.StatusUnprocessableEntity] + answers[http.StatusCreated] + answers[http.StatusOK]; read < many*3/4 {
		t.Errorf("only %d of %d were received: %v", read, many, answers)
	}
}
