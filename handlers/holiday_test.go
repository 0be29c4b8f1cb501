package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestHolidaysOfAYear reads a notice of a year that the program has not, saves it to a plan, keeps the days of other years, and does not
// overwrite what somebody else set since.
func TestHolidaysOfAYear(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		office := s.signedIn("du", account.Supervisor, "")
		office.has("/holidays?year=2018", "2018 年节假日", "国庆节", "班", "现在没有另定")
		office.has("/holidays?year=2035", "程序没有这一年的放假安排")
		if w := office.get("/holidays?year=20000"); w.Code != http.StatusBadRequest {
			t.Errorf("a year far off: %d", w.Code)
		}
		w := office.post("/holidays/read", "year", "2035", "notice", "一、元旦：1月1日（周一）至3日（周三）放假调休，共3天。1月6日（周六）上班。劳动节另行通知5月1日。")
		for _, want := range []string{"读出放假 3 天、上班 1 天；其中 0 天", "2035-01-02", "2035-01-06", "没有读懂，请自己填：劳动节另行通知5月1日"} {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("the reading does not say %q: %d", want, w.Code)
			}
		}
		if w := office.post("/holidays/read", "year", "2035", "notice", "各部门要安排好值班"); w.Code != http.StatusBadRequest {
			t.Errorf("a notice without days: %d", w.Code)
		}
		settings, err := s.store.Plans.Settings(t.Context(), planKey)
		if err != nil {
			t.Fatal(err)
		}
		save := func(status int, version string, pairs ...string) string {
			t.Helper()
			w := office.post("/holidays", append([]string{"plan", planKey + "@" + version}, pairs...)...)
			if w.Code != status {
				t.Errorf("saved %v: %d %s", pairs, w.Code, w.Body)
			}
			return w.Body.String()
		}
		if settings.Version != 0 {
			t.Fatalf("a plan begins with settings %d", settings.Version)
		}
		save(200, "0", "year", "2018", "off", "2018-12-26", "worked", "")
		save(200, "1", "year", "2019", "off", "2019-12-26\n2019-12-27", "worked", "2019-12-28")
		if body := save(200, "1", "year", "2019", "off", "2019-11-11", "worked", ""); !strings.Contains(body, "已保存到 0 个计划") {
			t.Error("what somebody else saved since is overwritten")
		}
		save(400, "2", "year", "2019", "off", "2018-12-26", "worked", "")
		save(400, "2", "year", "2019", "off", "2019-12-26", "worked", "2019-12-26")
		if settings, err = s.store.Plans.Settings(t.Context(), planKey); err != nil {
			t.Fatal(err)
		}
		cal, err := workflow.CalendarOf(settings)
		if err != nil || !slices.Equal(cal.Holidays, []string{"2018-12-26", "2019-12-26", "2019-12-27"}) || !slices.Equal(cal.Workdays, []string{"2019-12-28"}) {
			t.Errorf("the plan has %v and %v: %v", cal.Holidays, cal.Workdays, err)
		}
		office.has("/holidays?year=2019", "现在另定放假 2 天、上班 1 天", "2019-12-28")
	})
}
