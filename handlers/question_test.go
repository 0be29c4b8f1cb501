package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
)

const doubtKey = "kfq-2018"

// doubtfulPlan is a breakdown that leaves a direction, a unit and a department open.
func doubtfulPlan(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range [][]any{
		{"开发区2018年目标任务分解表"},
		{"指标名称", "计量单位", "2018年目标值", "责任单位"},
		{"一般公共预算收入", "亿元", "12", "财政局"},
		{"一般性支出", "万元", "500", "财政局"},
		{"规上工业增加值", "亿元", "增长10%", "经济发展局"},
		{"植树造林", "亩", "300", "KG(各部门配合)"},
	} {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = f.SetSheetRow("Sheet1", at, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// onBothDatabases runs a test on a site of each database.
func onBothDatabases(t *testing.T, test func(t *testing.T, s *site)) {
	t.Run("SQLite", func(t *testing.T) { test(t, newSite(t)) })
	t.Run("MySQL", func(t *testing.T) { test(t, newSiteOn(t, mysqltest.Database(t))) })
}

type asksList struct {
	Questions []breakdown.PlanQuestion `json:"questions"`
}

func TestQuestionsByTheAPI(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
		const questions = "/api/v1/plans/" + doubtKey + "/questions"
		w := office.upload("/api/v1/plans?plan="+doubtKey, "p.xlsx", doubtfulPlan(t))
		if got := read[asksList](t, w); w.Code != http.StatusCreated || len(got.Questions) != 3 || !strings.Contains(w.Body.String(), `"code":"meaning.asked"`) {
			t.Fatalf("import: %d %s", w.Code, w.Body)
		}
		all := read[asksList](t, office.get(questions)).Questions
		direction := 0
		for _, q := range all {
			if q.Code == tally.AskDirection {
				direction = q.N
			}
		}
		if len(all) != 3 || direction != 1 {
			t.Fatalf("asked: %+v", all)
		}
		for body, status := range map[string]int{
			`{"answer":"lower"}`:                            422, // no reason
			`{"answer":"down","reason":"试"}`:                422,
			`{"answer":"lower","reason":"试","version":7}`:   409,
			`{"answer":"lower","reason":"试","surely":true}`: 400,
		} {
			if w := office.send(questions+"/1", body); w.Code != status {
				t.Errorf("%s: %d %s", body, w.Code, w.Body)
			}
		}
		if w := office.send(questions+"/9", `{"answer":"lower","reason":"试"}`); w.Code != http.StatusNotFound {
			t.Errorf("no such question: %d", w.Code)
		}

		var both sync.WaitGroup // two answer at once what both saw open
		codes := make([]int, 2)
		for i, a := range []string{"lower", "higher"} {
			both.Go(func() {
				codes[i] = office.send(questions+"/1", `{"answer":"`+a+`","reason":"会议","version":0}`).Code
			})
		}
		both.Wait()
		if codes[0]+codes[1] != http.StatusOK+http.StatusConflict {
			t.Errorf("two at once: %v", codes)
		}
		w = office.send(questions+"/1", `{"answer":"越低越好","reason":"复核"}`)
		if q := read[breakdown.PlanQuestion](t, w); w.Code != http.StatusOK || q.Answer != "lower" || q.Version != 2 || q.By == "" {
			t.Errorf("answered anew: %d %s", w.Code, w.Body)
		}
		w = office.send("/api/v1/plans/"+doubtKey+"/indicators/"+url.PathEscape("规上工业增加值")+"/meaning", `{"unit":"%","lead":"统计局","reason":"按增速考核"}`)
		ind := read[tally.Indicator](t, w)
		if w.Code != http.StatusOK || ind.Unit != "%" || strings.Join(ind.Lead, "") != "统计局" || len(ind.Asked) != 0 || ind.Confirmed[tally.AskUnit] != "%" {
			t.Errorf("confirmed: %d %s", w.Code, w.Body)
		}
		for body, says := range map[string]string{
			`{"reason":"试"}`: "没有说明要确认什么",
			`{"parent":"地区生产总值","reason":"试"}`:                         "应为计划里另一个指标的名称",
			`{"path":"even","reason":"试"}`:                             "没有以后某一年的目标数",
			`{"path":"2018=一千","reason":"试"}`:                          "不是一年的数",
			`{"target":"再上台阶","reason":"试"}`:                           "读成了数字",
			`{"unit":"%","lead":"统计局"}`:                                "理由",
			`{"horizon":"明年","reason":"试"}`:                            "应为年份",
			`{"unit":"石头","reason":"试"}`:                               "应为计量单位",
			`{"measure":"heavy","reason":"试"}`:                         "应为 level",
			`{"better":"sideways","reason":"试"}`:                       "应为 higher、lower 之一",
			`{"same":true,"reason":"试"}`:                               "没有一个问题问的是",
			`{"lead":"` + strings.Repeat("局", 501) + `","reason":"试"}`: "不能超过500个字",
		} {
			w := office.send("/api/v1/plans/"+doubtKey+"/indicators/"+url.PathEscape("规上工业增加值")+"/meaning", body)
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), says) {
				t.Errorf("%s: %d %s", body, w.Code, w.Body)
			}
		}
	})
}

// TestQuestionsOnThePage: the doubtful come first, one click is an answer, what was seen is confirmed at once, and what changed
// meanwhile is refused. It works without script and fits a phone.
func TestQuestionsOnThePage(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		b := s.signedIn("du", account.Supervisor, "")
		b.upload("/plans", "p.xlsx", doubtfulPlan(t), "plan", doubtKey)
		const plan = "/plans/" + doubtKey
		page := b.get(plan).Body.String()
		for _, want := range []string{"读法待确认", `name="answer" value="lower">越低越好（建议）`, "不低于 12 亿元 · 越高越好 · 按序时 · 2018年 · 财政局", "以上 2 条都按建议确认"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %s", want)
			}
		}
		if strings.Index(page, "<th scope=\"rowgroup\" rowspan=\"1\">一般性支出") > strings.Index(page, "<th scope=\"rowgroup\" rowspan=\"1\">一般公共预算收入") {
			t.Error("what is doubtful does not stand first")
		}
		if w := b.post(plan+"/questions/1", "version", "0", "answer", "lower"); w.Code != http.StatusSeeOther {
			t.Fatalf("one click: %d %s", w.Code, w.Body)
		}
		if w := b.post(plan+"/questions", "seen", "1=0=lower", "seen", "2=0=%"); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "在您看过以后有变化：已由张du答为“越低越好”") {
			t.Errorf("a page that is old: %d", w.Code)
		}
		if w := b.post(plan+"/questions", "seen", "2=0=%"); w.Code != http.StatusSeeOther {
			t.Errorf("all that was seen: %d %s", w.Code, w.Body)
		}
		page = b.get(plan).Body.String()
		for _, want := range []string{"已确认 2 条", "不高于 500 万元 · 越低越好 · 不超过即可 · 2018年 · 财政局", "在计划页上核对后确认", "- &#39;一般性支出&#39;", "加入本单位词表"} {
			if !strings.Contains(page, want) {
				t.Errorf("after the answers the page lacks %s", want)
			}
		}
		if w := b.get(plan + "/words"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "lower:\n    - '一般性支出'") {
			t.Errorf("the words: %d %s", w.Code, w.Body)
		}
		w := b.post(plan+"/questions/3", "version", "0", "other", "农业局")
		if page = b.get("/departments").Body.String(); w.Code != http.StatusSeeOther || !strings.Contains(page, "农业局") || strings.Contains(page, "KG") {
			t.Errorf("the department: %d", w.Code)
		}
		one := plan + "/indicators/" + s.indicatorOf(doubtKey, "植树造林").ID
		if w := b.post(one+"/meaning", "seen", seenOn(t, b.get(one).Body.String(), one+"/meaning"), "was_better", "higher", "better", "higher", "was_lead", "农业局", "lead", "林业局、农业局", "was_unit", "亩", "unit", "公顷"); w.Code != http.StatusSeeOther {
			t.Errorf("the form: %d %s", w.Code, w.Body)
		}
		page = b.get(one).Body.String()
		for _, want := range []string{"林业局、农业局", "按“公顷”填报", "不低于 300 公顷 · 越高越好"} {
			if !strings.Contains(page, want) {
				t.Errorf("after the form the indicator's page lacks %s", want)
			}
		}
	})
}

func TestQuestionsLookRight(t *testing.T) {
	s := newSite(t)
	s.signedIn("li", account.Supervisor, "").upload("/plans", "p.xlsx", doubtfulPlan(t), "plan", doubtKey)
	s.person("du", account.Supervisor, "")
	c := s.chrome(s.listen())
	c.signIn("du")
	for _, at := range []string{"/plans/" + doubtKey, "/plans/" + doubtKey + "/indicators/" + s.indicatorOf(doubtKey, "规上工业增加值").ID, "/departments"} {
		c.open(at)
		for _, wide := range []int64{1366, 390} {
			c.run("size", chromedp.EmulateViewport(wide, 844))
			if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
				t.Errorf("%s at %d is %d pixels too wide", at, wide, over)
			}
			c.shot(fmt.Sprint(len(at), "-", wide))
		}
	}
	c.quiet()
}

// indicatorOf finds an indicator of a plan by its name.
func (s *site) indicatorOf(plan, name string) tally.Indicator {
	s.t.Helper()
	ind, err := s.workflow.Indicator(s.t.Context(), plan, name)
	if err != nil {
		s.t.Fatal(err)
	}
	return ind
}
