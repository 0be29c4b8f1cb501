package document_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/document"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestTextEncodings(t *testing.T) {
	const text = "二〇二三年工作要点\r\n税收收入12亿元。"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"utf-8": text, "with a mark": "\ufeff" + text, "gbk": gbk, "utf-16": "\xff\xfe" + utf16(text)} {
		got, err := document.Text([]byte(data), document.Limits{})
		if err != nil || strings.Join(texts(got), "|") != "二〇二三年工作要点|税收收入12亿元。" {
			t.Error(name, texts(got), err)
		}
	}
	var no *document.Refusal
	if _, err := document.Text([]byte("\x00\x01\x02\x03\x04\x05\x06"), document.Limits{}); !errors.As(err, &no) {
		t.Error("no text was read:", err)
	}
}

func utf16(s string) string {
	var out strings.Builder
	for _, r := range s {
		out.WriteByte(byte(r))
		out.WriteByte(byte(r >> 8))
	}
	return out.String()
}

func TestTextWrappedAtAWidth(t *testing.T) {
	lines := []string{"　　全年引进亿元以上项目三十六个，其中十亿元以上项", "目五个；新开工项目二十二个，竣工投产项目十五个，签", "约项目开工率不低于百分之七十五，新增规上工业企业二", "十五家，总数达到二百三十五家，税收收入增长百分之八", "以上。", "　　一、重点工作"}
	got, err := document.Text([]byte(strings.Join(lines, "\n")), document.Limits{})
	if err != nil || len(got.Blocks) != 2 || !strings.Contains(got.Blocks[0].Text, "十亿元以上项目五个") {
		t.Fatal(texts(got), err)
	}
}

func TestHTMLWithoutItsFrame(t *testing.T) {
	page := `<!DOCTYPE html><html><head><title>关于印发2024年要点的通知_某开发区</title><script>var a="引进项目9个"</script></head><body>
<div class="nav"><a href="/">首页</a>引进项目99个</div><h1>2024年工作要点</h1><div id="zoom"><p>全年引进项目<span>3</span><span>6</span>个，税收收入增长8%以上，坚持稳中求进工作总基调。</p><p hidden>引进项目77个</p><table><tr><td rowspan="2">税收</td><td>12</td></tr><tr><td>13</td></tr></table></div>
<div class="footer">备案号05012345</div></body></html>`
	got, err := document.HTML([]byte(page), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(texts(got), "|"); got.Title != "2024年工作要点" || !strings.Contains(s, "引进项目36个") || strings.Contains(s, "9个") || strings.Contains(s, "77") || strings.Contains(s, "备案") {
		t.Fatal(got.Title, s)
	}
	for _, b := range got.Blocks {
		if b.Kind == document.Table && (len(b.Rows) != 2 || b.Rows[1][0] != "税收" || b.Rows[1][1] != "13") {
			t.Fatal(b.Rows)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add("<html><body><p>税收12亿元</p><table><tr><td colspan=3>a</td></tr></table></body></html>")
	f.Fuzz(func(t *testing.T, page string) {
		var no *document.Refusal
		if _, err := document.HTML([]byte(page), document.Limits{}); err != nil && !errors.As(err, &no) {
			t.Fatal(err)
		}
	})
}
