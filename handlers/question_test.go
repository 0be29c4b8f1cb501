package handlers_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
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
	Questions []models.PlanQuestion `json:"questions"`
}

func TestQuestionsByTheAPI(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		office := s.withToken("du", models.Supervisor, "", models.Scopes()...)
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
		if q := read[models.PlanQuestion](t, w); w.Code != http.StatusOK || q.Answer != "lower" || q.Version != 2 || q.By == "" {
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
