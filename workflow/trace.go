package workflow

import (
	"context"
	"errors"
	"fmt"
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
}

// Trace follows a cell ("汇总表!J12") of an edition back to its figures; number 0 is the newest edition.
func (d *Workflow) Trace(ctx context.Context, plan string, period tally.Round, number int, cell string) (Trace, error) {
	sheet, at, ok := strings.Cut(cell, "!")
	if !ok {
		return Trace{}, &models.Error{Code: models.Invalid, Message: fmt.Sprintf("“%s”不是单元格，应为 汇总表!J12 这样的形式。", cell)}
	}
	info, ed, err := d.Store.Editions.Get(ctx, plan, period, number)
	if err != nil {
		return Trace{}, err
	}
	_, workbook, err := d.Store.Editions.Workbook(ctx, plan, period, info.Number)
	if err != nil {
		return Trace{}, err
	}
	figures, says, err := excel.TraceCell(ctx, ed, workbook, strings.Trim(sheet, "'"), at)
	if errors.Is(err, edition.ErrNoCell) {
		return Trace{}, &models.Error{Code: models.NotFound, Message: fmt.Sprintf("第%d版没有单元格 %s。", info.Number, cell)}
	}
	return Trace{Edition: info.Number, Cell: cell, Says: says, Figures: figures}, err
}
