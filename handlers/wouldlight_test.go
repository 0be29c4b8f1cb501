package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// TestADraftSaysWhatItWouldLight holds what a draft would light against the edition that is issued once it is accepted, row by row, and that
// looking stores nothing.
func TestADraftSaysWhatItWouldLight(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		s.file("2018-07", economy, false)
		s.file("2018-08", economy, false)
		s.file("2018-09", commerce, false)
		clerk := s.signedIn("wang", account.Reporter, economy)
		first := uploaded(t, s, clerk, "2018-09", "9月.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"))
		w := clerk.post("/submissions/"+first.ID+"/cells", "revision", fmt.Sprint(first.Revision), "cell:9月!F6", "56.7") // what was green falls behind
		id, _ := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
		count := func() int {
			rows, err := s.store.Audit.List(t.Context(), models.AuditFilter{Limit: 1000})
			if err != nil {
				t.Fatal(err)
			}
			return len(rows)
		}
		before := count()
		program := s.withToken("li", account.Reporter, economy, account.ScopeRead)
		before++ // the token
		type row struct {
			Indicator, Name, Sentence string
			Light, Before             tally.Light
		}
		got := read[struct{ Rows []row }](t, program.get("/api/v1/submissions/"+id+"/lights")).Rows
		page := clerk.get("/submissions/" + id + "/lights").Body.String()
		if now := count(); now > before+2 {
			t.Errorf("%d rows in the audit, then %d", before, now)
		}
		if len(got) < 10 || !strings.Contains(page, got[0].Name) || !strings.Contains(clerk.get("/submissions/"+id).Body.String(), `hx-get="/submissions/`+id+`/lights"`) {
			t.Fatalf("%d rows, or the page does not have them", len(got))
		}
		unchanged := false
		for _, r := range got {
			changed := r.Before != "" && r.Before != r.Light
			if changed && unchanged {
				t.Errorf("%s changed and stands below what did not", r.Name)
			}
			unchanged = unchanged || !changed
		}
		if first := got[0]; first.Before == "" || first.Before == first.Light {
			t.Errorf("the first row did not change: %+v", first)
		}
		s.acceptsAll(t, id)
		ed, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september)
		if err != nil {
			t.Fatal(err)
		}
		lights := map[string]tally.Deviation{}
		for _, r := range ed.Rows {
			lights[r.Indicator.ID] = r.Main
		}
		for _, r := range got {
			if is := lights[r.Indicator]; is.Light != r.Light || is.Sentence != r.Sentence {
				t.Errorf("%s would be %s, %s; it is %s, %s", r.Name, r.Light, r.Sentence, is.Light, is.Sentence)
			}
		}
	})
}

// acceptsAll explains and waives what is open of a draft, files it and accepts it.
func (s *site) acceptsAll(t *testing.T, id string) {
	t.Helper()
	ctx := t.Context()
	findings, err := s.store.Findings.List(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if sub, err := s.store.Submissions.Get(ctx, id); err != nil || sub.State == models.Draft {
		if _, err := s.store.Submissions.Submit(ctx, models.System(), id, 0); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range findings {
		switch f.Class {
		case tally.ClassB:
			_, err = s.store.Findings.Waive(ctx, models.System(), id, 0, f.N, "已核对", false)
		case tally.ClassC:
			_, err = s.store.Findings.Explain(ctx, models.System(), id, 0, f.N, "已与统计部门核对无误")
		case tally.ClassA, tally.ClassD:
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	sub, err := s.store.Submissions.Get(ctx, id)
	if err == nil && sub.State == models.Submitted {
		_, err = s.store.Submissions.Accept(ctx, models.System(), id, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
}
