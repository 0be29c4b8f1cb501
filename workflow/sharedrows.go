package workflow

import (
	"context"

	"slices"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// sharedRows are the rows of a workbook that another plan has too, with its indicators' ids.
type sharedRows struct {
	ids   map[sheetRow]string
	plan  string            // the other plan's key
	names map[string]string // its indicators' names, by id
}

// sheetRow is a row of a workbook.
type sheetRow struct {
	sheet string
	row   int
}

// add takes the row in which a figure stands.
func (s *sharedRows) add(at tally.Source, indicator string) {
	if row, _, ok := xlsx.ParseRef(at.Cell); ok {
		s.ids[sheetRow{at.Sheet, row}] = indicator
	}
}

// take leaves the shared rows alone in a reading, each bound to the plan's indicator as an issued template binds its rows.
func (s *sharedRows) take(r *tally.Reading) {
	if s == nil {
		return
	}
	r.Plan = s.plan
	items := make([]tally.Item, 0, len(s.ids))
	for _, item := range r.Items {
		if id, shared := s.ids[sheetRow{item.Sheet, item.Row}]; shared {
			item.Key, item.Name = id, s.names[id]
			item.Targets, item.Rates = nil, nil // those of the plan that the sheet was made for
			items = append(items, item)
		}
	}
	r.Items = items
	r.Findings = slices.DeleteFunc(slices.Clone(r.Findings), func(f tally.Finding) bool {
		row, _, ok := xlsx.ParseRef(f.Cell)
		return ok && s.ids[sheetRow{f.Sheet, row}] == ""
	})
}

// saidOf is what a department explained of a submission's findings, to hold for the same cells elsewhere.
func (d SameIndicators) saidOf(ctx context.Context, sub models.Submission) (map[asks]string, error) {
	findings, err := d.Store.Findings.List(ctx, sub.ID)
	said := map[asks]string{}
	for _, f := range findings {
		if f.Class == tally.ClassC && f.Text != "" {
			said[asks{f.Code, f.Sheet, f.Cell}] = f.Text
		}
	}
	return said, err
}
