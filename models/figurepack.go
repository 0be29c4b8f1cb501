package models

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// packColumns are those of the table figure_packs.
var packColumns = []string{"submission_id", "data"}

// packsOf gives the figures of submissions as they are kept, by id: those of one row each, and those that are older row by row.
func packsOf(conn *gorm.DB, subs []*Submission) (map[string]tally.FigurePack, error) {
	packs := make(map[string]tally.FigurePack, len(subs))
	for part := range slices.Chunk(subs, db.InsertBatch) {
		ids := make([]string, len(part))
		for i, sub := range part {
			ids[i] = sub.ID
		}
		err := db.ScanAll(conn.Table("figure_packs").Where("submission_id IN ?", ids).Select("submission_id, data"), func(scan func(...any) error) error {
			var id string
			var data sql.RawBytes
			if err := scan(&id, &data); err != nil {
				return err
			}
			pack, err := tally.ParseFigurePack(data)
			if err != nil {
				return fmt.Errorf("submission %s: %w", id, err)
			}
			packs[id] = pack
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("figures: %w", err)
		}
	}
	if len(packs) == len(subs) {
		return packs, nil
	}
	older := slices.DeleteFunc(slices.Clone(subs), func(sub *Submission) bool { _, there := packs[sub.ID]; return there })
	for part := range slices.Chunk(older, db.InsertBatch) {
		if err := packRows(conn, part, packs); err != nil {
			return nil, fmt.Errorf("figures: %w", err)
		}
	}
	return packs, nil
}

// packRows packs the figures of submissions from their rows. There are thousands in a month, so they are scanned without GORM's
// reflection.
func packRows(conn *gorm.DB, subs []*Submission, into map[string]tally.FigurePack) error {
	figures, ids := make(map[string][]tally.Figure, len(subs)), make([]string, len(subs))
	for i, sub := range subs {
		ids[i] = sub.ID
	}
	err := db.ScanAll(conn.Table("figures").Where("submission_id IN ?", ids).Order("submission_id, n").
		Select("submission_id, indicator_id, period, span, value, unit, printed, printed_in, parts, sheet, cell"), func(scan func(...any) error) error {
		var id string
		var f tally.Figure
		var parts sql.NullString
		err := scan(&id, &f.Indicator, &f.Period, &f.Span, &f.Value, &f.Unit, &f.Printed, &f.PrintedIn, &parts, &f.Source.Sheet, &f.Source.Cell)
		if err == nil && parts.String != "" {
			err = json.Unmarshal([]byte(parts.String), &f.Parts)
		}
		figures[id] = append(figures[id], f)
		return err
	})
	for _, sub := range subs {
		if err == nil {
			into[sub.ID], err = tally.PackFigures(sub.Period, figures[sub.ID])
		}
	}
	return err
}

// filedWith is what a submission filed, with what its figures share.
func (s *Submission) filedWith(pack tally.FigurePack) tally.FiledFigures {
	return tally.FiledFigures{Department: s.Department, Period: s.Period, Figures: pack, Amended: s.Amended.byCell(),
		Source: tally.Source{FiledWith: s.filed()}}
}

// filedBy gives what was filed with submissions. An edition asks for thousands, so they come with their packs by one statement and are
// scanned without GORM's reflection.
func filedBy(conn *gorm.DB, ids []string) ([]tally.FiledFigures, error) {
	out := make([]tally.FiledFigures, 0, len(ids))
	var older []*Submission
	var at []int // where those stand in out
	err := db.ScanAll(conn.Table("submissions AS s").Joins("LEFT JOIN figure_packs AS p ON p.submission_id = s.id").Where("s.id IN ?", ids).
		Select("s.id, s.department, s.period, s.version, s.file_name, s.sha256, s.made_by, s.made_at, s.amended, p.data"), func(scan func(...any) error) error {
		var sub Submission
		var data sql.RawBytes
		if err := scan(&sub.ID, &sub.Department, &sub.Period, &sub.Version, &sub.FileName, &sub.SHA256, &sub.By, &sub.At, &sub.Amended, &data); err != nil {
			return err
		}
		if data == nil {
			older, at = append(older, &sub), append(at, len(out))
			out = append(out, tally.FiledFigures{})
			return nil
		}
		pack, err := tally.ParseFigurePack(data)
		if err != nil {
			return fmt.Errorf("submission %s: %w", sub.ID, err)
		}
		out = append(out, sub.filedWith(pack))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("figures: %w", err)
	}
	packs := make(map[string]tally.FigurePack, len(older))
	for part := range slices.Chunk(older, db.InsertBatch) {
		if err := packRows(conn, part, packs); err != nil {
			return nil, fmt.Errorf("figures: %w", err)
		}
	}
	for i, sub := range older {
		out[at[i]] = sub.filedWith(packs[sub.ID])
	}
	return out, nil
}
