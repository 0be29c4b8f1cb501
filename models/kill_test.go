package models_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// uploaderEnv makes the test binary file one workbook after the other into the database that it names.
const uploaderEnv = "TALLYSHEET_TEST_UPLOADER"

// uploadSize is three chunks, so that a kill falls between them often.
const uploadSize = 2<<20 + 1

// uploadUntilKilled prints the id and digest of each upload once it is acknowledged.
func uploadUntilKilled(address string) {
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	ctx, s, err := openPlain(address)
	if err != nil {
		fail(err)
	}
	p, err := s.Plans.Get(ctx, "zone")
	if err != nil {
		fail(err)
	}
	for n := 0; ; n++ {
		f := sheet{ytd: fmt.Sprint(n)}.build(p)
		f.Bytes = fmt.Appendf(bytes.Repeat([]byte("x"), uploadSize), "%d %d", os.Getpid(), n)
		fmt.Println("begin")
		sub, err := s.Submissions.File(ctx, f)
		if err != nil {
			fail(err)
		}
		fmt.Println(sub.ID, sub.SHA256)
	}
}

// A process killed in the middle leaves each upload wholly there or wholly absent, and those acknowledged there.
func TestKilledWhileFiling(t *testing.T) {
	const kills = 20
	where := "sqlite:" + filepath.Join(t.TempDir(), "tallysheet.db")
	s := open(t, where)
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.zone(t)
	acknowledged := map[string]string{}
	for n := range kills {
		// From the first statement to well into the second upload.
		s.uploadAndKill(t, time.Duration(n)*4*time.Millisecond, acknowledged)
	}
	subs := must[[]models.Submission](t)(s.Submissions.List(t.Context(), "zone", september, "财政局"))
	for i, sub := range subs {
		if sub.Version != i+1 {
			t.Errorf("version %d at place %d", sub.Version, i+1)
		}
		_, data, err := s.Submissions.OriginalBytes(t.Context(), sub.ID)
		if err != nil || len(data) < uploadSize {
			t.Errorf("version %d is torn: %d bytes, %v", sub.Version, len(data), err)
		}
		if figures := must[[]tally.Figure](t)(s.Figures.List(t.Context(), sub.ID)); len(figures) != 1 || sub.State != models.Accepted {
			t.Errorf("version %d is torn: %d figures, %s", sub.Version, len(figures), sub.State)
		}
		if sum, ok := acknowledged[sub.ID]; ok && sum != sub.SHA256 {
			t.Errorf("version %d holds %s, acknowledged %s", sub.Version, sub.SHA256, sum)
		}
		delete(acknowledged, sub.ID)
	}
	if len(acknowledged) > 0 {
		t.Errorf("%d acknowledged uploads are gone", len(acknowledged))
	}
	// What is not a submission left nothing behind: one blob for the plan, two for each upload.
	if n := s.count(t, "blobs"); n != 1+2*len(subs) {
		t.Errorf("%d blobs for %d uploads", n, len(subs))
	}
	if n := s.count(t, "audit_rows WHERE action = 'submission.file'"); n != len(subs) {
		t.Errorf("%d filings on record, %d stored", n, len(subs))
	}
	s.verified(t)
	t.Logf("%d kills, %d uploads stored", kills, len(subs))
}

func (s *site) uploadAndKill(t *testing.T, after time.Duration, acknowledged map[string]string) {
	t.Helper()
	self := must[string](t)(os.Executable())
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), uploaderEnv+"="+s.address)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatalf("the uploader did not begin: %s", &stderr)
	}
	time.Sleep(after)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		if id, sum, ok := strings.Cut(lines.Text(), " "); ok {
			acknowledged[id] = sum
		}
	}
	if err := cmd.Wait(); err == nil || stderr.Len() > 0 {
		t.Fatalf("the uploader was not killed but ended: %s", &stderr)
	}
}
