package handlers_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// workbookOf packs rows of texts as an .xlsx, each text in its cell.
func workbookOf(t testing.TB, rows [][]string) []byte {
	t.Helper()
	var sheet strings.Builder
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for _, row := range rows {
		sheet.WriteString("<row>")
		for _, text := range row {
			fmt.Fprintf(&sheet, `<c t="inlineStr"><is><t>%s</t></is></c>`, html.EscapeString(text))
		}
		sheet.WriteString("</row>")
	}
	sheet.WriteString("</sheetData></worksheet>")
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheet.String()},
	} {
		w, err := z.Create(p[0])
		if err == nil {
			_, err = w.Write([]byte(p[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// peak runs work and gives the most that the heap grew meanwhile, bytes, and how long it took.
func peak(work func()) (grown uint64, took time.Duration) {
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
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	began := time.Now()
	work()
	took = time.Since(began)
	close(stop)
	<-done
	if most.Load() < idle {
		return 0, took
	}
	return most.Load() - idle, took
}

// longNames is a sheet of alike names as long as a cell holds.
func longNames(t testing.TB, rows, characters int) []byte {
	t.Helper()
	table := [][]string{{"指标名称", "单位", "年度目标", "1-9月累计完成"}}
	// As alike as they pack within the ratio, and never the same.
	const period, own = 3000, 400
	base := make([]rune, characters-own)
	for i := range base {
		base[i] = rune(0x4e00 + i%period*7919%20000)
	}
	for i := range rows {
		last := make([]rune, own)
		for k := range last {
			last[k] = rune(0x4e00 + (i*own+k)*104729%20000)
		}
		table = append(table, []string{string(base) + string(last), "亿元", "100", "70"})
	}
	return workbookOf(t, table)
}

func TestLongAlikeNamesCostLittle(t *testing.T) {
	s := newSite(t).withPlan()
	s.file("2018-09", economy, true)
	data := longNames(t, 890, 28_800)
	t.Logf("%d KiB", len(data)>>10)
	b := s.withToken("wang", "reporter", economy, "file", "read")
	grown, took := peak(func() {
		w := quiet(s, b, filePath("2018-09", economy), data)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "超过上限") {
			t.Errorf("%d %.300s", w.Code, w.Body)
		}
	})
	t.Logf("+%d MiB, %s", grown>>20, took)
	if grown > 150<<20 || took > 10*time.Second {
		t.Errorf("+%d MiB in %s, want at most +150 MiB and 10 s", grown>>20, took)
	}
}

// quiet uploads without holding the answer to the contract, which takes more memory than what is measured here.
func quiet(s *site, b *browser, path string, data []byte) *httptest.ResponseRecorder {
	body, kind := formOf(s.t, "九月.xlsx", data)
	r := httptest.NewRequest("POST", path, nil)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header = http.Header{"Authorization": b.header["Authorization"], "Content-Type": {kind}}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// A sheet of a million cells, which is all that the limits allow.
func manyCells(t testing.TB, rows, cols int) []byte {
	t.Helper()
	table := [][]string{{"指标名称", "单位", "年度目标", "1-9月累计完成"}}
	for i := range rows {
		row := make([]string, cols)
		for k := range row {
			row[k] = fmt.Sprint(i*cols + k)
		}
		table = append(table, row)
	}
	return workbookOf(t, table)
}

// Readings share their memory: twelve of a million cells, and as many of long names, at once.
func TestAnyMixOfUploadsCostsWhatIsSharedOut(t *testing.T) {
	s := newSite(t).withPlan()
	s.file("2018-09", economy, true)
	clerk := s.withToken("wang", "reporter", economy, "file", "read")
	many, names := manyCells(t, 19_000, 50), longNames(t, 180, 28_800)
	previous := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(previous)
	var codes sync.Map
	grown, took := peak(func() {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		debug.SetMemoryLimit(int64(m.Sys) + 350<<20) // as serve does
		var wg sync.WaitGroup
		for i := range 12 {
			wg.Go(func() {
				data := many
				if i%2 == 1 {
					data = names
				}
				w := quiet(s, clerk, filePath("2018-09", economy), data)
				codes.Store(i, w.Code)
				if w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "" {
					t.Error("put off without saying until when")
				}
			})
		}
		wg.Wait()
	})
	for i, code := range codes.Range {
		if code != http.StatusUnprocessableEntity && code != http.StatusServiceUnavailable {
			t.Errorf("upload %v: %v", i, code)
		}
	}
	t.Logf("%d and %d KiB: +%d MiB, %s", len(many)>>10, len(names)>>10, grown>>20, took)
	if grown > 400<<20 {
		t.Errorf("+%d MiB, want at most +400", grown>>20)
	}
}

// The answers to a sheet in which every row is wrong: its page and its marked copy, many of them at once.
func TestAnswersToManyFindingsCostLittle(t *testing.T) {
	s := newSite(t).withPlan()
	rows := [][]string{{"指标名称", "单位", "年度目标", "1-9月累计完成"}}
	for i := range 19_000 {
		rows = append(rows, []string{fmt.Sprintf("没有的指标%d", i), "亿元", "100", "不详"})
	}
	filed, err := s.workflow.Submit(t.Context(), models.System(), workflow.Filing{Plan: planKey, Department: economy, Period: september, Draft: true, Name: "九月.xlsx", Data: workbookOf(t, rows)})
	if err != nil {
		t.Fatal(err)
	}
	clerk, program := s.signedIn("li", account.Reporter, economy), s.withToken("wang", account.Reporter, economy, "file", "read")
	id := filed.Submission.ID
	size := 0
	page, _ := peak(func() {
		w := clerk.get("/submissions/" + id)
		size = w.Body.Len()
		if w.Code != http.StatusOK {
			t.Errorf("page %d", w.Code)
		}
	})
	copies, took := peak(func() {
		var asking sync.WaitGroup
		for range 8 {
			asking.Go(func() {
				if w := program.get("/api/v1/submissions/" + id + "/marked.xlsx"); w.Code != http.StatusOK && w.Code != http.StatusServiceUnavailable {
					t.Errorf("marked copy %d", w.Code)
				}
			})
		}
		asking.Wait()
	})
	t.Logf("%d findings: a page of %d KiB, +%d MiB; eight marked copies at once +%d MiB, %s", filed.Submission.FindingsA+filed.Submission.FindingsC+filed.Submission.FindingsD, size>>10, page>>20, copies>>20, took.Round(time.Millisecond))
	if page > 60<<20 || copies > 400<<20 || size > 3<<20 {
		t.Errorf("a page of %d KiB costs +%d MiB, eight marked copies +%d MiB", size>>10, page>>20, copies>>20)
	}
}
