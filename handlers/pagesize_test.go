package handlers_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

// mostPage is what a page may weigh over a slow line, unpacked.
const mostPage = 300 << 10

// withLargePicture puts a picture beside the sheet, as files of this size have.
func withLargePicture(t *testing.T, book []byte, random *rand.ChaCha8) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	picture := make([]byte, 18<<20-len(book))
	_, _ = random.Read(picture)
	part, err := w.CreateHeader(&zip.FileHeader{Name: "xl/media/image1.png", Method: zip.Store})
	if err == nil {
		_, err = part.Write(picture)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestPagesOfALargeFileAreSmall looks at every page of a file of 18 MB with thousands of findings: windows of the sheet, findings, figures.
func TestPagesOfALargeFileAreSmall(t *testing.T) {
	s := newSite(t).withPlan()
	random := rand.NewChaCha8([32]byte{1})
	word := func() string {
		var b [18]byte
		_, _ = random.Read(b[:])
		return base64.RawURLEncoding.EncodeToString(b[:])
	}
	rows := [][]string{{"指标名称", "单位", "1-9月累计", "存在问题", "下一步措施", "备注"}}
	for range 12_500 {
		row := []string{"项目" + word(), "亿元", "12.5"}
		for range 3 {
			row = append(row, strings.Repeat(word(), 16))
		}
		rows = append(rows, row)
	}
	data := withLargePicture(t, workbookOf(t, rows), random)
	if len(data) < 17<<20 || len(data) > 20<<20 {
		t.Fatalf("the file has %d bytes", len(data))
	}
	clerk := s.signedIn("wang", account.Reporter, economy)
	sub := uploaded(t, s, clerk, "2018-09", "大表.xlsx", data)
	at := "/submissions/" + sub.ID
	findings, err := s.store.Findings.List(t.Context(), sub.ID)
	if err != nil || len(findings) < 2000 {
		t.Fatalf("%d findings, %v: %.300v", len(findings), err, findings)
	}
	last := findings[len(findings)-2]
	next := ""
	for _, path := range []string{at, at + "?sheet=Sheet1&row=12000", at + "?sheet=Sheet1&cell=F11000", at + "?pageA=7", at + "/source?sheet=Sheet1&cell=C900", "/plans/" + planKey + "/periods/2018-09/file"} {
		w := clerk.get(path)
		page := w.Body.String()
		if w.Code != http.StatusOK || len(page) > mostPage {
			t.Errorf("%s: %d, %d KiB, want %d at most", path, w.Code, len(page)>>10, mostPage>>10)
		}
		switch {
		case strings.Contains(path, "cell=F11000"):
			if !strings.Contains(page, `id="c-F11000"`) || !strings.Contains(page, "下一步措施") {
				t.Errorf("%s does not show the cell, or not its heading", path)
			}
		case path == at:
			if m := regexp.MustCompile(`href="(\?[^"]*row=\d+[^"]*#sheet)">下一屏`).FindStringSubmatch(page); m != nil {
				next = strings.TrimSuffix(strings.ReplaceAll(m[1], "&amp;", "&"), "#sheet")
			}
		}
	}
	if page := clerk.get(at + next).Body.String(); next == "" || !strings.Contains(page, "上一屏") || len(page) > mostPage {
		t.Errorf("no next window under %q", next)
	}
	if last.Cell != "" && !strings.Contains(clerk.get(at+"?sheet="+last.Sheet+"&cell="+last.Cell).Body.String(), `id="c-`+last.Cell+`"`) {
		t.Errorf("the last finding's cell %s is not shown", last.Cell)
	}
}
