package aside_test

import (
	"os"
	"testing"

	"github.com/tallysheet/tallysheet/internal/aside"
)

// What was put comes back by its place, nobody else sees the file, and what is not there is an error.
func TestBytesComeBack(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	f, err := aside.New()
	if err != nil {
		t.Fatal(err)
	}
	var at []int64
	words := []string{"目标", "", "任务分解"}
	for _, w := range words {
		place, err := f.Put([]byte(w))
		if err != nil {
			t.Fatal(err)
		}
		at = append(at, place)
	}
	for i, w := range words {
		got := make([]byte, len(w))
		if err := f.Take(at[i], got); err != nil || string(got) != w {
			t.Errorf("%q came back as %q, %v", w, got, err)
		}
	}
	if err := f.Take(at[2], make([]byte, 100)); err == nil {
		t.Error("more was taken than was put")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v can be seen, %v", left, err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Put([]byte("x")); err == nil {
		t.Error("a closed file takes bytes")
	}
	t.Setenv("TMPDIR", "/nowhere at all")
	if _, err := aside.New(); err == nil {
		t.Error("a file was begun nowhere")
	}
}
