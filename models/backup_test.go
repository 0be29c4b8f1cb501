package models_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/backup"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
)

// lived fills a store with something of everything.
func (s *site) lived(t *testing.T) {
	t.Helper()
	p := s.zone(t)
	sub := s.filed(t, sheet{content: strings.Repeat("大", 1<<20), findings: []tally.Finding{finding(tally.Jump)}}.build(p)) // three pieces
	must[models.Submission](t)(s.Findings.Explain(t.Context(), clerk, sub.ID, 0, 1, "一次性入库，非经常性"))
	s.filed(t, sheet{department: "商务局", ytd: "0.00000000000000000001"}.build(p))
	s.publish(t, september)
	must[account.User](t)(s.Users.Create(t.Context(), supervisor, account.NewUser{Name: "zhang", Role: account.Reporter, Department: "财政局", Password: "hash"}))
	must[notice.Channel](t)(s.Channels.Add(t.Context(), supervisor, notice.Channel{Kind: notice.EMail, Address: "a@b.cn", Department: "财政局"}))
}

func (s *site) backup(t *testing.T) ([]byte, backup.Info) {
	t.Helper()
	var b bytes.Buffer
	info, err := backup.Write(t.Context(), s.DB(), &b)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), info
}

// Out of each kind of database into each, and out of that the same lines again.
func TestBackupRestores(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.lived(t)
		data, info := s.backup(t)
		seen := must[backup.Info](t)(backup.Verify(bytes.NewReader(data)))
		if seen.Files == 0 || seen.Rows != info.Rows || seen.SHA256 != info.SHA256 {
			t.Errorf("written %+v, read %+v", info, seen)
		}
		for _, dialect := range []models.Dialect{models.SQLite, models.MySQL} {
			into := open(t, address(t, dialect))
			if _, err := backup.Restore(t.Context(), into.DB(), supervisor, bytes.NewReader(data)); err != nil {
				t.Fatalf("into %s: %v", dialect, err)
			}
			if d := cmp.Diff(tablesOf(t, data), tablesOf(t, first(into.backup(t)))); d != "" {
				t.Errorf("into %s: %s", dialect, d)
			}
			into.verified(t)
			_, wb, err := into.Editions.Workbook(t.Context(), "zone", september, 1)
			if err != nil || !strings.HasPrefix(string(wb), "workbook of ") {
				t.Errorf("workbook: %q, %v", wb, err)
			}
			into.filed(t, sheet{content: "afterwards", ytd: "8"}.build(must[tally.Plan](t)(into.Plans.Get(t.Context(), "zone"))))
			_, err = backup.Restore(t.Context(), into.DB(), supervisor, bytes.NewReader(data))
			refused(t, err, models.Conflict)
		}
	})
}

func first[A, B any](a A, _ B) A { return a }

// tablesOf gives the end lines of a backup, but those that a restore itself adds to.
func tablesOf(t *testing.T, backup []byte) []string {
	t.Helper()
	var out []string
	for line := range strings.Lines(unpacked(t, backup)) {
		if strings.HasPrefix(line, `{"end"`) && !strings.Contains(line, "audit_") {
			out = append(out, line)
		}
	}
	return out
}

func unpacked(t *testing.T, backup []byte) string {
	t.Helper()
	zip := must[*gzip.Reader](t)(gzip.NewReader(bytes.NewReader(backup)))
	return string(must[[]byte](t)(io.ReadAll(zip)))
}

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	zip := gzip.NewWriter(&b)
	if _, err := io.WriteString(zip, text); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSpoiltBackupIsRefusedWhole(t *testing.T) {
	s := open(t, address(t, models.SQLite))
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.lived(t)
	data, _ := s.backup(t)
	text := unpacked(t, data)
	lines := strings.SplitAfter(text, "\n")
	without := func(prefix string) []byte {
		for i, l := range lines {
			if strings.HasPrefix(l, prefix) {
				return packed(t, strings.Join(append(append([]string{}, lines[:i]...), lines[i+1:]...), ""))
			}
		}
		t.Fatalf("no line begins with %s", prefix)
		return nil
	}
	exchanged := func() []byte {
		for i, l := range lines[1:] {
			if strings.HasPrefix(l, "[") && strings.HasPrefix(lines[i], "[") && l != lines[i] {
				other := append([]string{}, lines...)
				other[i], other[i+1] = other[i+1], other[i]
				return packed(t, strings.Join(other, ""))
			}
		}
		t.Fatal("no table has two rows")
		return nil
	}
	for name, spoilt := range map[string][]byte{
		"empty":                        {},
		"two rows the other way round": exchanged(), // which the sum of a table does not notice
		"no backup":                    []byte("PK\x03\x04"),
		"half":                         data[:len(data)/2],
		"one byte short":               data[:len(data)-1],
		"a row less":                   without("["),
		"an end less":                  without(`{"end":"plans"`),
		"no tail":                      packed(t, strings.Join(lines[:len(lines)-2], "")),
		"more after it":                packed(t, text+"{}\n"),
		"another figure":               packed(t, strings.Replace(text, "7.50", "7.51", 1)),
		"another format":               packed(t, strings.Replace(text, `"version":1`, `"version":2`, 1)),
		"newer schema":                 packed(t, strings.Replace(text, `"schema":`, `"schema":9`, 1)),
	} {
		t.Run(name, func(t *testing.T) {
			into := open(t, address(t, models.SQLite))
			if _, err := backup.Restore(t.Context(), into.DB(), supervisor, bytes.NewReader(spoilt)); err == nil {
				t.Fatal("taken")
			}
			if err := into.Migrate(t.Context()); err != nil { // nothing is there, not even a trace
				t.Fatal(err)
			}
			if n := into.count(t, "audit_rows") + into.count(t, "blobs"); n != 0 {
				t.Errorf("%d rows of it are there", n)
			}
		})
	}
}

// What a database makes of a backup is held against it: one that keeps something else than it was given does not pass for restored.
func TestWhatIsRestoredIsReadAgain(t *testing.T) {
	s := open(t, address(t, models.SQLite))
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.lived(t)
	data, _ := s.backup(t)
	into := open(t, address(t, models.SQLite))
	if err := into.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	into.raw(t, "CREATE TRIGGER bent AFTER INSERT ON submissions BEGIN UPDATE submissions SET file_name = 'x' WHERE id = NEW.id; END")
	if _, err := backup.Restore(t.Context(), into.DB(), supervisor, bytes.NewReader(data)); err == nil || !strings.Contains(err.Error(), "submissions") {
		t.Errorf("taken, or the table is not named: %v", err)
	}
}

// A flipped bit is noticed, unless it changes nothing of what the file unpacks to.
func TestFlippedBitIsNoticed(t *testing.T) {
	s := open(t, address(t, models.SQLite))
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.filed(t, sheet{}.build(s.zone(t)))
	data, _ := s.backup(t)
	whole := unpacked(t, data)
	noticed := 0
	for i := range 300 {
		spoilt := bytes.Clone(data)
		spoilt[i*len(data)/300] ^= 1 << (i % 8)
		if _, err := backup.Verify(bytes.NewReader(spoilt)); err != nil {
			noticed++
		} else if unpacked(t, spoilt) != whole {
			t.Errorf("a bit of byte %d was flipped, and the backup taken", i*len(data)/300)
		}
	}
	if noticed < 250 {
		t.Errorf("only %d of 300 were noticed: the test flips what nobody reads", noticed)
	}
}

// breaking is a backup that ends while it is loaded, after it was read once without fault.
type breaking struct {
	*bytes.Reader
	seeks int
}

func (b *breaking) Seek(offset int64, whence int) (int64, error) {
	b.seeks++
	return b.Reader.Seek(offset, whence)
}

func (b *breaking) Read(p []byte) (int, error) {
	if b.seeks > 0 && b.Len() < int(b.Size())/2 {
		return 0, errors.New("the disk went away")
	}
	return b.Reader.Read(p)
}

func TestRestoreCutShortIsNotUsable(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.lived(t)
		data, _ := s.backup(t)
		into := open(t, address(t, s.Dialect()))
		if _, err := backup.Restore(t.Context(), into.DB(), supervisor, &breaking{Reader: bytes.NewReader(data)}); err == nil {
			t.Fatal("taken")
		}
		refused(t, into.CheckSchema(t.Context()), models.Busy)
		if _, err := backup.Restore(t.Context(), into.DB(), supervisor, bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
		if err := into.CheckSchema(t.Context()); err != nil {
			t.Error(err)
		}
		into.verified(t)
	})
}
