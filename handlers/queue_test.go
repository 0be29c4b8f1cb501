package handlers_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// TestManyAreAcceptedAtOnce accepts what was ticked, and leaves and names what somebody else has seen to since.
func TestManyAreAcceptedAtOnce(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		settings, err := s.store.Plans.Settings(t.Context(), planKey)
		if err != nil {
			t.Fatal(err)
		}
		settings.Manual = true
		if _, err := s.store.Plans.SetSettings(t.Context(), models.System(), planKey, settings); err != nil {
			t.Fatal(err)
		}
		for _, d := range []string{economy, "财政局", "商务局"} {
			s.file("2018-09", d, false)
		}
		office := s.signedIn("du", account.Supervisor, "")
		page := office.get("/queue").Body.String()
		ticks := regexp.MustCompile(`name="accept" value="([^"]+)"`).FindAllStringSubmatch(page, -1)
		if len(ticks) != 3 || !strings.Contains(page, "没有未了结问题的 3 份已选中") {
			t.Fatalf("%d can be ticked", len(ticks))
		}
		first, revision, _ := strings.Cut(ticks[0][1], "@")
		if w := office.post("/submissions/"+first+"/return", "revision", revision, "reason", "退回重报"); w.Code != http.StatusSeeOther {
			t.Fatalf("return: %d", w.Code)
		}
		w := office.post("/queue", "accept", ticks[0][1], "accept", ticks[1][1], "accept", ticks[2][1])
		body := w.Body.String()
		if w.Code != http.StatusOK || !strings.Contains(body, "审核通过 2 份。") || !strings.Contains(body, `alert-warning`) || !strings.Contains(body, "没有待审核的报送") {
			t.Errorf("%d %s", w.Code, body)
		}
		if w := office.post("/queue", "accept", "x"); w.Code != http.StatusBadRequest {
			t.Errorf("a form that was meddled with: %d", w.Code)
		}
	})
}

// TestNamesAreSettledInTheQueue settles a name once for all files that it is in: the alias is kept, and each file is checked again from what
// was uploaded. A report is given back from the queue for a reason of the list, with words of one's own.
func TestNamesAreSettledInTheQueue(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		office := s.signedIn("du", account.Supervisor, "")
		filing := nearNames(t)
		var ids []string
		for _, month := range []tally.Round{september, september.Add(-1)} {
			filing.Period = month
			filing.Name = month.String() + ".xlsx"
			got, err := s.workflow.Submit(t.Context(), models.System(), filing)
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, got.Submission.ID)
		}
		body := office.has("/queue", "名称待认定", "进出口总额完成额", "草稿，因此不能上报")
		var files []string
		for _, m := range regexp.MustCompile(`name="file" value="([^"]+)"`).FindAllStringSubmatch(body, -1) {
			files = append(files, "file", m[1])
		}
		if len(files) != 4 || strings.Count(body, "就是它") != 1 {
			t.Fatalf("one name in two files is asked as %v", files)
		}
		w := office.post("/queue/names", files...)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "2 份表已按原文件重新审核") || strings.Contains(w.Body.String(), "名称待认定") {
			t.Errorf("settled: %d %s", w.Code, clip(w.Body.String()))
		}
		for _, id := range ids {
			was, err := s.store.Submissions.Get(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			now, err := s.store.Submissions.Newest(t.Context(), planKey, was.Department, was.Period)
			if err != nil || now[0].Version != was.Version+1 || now[0].FindingsA != was.FindingsA-1 || now[0].FileName != was.FileName {
				t.Errorf("the file is not checked again: %+v %v", now, err)
			}
		}
		if w := office.post("/queue/names", files...); !strings.Contains(w.Body.String(), "或者名称已经认定") {
			t.Errorf("settled twice: %s", clip(w.Body.String()))
		}
		settings, err := s.store.Plans.Settings(t.Context(), planKey)
		if err != nil {
			t.Fatal(err)
		}
		settings.Manual = true
		if _, err := s.store.Plans.SetSettings(t.Context(), models.System(), planKey, settings); err != nil {
			t.Fatal(err)
		}
		sub := s.file("2018-09", economy, false)
		office.has("/queue", "常用的退回理由", "口径不符，请按计划的口径填报")
		back := "/submissions/" + sub.ID + "/return"
		if w := office.post(back, "revision", fmt.Sprint(sub.Revision), "next", "/queue", "why", "", "reason", " "); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("given back without a reason: %d", w.Code)
		}
		if w := office.post(back, "revision", fmt.Sprint(sub.Revision), "next", "/queue", "why", "单位有误，请改正后重报", "reason", "第3行应为万元"); w.Header().Get("Location") != "/queue" {
			t.Errorf("given back: %d to %q", w.Code, w.Header().Get("Location"))
		}
		if got, err := s.store.Submissions.Get(t.Context(), sub.ID); err != nil || got.Reason != "单位有误，请改正后重报。第3行应为万元" {
			t.Errorf("the reason is %q: %v", got.Reason, err)
		}
	})
}
