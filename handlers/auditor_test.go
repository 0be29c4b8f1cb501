package handlers_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// TestTheAuditorSearchesActs: the newest first, in words, by a part of the name, department, plan and day; an act opens what it changed, old
// beside new; what was found is exported as a file.
func TestTheAuditorSearchesActs(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		clerk := s.signedIn("wang", account.Reporter, economy)
		sub := s.explainable(t, clerk)
		findings, err := s.store.Findings.List(t.Context(), sub.ID)
		if err != nil {
			t.Fatal(err)
		}
		wang := models.Actor{ID: "wang", Name: "=王小二"}
		for _, text := range []string{"第一次说明：口径调整", "第二次说明：统计口径调整"} {
			if _, err := s.store.Findings.Explain(t.Context(), wang, sub.ID, 0, findings[0].N, text); err != nil {
				t.Fatal(err)
			}
		}
		b := s.signedIn("sun", account.Auditor, "")
		rows := func(query string) string {
			w := b.get("/audit?" + query)
			page := w.Body.String()
			if w.Code != http.StatusOK {
				t.Fatalf("%s: %d", query, w.Code)
			}
			return page[strings.Index(page, "<tbody>"):]
		}
		all := rows("")
		if last, first := strings.Index(all, "说明问题"), strings.Index(all, "导入计划"); last < 0 || first < 0 || last > first {
			t.Errorf("not the newest first: %d, %d", last, first)
		}
		if regexp.MustCompile(`>[a-z]+\.[a-z]+<`).MatchString(all) {
			t.Error("an act is told by its code")
		}
		for query, want := range map[string][2]string{"person=小二": {"说明问题", "导入计划"}, "person=WANG&action=submission.amend": {"网页更正", "上传报表"}, "department=" + economy: {"上传报表", "导入计划"},
			"plan=" + planKey + "&until=2018-10-07": {"没有符合条件", "上传报表"}, "from=2018-10-08&until=2018-10-08&action=plan.import": {"导入计划", "上传报表"}, "person=100%25": {"没有符合条件", "导入计划"}} {
			if page := rows(query); !strings.Contains(page, want[0]) || strings.Contains(page, ">"+want[1]+"<") {
				t.Errorf("%s does not give %s alone", query, want[0])
			}
		}
		if w := b.get("/audit?from=十月"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "2018-10-08 这样") {
			t.Errorf("a day that is none: %d", w.Code)
		}
		acts, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "finding.explained", Newest: true})
		if err != nil || len(acts) != 2 {
			t.Fatal(err, len(acts))
		}
		page := b.get(fmt.Sprintf("/audit/%d", acts[0].Seq)).Body.String()
		if !regexp.MustCompile(`<td class="text-break">第一次说明：口径调整</td><td class="text-break">第二次说明：统计口径调整</td>`).MatchString(page) {
			t.Error("the act does not show old beside new")
		}
		if amended, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "submission.amend"}); err != nil || len(amended) != 1 || !strings.Contains(b.get(fmt.Sprintf("/audit/%d", amended[0].Seq)).Body.String(), `<td class="text-break">14.9</td><td class="text-break">9999</td>`) {
			t.Error("a correction does not show old beside new")
		}
		w := b.get("/audit.csv?person=小二")
		if text := w.Body.String(); !strings.HasPrefix(text, "\xef\xbb\xbf序号") || strings.Count(text, "说明问题") != 2 || !strings.Contains(text, "'=王小二") || strings.Contains(text, "导入计划") {
			t.Errorf("exported: %d %s", w.Code, clip(text))
		}
		if noted, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "download.audit"}); err != nil || len(noted) != 1 {
			t.Errorf("the export is not in the audit: %v", err)
		}
	})
}

// TestEveryActHasItsWord finds the acts that the code writes down and holds each to a word.
func TestEveryActHasItsWord(t *testing.T) {
	named := regexp.MustCompile(`(?:Action: |entry\(|change\(ctx, by, u, )"([a-z]+\.[a-z.-]+)"`)
	found := 0
	for _, room := range []string{"models", "handlers", "jobs", "workflow", "cmd"} {
		err := filepath.WalkDir(filepath.Join("..", room), func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			for _, m := range named.FindAllStringSubmatch(string(text), -1) {
				if found++; models.AuditWord(m[1]) == m[1] && !strings.HasSuffix(m[1], ".") {
					t.Errorf("%s: the act %s has no word in models/auditterms.go", path, m[1])
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 40 {
		t.Errorf("%d acts found", found)
	}
}

// TestTheAuditAsItLooks takes its pictures, wide and narrow.
func TestTheAuditAsItLooks(t *testing.T) {
	s := newSite(t).withPlan()
	s.explainable(t, s.signedIn("wang", account.Reporter, economy))
	s.person("sun", account.Auditor, "")
	c := s.chrome(s.listen())
	c.signIn("sun")
	acts, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "submission.amend"})
	if err != nil || len(acts) != 1 {
		t.Fatal(err, acts)
	}
	for _, width := range []int64{1366, 390} {
		c.run("screen", chromedp.EmulateViewport(width, 800))
		for name, path := range map[string]string{"audit": "/audit", "act": fmt.Sprintf("/audit/%d", acts[0].Seq)} {
			c.open(path)
			if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
				t.Errorf("%s is %d pixels wider than the screen of %d", path, over, width)
			}
			c.shot(fmt.Sprintf("%s-%d", name, width))
		}
	}
	c.quiet()
}
