package xlsx_test

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/xuri/excelize/v2"
)

// over60 runs a reader over the months of 40 departments in turn. It reports the processor's time
// too, garbage collection included: on a busy machine the clock on the wall says little.
func over60(b *testing.B, once func(data []byte) error) {
	books := months(b)
	b.ReportAllocs()
	b.ResetTimer()
	began := processorTime(b)
	for i := range b.N {
		if err := once(books[i%len(books)]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(processorTime(b)-began)/float64(b.N), "cpu-ns/op")
}

func processorTime(t testing.TB) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

// BenchmarkRead60 is a department's month of 60 rows, the workbook that the program reads most.
func BenchmarkRead60(b *testing.B) {
	over60(b, func(data []byte) error {
		_, err := xlsx.Read(b.Context(), data, xlsx.Limits{})
		return err
	})
}

// BenchmarkInflateScan60 is the floor: unpack the same parts and look at every byte for tags.
func BenchmarkInflateScan60(b *testing.B) {
	over60(b, func(data []byte) error {
		inflateScan(b, data)
		return nil
	})
}

// BenchmarkExcelize60 reads the same workbooks with excelize: raw values of every row.
func BenchmarkExcelize60(b *testing.B) {
	over60(b, func(data []byte) error {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			return err
		}
		rows, err := f.Rows(f.GetSheetName(0))
		if err != nil {
			return err
		}
		for rows.Next() {
			if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
				return err
			}
		}
		return f.Close()
	})
}

// BenchmarkRead100k is 100,000 rows of 14 columns, with the limits raised.
func BenchmarkRead100k(b *testing.B) {
	data := monthFile(b, 100_000, 14)
	lim := xlsx.Limits{Rows: 200_000}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xlsx.Read(b.Context(), data, lim); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWriteMonths writes the workbooks that bench/run.sh hands to the other libraries, to the
// folder TALLYSHEET_BENCH_DIR or one of its own.
func BenchmarkWriteMonths(b *testing.B) {
	books, dir := months(b), cmp.Or(os.Getenv("TALLYSHEET_BENCH_DIR"), b.TempDir())
	for b.Loop() {
		for i, data := range books {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("部门%03d.xlsx", i+1)), data, 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
}
