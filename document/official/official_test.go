package official_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/document/official"
)

func written(t *testing.T, d official.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := official.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sample() official.Document {
	return official.Document{Title: "关于9月“目标”完成情况的通报", To: "财政局、商务局：", Signed: "某开发区<督查办>", Date: time.Date(2018, 10, 11, 9, 0, 0, 0, time.UTC), Notes: []string{"发出前请核对。"},
		Blocks: []official.Block{official.Heading(1, "一、完成情况"), official.Heading(2, "（一）红灯"), official.Paragraph("利用外资 & 其他\n第二行\x01"),
			{Table: &official.Table{Heads: []string{"名次", "部门"}, Widths: []int{1, 3}, Rows: [][]string{{"1", "财政局"}, {"—", "=1+1局"}}}}}}
}

// TestPartsAreWellFormed reads every part to its end and finds all that was said, in order, with the page of GB/T 9704.
func TestPartsAreWellFormed(t *testing.T) {
	data := written(t, sample())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	body := ""
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		d, text := xml.NewDecoder(bytes.NewReader(part)), ""
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			if c, ok := token.(xml.CharData); ok {
				text += string(c) + "|"
			}
		}
		if f.Name == "word/document.xml" {
			body = text
			for _, want := range []string{`w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"`, `w:linePitch="579"`, "<w:tblHeader/>"} {
				if !strings.Contains(string(part), want) {
					t.Errorf("the page has no %s", want)
				}
			}
		}
	}
	at := 0
	for _, want := range []string{"关于9月“目标”完成情况的通报", "财政局、商务局：", "一、完成情况", "（一）红灯", "利用外资 & 其他", "第二行\ufffd", "名次", "=1+1局", "某开发区<督查办>", "2018年10月11日", "发出前请核对。"} {
		i := strings.Index(body[at:], want)
		if i < 0 {
			t.Fatalf("%q does not stand after what comes before it: %s", want, body)
		}
		at += i
	}
}

// TestTheSameBytes holds a document written twice, and one that says something else.
func TestTheSameBytes(t *testing.T) {
	first, other := sample(), sample()
	other.Title += "。"
	if !bytes.Equal(written(t, first), written(t, first)) {
		t.Error("written twice, it differs")
	}
	if bytes.Equal(written(t, first), written(t, other)) {
		t.Error("another title gives the same bytes")
	}
}
