package models_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/models"
)

// office packs an Office file of the parts named, each holding its own name.
func office(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p)
		if err == nil {
			_, err = w.Write([]byte(p))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestEvidenceIsKept: five files beside a figure, by what their bytes are, hashed, in the audit; a sixth, another type, and a locked month
// are refused in words; what is removed is no longer listed and still there.
func TestEvidenceIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		ctx, of := t.Context(), p.Indicators[0].ID
		attach := func(name string, data []byte) (models.EvidenceFile, error) {
			return s.Submissions.Attach(ctx, clerk, p.Key, "财政局", september, of, name, data)
		}
		for _, f := range []struct {
			name, is string
			data     []byte
		}{{"协议.PDF", "pdf", []byte("%PDF-1.7\n1")}, {"现场.png", "jpg", []byte("\xff\xd8\xff\xe0 a")}, {"图.png", "png", []byte("\x89PNG\r\n\x1a\n b")},
			{"情况.docx", "docx", office(t, "[Content_Types].xml", "word/document.xml")}, {"表.xlsx", "xlsx", office(t, "xl/workbook.xml")}} {
			got := must[models.EvidenceFile](t)(attach(f.name, f.data))
			if got.Type != f.is || got.Name != f.name || len(got.SHA256) != 64 || got.By != "张三" {
				t.Errorf("%s was kept as %+v", f.name, got)
			}
			again := must[models.EvidenceFile](t)(attach("又名", f.data))
			if again.FileID != got.FileID {
				t.Errorf("%s was kept twice", f.name)
			}
			kept, r, err := s.Evidence.Open(ctx, got.FileID)
			if err != nil {
				t.Fatal(err)
			}
			if data := must[[]byte](t)(io.ReadAll(r)); !bytes.Equal(data, f.data) || kept.SHA256 != got.SHA256 {
				t.Errorf("%s came back as %q", f.name, data)
			}
		}
		if _, err := attach("六.pdf", []byte("%PDF-6")); !says(err, "最多 5 个") {
			t.Errorf("the sixth: %v", err)
		}
		list := must[[]models.EvidenceFile](t)(s.Evidence.List(ctx, models.EvidenceFilter{Kind: models.EvidenceOfFigure, Plan: p.Key, Department: "财政局", Period: september}))
		if len(list) != 5 || list[0].Name != "协议.PDF" {
			t.Fatalf("listed: %+v", list)
		}
		if err := s.Submissions.Detach(ctx, clerk, list[0]); err != nil {
			t.Fatal(err)
		}
		if err := s.Submissions.Detach(ctx, clerk, list[0]); !says(err, "已经移除") {
			t.Errorf("removed twice: %v", err)
		}
		if f, _, err := s.Evidence.Open(ctx, list[0].FileID); err != nil || f.RemovedBy != "张三" {
			t.Errorf("what was removed is gone: %+v, %v", f, err)
		}
		must[models.EvidenceFile](t)(attach("六.pdf", []byte("%PDF-6")))
		for why, bad := range map[string][]byte{"空文件": {}, "PDF、图片": []byte("姓名,数"), "宏": office(t, "word/document.xml", "word/vbaProject.bin"), "损坏": []byte("PK\x03\x04 cut"), "上限": append([]byte("%PDF-"), make([]byte, 10<<20)...)} {
			if _, err := attach("x.pdf", bad); !says(err, why) {
				t.Errorf("want a refusal that says %s, got %v", why, err)
			}
		}
		if _, err := s.Submissions.Attach(ctx, clerk, p.Key, "财政局", september, "none", "x.pdf", []byte("%PDF-7")); !says(err, "没有这个指标") {
			t.Errorf("of no indicator: %v", err)
		}
		rows := must[[]models.AuditRow](t)(s.Audit.List(ctx, models.AuditFilter{Action: "evidence.add"}))
		if len(rows) != 6 || !strings.Contains(rows[0].Detail, list[0].SHA256) {
			t.Errorf("%d rows in the audit: %+v", len(rows), rows)
		}
	})
}

// says reports a refusal in words.
func says(err error, words string) bool { return err != nil && strings.Contains(err.Error(), words) }

// TestNoMoreEvidenceThanFive: requests at once do not pass the bound together, and none passes a lock.
func TestNoMoreEvidenceThanFive(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		var side sync.WaitGroup
		for i := range 12 {
			side.Go(func() {
				_, _ = s.Submissions.Attach(t.Context(), clerk, p.Key, "财政局", september, p.Indicators[0].ID, "x.pdf", []byte{'%', 'P', 'D', 'F', '-', byte('a' + i)})
			})
		}
		side.Wait()
		if n := s.count(t, "evidence"); n != 5 {
			t.Errorf("%d files, want 5", n)
		}
		if err := s.Periods.Lock(t.Context(), supervisor, p.Key, september, "财政局", "已汇总", "李四"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Submissions.Attach(t.Context(), clerk, p.Key, "财政局", september, p.Indicators[0].ID, "x.pdf", []byte("%PDF-late")); !says(err, "已锁定") {
			t.Errorf("past a lock: %v", err)
		}
	})
}
