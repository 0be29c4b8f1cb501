package models_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// The rows of an edition come without its figures, and the figures of one indicator without the others, wherever a stored piece ends.
func TestRowsAndTheFiguresOfOne(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.filed(t, sheet{}.build(s.zone(t)))
		run := must[models.Run](t)(s.Editions.Claim(t.Context(), "zone", september, 0, models.ClaimOptions{Owner: "a"}))
		in := must[models.Inputs](t)(s.frozen(t.Context(), run, time.Time{}))
		ed := tally.Edition{Plan: "zone", Period: september, Number: 1, Digest: in.Digest, Rows: []tally.Row{{YTD: exact.MustNumber("7.50"), Main: tally.Deviation{Light: tally.Green}}}}
		for i := range 300 { // three of each indicator
			ed.Figures = append(ed.Figures, tally.Figure{Indicator: fmt.Sprint("i", i/3), Department: "财政局", Period: september, Span: tally.SpanYTD, Value: exact.Int(int64(i)),
				Source: tally.Source{FiledWith: &tally.FiledWith{File: fmt.Sprint("第", i, strings.Repeat("个", 700), ".xlsx")}, Sheet: "Sheet1", Cell: "E4"}})
		}
		info := must[models.EditionInfo](t)(s.Editions.Publish(t.Context(), supervisor, run, in, ready(t, s, ed, "wb1"), "汇总表.xlsx"))
		got, rows, err := s.Editions.Rows(t.Context(), "zone", september, 0)
		if err != nil || got != info || rows.Figures != nil || cmp.Diff(ed.Rows, rows.Rows) != "" {
			t.Errorf("rows of %+v: %d figures, %v, %s", got, len(rows.Figures), err, cmp.Diff(ed.Rows, rows.Rows))
		}
		kept := must[*models.Answers](t)(s.Editions.Answers(t.Context(), "zone", september, 0))
		for i := range ed.Figures {
			own, err := kept.FiguresOf(t.Context(), ed.Figures[i].Indicator, [2]int{i, i})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(ed.Figures[i-i%3:i-i%3+3], own); d != "" {
				t.Fatalf("of figure %d: %s", i, d)
			}
		}
		if between, err := kept.FiguresOf(t.Context(), ed.Figures[150].Indicator, [2]int{0, 299}); err != nil || cmp.Diff(ed.Figures[150:153], between) != "" {
			t.Errorf("in a long stretch: %d figures, %v", len(between), err)
		}
		if _, err := kept.FiguresOf(t.Context(), "i1", [2]int{-1, 0}); err == nil {
			t.Error("a figure that is none was found")
		}
	})
}
