package models_test

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/db"
)

// powerEnv makes the test binary file some workbooks into the database that it names.
const powerEnv = "TALLYSHEET_TEST_POWER"

func init() {
	if where := os.Getenv(powerEnv); where != "" {
		if err := fileUnderTrace(where); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
}

func fileUnderTrace(address string) error {
	const filings = 14 // more than the log holds, so that it is written back meanwhile
	ctx, s, err := openPlain(address)
	if err != nil {
		return err
	}
	p, err := s.Plans.Get(ctx, "zone")
	for n := 0; err == nil && n < filings; n++ {
		f := sheet{ytd: fmt.Sprint(n + 1)}.build(p)
		f.Bytes = make([]byte, 400_000+n)
		_, _ = rand.Read(f.Bytes)
		var sub models.Submission
		if sub, err = s.Submissions.File(ctx, f); err == nil {
			fmt.Printf("filed %s %s\n", sub.ID, sub.SHA256)
		}
	}
	return err // not closed: the power fails
}

// disk is a device under the files of a database that keeps what was synced, and of what was not whatever it likes.
type disk struct {
	kept    map[string][]byte
	pending map[string][]func(file []byte) []byte
}

func (d *disk) write(name string, at int, data []byte) {
	d.pending[name] = append(d.pending[name], func(file []byte) []byte {
		if need := at + len(data) - len(file); need > 0 {
			file = append(file, make([]byte, need)...)
		}
		copy(file[at:], data)
		return file
	})
}

func (d *disk) truncate(name string, size int) {
	d.pending[name] = append(d.pending[name], func(file []byte) []byte {
		if size > len(file) {
			return append(file, make([]byte, size-len(file))...)
		}
		return file[:size]
	})
}

func (d *disk) sync(name string) {
	for _, op := range d.pending[name] {
		d.kept[name] = op(d.kept[name])
	}
	d.pending[name] = nil
}

// fail gives the files as a failure of power may leave them: each write that was not synced is there by a chance of so much, in any order.
func (d *disk) fail(t *testing.T, chance float64) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, kept := range d.kept {
		file := slices.Clone(kept)
		ops := slices.Clone(d.pending[name])
		mathrand.Shuffle(len(ops), func(i, j int) { ops[i], ops[j] = ops[j], ops[i] })
		for _, op := range ops {
			if mathrand.Float64() < chance {
				file = op(file)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, name), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var (
	tracedCall   = regexp.MustCompile(`^(\d+) +(pwrite64|ftruncate|fsync|fdatasync|write)\((\d+)<([^>]*)>(.*)$`)
	tracedResume = regexp.MustCompile(`^(\d+) +<\.\.\. (fsync|fdatasync) resumed>`)
	tracedBytes  = regexp.MustCompile(`^, "((?:\\x[0-9a-f]{2})*)"(?:, (\d+)(?:, (\d+))?)?`)
)

// P2 below the file system: what strace saw of a filing's writes and syncs is played to a device that loses and reorders what was not synced.
// At every acknowledgement, and between them, the power fails in several ways; each time the database opens, is whole, and holds all that
// was acknowledged.
func TestPowerFailsBelowTheFiles(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace here")
	}
	dir := t.TempDir()
	where := "sqlite:" + filepath.Join(dir, "t.db")
	s := must[*models.Store](t)(models.Open(t.Context(), where, models.Options{}))
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	(&site{Store: s, address: where}).zone(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	d := &disk{kept: map[string][]byte{"t.db": must[[]byte](t)(os.ReadFile(filepath.Join(dir, "t.db"))), "t.db-wal": nil}, pending: map[string][]func([]byte) []byte{}}
	trace := filepath.Join(dir, "trace")
	cmd := exec.CommandContext(t.Context(), strace, "-f", "-y", "-xx", "-s", "300000", "-e", "trace=write,pwrite64,ftruncate,fsync,fdatasync", "-e", "signal=none", "-o", trace,
		must[string](t)(os.Executable())) //#nosec G204 -- this binary
	cmd.Env = append(os.Environ(), powerEnv+"="+where)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("strace does not work here: %v %.300s", err, out)
	}
	acknowledged, failures, syncing := map[string]string{}, 0, map[string]string{}
	events := 0
	for line := range bytes.Lines(must[[]byte](t)(os.ReadFile(trace))) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		if m := tracedResume.FindSubmatch(line); m != nil {
			d.sync(syncing[string(m[1])])
			continue
		}
		m := tracedCall.FindSubmatch(line)
		if m == nil {
			continue
		}
		name := filepath.Base(unhex(string(m[4])))
		if _, ours := d.kept[name]; !ours && string(m[3]) != "1" {
			continue
		}
		switch rest := string(m[5]); string(m[2]) {
		case "fsync", "fdatasync":
			if strings.Contains(rest, "unfinished") {
				syncing[string(m[1])] = name
			} else {
				d.sync(name)
			}
		case "ftruncate":
			d.truncate(name, must[int](t)(strconv.Atoi(regexp.MustCompile(`\d+`).FindString(rest))))
		default:
			b := tracedBytes.FindStringSubmatch(rest)
			if b == nil {
				t.Fatalf("not understood: %.200s", line)
			}
			data := unhex(b[1])
			if string(m[3]) == "1" {
				for said := range strings.Lines(data) {
					if id, sum, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(said, "filed ")), " "); ok {
						acknowledged[id] = sum
					}
				}
				for _, chance := range []float64{0, 0.5} {
					failures += powerFails(t, d, chance, acknowledged)
				}
				continue
			}
			d.write(name, must[int](t)(strconv.Atoi(b[3])), []byte(data))
			if events++; events%97 == 0 {
				failures += powerFails(t, d, []float64{0, 0.3, 0.9, 1}[events/97%4], acknowledged)
			}
		}
	}
	if len(acknowledged) < 10 || failures < 30 {
		t.Errorf("%d acknowledged, %d failures of power: too few to tell", len(acknowledged), failures)
	}
	if !t.Failed() {
		t.Logf("%d acknowledged, %d failures of power at their acknowledgements and between %d writes, none lost", len(acknowledged), failures, events)
	}
}

// powerFails opens what a failure of power leaves and looks for what was acknowledged.
func powerFails(t *testing.T, d *disk, chance float64, acknowledged map[string]string) int {
	t.Helper()
	s := open(t, "sqlite:"+filepath.Join(d.fail(t, chance), "t.db"))
	for id, sum := range acknowledged {
		sub, err := s.Submissions.Get(t.Context(), id)
		if err != nil {
			t.Errorf("%s was acknowledged and is gone: %v", id, err)
			continue
		}
		_, data, err := s.Submissions.OriginalBytes(t.Context(), id)
		if err != nil || sub.SHA256 != sum || db.DigestOf(data) != sum {
			t.Errorf("%s is torn: %v", id, err)
		}
	}
	var found string
	if err := s.DB().Reading(t.Context()).Raw("PRAGMA integrity_check").Scan(&found).Error; err != nil || found != "ok" {
		t.Errorf("integrity: %s, %v", found, err)
	}
	s.verified(t)
	return 1
}

func unhex(text string) string {
	if !strings.HasPrefix(text, `\x`) {
		return text
	}
	out, err := hex.DecodeString(strings.ReplaceAll(text, `\x`, ""))
	if err != nil {
		return text
	}
	return string(out)
}
