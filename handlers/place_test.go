package handlers_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// filledTemplate downloads a department's template through a door and fills its figures.
func filledTemplate(t *testing.T, b *browser, plan, department, month string) []byte {
	t.Helper()
	w := b.get("/api/v1/plans/" + plan + "/template.xlsx?department=" + url.QueryEscape(department) + "&period=" + month)
	if w.Code != http.StatusOK {
		t.Fatalf("template: %d %s", w.Code, w.Body)
	}
	f, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	sheet := f.GetSheetName(f.GetActiveSheetIndex())
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows[4:] {
		for j, title := range rows[3] {
			cell, _ := excelize.CoordinatesToCellName(j+1, 5+i)
			if v, _ := f.GetCellValue(sheet, cell); strings.HasSuffix(title, "月累计") && v == "" {
				if err := f.SetCellDefault(sheet, cell, "5"); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// elsewhere is what the API says of a misplaced workbook.
type elsewhere struct {
	Code, Detail string
	Belongs      *struct{ Plan, Department, Period, Href string }
}

func TestTheAPISaysWhereAMisplacedTemplateBelongs(t *testing.T) {
	s := newSite(t).withPlan()
	if _, err := s.workflow.ImportPlan(t.Context(), models.System(), "二号", "plan.xlsx", sample(t, planFile)); err != nil {
		t.Fatal(err)
	}
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeRead, account.ScopeFile)
	office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	data := filledTemplate(t, clerk, "二号", economy, "2018-07")
	there := ""
	for _, tc := range []struct {
		b                       *browser
		plan, month, department string
		mayGo                   bool
	}{
		{clerk, planKey, "2018-07", economy, true}, {clerk, "二号", "2018-08", economy, true}, {office, "二号", "2018-07", commerce, true},
	} {
		w := tc.b.upload("/api/v1/plans/"+url.PathEscape(tc.plan)+"/submissions?department="+url.QueryEscape(tc.department)+"&period="+tc.month, "改名.xlsx", data)
		p := read[elsewhere](t, w)
		if w.Code != http.StatusUnprocessableEntity || p.Code != "findings" || p.Belongs == nil || p.Belongs.Plan != "二号" || p.Belongs.Department != economy || p.Belongs.Period != "2018-07" || p.Belongs.Href == "" || !strings.Contains(p.Detail, "放到那里") {
			t.Fatalf("%s %s %s: %d %s", tc.plan, tc.month, tc.department, w.Code, w.Body)
		}
		there = p.Belongs.Href
	}
	other := s.withToken("li", account.Reporter, commerce, account.ScopeRead, account.ScopeFile)
	w := other.upload("/api/v1/plans/"+planKey+"/submissions?department="+url.QueryEscape(commerce)+"&period=2018-07", "改名.xlsx", data)
	if p := read[elsewhere](t, w); p.Belongs == nil || p.Belongs.Href != "" || !strings.Contains(p.Detail, "请交给该部门") {
		t.Errorf("another department's clerk: %d %s", w.Code, w.Body)
	}
	if w := clerk.upload(there, "改名.xlsx", data); w.Code != http.StatusCreated {
		t.Errorf("in its place: %d %s", w.Code, w.Body)
	}
}

func TestTheButtonPutsAMisplacedTemplateInItsPlace(t *testing.T) {
	s := newSite(t).withPlan()
	clerk := s.signedIn("wang", account.Reporter, economy)
	data := filledTemplate(t, clerk, planKey, economy, "2018-07")
	w := clerk.upload("/plans/"+planKey+"/periods/2018-08/file", "改名.xlsx", data, "department", economy)
	misplaced := w.Header().Get("Location")
	page := clerk.get(misplaced)
	form := regexp.MustCompile(`action="(/submissions/[^"]+/place)"`).FindStringSubmatch(page.Body.String())
	if page.Code != http.StatusOK || form == nil || !strings.Contains(page.Body.String(), "2018年7月 的表") {
		t.Fatalf("%s: %d without the button", misplaced, page.Code)
	}
	w = clerk.post(form[1])
	right := clerk.get(w.Header().Get("Location"))
	if w.Code != http.StatusSeeOther || !strings.Contains(right.Body.String(), "2018年7月") || strings.Contains(right.Body.String(), "/place\"") || !strings.Contains(right.Body.String(), ">上报</button>") {
		t.Errorf("in its place: %d %s", w.Code, w.Header())
	}
	if w := clerk.get(misplaced); w.Code != http.StatusNotFound {
		t.Errorf("the misplaced draft is still there: %d", w.Code)
	}
	if w := clerk.post(strings.TrimSuffix(w.Header().Get("Location"), "/") + "/place"); w.Code != http.StatusConflict {
		t.Errorf("put in place once more: %d", w.Code)
	}
	// The other department's clerk is told whose it is, and gets no button.
	other := s.signedIn("li", account.Reporter, commerce)
	w = other.upload("/plans/"+planKey+"/periods/2018-07/file", "改名.xlsx", data, "department", commerce)
	if body := other.get(w.Header().Get("Location")).Body.String(); !strings.Contains(body, "请交给该部门报送") || strings.Contains(body, "/place\"") {
		t.Error("the other department's clerk is not told whose it is, or may file for it")
	}
}

func TestWhatIsNoWorkbookIsRefusedOnTheSpot(t *testing.T) {
	s := newSite(t).withPlan()
	clerk := s.signedIn("wang", account.Reporter, economy)
	for name, tc := range map[string]struct{ data, says string }{
		"图.png":  {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", "图片"},
		"图.jpg":  {"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "图片"},
		"文.pdf":  {"%PDF-1.7\n1 0 obj\n", "PDF"},
		"文.docx": {string(sampleDocx(t)), "Word"},
		"表.csv":  {"指标,数\n税收,12\n", "文本"},
	} {
		w := clerk.upload("/plans/"+planKey+"/periods/2018-09/file", name, []byte(tc.data), "department", economy)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), tc.says) || !strings.Contains(w.Body.String(), "没有保存这个文件") {
			t.Errorf("%s: %d %s", name, w.Code, regexp.MustCompile(`(?s)role="alert">.*?</div>`).FindString(w.Body.String()))
		}
	}
	subs, err := s.store.Submissions.List(t.Context(), planKey, september, economy)
	if err != nil || len(subs) != 0 {
		t.Errorf("%d submissions were kept: %v", len(subs), err)
	}
}

// The place is part of what Check answers, so that a program sees it before it files.
func TestTheCheckNamesThePlace(t *testing.T) {
	s := newSite(t).withPlan()
	got, err := s.workflow.Check(t.Context(), workflow.Filing{Plan: planKey, Department: commerce, Period: september, Name: "x.xlsx", Data: sample(t, "progress/2018-08/"+economy+".xlsx")})
	if err != nil || got.Belongs == nil || got.Belongs.Department != economy || got.Belongs.Period.String() != "2018-08" {
		text, _ := json.Marshal(got.Belongs)
		t.Errorf("%v %s", err, text)
	}
}

// sampleDocx is the least of a Word document.
func sampleDocx(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
