package aside

import (
	"fmt"
	"os"
)

// File takes bytes at its end and gives them again. It is for one goroutine.
type File struct {
	file *os.File
	end  int64
}

// New begins a file where the machine keeps its temporary ones; an error where it cannot.
func New() (*File, error) {
	file, err := os.CreateTemp("", "tallysheet-*.aside")
	if err != nil {
		return nil, fmt.Errorf("put aside: %w", err)
	}
	_ = os.Remove(file.Name()) // an open file goes on without its name; where it cannot, the operating system clears it
	return &File{file: file}, nil
}

// Put writes bytes and says where they begin.
func (f *File) Put(b []byte) (at int64, err error) {
	at = f.end
	if _, err := f.file.WriteAt(b, at); err != nil {
		return 0, fmt.Errorf("put aside: %w", err)
	}
	f.end += int64(len(b))
	return at, nil
}

// Take reads into b what was put at a place, as much as b is long.
func (f *File) Take(at int64, b []byte) error {
	if _, err := f.file.ReadAt(b, at); err != nil {
		return fmt.Errorf("put aside: %w", err)
	}
	return nil
}

// Close lets go of all of it.
func (f *File) Close() error { return f.file.Close() }
