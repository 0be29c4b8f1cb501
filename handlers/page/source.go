package page

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models"
)

// sourcePage is a sheet with one cell pointed out: the end of every trace.
type sourcePage struct {
	Sub        models.Submission
	Sheet, At  string
	Amended    []models.Amendment // of the cell
	Grid       *grid
	Unreadable string
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
	return s.Show(c, http.StatusOK, "source", "来源", page)
}
