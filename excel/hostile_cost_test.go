//go:build unix

package excel_test

import (
	"context"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

// write packs a shape as a workbook whose ratio is that of any other.
func (s shape) write(t *testing.T) []byte {
	t.Helper()
	const ns = "http://schemas.openxmlformats.org/"
	types := `<Types xmlns="` + ns + `package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`
	links := `<Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>`
	top := `<Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>`
	parts := [][2]string{
		{"xl/workbook.xml", `<workbook xmlns="` + ns + `spreadsheetml/2006/main" xmlns:r="` + ns + `officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/worksheets/sheet1.xml", `<worksheet xmlns="` + ns + `spreadsheetml/2006/main">` + s.before + "<sheetData>" + s.rows + "</sheetData>" + s.after + "</worksheet>"},
	}
	if styles, ok := s.parts["xl/styles.xml"]; ok {
		types += `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`
		links += `<Relationship Id="rId2" Type="` + ns + `officeDocument/2006/relationships/styles" Target="styles.xml"/>`
		parts = append(parts, [2]string{"xl/styles.xml", styles})
	}
	if custom, ok := s.parts["docProps/custom.xml"]; ok {
		types += `<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>`
		top += `<Relationship Id="rId2" Type="` + ns + `officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>`
		parts = append(parts, [2]string{"docProps/custom.xml", custom})
	}
	rels := func(all string) string {
		return `<Relationships xmlns="` + ns + `package/2006/relationships">` + all + `</Relationships>`
	}
	parts = append(parts, [2]string{"[Content_Types].xml", types + "</Types>"}, [2]string{"_rels/.rels", rels(top)}, [2]string{"xl/_rels/workbook.xml.rels", rels(links)})
	return noisy(t, parts)
}

// processorTime is what this process has used: the ten seconds are those of a machine that does nothing else.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// heapPeak runs work and gives the most that the heap grew meanwhile.
func heapPeak(work func()) (grown uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	idle := m.HeapInuse
	var most atomic.Uint64
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	work()
	close(stop)
	<-done
	return max(most.Load(), idle) - idle
}

// refusedWhole reports a file of which nothing was taken: there is nothing to mark.
func refusedWhole(r tally.Reading) bool {
	return len(r.Items) == 0 && len(r.Findings) == 1 && r.Findings[0].Class == tally.ClassA
}

// TestHostileShapes reads each shape, as a month's sheet and as a plan, and marks its copy: within 10 s and 150 MiB, in words, without
// a panic, and none of them stopped by the ratio of its package before its attack was met.
func TestHostileShapes(t *testing.T) {
	r := newField(t).reader
	all := shapes()
	if len(all) < 60 {
		t.Errorf("%d shapes", len(all))
	}
	for what, make := range all {
		t.Run(what, func(t *testing.T) {
			data := make().write(t)
			for _, kind := range []tally.Kind{tally.KindProgress, tally.KindPlan} {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				began := processorTime(t)
				var got tally.Reading
				var err error
				grown := heapPeak(func() {
					got, err = r.Read(ctx, "九月.xlsx", data, layout.Options{Kind: kind, Period: tally.MonthOf(2018, 9)})
				})
				marking := uint64(0)
				if err == nil && !refusedWhole(got) {
					marking = heapPeak(func() { _, _, err = r.Mark(ctx, "九月.xlsx", data, got.Findings, got.Headers...) })
				}
				took := processorTime(t) - began
				cancel()
				if err != nil {
					t.Errorf("%s: %v", kind, err)
				}
				if took > 10*time.Second || grown > 150<<20 || marking > mostMarking {
					t.Errorf("%s: %s, +%d MiB, marking +%d MiB", kind, took.Round(time.Millisecond), grown>>20, marking>>20)
				}
				for _, f := range got.Findings {
					if strings.Contains(f.Message, "程序出了错") || strings.Contains(f.Message, "压缩得异常") {
						t.Errorf("%s: %s", kind, f.Message)
					}
				}
				if len(got.Items) == 0 && len(got.Findings) == 0 {
					t.Errorf("%s: nothing read and nothing said", kind)
				}
				t.Logf("%s: %d KiB, %d items, %d findings, %s, +%d MiB, marking +%d MiB", kind, len(data)>>10, len(got.Items), len(got.Findings), took.Round(time.Millisecond), grown>>20, marking>>20)
			}
		})
	}
}
