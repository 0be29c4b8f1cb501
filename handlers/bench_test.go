package handlers_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// The size that pages are measured at.
const (
	benchDepartments = 200
	benchIndicators  = 60
	benchMonths      = 12
)

func department(d int) string { return fmt.Sprintf("第%03d局", d) }

// large is a site of that size: every department has filed every month, and December has its edition.
func large(b *testing.B) *site {
	b.Helper()
	s := newSite(b)
	s.now = time.Date(2019, 1, 4, 1, 0, 0, 0, time.UTC)
	plan := tally.Plan{Key: planKey, Title: "目标任务分解表"}
	for d := range benchDepartments {
		for i := range benchIndicators {
			plan.Indicators = append(plan.Indicators, tally.Indicator{Item: tally.Item{Name: fmt.Sprintf("指标%d-%d", d, i), Unit: "亿元", Measure: tally.Level, Better: tally.Higher,
				Lead: []string{department(d)}, Targets: []tally.Target{{Cell: "C5", Period: "2018", Text: "120", Op: tally.OpAtLeast, Floor: exact.Int(120), Unit: "亿元"}}}})
		}
	}
	if _, err := s.store.Plans.Import(b.Context(), models.System(), plan, breakdown.File{Name: "plan.xlsx", Bytes: []byte("plan")}); err != nil {
		b.Fatal(err)
	}
	plan, err := s.store.Plans.Get(b.Context(), planKey)
	if err != nil {
		b.Fatal(err)
	}
	for m := 1; m <= benchMonths; m++ {
		for d := range benchDepartments {
			s.fileFigures(b, plan, d, tally.MonthOf(2018, m))
		}
	}
	if _, _, err := s.workflow.Consolidate(b.Context(), models.System(), planKey, tally.MonthOf(2018, benchMonths)); err != nil {
		b.Fatal(err)
	}
	return s
}

func (s *site) fileFigures(b *testing.B, plan tally.Plan, d int, month tally.Round) {
	b.Helper()
	f := models.Filing{Plan: planKey, Department: department(d), Period: month, By: models.System(), FileName: "x.xlsx", Bytes: fmt.Appendf(nil, "%d %s", d, month)}
	for i, ind := range plan.Indicators[d*benchIndicators : (d+1)*benchIndicators] {
		f.Figures = append(f.Figures, tally.Figure{Indicator: ind.ID, Department: department(d), Period: month, Span: tally.SpanYTD, Value: exact.Int(int64(month.Month() * (5 + i%8))), Unit: "亿元",
			Source: tally.Source{Sheet: "1", Cell: fmt.Sprintf("F%d", i+5)}})
	}
	if _, err := s.store.Submissions.File(b.Context(), f); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkPages measures what a page takes on a large site, from the request to the last byte.
func BenchmarkPages(b *testing.B) {
	s := large(b)
	month := "/plans/" + planKey + "/periods/2018-12"
	plan, err := s.store.Plans.Get(b.Context(), planKey)
	if err != nil {
		b.Fatal(err)
	}
	people := map[account.Role]*browser{
		account.Reporter:   s.signedIn("wang", account.Reporter, department(7)),
		account.Supervisor: s.signedIn("du", account.Supervisor, ""),
		account.Leader:     s.signedIn("chen", account.Leader, ""),
	}
	for _, page := range []struct {
		role account.Role
		path string
	}{
		{account.Reporter, "/"}, {account.Supervisor, "/"}, {account.Supervisor, month}, {account.Supervisor, "/plans"}, {account.Leader, month + "/lights"},
		{account.Leader, month + "/lights?department=" + department(7)}, {account.Leader, month + "/indicators/" + plan.Indicators[0].ID},
	} {
		b.Run(string(page.role)+page.path, func(b *testing.B) {
			people[page.role].get(page.path) // an edition is decoded when it is first looked at
			for b.Loop() {
				if w := people[page.role].get(page.path); w.Code != http.StatusOK {
					b.Fatalf("%d %s", w.Code, w.Body)
				}
			}
		})
	}
}
