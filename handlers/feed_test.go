package handlers_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// TestTheFeedGivesWhatWasPublished asks for everything, for what is new, and as CSV: published figures alone, of the newest edition.
func TestTheFeedGivesWhatWasPublished(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		s.file("2018-08", economy, false)
		s.file("2018-09", economy, false)
		office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
		board := s.withToken("chen", account.Leader, "", account.ScopeRead)
		type feed struct {
			Next    string
			Entries []struct {
				ID, Name, Sentence string
				Edition            int
				Light              tally.Light
			}
		}
		ask := func(query url.Values) feed {
			t.Helper()
			w := board.get("/api/v1/feed?" + query.Encode())
			if w.Code != http.StatusOK {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			return read[feed](t, w)
		}
		if f := ask(nil); len(f.Entries) != 0 || f.Next != "" {
			t.Errorf("before anything was published: %+v", f)
		}
		const plan = "/api/v1/plans/" + planKey
		for _, month := range []string{"2018-08", "2018-09"} {
			if w := office.do("POST", plan+"/periods/"+month+"/editions", "", nil); w.Code != http.StatusCreated {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		first := ask(nil)
		seen := map[string]bool{}
		for _, e := range first.Entries {
			seen[e.ID] = true
			if e.Light == "" || e.Sentence == "" || e.Edition != 1 || !strings.HasPrefix(e.ID, planKey+"/2018-0") {
				t.Errorf("%+v", e)
			}
		}
		if len(seen) != len(first.Entries) || len(seen) != 40 {
			t.Errorf("%d entries, %d ids", len(first.Entries), len(seen))
		}
		s.file("2018-09", "财政局", false)
		if w := office.do("POST", plan+"/periods/2018-09/editions", "", nil); w.Code != http.StatusCreated {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		again := ask(url.Values{"plan": {planKey}})
		editions := map[int]int{}
		for _, e := range again.Entries {
			editions[e.Edition]++
			if !seen[e.ID] {
				t.Errorf("%s is another id than before", e.ID)
			}
		}
		if editions[1] != 20 || editions[2] != 20 {
			t.Errorf("entries by edition: %v", editions)
		}
		if f := ask(url.Values{"since": {"2999-01-01T00:00:00Z"}}); len(f.Entries) != 0 || f.Next != "2999-01-01T00:00:00Z" {
			t.Errorf("nothing new: %+v", f)
		}
		if f := ask(url.Values{"plan": {"none"}}); len(f.Entries) != 0 {
			t.Errorf("of another plan: %d", len(f.Entries))
		}
		if f := ask(url.Values{"since": {again.Next}}); len(f.Entries) == 0 {
			t.Error("what was published a moment before is not given again")
		}
		if w := board.get("/api/v1/feed?since=yesterday"); w.Code != http.StatusBadRequest {
			t.Errorf("no moment: %d", w.Code)
		}
		if w := board.get("/api/v1/feed?format=xml"); w.Code != http.StatusBadRequest {
			t.Errorf("a format that there is not: %d", w.Code)
		}
		w := board.get("/api/v1/feed?format=csv")
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.Body.String(), "\ufeff"))).ReadAll()
		if err != nil || len(lines) != 41 || lines[0][19] != "亮灯" || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
			t.Errorf("CSV: %v %d lines", err, len(lines))
		}
	})
}
