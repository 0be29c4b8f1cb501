package xlsx_test

import (
	"bytes"
	"testing"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/xuri/excelize/v2"
)

// BenchmarkRead60 is a department's month of 60 rows, the workbook that the program reads most.
func BenchmarkRead60(b *testing.B) {
	data := monthFile(b, 60, 11)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xlsx.Read(b.Context(), data, xlsx.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
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

// BenchmarkInflateScan60 is the floor: unpack the same parts and look at every byte for tags.
func BenchmarkInflateScan60(b *testing.B) {
	data := monthFile(b, 60, 11)
	for b.Loop() {
		if tags := inflateScan(b, data); tags == 0 {
			b.Fatal("no tags")
		}
	}
}

// BenchmarkExcelize60 reads the same workbook with excelize: raw values of every row.
func BenchmarkExcelize60(b *testing.B) {
	data := monthFile(b, 60, 11)
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.Rows(f.GetSheetName(0))
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
