package page

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// sourcePage is a sheet with one cell pointed out: the end of every trace.
type sourcePage struct {
	Sub        models.Submission
	Sheet, At  string
	Figures    []sourceFigure     // read from the cell
	Beside     []besideCell       // what stands in the cell's row, under its headings
	Amended    []models.Amendment // of the cell
	Grid       *grid
	Unreadable string
}

// sourceFigure is a figure with the name of its indicator.
type sourceFigure struct {
	tally.Figure
	Name string
}

// besideCell is a cell of the row with the heading above it.
type besideCell struct {
	Heading, Text string
	Here          bool
}

func (s Submissions) GetSource(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	ask, err := askOf(c.Request.URL.Query())
	if err != nil {
		return err
	}
	ask.Note = true
	page := sourcePage{Sub: sub, Sheet: ask.Sheet, At: ask.Cell, Amended: sub.Amended.At(ask.Sheet, ask.Cell)}
	findings, err := s.Store.Findings.List(ctx, sub.ID)
	if err != nil {
		return err
	}
	if page.Grid, page.Unreadable, err = s.grid(ctx, sub, findings, ask); err != nil {
		return err
	}
	if page.Figures, err = s.figuresAt(ctx, sub, ask); err != nil {
		return err
	}
	if page.Grid != nil {
		page.Beside = besideOf(page.Grid, ask.Cell)
	}
	return s.Show(c, http.StatusOK, "source", "来源", page)
}

// figuresAt are the figures that were read from a cell.
func (s Submissions) figuresAt(ctx context.Context, sub models.Submission, ask gridAsk) ([]sourceFigure, error) {
	all, err := s.Store.Figures.List(ctx, sub.ID)
	if err != nil {
		return nil, err
	}
	var found []sourceFigure
	var ids []string
	for _, f := range all {
		if f.Source.Sheet == ask.Sheet && f.Source.Cell == ask.Cell {
			found, ids = append(found, sourceFigure{Figure: f}), append(ids, f.Indicator)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	inds, err := s.Store.Indicators.Some(ctx, sub.Plan, ids)
	if err != nil {
		return nil, err
	}
	for i := range found {
		if k := slices.IndexFunc(inds, func(ind tally.Indicator) bool { return ind.ID == found[i].Indicator }); k >= 0 {
			found[i].Name = inds[k].Name
		}
	}
	return found, nil
}

// besideOf is what stands in the cell's row, each under the heading that its table has there: a narrow screen shows no sheet.
func besideOf(g *grid, at string) (beside []besideCell) {
	row, _, ok := xlsx.ParseRef(firstRef(at))
	if !ok {
		return nil
	}
	var head *tally.Header // the nearest above
	for i := range g.headers {
		if h := &g.headers[i]; h.Sheet == g.Sheet && h.Rows[1] < row && (head == nil || h.Rows[1] > head.Rows[1]) {
			head = h
		}
	}
	k := slices.IndexFunc(g.Rows, func(r gridRow) bool { return r.Number == row })
	if head == nil || k < 0 {
		return nil
	}
	for _, col := range head.Columns {
		for _, cell := range g.Rows[k].Cells {
			_, n, ok := xlsx.ParseRef(cell.Ref)
			if ok && xlsx.Letter(n) == col.Letter && cell.Text != "" {
				beside = append(beside, besideCell{strings.Join(col.Path, " · "), cell.Text, cell.Here})
			}
		}
	}
	return beside
}
