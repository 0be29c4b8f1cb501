package handlers_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// faulty files the faulty sample as a draft and gives its address and the number of a finding to be explained.
func (s *site) faulty(b *browser) (at string, n int) {
	s.t.Helper()
	w := b.upload("/plans/"+planKey+"/periods/2018-09/file", "9.xlsx", sample(s.t, "faulty/"+economy+"-2018-09.xlsx"), "department", economy)
	at = w.Header().Get("Location")
	findings, err := s.store.Findings.List(s.t.Context(), strings.TrimPrefix(at, "/submissions/"))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range findings {
		if f.Class == tally.ClassC {
			return at, f.N
		}
	}
	s.t.Fatal("nothing to explain")
	return "", 0
}

// mistaken finds the field that a page marks as wrong: its name, what it holds, and the sentence beside it.
func mistaken(t *testing.T, w *httptest.ResponseRecorder) (name, value, sentence string) {
	t.Helper()
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		of := map[string]string{}
		for _, a := range n.Attr {
			of[a.Key] = a.Val
		}
		switch {
		case of["aria-invalid"] == "true":
			if name, value = of["name"], of["value"]; n.Data == "textarea" {
				value = n.FirstChild.Data
			}
		case of["id"] == "mistake":
			sentence = n.FirstChild.Data
		}
	}
	return name, value, sentence
}

// TestAMistakeStandsBesideItsField sends forms that are refused: each comes back on its page with what was typed.
func TestAMistakeStandsBesideItsField(t *testing.T) {
	s := newSite(t).withPlan()
	office, clerk, boss := s.signedIn("du", account.Supervisor, ""), s.signedIn("wang", account.Reporter, economy), s.signedIn("boss", account.Administrator, "")
	at, n := s.faulty(clerk)
	filed := "/submissions/" + s.file("2018-08", economy, false).ID
	plan := "/plans/" + planKey
	read, err := s.store.Plans.Get(t.Context(), planKey)
	if err != nil {
		t.Fatal(err)
	}
	one, other := read.Indicators[0].ID, read.Indicators[1].ID
	office.post(plan+"/indicators/"+one+"/alias", "alias", "老名")
	office.post("/departments", "department", economy, "alias", "经发局")
	year := read.Indicators[0].Targets[0].Period
	explain := fmt.Sprintf("explain.%d", n)
	for _, tc := range []struct {
		who        *browser
		path       string
		form       []string
		status     int
		name, said string
	}{
		{clerk, at + "/submit", []string{"revision", "1", explain, "没事"}, 422, explain, "说明太短"},
		{clerk, at + "/submit", []string{"revision", "1", explain, strings.Repeat("长", 3000)}, 400, explain, "过长"},
		{office, filed + "/return", []string{"revision", "1", "reason", strings.Repeat("长", 3000)}, 400, "reason", "过长"},
		{office, plan + "/indicators/" + one + "/target", []string{"seen", "1", "period", year, "text", "稳中向好", "effective", "2018-10", "reason", "调整"}, 422, "text", "没有读成数字"},
		{office, plan + "/indicators/" + one + "/target", []string{"period", year, "text", "240亿元", "effective", "十月", "reason", "调整"}, 400, "effective", "报告期应写成 2018-09（月）"},
		{office, plan + "/indicators/" + one + "/settings", []string{"every", "0", "lag", "0", "weight", "重", "settings_version", "0", "reason", "调整"}, 400, "weight", "权重应为数字"},
		{office, plan + "/indicators/" + one + "/settings", []string{"every", "0", "lag", "0", "weight", "", "curve", "一半", "settings_version", "0", "reason", "调整"}, 400, "curve", ""},
		{office, plan + "/indicators/" + other + "/alias", []string{"alias", "老名"}, 409, "alias", "已经是另一个指标的别名"},
		{office, "/departments", []string{"department", commerce, "alias", "经发局"}, 409, "alias", "不能再指"},
		{office, plan + "/departments", []string{"join", "甲/乙"}, 422, "join", "斜杠"},
		{office, plan + "/settings", []string{"version", "0", "open_day", "1", "due_day", "5", "due_hour", "18", "cut_day", "10", "cut_hour", "9", "jump_month", "多"}, 400, "jump_month", "应为数字"},
		{office, plan + "/periods/2018-09/unlock", []string{"reason", "补报", "until", "2018-01-01T10:00"}, 422, "until", "现在之后"},
		{clerk, "/account/tokens", []string{"name", "机器", "scope", "read", "days", "500"}, 400, "days", "400"},
		{clerk, "/account/password", []string{"old", "不是", "new", password + "x", "again", password + "x"}, 422, "old", "原口令不正确"},
		{boss, "/people", []string{"name", "du", "role", "leader", "label", "同名"}, 409, "name", "已被使用"},
		{boss, "/people", []string{"name", "qian", "role", "reporter", "department", ""}, 422, "department", "必须属于一个部门"},
	} {
		w := tc.who.post(tc.path, tc.form...)
		name, value, sentence := mistaken(t, w)
		typed := ""
		for i := 0; i < len(tc.form); i += 2 {
			if tc.form[i] == tc.name && tc.name != "old" { // a secret is typed again
				typed = tc.form[i+1]
			}
		}
		if w.Code != tc.status || name != tc.name || value != typed || !strings.Contains(sentence, tc.said) || sentence == "" {
			t.Errorf("%s %q: %d, field %q holds %q beside %q", tc.path, tc.form, w.Code, name, clip(value), sentence)
		}
	}
	if w := boss.post("/people", "name", "du", "role", "leader", "label", "同名"); !strings.Contains(w.Body.String(), `value="leader" selected`) || !strings.Contains(w.Body.String(), `value="同名"`) {
		t.Error("the other fields do not hold what was typed")
	}
	if w := auditorOf(s).get("/audit?period=%E4%B9%9D%E6%9C%88&person=du"); w.Code != 400 || !strings.Contains(w.Body.String(), `value="九月"`) || !strings.Contains(w.Body.String(), `value="du"`) {
		t.Errorf("a search that was refused: %d", w.Code)
	}
}

func auditorOf(s *site) *browser { return s.signedIn("shen", account.Auditor, "") }

// TestAChangedPageKeepsTheText explains on a draft that has been filed since: the text is not lost, and the new state is shown.
func TestAChangedPageKeepsTheText(t *testing.T) {
	s := newSite(t).withPlan()
	clerk := s.signedIn("wang", account.Reporter, economy)
	at, n := s.faulty(clerk)
	text := "新纳入两家企业，历史数据一并补报"
	if w := clerk.post(at+"/submit", "revision", "1", "save", "yes", fmt.Sprintf("explain.%d", n), "季节原因，七八月停产检修"); w.Code != http.StatusSeeOther {
		t.Fatalf("the first: %d", w.Code)
	}
	w := clerk.post(at+"/submit", "revision", "1", fmt.Sprintf("explain.%d", n), text)
	if body := w.Body.String(); w.Code != http.StatusConflict || !strings.Contains(body, text) || !strings.Contains(body, `name="revision" value="2"`) {
		t.Errorf("somebody was first: %d", w.Code)
	}
}

func TestARuleBeforeTheFirstEditionSaysSo(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	if body := b.get("/plans/" + planKey + "/settings").Body.String(); strings.Contains(body, "/rules?rules=") || !strings.Contains(body, "出版第一期汇总表后") {
		t.Error("a rule is offered for months that are not there")
	}
	if w := b.get("/plans/" + planKey + "/rules"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "还没有出版过汇总表") {
		t.Errorf("%d", w.Code)
	}
}

func TestAUsedLinkShowsWhereToSignIn(t *testing.T) {
	s := newSite(t)
	link, err := s.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	secret := strings.TrimPrefix(link, "/welcome?secret=")
	b := s.browser()
	w := b.post("/welcome", "secret", secret, "new", password, "again", "other")
	if name, value, said := mistaken(t, w); w.Code != http.StatusUnprocessableEntity || name != "again" || value != "" || !strings.Contains(said, "不一致") {
		t.Errorf("two passwords: %d %q %q %q", w.Code, name, value, said)
	}
	if w := b.post("/welcome", "secret", secret, "new", password, "again", password); w.Code != http.StatusSeeOther {
		t.Fatalf("the password: %d", w.Code)
	}
	w = s.browser().get(link)
	if body := w.Body.String(); w.Code != http.StatusNotFound || !strings.Contains(body, "已经用过") || !strings.Contains(body, `action="/signin"`) {
		t.Errorf("a used link: %d", w.Code)
	}
}

// TestATextOutlivesTheSignIn sends an explanation after the sign-in has run out.
func TestATextOutlivesTheSignIn(t *testing.T) {
	s := newSite(t).withPlan()
	clerk := s.signedIn("wang", account.Reporter, economy)
	at, n := s.faulty(clerk)
	s.person("li", account.Reporter, economy)
	field, text := fmt.Sprintf("explain.%d", n), "新纳入两家企业，历史数据一并补报"
	profile, err := web.ProfileNamed("")
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []time.Duration{profile.Idle + time.Minute, profile.Whole + time.Minute} {
		s.now = s.now.Add(gone)
		w := clerk.post(at+"/submit", "revision", "1", field, text)
		to, err := url.Parse(w.Header().Get("Location"))
		if err != nil || w.Code != http.StatusSeeOther || to.Path != "/signin" {
			t.Fatalf("sent to %v: %d %v", to, w.Code, err)
		}
		page := clerk.get(to.String()).Body.String()
		if !strings.Contains(page, "登录已过期") || !strings.Contains(page, "已经保留") || strings.Contains(page, text) {
			t.Error("the sign-in does not say that it ran out and the text is kept")
		}
		other := s.browser() // somebody else has no part in it
		other.post("/signin", "name", "li", "password", password)
		if strings.Contains(other.get(to.Query().Get("next")).Body.String(), text) {
			t.Error("another person reads the text")
		}
		w = clerk.post(at+"/submit", "revision", "1", field, text) // the note went with the other's try
		if to, err = url.Parse(w.Header().Get("Location")); err != nil {
			t.Fatal(err)
		}
		w = clerk.post("/signin", "name", "wang", "password", password, "next", to.Query().Get("next"))
		back := w.Header().Get("Location")
		w = clerk.get(back)
		if body := w.Body.String(); w.Code != http.StatusOK || !strings.HasPrefix(back, at) || !strings.Contains(body, ">"+text+"</textarea>") || !strings.Contains(body, "刚才没有提交") {
			t.Errorf("back at %s: %d, the text is gone", back, w.Code)
		}
		if w := clerk.get(back); w.Code != http.StatusOK || strings.Contains(w.Body.String(), text) {
			t.Errorf("loaded again: %d", w.Code)
		}
	}
	if w := s.browser().post(at+"/submit", "revision", "1", field, text); strings.Contains(w.Header().Get("Location"), "kept") || strings.Contains(w.Header().Get("Location"), "ended") {
		t.Errorf("a stranger's text is kept: %s", w.Header().Get("Location"))
	}
}

// TestBeingThereKeepsTheSignIn types for an hour on one page.
func TestBeingThereKeepsTheSignIn(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("li", account.Supervisor, "")
	for range 12 {
		s.now = s.now.Add(5 * time.Minute)
		if w := b.post("/account/here"); w.Code != http.StatusNoContent {
			t.Fatalf("%d", w.Code)
		}
	}
	s.now = s.now.Add(16 * time.Minute)
	if w := b.post("/account/here"); w.Code != http.StatusSeeOther {
		t.Errorf("after the end: %d", w.Code)
	}
}

// TestADownloadThatFailsIsAPage follows links to files as a browser does.
func TestADownloadThatFailsIsAPage(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	b.header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	b.header.Set("Referer", "http://example.com/plans/"+planKey)
	api := "/api/v1/plans/" + planKey
	none := "/api/v1/submissions/0199aaaa-0000-7000-8000-000000000000"
	paths := []string{api + "/template.xlsx?period=2018-09&department=x", none + "/marked.xlsx", none + "/original.xlsx", api + "/periods/2018-09/editions/1/workbook.xlsx",
		api + "/periods/2018-09/editions/1/brief.xlsx", api + "/periods/2018-09/editions/1/trace?cell=A1"}
	for _, path := range paths {
		w := b.get(path)
		if body := w.Body.String(); w.Code < 400 || w.Code > 499 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || !strings.Contains(body, `href="/plans/`+planKey+`"`) {
			t.Errorf("%s: %d %s", path, w.Code, w.Header().Get("Content-Type"))
		}
	}
	s.now = s.now.Add(time.Hour)
	for _, path := range paths {
		w := b.get(path)
		if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || to != "/signin?ended=yes&next=%2Fplans%2F"+planKey {
			t.Errorf("%s after the sign-in ran out: %d %s", path, w.Code, to)
		}
	}
	program := s.withToken("p", account.Supervisor, "", account.ScopeRead)
	program.header.Set("Accept", "text/html")
	if w := program.get(paths[1]); !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") {
		t.Errorf("a program is told by a page: %s", w.Header().Get("Content-Type"))
	}
}

// TestOneFileATime sends two files, and a file whose name is in GBK.
func TestOneFileAtATime(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("wang", account.Reporter, economy)
	send := func(names ...string) *httptest.ResponseRecorder {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for _, name := range names {
			part, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="` + name + `"`}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := part.Write(sample(t, "progress/2018-09/"+economy+".xlsx")); err != nil {
				t.Fatal(err)
			}
		}
		if err := form.WriteField("department", economy); err != nil { // after the file
			t.Fatal(err)
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		return b.do("POST", "/plans/"+planKey+"/periods/2018-09/file", form.FormDataContentType(), &body)
	}
	if w := send("九月.xlsx", "十月.xlsx"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "一次只能上传一个文件") || !strings.Contains(w.Body.String(), "十月.xlsx") {
		t.Errorf("two files: %d", w.Code)
	}
	if subs, err := s.store.Submissions.List(t.Context(), planKey, september, economy); err != nil || len(subs) != 0 {
		t.Errorf("one of two was taken: %v %v", subs, err)
	}
	const name = "経発局九月報表.xlsx" // in GBK the second bytes hold a backslash and a bracket
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(name)
	if err != nil {
		t.Fatal(err)
	}
	w := send(gbk)
	page := b.get(w.Header().Get("Location")).Body.String()
	if w.Code != http.StatusSeeOther || !strings.Contains(page, name) {
		t.Fatalf("a name in GBK: %d", w.Code)
	}
	id := strings.TrimPrefix(w.Header().Get("Location"), "/submissions/")
	for path, want := range map[string]string{"original": name, "marked": "経発局九月報表-退件.xlsx"} {
		w := b.get("/api/v1/submissions/" + id + "/" + path + ".xlsx")
		if got := w.Header().Get("Content-Disposition"); !strings.Contains(got, url.PathEscape(want)) {
			t.Errorf("%s is called %s", path, got)
		}
	}
}
