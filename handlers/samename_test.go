package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestANearNameIsTakenWhereItIsFound lets a clerk say that a name is the near one of the plan, and the office keep it: the same
// workbook is checked again, and next month's by that name passes.
func TestANearNameIsTakenWhereItIsFound(t *testing.T) {
	s := newSite(t).withPlan()
	sheet := func() []byte {
		f := excelize.NewFile()
		for i, row := range [][]any{{"2018年9月完成情况"}, {"指标名称", "单位", "累计完成"}, {"进出口总额完成额", "亿元", 66.4}} {
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	filing := workflow.Filing{Plan: planKey, Department: commerce, Period: tally.MonthOf(2018, 9), Name: "9.xlsx", Data: sheet(), Draft: true}
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
	w := clerk.post(same, "revision", fmt.Sprint(first.Submission.Revision))
	second, _ := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
	if w.Code != http.StatusSeeOther || second == "" || second == first.Submission.ID {
		t.Fatalf("%d to %q", w.Code, second)
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
	got, err := s.workflow.Check(t.Context(), filing)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range got.Reading.Findings {
		if f.Code == tally.ItemUnknown || f.Code == tally.RemarkAsks {
			t.Errorf("the name was kept, and yet: %+v", f)
		}
	}
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
