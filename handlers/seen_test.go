package handlers_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// seenOn is how much had changed where a form was shown, as it tells when it is sent.
func seenOn(t *testing.T, page, action string) string {
	t.Helper()
	m := regexp.MustCompile(`action="` + regexp.QuoteMeta(action) + `">[^\n]*?\n?(?:<input[^>]*>)*?<input type="hidden" name="seen" value="(\d+)">`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no form %s that tells what it has seen", action)
	}
	return m[1]
}

// Two of the office have a target before them, and an indicator's meaning. Who sends second is told what the first made of it, and
// overwrites nothing; a click too many is told the same.
func TestATargetIsNotOverwrittenUnseen(t *testing.T) {
	s := newSite(t).withPlan()
	first, second := s.signedIn("du", account.Supervisor, ""), s.signedIn("an", account.Supervisor, "")
	one := "/plans/" + planKey + "/indicators/" + s.indicatorOf(planKey, "地区生产总值").ID
	for _, tc := range []struct {
		page, form  string
		mine, yours []string
		told        string
	}{
		{"/plans/" + planKey, one + "/target", []string{"text", "240亿元"}, []string{"text", "260亿元"}, "定为“240亿元”"},
		{one, one + "/meaning", []string{"was_unit", "亿元", "unit", "万元"}, []string{"was_unit", "亿元", "unit", "元"}, "在您看过以后有变化"},
	} {
		seen := []string{"seen", seenOn(t, first.get(tc.page).Body.String(), tc.form), "period", "2018", "effective", "2018-10", "reason", "调整"}
		if w := first.post(tc.form, append(tc.mine, seen...)...); w.Code != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", tc.form, w.Code, w.Body)
		}
		for _, again := range [][]string{tc.yours, tc.mine} {
			if w := second.post(tc.form, append(again, seen...)...); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), tc.told) {
				t.Errorf("%s, second: %d, want 409 and %s", tc.form, w.Code, tc.told)
			}
		}
		seen[1] = seenOn(t, second.get(tc.page).Body.String(), tc.form)
		if w := second.post(tc.form, append(tc.yours, seen...)...); w.Code != http.StatusSeeOther {
			t.Errorf("%s, looked at again: %d", tc.form, w.Code)
		}
	}
	rows, err := s.store.Audit.List(t.Context(), models.AuditFilter{Plan: planKey, Action: "target.revise", Limit: 10})
	if err != nil || len(rows) != 2 {
		t.Errorf("%d revisions on record, want 2; %v", len(rows), err)
	}
}
