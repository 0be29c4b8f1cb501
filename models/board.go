package models

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"gorm.io/gorm"
)

// BoardRow is how one department stands with one period.
type BoardRow struct {
	Department   string            `json:"department"`
	State        tally.ReportState `json:"state"`
	Expected     bool              `json:"expected"`             // a report is expected from it
	Submission   string            `json:"submission,omitempty"` // id of the newest version filed, of a draft where none was
	Draft        string            `json:"draft,omitempty"`      // id of a draft made since
	Version      int               `json:"version"`
	Versions     int               `json:"versions"`
	FirstFiledAt time.Time         `json:"first_filed_at,omitzero"` // first 上报: what being late goes by
	FiledAt      time.Time         `json:"filed_at,omitzero"`       // of the newest version
	FiledBy      string            `json:"filed_by,omitempty"`
	Late         bool              `json:"late"`          // first filed after the due time
	Overdue      bool              `json:"overdue"`       // expected, not filed, and past the due time
	EverReturned bool              `json:"ever_returned"` // some version was returned
	OpenA        int               `json:"open_a"`        // class A findings of the newest version
	OpenB        int               `json:"open_b"`
	OpenC        int               `json:"open_c"`
	InForce      int               `json:"in_force"` // the version whose figures are accepted, 0 for none
}

// Board gives each department of a plan that reports, or has reported, in the period; by name. A zero due time makes nobody late.
func (s Periods) Board(ctx context.Context, plan string, period tally.Round, due time.Time) ([]BoardRow, error) {
	settings, err := breakdown.SettingsOf(s.db.Reading(ctx), plan)
	if err != nil {
		return nil, err
	}
	return s.BoardUnder(ctx, plan, settings, period, due)
}

// BoardUnder is Board for who has the plan's settings.
func (s Periods) BoardUnder(ctx context.Context, plan string, settings breakdown.Settings, period tally.Round, due time.Time) ([]BoardRow, error) {
	conn := s.db.Reading(ctx)
	return boardOf(conn, plan, period, due, s.db.Clock(), func() (asked, error) {
		h, err := s.plans.History(conn, plan)
		if err != nil {
			return asked{}, err
		}
		return askedIn(h, settings, period)
	})
}

// asked are the departments that lead each of the indicators of which a round asks a report; some says that not all of the plan's are.
type asked struct {
	leads [][]string
	some  bool
}

// askedIn goes by the plan's calendar.
func askedIn(h *breakdown.PlanHistory, settings breakdown.Settings, period tally.Round) (asked, error) {
	cal, err := calendar.Of(settings.Calendar)
	if err != nil {
		return asked{}, err
	}
	only := cal.Asked(period.Kind())
	return asked{h.Leads(period, only), only.Some}, nil
}

// boardOf takes the leads of the round's indicators, which it asks for where somebody has not filed.
func boardOf(conn *gorm.DB, plan string, period tally.Round, due, now time.Time, leads func() (asked, error)) ([]BoardRow, error) {
	members, err := breakdown.Reporting(conn, plan)
	if err != nil {
		return nil, fmt.Errorf("board: %w", err)
	}
	var subs []Submission
	if err := conn.Where("plan_key = ? AND period = ?", plan, period).Order("department, version").Find(&subs).Error; err != nil {
		return nil, fmt.Errorf("board: %w", err)
	}
	rows := map[string]*BoardRow{}
	for _, name := range members {
		rows[name] = &BoardRow{Department: name, State: tally.ReportMissing, Expected: true}
	}
	for _, sub := range subs {
		if rows[sub.Department] == nil {
			rows[sub.Department] = &BoardRow{Department: sub.Department}
		}
		rows[sub.Department].add(sub)
	}
	if err := coveredByLead(conn, rows, leads); err != nil {
		return nil, fmt.Errorf("board: %w", err)
	}
	out := make([]BoardRow, 0, len(rows))
	for _, r := range rows {
		r.Late = !due.IsZero() && r.FirstFiledAt.After(due)
		r.Overdue = !due.IsZero() && r.Expected && r.FirstFiledAt.IsZero() && now.After(due)
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b BoardRow) int { return strings.Compare(a.Department, b.Department) })
	return out, nil
}

// coveredByLead takes out who leads only together with others of whom one has filed: one report of an indicator is enough. Where a round
// asks for some of the indicators alone, who leads none of them is not waited for.
func coveredByLead(conn *gorm.DB, rows map[string]*BoardRow, leads func() (asked, error)) error {
	missing := func(r *BoardRow) bool { return r != nil && r.Versions == 0 }
	if !slices.ContainsFunc(slices.Collect(maps.Values(rows)), missing) {
		return nil
	}
	of, err := leads()
	all := of.leads
	if err != nil || !of.some && !slices.ContainsFunc(all, func(names []string) bool { return len(names) > 1 }) {
		return err
	}
	known, err := breakdown.LoadDirectory(conn)
	if err != nil {
		return err
	}
	owes, covered := map[string]bool{}, map[string]bool{}
	for _, names := range all {
		filed := false
		own := make([]string, 0, len(names))
		for _, n := range names {
			if canonical, ok := known.Resolve(n); ok {
				n = canonical
			}
			own = append(own, n)
			filed = filed || rows[n] != nil && !rows[n].FirstFiledAt.IsZero()
		}
		for _, n := range own {
			owes[n], covered[n] = owes[n] || !filed, covered[n] || filed
		}
	}
	maps.DeleteFunc(rows, func(name string, r *BoardRow) bool { return missing(r) && (covered[name] || of.some) && !owes[name] })
	return nil
}

// add takes the versions in their order. A draft is beside what was filed before it, not in its place.
func (b *BoardRow) add(sub Submission) {
	if b.Versions++; sub.State == Draft && !b.FirstFiledAt.IsZero() {
		b.Draft = sub.ID
		return
	}
	b.Submission, b.Version, b.FiledAt, b.FiledBy, b.Draft = sub.ID, sub.Version, sub.At.Time, sub.By, ""
	b.OpenA, b.OpenB, b.OpenC = sub.FindingsA, sub.OpenB, sub.OpenC
	if !sub.SubmittedAt.IsZero() && b.FirstFiledAt.IsZero() {
		b.FirstFiledAt = sub.SubmittedAt.Time
	}
	if sub.InForce {
		b.InForce = sub.Version
	}
	switch sub.State {
	case Accepted:
		b.State = tally.ReportAccepted
	case Submitted:
		b.State = tally.ReportUnaccepted
	case Returned:
		b.State, b.EverReturned = tally.ReportReturned, true
	default:
		b.State = tally.ReportDraft
	}
}
