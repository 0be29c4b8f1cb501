package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// nearNames is a filing with two names that the plan does not have and one figure to explain.
func nearNames(t *testing.T) workflow.Filing {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range [][]any{{"2018年9月完成情况"}, {"指标名称", "单位", "累计完成", "备注"}, {"进出口总额完成额", "亿元", 66.4}, {"利用外资", "亿美元", 1.3, "预计数"}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return workflow.Filing{Plan: planKey, Department: commerce, Period: tally.MonthOf(2018, 9), Name: "9.xlsx", Data: b.Bytes(), Draft: true}
}

// TestANearNameIsTakenWhereItIsFound lets a clerk say that a name is the near one of the plan, and the office keep it: the same
// workbook is checked again with what was typed beside it, and next month's by that name passes.
func TestANearNameIsTakenWhereItIsFound(t *testing.T) {
	s := newSite(t).withPlan()
	filing := nearNames(t)
	first, err := s.workflow.Submit(t.Context(), models.System(), filing)
	if err != nil {
		t.Fatal(err)
	}
	n := findingOf(t, s, first.Submission.ID, tally.ItemUnknown)
	clerk := s.signedIn("wang", account.Reporter, commerce)
	page := clerk.get("/submissions/" + first.Submission.ID).Body.String()
	same := fmt.Sprintf("/submissions/%s/findings/%d/same", first.Submission.ID, n)
	if !strings.Contains(page, same) {
		t.Fatalf("the page offers no %s", same)
	}
	estimate := fmt.Sprintf("explain.%d", remarkOf(t, s, first.Submission.ID).N)
	w := clerk.post(same, "revision", fmt.Sprint(first.Submission.Revision), estimate, "太短")
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), ">太短</textarea>") || !strings.Contains(w.Body.String(), "说明太短") {
		t.Errorf("a text that is too short: %d %s", w.Code, clip(w.Body.String()))
	}
	w = clerk.post(same, "revision", fmt.Sprint(first.Submission.Revision), estimate, "海关已核定的数")
	second, _ := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
	if w.Code != http.StatusSeeOther || second == "" || second == first.Submission.ID {
		t.Fatalf("%d to %q", w.Code, second)
	}
	if f := remarkOf(t, s, second); f.State != models.FindingExplained || f.Text != "海关已核定的数" {
		t.Errorf("what was typed beside the button is lost: %+v", f)
	}
	n = findingOf(t, s, second, tally.RemarkAsks)
	sub, err := s.store.Submissions.Get(t.Context(), second)
	if err != nil || sub.FindingsA != 0 {
		t.Fatalf("%v, %d still block", err, sub.FindingsA)
	}
	office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	if w := office.send(fmt.Sprintf("/api/v1/submissions/%s/findings/%d/same", second, n), fmt.Sprintf(`{"revision":%d}`, sub.Revision)); w.Code != http.StatusOK {
		t.Fatalf("office: %d %s", w.Code, w.Body)
	}
	if sub, err = s.store.Submissions.Get(t.Context(), second); err != nil || sub.OpenC != 0 {
		t.Errorf("%v: %d questions are open, and the office has answered the one that it was asked", err, sub.OpenC)
	}
	got, err := s.workflow.Check(t.Context(), filing)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range got.Reading.Findings {
		if f.Code == tally.ItemUnknown || f.Code == tally.RemarkAsks && f.Suggest != "" {
			t.Errorf("the name was kept, and yet: %+v", f)
		}
	}
}

// TestANearNameInABrowser clicks 就是它 with a text typed beside it, as the clerk and then as the office, on a wide screen and a phone's.
func TestANearNameInABrowser(t *testing.T) {
	s := newSite(t).withPlan()
	s.person("du", account.Supervisor, "")
	s.person("wang", account.Reporter, commerce)
	first, err := s.workflow.Submit(t.Context(), models.System(), nearNames(t))
	if err != nil {
		t.Fatal(err)
	}
	c := s.chrome(s.listen())
	c.signIn("wang")
	c.open("/submissions/" + first.Submission.ID)
	c.says("进出口总额完成额", "就是“")
	c.sizes("clerk")
	box := fmt.Sprintf("#explain%d", remarkOf(t, s, first.Submission.ID).N)
	c.run("type", chromedp.SendKeys(chromedp.CSS(box), "海关已核定的数"))
	c.run("就是它", chromedp.Click(chromedp.CSS(`button[formaction$="/same"]`)), chromedp.WaitVisible(chromedp.CSS(".actionbar .btn-lg")))
	c.says("填报人认定就是计划里的", "已说明")
	c.sizes("taken")
	if typed := ask(c, chromedp.Evaluate[string](`[...document.querySelectorAll('textarea')].map((t) => t.value).join('|')`)); !strings.Contains(typed, "海关已核定的数") {
		t.Errorf("typed beside the button, and gone: %q", typed)
	}
	at := ask(c, chromedp.Evaluate[string](`location.pathname`))
	c.signOut()
	c.signIn("du")
	c.open(at)
	c.says("记为别名")
	c.run("keep", chromedp.Click(chromedp.CSS(`button[formaction$="/same"]`)), chromedp.WaitNotPresent(chromedp.CSS(`button[formaction$="/same"]`)))
	if said := ask(c, chromedp.Evaluate[string](`document.querySelector('textarea').value`)); !strings.Contains(said, "督查部门认定") {
		t.Errorf("the question is answered with %q", said)
	}
	c.quiet()
}

// remarkOf is the question about the remark 预计数.
func remarkOf(t *testing.T, s *site, id string) models.FiledFinding {
	t.Helper()
	list, err := s.store.Findings.List(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if f.Code == tally.RemarkAsks && f.Suggest == "" {
			return f
		}
	}
	t.Fatalf("no question about the remark in %+v", list)
	return models.FiledFinding{}
}

func findingOf(t *testing.T, s *site, id string, code tally.Code) int {
	t.Helper()
	list, err := s.store.Findings.List(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if f.Code == code && f.Suggest != "" {
			return f.N
		}
	}
	t.Fatalf("no %s with a suggestion in %+v", code, list)
	return 0
}
