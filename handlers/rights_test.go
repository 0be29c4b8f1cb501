package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// downloads counts what is on record as given out.
func (s *site) downloads() (n int) {
	s.t.Helper()
	var after int64
	for {
		rows, err := s.store.Audit.List(s.t.Context(), models.AuditFilter{After: after, Limit: 1000})
		if err != nil {
			s.t.Fatal(err)
		}
		for _, r := range rows {
			if strings.HasPrefix(r.Action, "download.") {
				n++
			}
			after = r.Seq
		}
		if len(rows) == 0 {
			return n
		}
	}
}

// read asks for a route.
func (b *browser) read(route, submission, department string) *httptest.ResponseRecorder {
	path, query := b.asked(route, submission, department)
	return b.get(path + query)
}

// Whatever answers with a file puts it on record, whichever route that is.
func TestEveryDownloadIsOnRecord(t *testing.T) {
	files := map[string]bool{}
	for _, role := range []account.Role{account.Reporter, account.Supervisor, account.Leader} {
		s, b, subs := asRole(t, role)
		for _, r := range s.Routes() {
			if r.Method != http.MethodGet {
				continue
			}
			before := s.downloads()
			w := b.read(r.Path, subs[economy], economy)
			if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
				continue
			}
			files[r.Path] = true
			if got := s.downloads(); got != before+1 {
				t.Errorf("%s gave a file to %s and put %d rows on record", r.Path, role, got-before)
			}
		}
	}
	if len(files) < 8 {
		t.Errorf("only %d routes gave a file: %v", len(files), files)
	}
}

// The breakdown is issued to all departments as one document, and so a reporter reads the targets of all; of what others file nothing
// (the rights table of docs/operating.md).
func TestReportersReadThePlanAndNothingOfOthers(t *testing.T) {
	s, b, subs := asRole(t, account.Reporter)
	plan := b.get("/api/v1/plans/" + planKey)
	if plan.Code != http.StatusOK || !strings.Contains(plan.Body.String(), commerce) || !strings.Contains(plan.Body.String(), `"floor"`) {
		t.Fatalf("the plan answers a reporter %d", plan.Code)
	}
	figures, err := s.store.Figures.List(t.Context(), subs[commerce])
	if err != nil || len(figures) == 0 {
		t.Fatalf("%d figures, %v", len(figures), err)
	}
	for _, r := range s.Routes() {
		if r.Method != http.MethodGet {
			continue
		}
		w := b.read(r.Path, subs[economy], economy)
		if w.Code != http.StatusOK || strings.HasSuffix(r.Path, ".xlsx") {
			continue
		}
		for _, f := range figures {
			if strings.Contains(w.Body.String(), ">"+f.Printed+"<") || strings.Contains(w.Body.String(), `"printed":"`+f.Printed+`"`) {
				t.Errorf("%s shows a reporter %s, which another department filed at %s", r.Path, f.Printed, f.Source.Cell)
			}
		}
		if strings.Contains(w.Body.String(), subs[commerce]) {
			t.Errorf("%s names another department's submission to a reporter", r.Path)
		}
	}
}
