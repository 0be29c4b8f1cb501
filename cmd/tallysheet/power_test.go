//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// powerEnv makes the test binary file the sample into the database that it names.
const powerEnv = "TALLYSHEET_TEST_POWER"

// TestFileUnderTrace is no test of its own: TestAcknowledgedIsOnTheDisk runs it under strace.
func TestFileUnderTrace(t *testing.T) {
	database := os.Getenv(powerEnv)
	if database == "" {
		t.Skip("run by TestAcknowledgedIsOnTheDisk")
	}
	if code := Run(t.Context(), of(database, "submit", sample+"progress/2018-09/经济发展局.xlsx"), os.Stdout, os.Stderr); code != exitDone {
		t.Fatal(code)
	}
}

// P2 from below: when the acknowledgement is written, every write to SQLite's log before it was followed by a sync of the log, so that a power
// failure at that instant, which drops what the system has not written out, drops nothing acknowledged.
func TestAcknowledgedIsOnTheDisk(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace here")
	}
	dir := t.TempDir()
	database := "sqlite:" + filepath.Join(dir, "t.db")
	run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", demoPlan, "--database", database)
	trace := filepath.Join(dir, "trace")
	cmd := exec.CommandContext(t.Context(), strace, "-f", "-y", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o", trace, os.Args[0], "-test.run=^TestFileUnderTrace$") //#nosec G204 -- this binary
	cmd.Env = append(os.Environ(), powerEnv+"="+database)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("strace does not work here: %v %.300s", err, out)
	}
	text, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	log := regexp.MustCompile(`(pwrite64|write|fsync|fdatasync)\(\d+<[^>]*t\.db-wal>`)
	acknowledged := regexp.MustCompile(`write\(1<[^>]*>, "`)
	unsynced, writes, syncs, said := 0, 0, 0, false
	for line := range strings.Lines(string(text)) {
		if m := log.FindStringSubmatch(line); m != nil {
			if strings.HasSuffix(m[1], "sync") {
				unsynced = 0
				syncs++
			} else {
				unsynced++
				writes++
			}
		}
		if acknowledged.MatchString(line) && strings.Contains(line, `\346\212\245\351\200\201`) { // 报送 …：已审核
			said = true
			if unsynced > 0 {
				t.Errorf("acknowledged with %d writes to the log that were not synced", unsynced)
			}
			break
		}
	}
	t.Logf("%d writes to the log and %d syncs before the acknowledgement", writes, syncs)
	if !said || writes == 0 || syncs == 0 {
		t.Errorf("acknowledged: %v, after %d writes and %d syncs", said, writes, syncs)
	}
}
