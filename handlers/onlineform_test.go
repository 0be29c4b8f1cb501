package handlers_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/onlineform"
)

// TestATemplateIsFilledOnAPage: what is typed is kept field by field, the filled template is a draft whose figures have file, sheet and
// cell, and the form shows it again.
func TestATemplateIsFilledOnAPage(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		clerk := s.signedIn("wang", account.Reporter, economy)
		at := "/plans/" + planKey + "/periods/2018-09/fill"
		if page := clerk.get("/plans/" + planKey + "/periods/2018-09/file").Body.String(); !strings.Contains(page, at+"?department=") {
			t.Error("the page to file does not lead to the form")
		}
		w := clerk.get(at)
		fields := regexp.MustCompile(`name="(v:[^"]*1-9月累计)"`).FindAllStringSubmatch(w.Body.String(), -1)
		if w.Code != http.StatusOK || len(fields) < 10 {
			t.Fatalf("%d, %d fields to fill", w.Code, len(fields))
		}
		if w := clerk.post(at, "department", economy); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "还没有填任何数") {
			t.Errorf("nothing filled: %d", w.Code)
		}
		name := html.UnescapeString(fields[0][1])
		if w := clerk.post(at+"/typed?department="+url.QueryEscape(economy), name, "168.9"); w.Code != http.StatusNoContent {
			t.Fatalf("typed: %d %s", w.Code, clip(w.Body.String()))
		}
		clerk.post(at+"/typed?department="+url.QueryEscape(economy), name, "168.92")
		if page := clerk.get(at).Body.String(); !strings.Contains(page, `value="168.92"`) || strings.Contains(page, `value="168.9"`) {
			t.Error("what was typed is not there again")
		}
		pairs := []string{"department", economy}
		for i, f := range fields {
			value := "5"
			if i == 0 {
				value = "168.92"
			}
			pairs = append(pairs, html.UnescapeString(f[1]), value)
		}
		w = clerk.post(at, pairs...)
		id, ok := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
		if !ok {
			t.Fatalf("%d %s", w.Code, clip(w.Body.String()))
		}
		figures, err := s.store.Figures.List(t.Context(), id)
		if err != nil || len(figures) != len(fields) {
			t.Fatalf("%d figures of %d, %v", len(figures), len(fields), err)
		}
		sub, _ := s.store.Submissions.Get(t.Context(), id)
		if f := figures[0]; f.Value.String() != "168.92" || f.Source.Sheet != "9月" || f.Source.Cell == "" || sub.State != models.Draft || !strings.HasSuffix(sub.FileName, ".xlsx") {
			t.Errorf("the first figure: %+v of %+v", f, sub)
		}
		if got, err := s.store.Forms.Fields(t.Context(), formOwner(sub)); err != nil || len(got) != 0 {
			t.Errorf("still kept as typed: %v %v", got, err)
		}
		if page := clerk.get(at).Body.String(); !strings.Contains(page, `value="168.92"`) {
			t.Error("the form does not show what was filed")
		}
		other := s.signedIn("li", account.Reporter, commerce)
		if w := other.post(at+"/typed?department="+url.QueryEscape(economy), name, "1"); w.Code != http.StatusNotFound {
			t.Errorf("another department types into the form: %d", w.Code)
		}
	})
}

// TestTheFormInABrowser types a number and looks at the form, wide and narrow.
func TestTheFormInABrowser(t *testing.T) {
	s := newSite(t).withPlan()
	s.file("2018-08", economy, false)
	s.person("wang", account.Reporter, economy)
	c := s.chrome(s.listen())
	c.signIn("wang")
	for _, width := range []int64{1366, 390} {
		c.run("screen", chromedp.EmulateViewport(width, 800))
		c.open("/plans/" + planKey + "/periods/2018-09/fill")
		if width == 1366 {
			c.run("type", chromedp.SendKeys(chromedp.CSS(`input[name$="1-9月累计"]`), "168.92"), chromedp.WaitVisible(chromedp.CSS(".kept-status:not(:empty)")))
			c.says("已暂存")
		}
		if got := ask(c, chromedp.Evaluate[string](`document.querySelector('input[name$="1-9月累计"]').value`)); got != "168.92" {
			t.Errorf("the field holds %q", got)
		}
		if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
			t.Errorf("the page is %d pixels wider than the screen of %d", over, width)
		}
		c.shot(map[int64]string{1366: "fill-1366", 390: "fill-390"}[width])
	}
	c.run("make", chromedp.Click(chromedp.CSS(".actionbar .btn-lg")), chromedp.WaitVisible(chromedp.CSS(".sheet")))
	c.says("168.92")
	c.quiet()
}

func formOwner(sub models.Submission) onlineform.Owner {
	return onlineform.Owner{Plan: sub.Plan, Department: sub.Department, Period: sub.Period}
}
