package handlers_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// TestFilingGivesAReceiptAndCanBeTakenBack: 上报 leads to a receipt that the audit knows, 撤回 makes a draft of it until it is accepted, and home
// puts first what is asked for, with the reason of a return and the version in force.
func TestFilingGivesAReceiptAndCanBeTakenBack(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		s.acceptsAll(t, s.file("2018-07", economy, true).ID)
		clerk := s.signedIn("wang", account.Reporter, economy)
		sub := s.explainable(t, clerk)
		if w := clerk.get("/submissions/" + sub.ID + "/receipt"); w.Code != http.StatusNotFound {
			t.Errorf("a receipt of a draft: %d", w.Code)
		}
		w := clerk.post("/submissions/"+sub.ID+"/submit", "revision", fmt.Sprint(sub.Revision))
		at := w.Header().Get("Location")
		if at != "/submissions/"+sub.ID+"/receipt" {
			t.Fatalf("上报: %d to %q %s", w.Code, at, clip(w.Body.String()))
		}
		page := clerk.get(at).Body.String()
		sub, _ = s.store.Submissions.Get(t.Context(), sub.ID)
		number := regexp.MustCompile(`20181008-[0-9A-F]{8}`).FindString(page)
		rows, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "submission.submit", Object: sub.ID})
		if err != nil || len(rows) != 1 || number == "" || !strings.Contains(rows[0].Detail, number) || !strings.Contains(page, rows[0].Hash) || !strings.Contains(page, sub.SHA256) {
			t.Errorf("receipt %q, audit %+v, %v", number, rows, err)
		}
		if home := clerk.get("/").Body.String(); strings.Index(home, "已上报，待审核") < strings.Index(home, "未报") {
			t.Error("what waits stands before what is asked for")
		}
		if w := clerk.post("/submissions/"+sub.ID+"/withdraw", "revision", fmt.Sprint(sub.Revision)); w.Code != http.StatusSeeOther {
			t.Fatalf("撤回: %d %s", w.Code, clip(w.Body.String()))
		}
		sub, _ = s.store.Submissions.Get(t.Context(), sub.ID)
		if sub.State != models.Draft || !sub.SubmittedAt.IsZero() || sub.ReceiptNumber() != "" {
			t.Errorf("after 撤回: %+v", sub)
		}
		if rows, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "submission.withdraw"}); err != nil || len(rows) != 1 || !strings.Contains(rows[0].Detail, number) {
			t.Errorf("audit of 撤回: %+v %v", rows, err)
		}
		s.acceptsAll(t, sub.ID)
		sub, _ = s.store.Submissions.Get(t.Context(), sub.ID)
		if w := clerk.post("/submissions/"+sub.ID+"/withdraw", "revision", fmt.Sprint(sub.Revision)); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "已经审核通过") {
			t.Errorf("撤回 of what is accepted: %d", w.Code)
		}
		if _, err := s.store.Submissions.Return(t.Context(), models.System(), sub.ID, 0, "数据口径与通知不符"); err != nil {
			t.Fatal(err)
		}
		home := clerk.get("/").Body.String()
		if first := home[strings.Index(home, "<tbody>"):]; !strings.Contains(first[:strings.Index(first, "</tr>")], "数据口径与通知不符") {
			t.Error("what was returned does not stand first with its reason")
		}
		if !regexp.MustCompile(`2018年7月[\s\S]*第 1 版`).MatchString(home) {
			t.Error("home does not say what is in force")
		}
		if other := clerk.get("/?plan=nosuch").Body.String(); strings.Contains(other, "2018年7月") {
			t.Error("the list is not narrowed to the plan")
		}
	})
}

// explainable keeps September's draft with something to explain, so that filing it does not accept it at once.
func (s *site) explainable(t *testing.T, clerk *browser) models.Submission {
	t.Helper()
	first := uploaded(t, s, clerk, "2018-09", "9月.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"))
	w := clerk.post("/submissions/"+first.ID+"/cells", "revision", fmt.Sprint(first.Revision), "cell:9月!F8", "9999")
	id, _ := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
	sub, err := s.store.Submissions.Get(t.Context(), id)
	if err != nil || sub.OpenC == 0 || sub.FindingsA > 0 {
		t.Fatalf("%v %+v", err, sub)
	}
	return sub
}

// TestOneAccountHoldsSeveralDepartments: it acts for one at a time and sees each of its own by address, and no other's.
func TestOneAccountHoldsSeveralDepartments(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		admin := s.signedIn("zhou", account.Administrator, "")
		s.person("wang", account.Reporter, economy)
		users, err := s.store.Users.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var u account.User
		for _, one := range users {
			if one.Name == "wang" {
				u = one
			}
		}
		if w := admin.post("/people/"+u.ID+"/post", "version", fmt.Sprint(u.Version), "label", "王五", "role", "reporter", "department", economy+"、"+commerce+"，"+economy); w.Code != http.StatusSeeOther {
			t.Fatalf("%d %s", w.Code, clip(w.Body.String()))
		}
		u, err = s.store.Users.Get(t.Context(), u.ID)
		if err != nil || u.HeldText() != economy+"、"+commerce {
			t.Fatalf("%v, holds %q", err, u.HeldText())
		}
		mine, others := s.file("2018-09", commerce, true), ""
		names, err := s.store.Departments.Reporting(t.Context(), planKey)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range names {
			if d != economy && d != commerce {
				others = d
			}
		}
		b := s.browser()
		if w := b.post("/signin", "name", "wang", "password", password); w.Code != http.StatusSeeOther {
			t.Fatal(w.Code)
		}
		home := b.get("/").Body.String()
		if !strings.Contains(home, `action="/account/department"`) || !strings.Contains(home, "<small class=\"text-secondary ms-2\">"+economy) {
			t.Error("home has no choice of departments, or does not act for the first")
		}
		if w := b.post("/account/department", "department", others); w.Code != http.StatusNotFound {
			t.Errorf("acting for another's department: %d", w.Code)
		}
		b.post("/account/department", "department", commerce)
		if home := b.get("/").Body.String(); !strings.Contains(home, "<small class=\"text-secondary ms-2\">"+commerce) || !strings.Contains(home, "草稿，未上报") {
			t.Error("home does not act for the department chosen")
		}
		for _, d := range []struct {
			name string
			code int
		}{{economy, 200}, {commerce, 200}, {others, 404}} {
			if w := b.get("/plans/" + planKey + "/periods/2018-09/file?department=" + d.name); d.name != "" && w.Code != d.code {
				t.Errorf("the page to file for %s: %d", d.name, w.Code)
			}
		}
		b.post("/account/department", "department", economy)
		if w := b.get("/submissions/" + mine.ID); w.Code != http.StatusOK {
			t.Errorf("the draft of the other department held: %d", w.Code)
		}
		if err := s.store.Departments.Merge(t.Context(), models.System(), commerce, economy, "机构改革"); err != nil {
			t.Fatal(err)
		}
		if u, _ = s.store.Users.Get(t.Context(), u.ID); u.HeldText() != economy {
			t.Errorf("after the merge it holds %q", u.HeldText())
		}
	})
}

// TestTheReceiptAsItLooks takes the pictures of home, receipt and what would light, wide and narrow.
func TestTheReceiptAsItLooks(t *testing.T) {
	s := newSite(t).withPlan()
	s.file("2018-07", economy, false)
	s.file("2018-08", economy, false)
	clerk := s.signedIn("wang", account.Reporter, economy)
	sub := s.explainable(t, clerk)
	c := s.chrome(s.listen())
	c.signIn("wang")
	for _, width := range []int64{1366, 390} {
		c.run("screen", chromedp.EmulateViewport(width, 800))
		c.open("/")
		c.shot(fmt.Sprintf("home-%d", width))
		c.open("/submissions/" + sub.ID)
		c.run("lights", chromedp.WaitVisible(chromedp.CSS("#wouldlight table")))
		c.says("审核通过后会亮什么灯")
		c.shot(fmt.Sprintf("draft-%d", width))
		if width == 390 {
			c.run("上报", chromedp.Click(chromedp.CSS(".actionbar .btn-lg")), chromedp.WaitVisible(chromedp.CSS(".receipt")))
		}
		if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
			t.Errorf("the page is %d pixels wider than the screen of %d", over, width)
		}
	}
	c.says("回执编号")
	c.shot("receipt-390")
	c.run("screen", chromedp.EmulateViewport(1366, 800))
	c.shot("receipt-1366")
	c.quiet()
}
