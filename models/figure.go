package models

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// figureRow is one figure of one submission. Department and plan stand with the submission.
type figureRow struct {
	SubmissionID string `gorm:"primaryKey"`
	N            int    `gorm:"primaryKey;autoIncrement:false"`
	IndicatorID  string
	Period       tally.Period
	Span         tally.Span
	Value        tally.Number
	Unit         string
	Printed      string
	PrintedIn    string
	Parts        []tally.Part `gorm:"serializer:json"`
	Sheet        string
	Cell         string
}

// TableName implements GORM's Tabler.
func (figureRow) TableName() string { return "figures" }

func figureRows(id string, f Filing) []figureRow {
	rows := make([]figureRow, 0, len(f.Figures))
	for i, fig := range f.Figures {
		rows = append(rows, figureRow{SubmissionID: id, N: i + 1, IndicatorID: fig.Indicator, Period: fig.Period, Span: fig.Span,
			Value: fig.Value, Unit: fig.Unit, Printed: fig.Printed, PrintedIn: fig.PrintedIn, Parts: fig.Parts,
			Sheet: fig.Source.Sheet, Cell: fig.Source.Cell})
	}
	return rows
}

// sourcedFigure is a figure with its submission.
type sourcedFigure struct {
	row figureRow
	of  *Submission
}

func (f sourcedFigure) figure() tally.Figure {
	r := f.row
	return tally.Figure{Indicator: r.IndicatorID, Department: f.of.Department, Period: r.Period, Span: r.Span, Value: r.Value,
		Unit: r.Unit, Printed: r.Printed, PrintedIn: r.PrintedIn, Parts: r.Parts,
		Source: tally.Source{Submission: r.SubmissionID, Version: f.of.Version, File: f.of.FileName, SHA256: f.of.SHA256,
			Sheet: r.Sheet, Cell: r.Cell, By: f.of.By, At: f.of.At.Time}}
}

// figuresOf runs a query on submissions AS s and gives their figures, by department, period filed for and row.
func figuresOf(db, submissions *gorm.DB) ([]sourcedFigure, error) {
	var subs []Submission
	if err := submissions.Select("s.*").Order("s.department, s.period, s.version").Find(&subs).Error; err != nil {
		return nil, fmt.Errorf("figures: %w", err)
	}
	var out []sourcedFigure
	for part := range slices.Chunk(subs, insertBatch) {
		ids := make([]string, 0, len(part))
		for i := range part {
			ids = append(ids, part[i].ID)
		}
		of, err := figuresByID(db, ids)
		if err != nil {
			return nil, err
		}
		for i := range part {
			for _, row := range of[part[i].ID] {
				out = append(out, sourcedFigure{row, &part[i]})
			}
		}
	}
	return out, nil
}

// figuresByID gives the figures of some submissions in the order of each sheet. There are thousands in a month, so
// they are scanned without GORM's reflection.
func figuresByID(db *gorm.DB, ids []string) (map[string][]figureRow, error) {
	of := make(map[string][]figureRow, len(ids))
	err := scanAll(db.Model(&figureRow{}).Where("submission_id IN ?", ids).Order("submission_id, n").
		Select("submission_id, n, indicator_id, period, span, value, unit, printed, printed_in, parts, sheet, cell"), func(scan func(...any) error) error {
		var r figureRow
		var parts sql.NullString
		err := scan(&r.SubmissionID, &r.N, &r.IndicatorID, &r.Period, &r.Span, &r.Value, &r.Unit, &r.Printed, &r.PrintedIn, &parts, &r.Sheet, &r.Cell)
		if err == nil && parts.String != "" {
			err = json.Unmarshal([]byte(parts.String), &r.Parts)
		}
		of[r.SubmissionID] = append(of[r.SubmissionID], r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("figures: %w", err)
	}
	return of, nil
}

// onePerMonth keeps one figure of each department, indicator, month and span: the one filed for its own month, else
// the one filed last. A later sheet that repeats an earlier month does not rewrite it.
func onePerMonth(rows []sourcedFigure) []tally.Figure {
	type key struct {
		department, indicator string
		period                tally.Period
		span                  tally.Span
	}
	at := make(map[key]int, len(rows))
	kept := make([]sourcedFigure, 0, len(rows))
	for _, r := range rows {
		k := key{r.of.Department, r.row.IndicatorID, r.row.Period, r.row.Span}
		i, there := at[k]
		switch {
		case !there:
			at[k] = len(kept)
			kept = append(kept, r)
		case kept[i].of.Period != kept[i].row.Period: // rows come in the order of the months filed for
			kept[i] = r
		}
	}
	out := make([]tally.Figure, 0, len(kept))
	for _, r := range kept {
		out = append(out, r.figure())
	}
	return out
}

// Figures gives the figures of one submission, in the order of its sheet.
func (s *Store) Figures(ctx context.Context, id string) ([]tally.Figure, error) {
	rows, err := figuresOf(s.read(ctx), s.read(ctx).Table("submissions AS s").Where("s.id = ?", id))
	if err != nil {
		return nil, err
	}
	out := make([]tally.Figure, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.figure())
	}
	return out, nil
}

// History gives what a department has reported in a plan for periods up to upTo, that one included: of each
// period the version in force, else the newest that was submitted.
func (s *Store) History(ctx context.Context, plan, department string, upTo tally.Period) ([]tally.Figure, error) {
	q := latestVersions(s.read(ctx).Table("submissions AS s")).
		Where("s.plan_key = ? AND s.department = ? AND s.period <= ?", plan, department, upTo.String())
	var newest []Submission
	if err := q.Select("s.*").Order("s.period").Find(&newest).Error; err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	var inForce []Submission
	err := s.read(ctx).Where("plan_key = ? AND department = ? AND period <= ? AND in_force = ?", plan, department, upTo.String(), true).
		Find(&inForce).Error
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	chosen := map[tally.Period]string{}
	for _, sub := range newest {
		if sub.State == Submitted || sub.State == Accepted {
			chosen[sub.Period] = sub.ID
		}
	}
	for _, sub := range inForce {
		chosen[sub.Period] = sub.ID
	}
	ids := make([]string, 0, len(chosen))
	for _, id := range chosen {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return []tally.Figure{}, nil
	}
	rows, err := figuresOf(s.read(ctx), s.read(ctx).Table("submissions AS s").Where("s.id IN ?", ids))
	if err != nil {
		return nil, err
	}
	return onePerMonth(rows), nil
}

// FiguresByOthers gives what departments other than the one named say now for any of the indicators in the period, accepted
// or not. Its cost goes by the number of indicators, not by what was filed.
func (s *Store) FiguresByOthers(ctx context.Context, plan string, period tally.Period, department string, indicators []string) ([]tally.Figure, error) {
	out, err := figuresByOthers(s.read(ctx), plan, period, department, indicators)
	if err != nil {
		return nil, fmt.Errorf("figures by others: %w", err)
	}
	return out, nil
}

func figuresByOthers(db *gorm.DB, plan string, period tally.Period, department string, indicators []string) ([]tally.Figure, error) {
	var ids []string
	for part := range slices.Chunk(indicators, insertBatch) {
		// Asked by itself: joined, the database would start from all that was filed for the period.
		var some []string
		err := db.Model(&figureRow{}).Distinct().Where("indicator_id IN ? AND period = ?", part, period.String()).
			Pluck("submission_id", &some).Error
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	wanted := map[string]bool{}
	for _, id := range indicators {
		wanted[id] = true
	}
	var out []tally.Figure
	slices.Sort(ids)
	for part := range slices.Chunk(slices.Compact(ids), insertBatch) {
		rows, err := figuresOf(db, db.Table("submissions AS s").Where("s.id IN ? AND s.plan_key = ?", part, plan).
			Where("s.period = ? AND s.department <> ?", period.String(), department).Where(stands))
		if err != nil {
			return nil, err
		}
		for _, f := range onePerMonth(rows) {
			if wanted[f.Indicator] && f.Period == period {
				out = append(out, f)
			}
		}
	}
	return out, nil
}
