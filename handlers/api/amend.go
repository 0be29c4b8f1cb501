package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/workflow"
)

// Amend corrects cells of the newest version and answers with the draft that comes of it.
func (s Submissions) Amend(c *gin.Context) error {
	var a struct {
		Revision int                 `json:"revision"`
		Cells    []workflow.CellText `json:"cells"`
	}
	if err := web.ReadJSON(c, &a); err != nil {
		return err
	}
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	got, err := workflow.Amend(c.Request.Context(), s.Workflow, web.PersonOf(c.Request.Context()).Actor(), sub, a.Revision, a.Cells)
	if err != nil {
		return err
	}
	findings, err := s.Store.Findings.List(c.Request.Context(), got.Submission.ID)
	if err != nil {
		return err
	}
	status := http.StatusCreated
	if got.Submission.Repeated {
		status = http.StatusOK
	}
	c.JSON(status, filed{Submission: got.Submission, Findings: web.OrEmpty(findings), Belongs: s.PlaceFor(c.Request.Context(), got.Belongs)})
	return nil
}
