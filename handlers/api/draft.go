package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally/draft"
	"github.com/tallysheet/tallysheet/workflow"
)

// Drafts answers for breakdowns drafted from plan documents.
type Drafts struct{ *web.Site }

// draftAnswer is a draft without the text that it was found in.
type draftAnswer struct {
	models.DraftInfo
	Draft draft.Draft `json:"draft"`
}

// Make drafts a breakdown from a document, or from text, and keeps it.
func (s Drafts) Make(c *gin.Context) error {
	u, err := s.ReadDocument(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	name, data := u.Document()
	kept, err := workflow.Drafts{Workflow: s.Workflow}.Make(ctx, web.PersonOf(ctx).Actor(), name, data)
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, draftAnswer{kept.DraftInfo, kept.Draft})
	return nil
}

// Get gives a draft.
func (s Drafts) Get(c *gin.Context) error {
	kept, err := workflow.Drafts{Workflow: s.Workflow}.Kept(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, draftAnswer{kept.DraftInfo, kept.Draft})
	return nil
}

// Workbook gives the breakdown workbook of what is ticked.
func (s Drafts) Workbook(c *gin.Context) error {
	var t workflow.Ticked
	if err := web.ReadJSON(c, &t); err != nil {
		return err
	}
	kept, err := workflow.Drafts{Workflow: s.Workflow}.Kept(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	return s.SendDraft(c, kept, t)
}
