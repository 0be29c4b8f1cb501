package handlers_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestOfficialDocumentsSayTheEdition downloads 通报 and 简报 as .docx: both name the lights and the ranking, the 通报 its addressees, twice
// the same bytes.
func TestOfficialDocumentsSayTheEdition(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		for _, d := range []string{economy, "商务局"} {
			s.file("2018-09", d, false)
		}
		office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
		const month = "/api/v1/plans/" + planKey + "/periods/2018-09/editions"
		if w := office.do("POST", month, "", nil); w.Code != http.StatusCreated {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		for name, wants := range map[string][]string{
			"circular.docx": {"关于2018年9月目标任务完成情况的通报", "财政局", "未报送2个", "一、报送情况", "（一）亮红灯的指标", "，后3个月月均需完成", "三、各部门情况", "名次", "请未报、迟报的单位尽快补报", "（落款单位）", "第1版"},
			"brief.docx":    {"2018年9月目标任务完成情况简报", "本期共20项指标，红灯", "一、需要关注的指标", "平均完成率"},
		} {
			w := office.get(month + "/1/" + name)
			if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Content-Type"), "wordprocessingml") || !strings.Contains(w.Header().Get("Content-Disposition"), ".docx") {
				t.Fatalf("%s: %d %v", name, w.Code, w.Header())
			}
			if again := office.get(month + "/latest/" + name); !bytes.Equal(again.Body.Bytes(), w.Body.Bytes()) {
				t.Errorf("%s: other bytes the second time", name)
			}
			text := documentText(t, w.Body.Bytes())
			for _, want := range wants {
				if !strings.Contains(text, want) {
					t.Errorf("%s does not say %q: %s", name, want, text)
				}
			}
		}
		if w := office.get(month + "/7/brief.docx"); w.Code != http.StatusNotFound {
			t.Errorf("of no edition: %d", w.Code)
		}
	})
}

// documentText is what a .docx says, without its marks.
func documentText(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	part, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(part), "")
}
