package models_test

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/db"
)

// limitedEnv makes the test binary file into the database that it names while the system cuts its writes short.
const limitedEnv = "TALLYSHEET_TEST_FILE_LIMIT"

func init() {
	if where := os.Getenv(limitedEnv); where != "" {
		fileWhileWritesFail(where)
		os.Exit(0)
	}
}

// fileWhileWritesFail files until it cannot, beyond a size up to which the system writes files: a write that reaches it is cut short, the
// next fails. Then the size is raised, as if room had been made, and it must go on. What is acknowledged is printed.
func fileWhileWritesFail(address string) {
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	signal.Ignore(syscall.SIGXFSZ)
	ctx, s, err := openPlain(address)
	if err != nil {
		fail(err)
	}
	p, err := s.Plans.Get(ctx, "zone")
	if err != nil {
		fail(err)
	}
	n := 0
	file := func() (string, error) {
		n++
		f := sheet{ytd: fmt.Sprint(n)}.build(p)
		f.Bytes = make([]byte, 50_000+n*777) // ends at another place of a page each time
		_, _ = rand.Read(f.Bytes)
		sub, err := s.Submissions.File(ctx, f)
		return sub.ID + " " + sub.SHA256, err
	}
	var whole syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &whole); err != nil {
		fail(err)
	}
	for round := range 8 {
		size := uint64(0)
		for _, name := range []string{"", "-wal"} {
			if at, err := os.Stat(strings.TrimPrefix(address, "sqlite:") + name); err == nil {
				size = max(size, uint64(at.Size()))
			}
		}
		cut := whole
		cut.Cur = size + uint64(1_500_000+round*1237)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &cut); err != nil {
			fail(err)
		}
		refused := 0
		for try := 0; try < 60 && refused < 3; try++ {
			done, err := file()
			if err != nil {
				refused++
				fmt.Printf("refused %v %v\n", db.IsFull(err), db.Unanswered(err))
				continue
			}
			fmt.Println("filed", done)
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &whole); err != nil {
			fail(err)
		}
		done, err := file()
		if err != nil {
			fail(fmt.Errorf("with room again: %w", err))
		}
		fmt.Println("filed", done)
	}
	if err := s.Close(); err != nil {
		fail(err)
	}
}

// The file system below cuts writes short and refuses them: what was acknowledged is there and whole, what was refused is wholly absent, and
// once there is room again the same process goes on.
func TestFilingWhileWritesFail(t *testing.T) {
	where := "sqlite:" + filepath.Join(t.TempDir(), "tallysheet.db")
	s := open(t, where)
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.zone(t)
	cmd := exec.CommandContext(t.Context(), must[string](t)(os.Executable()))
	cmd.Env = append(os.Environ(), limitedEnv+"="+where)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, &stderr, out)
	}
	acknowledged, refused := map[string]string{}, 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		if word == "refused" {
			refused++
			continue
		}
		id, sum, _ := strings.Cut(rest, " ")
		acknowledged[id] = sum
	}
	if refused < 8 {
		t.Errorf("%d filings were refused: the writes did not fail\n%s", refused, out)
	}
	subs := must[[]models.Submission](t)(s.Submissions.List(t.Context(), "zone", september, "财政局"))
	if len(subs) != len(acknowledged) {
		t.Errorf("%d stored, %d acknowledged", len(subs), len(acknowledged))
	}
	for _, sub := range subs {
		_, data, err := s.Submissions.OriginalBytes(t.Context(), sub.ID)
		if err != nil || acknowledged[sub.ID] != sub.SHA256 || db.DigestOf(data) != sub.SHA256 {
			t.Errorf("%s: acknowledged %q, stored %s of %d bytes, %v", sub.ID, acknowledged[sub.ID], sub.SHA256, len(data), err)
		}
	}
	var found string
	if err := s.DB().Reading(t.Context()).Raw("PRAGMA integrity_check").Scan(&found).Error; err != nil || found != "ok" {
		t.Errorf("integrity: %s, %v", found, err)
	}
	s.verified(t)
	t.Logf("%d acknowledged and whole, %d refused and absent (%.60s)", len(acknowledged), refused, out[max(0, bytes.Index(out, []byte("refused"))):])
}
