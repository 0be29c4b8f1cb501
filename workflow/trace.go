package workflow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Trace says what a cell of an edition comes from.
type Trace struct {
	Edition int            `json:"edition"`
	Cell    string         `json:"cell"`
	Says    string         `json:"says"` // in Chinese: how the cell comes about
	Figures []tally.Figure `json:"figures"`
	Drafted []Drafted      `json:"drafted,omitempty"` // of indicators that came from a plan document
}

// Drafted is where an indicator's target stands in the plan document that it was drafted from.
type Drafted struct {
	Indicator string `json:"indicator"` // its name
	Document  string `json:"document"`
	Sentence  string `json:"sentence"`
}

// Trace follows a cell ("汇总表!J12") of an edition back to its figures; number 0 is the newest edition.
func (d *Workflow) Trace(ctx context.Context, plan string, period tally.Round, number int, cell string) (Trace, error) {
	out, err := traceFigures(ctx, d, plan, period, number, cell)
	if err == nil && len(out.Figures) > 0 {
		out.Drafted, err = draftedOf(ctx, d, plan, out.Figures)
	}
	return out, err
}

// draftedOf goes on from figures to the sentences that their targets were drafted from.
func draftedOf(ctx context.Context, d *Workflow, plan string, figures []tally.Figure) ([]Drafted, error) {
	var ids []string
	for i := range figures {
		ids = append(ids, figures[i].Indicator)
	}
	slices.Sort(ids)
	all, err := d.Store.Indicators.Some(ctx, plan, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	var out []Drafted
	for i := range all {
		if ind := &all[i]; ind.Quoted != "" {
			out = append(out, Drafted{ind.Name, ind.Document, ind.Quoted})
		}
	}
	return out, nil
}

func traceFigures(ctx context.Context, d *Workflow, plan string, period tally.Round, number int, cell string) (Trace, error) {
	sheet, at, ok := strings.Cut(cell, "!")
	if !ok {
		return Trace{}, &models.Error{Code: models.Invalid, Message: fmt.Sprintf("“%s”不是单元格，应为 汇总表!J12 这样的形式。", cell)}
	}
	sheet = strings.Trim(sheet, "'")
	kept, err := d.Store.Editions.Answers(ctx, plan, period, number)
	if err != nil {
		return Trace{}, err
	}
	if kept == nil {
		return traceOld(ctx, d, plan, period, number, cell)
	}
	var answers edition.Answers
	if err := json.Unmarshal(kept.Cells, &answers); err != nil {
		return Trace{}, fmt.Errorf("stored answers: %w", err)
	}
	a, err := answers.Find(sheet, at, func(at int) ([]byte, error) { return kept.Block(ctx, at) })
	if err != nil {
		return Trace{}, noCell(err, kept.Info.Number, cell)
	}
	out := Trace{Edition: kept.Info.Number, Cell: cell, Says: a.Says}
	if a.Older != nil {
		out.Figures, err = kept.Older(ctx, a.Older.Indicator, a.Older.Period)
	} else {
		out.Figures, err = kept.Figures(ctx, a.Figures)
	}
	return out, err
}

// traceOld traces a cell of an edition that has no answers written down: from the whole of it.
func traceOld(ctx context.Context, d *Workflow, plan string, period tally.Round, number int, cell string) (Trace, error) {
	sheet, at, _ := strings.Cut(cell, "!")
	sheet = strings.Trim(sheet, "'")
	info, ed, err := d.Store.Editions.Get(ctx, plan, period, number)
	if err != nil {
		return Trace{}, err
	}
	_, workbook, err := d.Store.Editions.Workbook(ctx, plan, period, info.Number)
	if err != nil {
		return Trace{}, err
	}
	figures, says, err := excel.TraceCell(ctx, ed, workbook, sheet, at)
	return Trace{Edition: info.Number, Cell: cell, Says: says, Figures: figures}, noCell(err, info.Number, cell)
}

// noCell says that an edition has no such cell.
func noCell(err error, number int, cell string) error {
	if errors.Is(err, edition.ErrNoCell) {
		return &models.Error{Code: models.NotFound, Message: fmt.Sprintf("第%d版没有单元格 %s。", number, cell)}
	}
	return err
}
