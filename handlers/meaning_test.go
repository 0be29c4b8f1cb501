package handlers_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestPagesCountWhatIsAsked: the lights of a month and its brief count what waits for an answer, and a row of which nothing was filed
// says both; the leader's sheet says it too.
func TestPagesCountWhatIsAsked(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("du", account.Supervisor, "")
	b.upload("/plans", "p.xlsx", doubtfulPlan(t), "plan", doubtKey)
	const month = "/plans/" + doubtKey + "/periods/2018-09"
	if w := b.do("POST", "/api/v1"+month+"/editions", "", nil); w.Code != http.StatusCreated { // the page goes on after two seconds, done or not
		t.Fatalf("no edition: %d %s", w.Code, w.Body)
	}
	for at, wants := range map[string][]string{
		month + "/lights": {"读法待确认 3 项", "一般性支出</a>、", "待确认：这类指标有的要求多、有的要求少，表里没有写明（未报）", "未进入本期：", "财政局（未报）"},
		month + "/brief":  {"，读法待确认3项（确认以前亮灰灯）", "未报送"},
	} {
		page := b.get(at).Body.String()
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %s", at, want)
			}
		}
	}
	if strings.Contains(b.get(month+"/lights").Body.String(), "KG(各部门配合)（未报）") {
		t.Error("words that name no department owe a report")
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.get("/api/v1" + month + "/editions/1/brief.xlsx").Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			text += strings.Join(r, "|") + "\n"
		}
	}
	if !strings.Contains(text, "（其中读法待确认 3 项）") {
		t.Errorf("the leader's sheet:\n%s", text)
	}
}

// TestAPathOnThePage: the plan's page prints what it knows of earlier years, and the form of a far target begins at the plan's own base.
func TestAPathOnThePage(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("du", account.Supervisor, "")
	b.upload("/plans", "p.xlsx", workbookOf(t, [][]string{{"开发区2018年目标任务分解表"}, {"指标名称", "计量单位", "2016年完成情况", "上年实际", "2018年目标", "年均增长率%", "责任单位"},
		{"高新技术企业保有量", "家", "30", "40", "到2020年达到100家", "36", "科技局"}}), "plan", doubtKey)
	page := b.get("/plans/" + doubtKey).Body.String()
	for _, want := range []string{"2016年完成情况 30 家", "上年实际 40 家", "年均增长率 36%"} {
		if !strings.Contains(page, want) {
			t.Errorf("the plan's page lacks %s", want)
		}
	}
	one := "/plans/" + doubtKey + "/indicators/" + s.indicatorOf(doubtKey, "高新技术企业保有量").ID
	if page := b.get(one).Body.String(); !strings.Contains(page, `name="base" maxlength="40" value="2017=40"`) {
		t.Error("the form does not begin at the plan's base")
	}
	if w := b.post(one+"/meaning", "seen", seenOn(t, b.get(one).Body.String(), one+"/meaning"), "was_path", "", "path", "compound", "was_base", "2017=40", "base", "2017=40", "was_horizon", "2020", "horizon", "2020"); w.Code != http.StatusSeeOther {
		t.Fatalf("the form: %d %s", w.Code, w.Body)
	}
	page = b.get(one).Body.String()
	for _, want := range []string{"2018 54.29；2019 73.68；2020 100", "按年均增长折算，基期2017=40（Sheet1!D3“上年实际”）"} {
		if !strings.Contains(page, want) {
			t.Errorf("after the form the indicator's page lacks %s", want)
		}
	}
}
