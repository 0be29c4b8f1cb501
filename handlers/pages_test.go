package handlers_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/templates"
)

// published is a site with two departments' sheets and an edition of September.
func published(t *testing.T) *site {
	t.Helper()
	s := newSite(t).withPlan()
	s.file("2018-09", economy, false)
	s.file("2018-09", commerce, false)
	if _, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september); err != nil {
		t.Fatal(err)
	}
	return s
}

// everyPage is a page of each kind, with the role that looks at it and something that it says.
func everyPage(s *site) []struct{ role, path, says string } {
	s.t.Helper()
	subs, err := s.store.Submissions.List(s.t.Context(), planKey, september, economy)
	if err != nil {
		s.t.Fatal(err)
	}
	plan, err := s.store.Plans.Get(s.t.Context(), planKey)
	if err != nil {
		s.t.Fatal(err)
	}
	month, sub := "/plans/"+planKey+"/periods/2018-09", "/submissions/"+subs[0].ID
	return []struct{ role, path, says string }{
		{"reporter", "/", "2018-10-08 18:00"},
		{"reporter", month + "/file", "20 MiB"},
		{"reporter", sub, "经济发展局.xlsx"},
		{"reporter", sub + "/source?sheet=9%E6%9C%88&cell=F5", "168.92"},
		{"reporter", "/account", "reporter"},
		{"supervisor", "/", economy},
		{"supervisor", "/plans", planKey},
		{"supervisor", "/plans/" + planKey, "228"},
		{"supervisor", "/plans/" + planKey + "/settings", "sanya"},
		{"leader", "/plans/" + planKey + "/rules?rules=sanya", "三亚"},
		{"supervisor", "/departments", commerce},
		{"supervisor", month, commerce},
		{"supervisor", month + "/brief", "利用外资"},
		{"supervisor", sub + "/columns", "地区生产总值"},
		{"leader", month + "/lights", "利用外资"},
		{"leader", month + "/lights?department=" + "%E5%95%86%E5%8A%A1%E5%B1%80", "利用外资"},
		{"leader", month + "/indicators/" + plan.Indicators[0].ID, "168.92"},
		{"auditor", "/audit?check=yes", "/audit/1"},
		{"administrator", "/people", "supervisor"},
		{"administrator", "/settings", "UTC"},
	}
}

// technical is what programs call things, and what becomes of sentences put together carelessly.
var (
	technical = regexp.MustCompile(`\d+[hm]\d+(\.\d+)?s|\bdjbh\b|\bCST\b|\(?check --map|tallysheet [a-z]+ --|%%|%!|<nil>|([万亿]?[美]?元|个百分点)亿?万?元`)
	tag       = regexp.MustCompile(`(?s)<script.*?</script>|<style.*?</style>|<[^>]*>`)
)

func TestEveryPageIsShownInBothLanguages(t *testing.T) {
	s := published(t)
	people := map[string]*browser{"reporter": s.signedIn("reporter", account.Reporter, economy)}
	for _, r := range []account.Role{account.Supervisor, account.Leader, account.Auditor, account.Administrator} {
		people[string(r)] = s.signedIn(string(r), r, "")
	}
	for _, language := range []string{"zh", "en"} {
		for _, p := range everyPage(s) {
			b := people[p.role]
			b.post("/language", "language", language)
			w := b.get(p.path)
			body := w.Body.String()
			if raw := technical.FindString(html.UnescapeString(tag.ReplaceAllString(body, " "))); raw != "" {
				t.Errorf("%s %s says %q, which no clerk knows", language, p.path, raw)
			}
			if w.Code != http.StatusOK || !strings.Contains(body, p.says) || !strings.Contains(body, "</html>") {
				t.Errorf("%s %s: %d, without %q", language, p.path, w.Code, p.says)
			}
			if strings.Contains(body, "%!") || strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "<script>") || regexp.MustCompile(`\son[a-z]+=`).MatchString(body) {
				t.Errorf("%s %s holds a broken text, an unsafe value or an inline script", language, p.path)
			}
			if english := strings.Contains(body, `<html lang="en">`); english != (language == "en") {
				t.Errorf("%s: asked for %s", p.path, language)
			}
		}
	}
}

// TestEveryTextHasItsEnglish holds english.yaml to the Chinese texts of the pages, both ways.
func TestEveryTextHasItsEnglish(t *testing.T) {
	raw, err := fs.ReadFile(templates.Pages(), "english.yaml")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	if err := yaml.Unmarshal(raw, &words); err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`\bt "((?:[^"\\]|\\.)*)"`)
	err = fs.WalkDir(templates.Pages(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		page, err := fs.ReadFile(templates.Pages(), name)
		for _, m := range text.FindAllStringSubmatch(string(page), -1) {
			english, ok := words[m[1]]
			if !ok {
				t.Errorf("%s: %q has no English", name, m[1])
			}
			if verbs(m[1]) != verbs(english) {
				t.Errorf("%s: %q is filled in otherwise than %q", name, m[1], english)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func verbs(text string) string {
	return strings.Join(regexp.MustCompile(`%[a-z]`).FindAllString(text, -1), "")
}

func TestAReporterGetsTheOwnRowsOfAnEdition(t *testing.T) {
	s := published(t)
	b := s.signedIn("li", account.Reporter, commerce)
	w := b.get("/api/v1/plans/" + planKey + "/periods/2018-09/editions/latest/workbook.xlsx")
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if cut := unzipped(t, w.Body.Bytes()); !strings.Contains(cut, "利用外资") || strings.Contains(cut, "小升规企业数") {
		t.Error("the cut is not that of the department")
	}
	leader := s.signedIn("chen", account.Leader, "")
	w = leader.get("/api/v1/plans/" + planKey + "/periods/2018-09/editions/latest/brief.xlsx")
	if w.Code != http.StatusOK || !strings.Contains(unzipped(t, w.Body.Bytes()), "利用外资") {
		t.Errorf("the brief: %d", w.Code)
	}
}

func unzipped(t *testing.T, book []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	return all.String()
}

func TestTheOfficeSetsAPlan(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	form := func(version, cutDay string) []string {
		return []string{"version", version, "manual", "yes", "rules", "sanya", "open_day", "2", "due_day", "6", "due_hour", "17", "cut_day", cutDay, "cut_hour", "9",
			"months", "2，3 4", "holidays", "2018-10-01\n2018-10-02", "workdays", "", "class.jump", "D", "jump_month", "4", "jump_year", "2"}
	}
	path := "/plans/" + planKey + "/settings"
	if w := b.post(path, form("0", "3")...); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "日期次序") {
		t.Errorf("a cut-off before the due day: %d", w.Code)
	}
	if w := b.post(path, append(form("0", "11"), "unit_within", "0")...); w.Code != http.StatusBadRequest {
		t.Errorf("a bound that makes no sense: %d", w.Code)
	}
	if w := b.post(path, form("0", "11")...); w.Code != http.StatusSeeOther {
		t.Fatalf("settings: %d %s", w.Code, w.Body)
	}
	if w := b.post(path, form("0", "11")...); w.Code != http.StatusConflict {
		t.Errorf("settings that somebody else has changed since: %d", w.Code)
	}
	set, err := s.store.Plans.Settings(t.Context(), planKey)
	if err != nil || !set.Manual || set.Rules != "sanya" || fmt.Sprint(set.Classes) != "map[jump:D]" || !strings.Contains(string(set.Calendar), `"months":[2,3,4]`) || string(set.Checks) != `{"jump_month":"4"}` {
		t.Errorf("kept %+v %s: %v", set, set.Calendar, err)
	}
}

func TestTheOfficeMapsColumnsByHand(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	w := b.upload("/plans/"+planKey+"/periods/2018-08/file", "八月.xlsx", strangeSheet(t, "八月", 57.3), "department", commerce)
	at := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.Contains(b.get(at).Body.String(), "class-A") {
		t.Fatalf("the strange sheet: %d %s", w.Code, at)
	}
	if w := b.get(at + "/columns"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "到今") {
		t.Errorf("the columns: %d", w.Code)
	}
	w = b.post(at+"/columns", "sheet", "Sheet1", "first", "2", "last", "2", "role.A", "name", "role.B", "unit", "role.C", "ytd")
	read := b.get(w.Header().Get("Location")).Body.String()
	if w.Code != http.StatusSeeOther || !strings.Contains(read, "57.3") || !strings.Contains(read, "进出口总额") {
		t.Errorf("read again: %d", w.Code)
	}
	kept, err := s.store.Mappings.List(t.Context(), commerce)
	if err != nil || len(kept) != 1 {
		t.Fatalf("%d mappings are kept: %v", len(kept), err)
	}
	if page := b.get("/departments").Body.String(); !strings.Contains(page, "A 指标名称，B ") || !strings.Contains(page, kept[0].Fingerprint) {
		t.Errorf("the departments' page does not say how columns were mapped: %s", page)
	}
	pairs := []string{"department", commerce, "fingerprint", kept[0].Fingerprint}
	if w := b.post("/departments/mappings", pairs...); w.Code != http.StatusSeeOther || strings.Contains(b.get("/departments").Body.String(), kept[0].Fingerprint) {
		t.Errorf("the mapping stays: %d", w.Code)
	}
}
