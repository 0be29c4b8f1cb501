package handlers

import (
	"context"
	"errors"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// pageFuncs are the words that a page may use beside its own fields.
func pageFuncs(say func(string, ...any) string, assets assetSet, zone *time.Location) template.FuncMap {
	return template.FuncMap{
		"t":      say,
		"asset":  assets.url,
		"minute": func(t time.Time) string { return clockText(t, zone, "2006-01-02 15:04") },
		"day":    func(t time.Time) string { return clockText(t, zone, "2006-01-02") },
		"role":   func(r models.Role) string { return say(roleWords[r]) },
		"scope":  func(sc models.Scope) string { return say(scopeWords[sc]) },
		"month":  func(p tally.Period) string { return say("%d年%d月", p.Year, p.Month) },
	}
}

func clockText(t time.Time, zone *time.Location, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(layout)
}

// ignoreGone drops the error of a reader who went away: there is nobody left to tell.
func ignoreGone(err error) error {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, context.Canceled) ||
		errors.Is(err, io.ErrClosedPipe) || errors.Is(err, http.ErrHandlerTimeout) {
		return nil
	}
	return err
}

// problemPage shows a problem to a person, or sends them where it can be mended.
func (s *Server) problemPage(w http.ResponseWriter, r *http.Request, p problem) {
	mend := map[code]string{notSignedIn: "/signin?next=" + url.QueryEscape(onlyGet(r)), passwordStale: "/account/password"}[p.Code]
	if mend != "" && r.Header.Get("HX-Request") == "true" {
		w.Header().Set("HX-Redirect", mend)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if mend != "" {
		http.Redirect(w, r, mend, http.StatusSeeOther)
		return
	}
	if err := s.showTo(w, r, p.Status, "problem", p.Title, p); err != nil {
		s.log.ErrorContext(r.Context(), "problem page failed", "reference", p.Reference, "error", err.Error())
		http.Error(w, p.Title+" "+p.Reference, p.Status)
	}
}

// onlyGet is where a person wanted to go, the home page for what was not a plain visit.
func onlyGet(r *http.Request) string {
	if r.Method != http.MethodGet {
		return "/"
	}
	return r.URL.RequestURI()
}
