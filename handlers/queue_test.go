package handlers_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
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
