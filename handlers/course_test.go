package handlers_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestAnIndicatorsYear: its page tells each month alone and come together, a year ago beside it, what was said each month, and nothing of
// the months before the first that was kept; a figure's cell opens as a card with its row under its headings.
func TestAnIndicatorsYear(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		sheet := func(p tally.Round, title string, month, ytd any, said string, accept bool) string {
			f := excelize.NewFile()
			for at, row := range map[string][]any{"A1": {"商务局" + title}, "A2": {"指标名称", "单位", "本月", "本年累计", "存在问题"}, "A3": {"进出口总额", "亿元", month, ytd, said}} {
				if at == "A3" && accept {
					for cell, more := range map[string][]any{"A4": {"三年引进总投资超10亿元、20亿元、50亿元项目数", "个", "", "10亿元1个"}, "A5": {"温商回归到位资金", "亿元", "", 1}, "A6": {"利用外资", "万美元", "", 10}} {
						if err := f.SetSheetRow("Sheet1", cell, &more); err != nil {
							t.Fatal(err)
						}
					}
				}
				if err := f.SetSheetRow("Sheet1", at, &row); err != nil {
					t.Fatal(err)
				}
			}
			var b bytes.Buffer
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			s.now = time.Date(p.Year(), time.Month(p.Month()+1), 4, 1, 0, 0, 0, time.UTC)
			got, err := s.workflow.Submit(t.Context(), models.System(), workflow.Filing{Plan: planKey, Department: commerce, Period: p, Name: title + ".xlsx", Data: b.Bytes()})
			if err != nil || got.Submission.State == models.Draft {
				t.Fatalf("%v %+v", err, got.Reading.Findings)
			}
			if (got.Submission.State == models.Accepted) != accept {
				t.Fatalf("%s is %s: %+v", title, got.Submission.State, got.Reading.Findings)
			}
			return got.Submission.ID
		}
		sheet(tally.MonthOf(2018, 8), "2018年8月进展情况", 6.1, 55.5, "", true)
		sheet(tally.MonthOf(2018, 7), "2018年7月进展情况", 5.5, 44.4, "", false)
		sheet(tally.MonthOf(2019, 7), "2019年7月进展情况", 7.5, 48.1, "订单减少", true)
		last := sheet(tally.MonthOf(2019, 8), "2019年8月进展情况", "", 60.4, "订单减少，正在拓展新市场", true)
		ed, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, tally.MonthOf(2019, 8))
		if err != nil {
			t.Fatal(err)
		}
		id := ""
		for _, r := range ed.Rows {
			if r.Indicator.Name == "进出口总额" {
				id = r.Indicator.ID
			}
		}
		leader := s.signedIn("chen", account.Leader, "")
		w := leader.get("/plans/" + planKey + "/periods/2019-08/indicators/" + id)
		body := w.Body.String()
		if w.Code != http.StatusOK {
			t.Fatalf("%d %s", w.Code, body)
		}
		for _, want := range []string{"去年同期", `<td class="num">55.5</td>`, `<td class="num">7.5</td>`, `<td class="num">12.3</td>`, "订单减少</p>", "正在拓展新市场", "2019年7月", "&#34;last_year&#34;:[null,null,null,null,null,null,null,55.5"} {
			if !strings.Contains(body, want) {
				t.Errorf("the indicator's page lacks %q", want)
			}
		}
		for _, not := range []string{"2019年1月", "2019年6月", "本月无数据", "44.4"} {
			if strings.Contains(body, not) {
				t.Errorf("the indicator's page says %q of months before anything was kept", not)
			}
		}
		body = leader.get("/submissions/" + last + "/source?sheet=Sheet1&cell=D3").Body.String()
		for _, want := range []string{"进出口总额", `60.4 <small>亿元</small>`, "Sheet1!D3", "2019年8月进展情况.xlsx", "<dt>本年累计</dt><dd>60.4</dd>", "<dt>存在问题</dt><dd>订单减少，正在拓展新市场</dd>"} {
			if !strings.Contains(body, want) {
				t.Errorf("the source lacks %q", want)
			}
		}
	})
}
