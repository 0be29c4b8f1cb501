package handlers_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// dying serves the site until its client has read so much, then closes every connection as a killed process does.
func (s *site) dying() (address string, die func()) {
	s.t.Helper()
	ln, err := (&net.ListenConfig{}).Listen(s.t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	srv := &http.Server{Handler: s, ReadHeaderTimeout: 1e9} //nolint:gosec // of a test
	go func() { _ = srv.Serve(ln) }()
	return "http://" + ln.Addr().String(), func() { _ = srv.Close() }
}

// part reads a range of an answer: the whole where from is 0, and no more than most bytes.
func part(t *testing.T, address, token, tag string, from, most int64, then func()) (data []byte, head http.Header, status int, err error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	if from > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", from))
		req.Header.Set("If-Range", tag)
	}
	small := &http.Transport{ReadBufferSize: 1 << 10, DisableKeepAlives: true, DisableCompression: true}
	resp, err := (&http.Client{Transport: small}).Do(req)
	if err != nil {
		return nil, nil, 0, err
	}
	defer resp.Body.Close()
	if then != nil {
		data, err = io.ReadAll(io.LimitReader(resp.Body, most))
		then()
	}
	rest, more := io.ReadAll(resp.Body)
	if err == nil {
		err = more
	}
	return append(data, rest...), resp.Header, resp.StatusCode, err
}

// P7: a service that dies within a download leaves its client an error, never a file that looks whole; taken up again by range it comes to
// the digest that the answer named.
func TestDownloadsThatBreakOff(t *testing.T) {
	s := newSite(t).withPlan()
	s.withToken("wang", "reporter", economy, "file", "read")
	sheet := workbookOf(t, [][]string{{"指标名称", "单位", "年度目标", "1-9月累计完成"}})
	noise := make([]byte, 6<<20) // more than the system holds for a connection
	_, _ = rand.NewChaCha8([32]byte{1}).Read(noise)
	filed, err := s.workflow.Submit(t.Context(), models.System(), workflow.Filing{Plan: planKey, Department: economy, Period: september, Draft: true, Name: "九月.xlsx", Data: withPicture(t, sheet, noise)})
	if err != nil {
		t.Fatal(err)
	}
	path := "/api/v1/submissions/" + filed.Submission.ID + "/original.xlsx"
	const rounds = 40
	broke, resumed := 0, 0
	for i := range rounds {
		address, die := s.dying()
		got, head, status, err := part(t, address+path, "token of wang", "", 0, int64(i)*100_000, die)
		if status != 0 && status != http.StatusOK {
			t.Fatalf("answer %d", status)
		}
		sum := sha256.Sum256(got)
		whole := head.Get("Repr-Digest") == "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":"
		if err == nil && !whole {
			t.Errorf("round %d: %d bytes that are not the file came without an error", i, len(got))
		}
		if err != nil {
			broke++
		}
		address, die = s.dying()
		rest, _, status, err := part(t, address+path, "token of wang", head.Get("ETag"), int64(len(got)), 0, nil)
		die()
		if whole {
			continue
		}
		sum = sha256.Sum256(append(got, rest...))
		if err != nil || status != http.StatusPartialContent && len(got) > 0 || head.Get("Repr-Digest") != "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":" {
			t.Errorf("round %d: taken up at %d: answer %d, %v", i, len(got), status, err)
		}
		resumed++
	}
	t.Logf("%d downloads: %d broke off with an error, %d taken up to the right digest", rounds, broke, resumed)
	if resumed < rounds/2 {
		t.Errorf("only %d of %d broke off: too few to tell", resumed, rounds)
	}
}

// withPicture adds a picture to a workbook.
func withPicture(t *testing.T, book, picture []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create("xl/media/image1.png")
	if err == nil {
		_, err = w.Write(picture)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
