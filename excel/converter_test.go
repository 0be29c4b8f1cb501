package excel

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

const oldSample = "../samples/progress/2018-09/经济发展局.xlsx"

// fakeOffice is a program that stands for soffice and runs a shell script instead; $HOME is the conversion's folder.
func fakeOffice(t *testing.T, script string) *legacy.Converter {
	t.Helper()
	program := filepath.Join(t.TempDir(), "soffice")
	if err := os.WriteFile(program, []byte("#!/bin/sh\nset -e\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return &legacy.Converter{Program: program, Temp: t.TempDir()}
}

// nothingLeft holds that a converter's folders are gone, and every process that it started.
func nothingLeft(t *testing.T, c *legacy.Converter) {
	t.Helper()
	if left, err := os.ReadDir(c.Temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil || len(lines) == 0 {
		t.Fatal("no processes to look at", err)
	}
	for _, name := range lines {
		if line, err := os.ReadFile(name); err == nil && strings.Contains(string(line), c.Temp) {
			t.Errorf("still running: %q", line)
		}
	}
}

func readBytes(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func refusalOf(t *testing.T, c *legacy.Converter, old string) *xlsx.Refusal {
	t.Helper()
	_, err := c.Convert(t.Context(), []byte(old))
	var no *xlsx.Refusal
	if !errors.As(err, &no) || no.Expected == "" {
		t.Fatalf("no refusal: %v", err)
	}
	nothingLeft(t, c)
	return no
}

// TestOldWorkbookReadsAsNew saves a sample as .xls with LibreOffice and reads it, under two names.
func TestOldWorkbookReadsAsNew(t *testing.T) {
	t.Parallel()
	old := saveOld(t, oldSample)
	r := newReader(t)
	want, err := r.Read(t.Context(), "a", readBytes(t, oldSample), layout.Options{})
	if err != nil || len(want.Items) == 0 {
		t.Fatal(err, len(want.Items))
	}
	refused, err := r.Read(t.Context(), "九月.xls", old, layout.Options{})
	if err != nil || len(refused.Findings) != 1 || refused.Findings[0].Code != tally.FileUnsupported {
		t.Fatal(err, refused.Findings)
	}
	if r.Converter, err = legacy.FindConverter("auto"); err != nil {
		t.Fatal(err)
	}
	r.Converter.Temp = t.TempDir()
	for _, name := range []string{"九月.xls", "九月.et", "九月.xlsx"} {
		got, err := r.Read(t.Context(), name, old, layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.Items, got.Items); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if len(got.Findings) != 1 || got.Findings[0].Code != tally.FileConverted || got.Findings[0].Class != tally.ClassD {
			t.Errorf("%s: %+v", name, got.Findings)
		}
		if got.SHA256 != refused.SHA256 {
			t.Error("not the original's hash")
		}
		marked, file, err := r.Mark(t.Context(), name, old, got.Findings, got.Headers...)
		if err != nil || marked != "九月-退件.xlsx" {
			t.Fatal(marked, err)
		}
		again, err := r.Read(t.Context(), marked, file, layout.Options{})
		if diff := cmp.Diff(want.Items, again.Items); err != nil || diff != "" {
			t.Error(err, diff)
		}
	}
	nothingLeft(t, r.Converter)
	if got, err := r.Read(t.Context(), "坏.xls", old[:len(old)/2], layout.Options{}); err != nil || !tally.HasClass(got.Findings, tally.ClassA) {
		t.Errorf("a cut workbook: %v %+v", err, got.Findings)
	}
	nothingLeft(t, r.Converter)
}

// TestConverterEndsAtItsLimit starts programs that hang, also in the background.
func TestConverterEndsAtItsLimit(t *testing.T) {
	t.Parallel()
	c := fakeOffice(t, `sh -c 'sleep 100; : '"$HOME" & sh -c 'sleep 100; : '"$HOME"`)
	c.Limit = 300 * time.Millisecond
	if no := refusalOf(t, c, "x"); !no.Limit || !strings.Contains(no.Message, "300 毫秒") {
		t.Error(no)
	}
	ended := fakeOffice(t, `sh -c 'sleep 100; : '"$HOME" & cp "$HOME/workbook.xls" "$HOME/out/workbook.xlsx"`)
	if out, err := ended.Convert(t.Context(), []byte("x")); err != nil || string(out) != "x" {
		t.Errorf("%q %v", out, err)
	}
	nothingLeft(t, ended)
}

// TestConverterConfines looks at what a program gets: limits, none of our environment, no network, our settings.
func TestConverterConfines(t *testing.T) {
	t.Setenv("TALLYSHEET_DATABASE", "mysql://secret")
	c := fakeOffice(t, `{ ulimit -v; ulimit -f; ulimit -c; env; grep -c Security/Scripting "$HOME/profile/user/registrymodifications.xcu"; cat /proc/net/dev; } >"$HOME/out/workbook.xlsx"`)
	c.Memory = 300 << 20
	out, err := c.Convert(t.Context(), []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	said := string(out)
	if !strings.HasPrefix(said, "307200\n131072\n0\n") || strings.Contains(said, "secret") || !strings.Contains(said, "\n4\n") {
		t.Error(said)
	}
	_, devices, _ := strings.Cut(said, "Inter-|")
	if n := strings.Count(devices, ":"); c.Offline() && n != 1 {
		t.Errorf("%d network devices, not the loopback alone:\n%s", n, said)
	}
}

// TestConverterRefuses holds a sentence for each way in which a program fails.
func TestConverterRefuses(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"fails": `exit 1`, "writes nothing": `exit 0`,
		"takes too much memory": `x=$(head -c 200000000 /dev/zero | tr '\0' a); cp "$HOME/workbook.xls" "$HOME/out/workbook.xlsx"`,
		"writes too much":       `head -c 80000000 /dev/zero >"$HOME/out/workbook.xlsx"`,
		"writes a link":         `ln -s /etc/passwd "$HOME/out/workbook.xlsx"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := fakeOffice(t, script)
			c.Memory = 64 << 20
			if no := refusalOf(t, c, "x"); no.Limit || !strings.Contains(no.Message, "无法转换") {
				t.Error(no)
			}
		})
	}
}

// TestConverterOneAtATime has a second workbook wait, and give up.
func TestConverterOneAtATime(t *testing.T) {
	t.Parallel()
	c := fakeOffice(t, `grep -q fast "$HOME/workbook.xls" || { : >"$HOME/../started"; sleep 100; }; cp "$HOME/workbook.xls" "$HOME/out/workbook.xlsx"`)
	c.Wait = 50 * time.Millisecond
	if out, err := c.Convert(t.Context(), []byte("fast")); err != nil || string(out) != "fast" {
		t.Fatalf("%q %v", out, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := c.Convert(ctx, []byte("slow"))
		done <- err
	}()
	for {
		if _, err := os.Stat(filepath.Join(c.Temp, "started")); err == nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if _, err := c.Convert(t.Context(), []byte("fast too")); !errors.Is(err, legacy.ErrBusy) {
		t.Error(err)
	}
	if out, err := c.Convert(t.Context(), []byte("fast")); err != nil || string(out) != "fast" {
		t.Errorf("converted lately: %q %v", out, err)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestFindConverter(t *testing.T) {
	t.Parallel()
	for _, setting := range []string{"", "off"} {
		if c, err := legacy.FindConverter(setting); c != nil || err != nil {
			t.Error(setting, c, err)
		}
	}
	if _, err := legacy.FindConverter("/no/such/soffice"); err == nil {
		t.Error("a program that is not there")
	}
	if c, err := legacy.FindConverter("/bin/sh"); err != nil || c.Program != "/bin/sh" {
		t.Error(c, err)
	}
}
