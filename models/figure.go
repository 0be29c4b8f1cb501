package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// figureColumns are those of the table figures. Department and plan stand with the submission.
var figureColumns = []string{"submission_id", "n", "indicator_id", "period", "span", "value", "unit", "printed", "printed_in", "parts", "sheet", "cell"}

// figureValues are the rows of a submission's figures.
func figureValues(id string, figures []tally.Figure) ([]any, error) {
	values := make([]any, 0, len(figures)*len(figureColumns))
	for i := range figures {
		f := &figures[i]
		var value, parts any // NULL where there is none
		if f.Value.OK() {
			value = f.Value.String()
		}
		if f.Parts != nil {
			text, err := json.Marshal(f.Parts)
			if err != nil {
				return nil, fmt.Errorf("parts of %s: %w", f.Indicator, err)
			}
			parts = string(text)
		}
		values = append(values, id, int64(i+1), f.Indicator, f.Period.String(), string(f.Span), value, f.Unit, f.Printed, f.PrintedIn, parts,
			f.Source.Sheet, f.Source.Cell)
	}
	return values, nil
}

// filedFigures are the figures of one submission, in the order of its sheet.
type filedFigures struct {
	of      *Submission
	figures []tally.Figure
}

// filed is what its figures say of it.
func (s *Submission) filed() *tally.FiledWith {
	return &tally.FiledWith{Submission: s.ID, Version: s.Version, File: s.FileName, SHA256: s.SHA256, By: s.By, At: s.At.Time}
}

// sourced gives the figure its place in the submission.
func (s *Submission) sourced(f tally.Figure, filed *tally.FiledWith) tally.Figure {
	f.Department = s.Department
	f.Source = tally.Source{FiledWith: filed, Sheet: f.Source.Sheet, Cell: f.Source.Cell}.With(tally.SourceMore{Amended: s.Amended.says(f.Source.Sheet, f.Source.Cell)})
	return f
}

// figuresOf runs a query on submissions AS s and gives their figures, by department and period filed for.
func figuresOf(conn *gorm.DB, submissions *gorm.DB) ([]filedFigures, error) {
	var subs []Submission
	if err := submissions.Select("s.*").Order("s.department, s.period, s.version").Find(&subs).Error; err != nil {
		return nil, fmt.Errorf("figures: %w", err)
	}
	out := make([]filedFigures, len(subs))
	for i := range subs {
		out[i].of = &subs[i]
	}
	return out, readFigures(conn, out)
}

// readFigures reads the figures of some submissions.
func readFigures(conn *gorm.DB, to []filedFigures) error {
	subs := make([]*Submission, len(to))
	for i := range to {
		subs[i] = to[i].of
	}
	packs, err := packsOf(conn, subs)
	if err != nil {
		return err
	}
	for i := range to {
		filed := subs[i].filedWith(packs[subs[i].ID])
		n := filed.Figures.Len()
		if n > 0 {
			to[i].figures = make([]tally.Figure, n)
		}
		for k := range to[i].figures {
			to[i].figures[k] = filed.Figure(k) //nolint:gosec // k is one of its own
		}
	}
	return nil
}

// onePerMonth keeps one figure of each department, indicator, month and span: the one filed for its own month, else
// the one filed last. A later sheet that repeats an earlier month does not rewrite it.
func onePerMonth(filed []filedFigures) []tally.Figure {
	type key struct {
		indicator string
		period    tally.Round
		span      tally.Span
	}
	n := 0
	for _, s := range filed {
		n += len(s.figures)
	}
	// One department after the other, so that what is looked up is short: a year of all would be a map of hundreds of thousands.
	filed = slices.Clone(filed)
	slices.SortStableFunc(filed, func(a, b filedFigures) int { return strings.Compare(a.of.Department, b.of.Department) })
	at, own := map[key]int{}, make([]bool, 0, n)
	kept := make([]tally.Figure, 0, n)
	for i, s := range filed {
		if i > 0 && filed[i-1].of.Department != s.of.Department {
			clear(at)
		}
		for i := range s.figures {
			f := &s.figures[i]
			k := key{f.Indicator, f.Period, f.Span}
			was, there := at[k]
			switch {
			case !there:
				at[k] = len(kept)
				kept, own = append(kept, *f), append(own, f.Period == s.of.Period)
			case !own[was]: // sheets come in the order of the months filed for
				kept[was], own[was] = *f, f.Period == s.of.Period
			}
		}
	}
	return kept
}

// Figures are what was read from submissions, each with its cell.
type Figures struct{ *shared }

// List gives the figures of one submission, in the order of its sheet.
func (s Figures) List(ctx context.Context, id string) ([]tally.Figure, error) {
	filed, err := figuresOf(s.db.Reading(ctx), s.db.Reading(ctx).Table("submissions AS s").Where("s.id = ?", id))
	if err != nil || len(filed) == 0 {
		return []tally.Figure{}, err
	}
	return append([]tally.Figure{}, filed[0].figures...), nil
}

// ByOthers gives what departments other than the one named say now for any of the indicators in the period, accepted
// or not. Its cost goes by the number of indicators, not by what was filed.
func (s Figures) ByOthers(ctx context.Context, plan string, period tally.Round, department string, indicators []string) ([]tally.Figure, error) {
	out, err := figuresByOthers(s.db.Reading(ctx), &Submission{Plan: plan, Department: department, Period: period}, indicators)
	if err != nil {
		return nil, fmt.Errorf("figures by others: %w", err)
	}
	return out, nil
}

// figuresByOthers is ByOthers for the plan, period and department of a submission, which may be there already.
func figuresByOthers(conn *gorm.DB, own *Submission, indicators []string) ([]tally.Figure, error) {
	out, err := figuresBeside(conn, own, indicators)
	if err != nil {
		return nil, err
	}
	elsewhere, err := figuresElsewhere(conn, own, indicators)
	return append(out, elsewhere...), err
}

// figuresBeside is figuresByOthers within the plan.
func figuresBeside(conn *gorm.DB, own *Submission, indicators []string) ([]tally.Figure, error) {
	var ids []string
	for part := range slices.Chunk(indicators, db.InsertBatch) {
		// Asked by itself: joined, the database would start from all that was filed for the period.
		var some []string
		err := conn.Table("figures").Distinct().
			Where("indicator_id IN ? AND period = ? AND submission_id <> ?", part, own.Period.String(), own.ID).
			Pluck("submission_id", &some).Error
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	wanted := map[string]bool{}
	if len(ids) > 0 {
		for _, id := range indicators {
			wanted[id] = true
		}
	}
	var out []tally.Figure
	slices.Sort(ids)
	for part := range slices.Chunk(slices.Compact(ids), db.InsertBatch) {
		rows, err := figuresOf(conn, conn.Table("submissions AS s").Where("s.id IN ? AND s.plan_key = ?", part, own.Plan).
			Where("s.period = ? AND s.department <> ?", own.Period.String(), own.Department).Where(stands))
		if err != nil {
			return nil, err
		}
		for _, f := range onePerMonth(rows) {
			if wanted[f.Indicator] && f.Period == own.Period {
				out = append(out, f)
			}
		}
	}
	return out, nil
}
