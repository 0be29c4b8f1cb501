package handlers_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// TestPlansOfRunningTextReachAnEdition carries four public plans from their own text to an edition: drafted, ticked on the page,
// taken as a workbook, imported, their questions answered, a month filed by each department, and traced from a light to the sentence.
func TestPlansOfRunningTextReachAnEdition(t *testing.T) {
	for _, plan := range []struct {
		key         string
		year, least int // year of the month that is filed: the last of a plan of three
	}{{"shangyu-2017", 2017, 45}, {"wenzhou-2018", 2020, 30}, {"gangzha-2022", 2022, 20}, {"wenzhou-2017", 2017, 20}} {
		t.Run(plan.key, func(t *testing.T) {
			s := newSite(t)
			s.now = time.Date(plan.year, 7, 5, 1, 0, 0, 0, time.UTC)
			page := s.signedIn("du", account.Supervisor, "")
			office := s.withToken("zhang", account.Supervisor, "", account.Scopes()...)
			book := tickedOnThePage(t, page, plan.key)
			w := office.upload("/api/v1/plans?plan="+plan.key, "分解表.xlsx", book)
			if w.Code != http.StatusCreated {
				t.Fatalf("import: %d %s", w.Code, clip(w.Body.String()))
			}
			answerAll(t, office, plan.key)
			in := read[tally.Plan](t, office.get("/api/v1/plans/"+plan.key))
			if len(in.Indicators) < plan.least {
				t.Errorf("%d indicators, want %d at least", len(in.Indicators), plan.least)
			}
			month := fmt.Sprintf("%d-06", plan.year)
			for d := range departmentsOf(in) {
				clerk := s.withToken("clerk"+d, account.Reporter, d, account.ScopeRead, account.ScopeFile)
				fileByTemplate(t, clerk, in, d, month)
			}
			issued(t, office, plan.key, month, in, true)
		})
	}
}

// tickedOnThePage drafts a plan's text, ticks every section on its page and gives the workbook.
func tickedOnThePage(t *testing.T, b *browser, key string) []byte {
	t.Helper()
	w := b.upload("/drafts", key+".txt", seed(t, key))
	at := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther {
		t.Fatalf("draft: %d %s", w.Code, clip(w.Body.String()))
	}
	pairs := []string{"leadrest", "管委会办公室"}
	for _, m := range regexp.MustCompile(`name="section" value="(\d+)"`).FindAllStringSubmatch(b.get(at).Body.String(), -1) {
		pairs = append(pairs, "section", m[1])
	}
	w = b.post(at+"/workbook.xlsx", pairs...)
	if w.Code != http.StatusOK || len(pairs) < 6 {
		t.Fatalf("workbook of %d sections: %d", len(pairs)/2-1, w.Code)
	}
	return bytes.Clone(w.Body.Bytes())
}

func seed(t *testing.T, key string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "seeds", key+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// answerAll answers the questions of a plan as proposed, or by the first choice.
func answerAll(t *testing.T, office *browser, key string) {
	t.Helper()
	at := "/api/v1/plans/" + key + "/questions"
	for _, q := range read[asksList](t, office.get(at)).Questions {
		answer := q.Proposed
		if answer == "" && len(q.Choices) > 0 {
			answer = q.Choices[0]
		}
		if q.Answer != "" || answer == "" {
			continue
		}
		body, err := json.Marshal(map[string]any{"answer": answer, "reason": "按文件原文核对", "version": 0})
		if err != nil {
			t.Fatal(err)
		}
		if w := office.send(fmt.Sprintf("%s/%d", at, q.N), string(body)); w.Code != http.StatusOK {
			t.Errorf("question %d (%s, %s): %d %s", q.N, q.Indicator, answer, w.Code, clip(w.Body.String()))
		}
	}
}

func departmentsOf(p tally.Plan) map[string]bool {
	all := map[string]bool{}
	for i := range p.Indicators {
		for _, d := range p.Indicators[i].Lead {
			all[d] = true
		}
	}
	return all
}

// halfway is a figure between nothing and the target of a row, "" where it has no number.
func halfway(ind *tally.Indicator, year string) string {
	for _, t := range ind.Targets {
		n := t.Floor
		if !n.OK() {
			n = t.Stretch
		}
		if !n.OK() || t.Period != "" && t.Period != year {
			continue
		}
		if ind.Measure == tally.Growth || ind.Measure == tally.Share || ind.Measure == tally.Rank || n.Cmp(exact.Int(2)) < 0 {
			return n.Plain()
		}
		return n.Mul(exact.Int(6)).Shift(-1).Trimmed().Plain()
	}
	return ""
}

// fileByTemplate fills the issued template of a department and files it; what is asked is explained.
func fileByTemplate(t *testing.T, clerk *browser, plan tally.Plan, department, month string) {
	t.Helper()
	w := clerk.get("/api/v1/plans/" + plan.Key + "/template.xlsx?department=" + url.QueryEscape(department) + "&period=" + month)
	if w.Code != http.StatusOK {
		t.Fatalf("template of %s: %d %s", department, w.Code, clip(w.Body.String()))
	}
	f, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]*tally.Indicator{}
	for i := range plan.Indicators {
		byName[plan.Indicators[i].Name] = &plan.Indicators[i]
	}
	sheet := f.GetSheetName(f.GetActiveSheetIndex())
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows[4:] {
		var ind *tally.Indicator
		for j, title := range rows[3] {
			cell, _ := excelize.CoordinatesToCellName(j+1, 5+i)
			switch text := ""; {
			case title == "指标名称":
				name, _ := f.GetCellValue(sheet, cell)
				ind = byName[name]
			case ind == nil:
			case strings.HasSuffix(title, "月累计"):
				text = halfway(ind, month[:4])
				if text != "" {
					err = f.SetCellDefault(sheet, cell, text)
				}
			case title == "进展情况":
				err = f.SetCellStr(sheet, cell, "按序时推进")
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	fileAndExplain(t, clerk, plan.Key, department, month, out.Bytes())
}

// fileAndExplain files a sheet and explains what is asked of it, so that it is accepted.
func fileAndExplain(t *testing.T, clerk *browser, key, department, month string, sheet []byte) {
	t.Helper()
	w := clerk.upload("/api/v1/plans/"+key+"/submissions?department="+url.QueryEscape(department)+"&period="+month, department+".xlsx", sheet)
	if w.Code != http.StatusCreated {
		t.Fatalf("%s: %d %s", department, w.Code, clip(w.Body.String()))
	}
	got := read[answer](t, w)
	sub := got.Submission
	for i, f := range got.Findings {
		if f.Class != "C" || sub.State == "accepted" {
			continue
		}
		body := fmt.Sprintf(`{"revision":%d,"text":"数据已经逐项核对无误"}`, sub.Revision)
		w := clerk.send(fmt.Sprintf("/api/v1/submissions/%s/findings/%d/explain", sub.ID, i+1), body)
		if w.Code != http.StatusOK {
			t.Fatalf("explain %d (%s): %d %s", i+1, f.Code, w.Code, clip(w.Body.String()))
		}
		sub = read[answer](t, w).Submission
	}
	if sub.State != "accepted" {
		t.Errorf("%s is %s: %+v", department, sub.State, got.Findings)
	}
}

// issued makes the month's edition and looks for every row of the plan in it; with traced, from a light to the sentence that it was
// drafted from.
func issued(t *testing.T, office *browser, key, month string, plan tally.Plan, traced bool) {
	t.Helper()
	at := "/api/v1/plans/" + key + "/periods/" + month + "/editions"
	if w := office.do("POST", at, "", nil); w.Code != http.StatusCreated {
		t.Fatalf("edition: %d %s", w.Code, clip(w.Body.String()))
	}
	f, err := excelize.OpenReader(bytes.NewReader(office.get(at + "/latest/workbook.xlsx").Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("汇总表")
	if err != nil {
		t.Fatal(err)
	}
	light, lit, sentences := -1, 0, 0
	printed := map[string]int{}
	for i, row := range rows {
		for j, cell := range row {
			printed[cell]++
			if cell == "亮灯" {
				light = j + 1
			}
			if cell == "绿" || cell == "黄" || cell == "红" {
				if lit++; traced && lit < 6 && j+1 == light {
					name, _ := excelize.CoordinatesToCellName(light, i+1)
					got := read[struct {
						Drafted []struct {
							Sentence string `json:"sentence"`
							Document string `json:"document"`
						} `json:"drafted"`
					}](t, office.get(at+"/latest/trace?cell="+url.QueryEscape("汇总表!"+name)))
					for _, d := range got.Drafted {
						if d.Document == key+".txt" && strings.Contains(squash(string(seed(t, key))), squash(d.Sentence)) {
							sentences++
						}
					}
				}
			}
		}
	}
	missing := 0
	for i := range plan.Indicators {
		if name := plan.Indicators[i].Name; printed[name] == 0 {
			missing++
			t.Errorf("not in the edition: %s", name)
		}
	}
	if traced && (lit == 0 || sentences == 0) {
		t.Errorf("%d rows lit, %d traced to a sentence", lit, sentences)
	}
	t.Logf("%s: %d rows, %d lit, %d sentences traced", key, len(plan.Indicators), lit, sentences)
}

func squash(s string) string { return strings.Join(strings.Fields(s), "") }
