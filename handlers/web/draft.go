package web

import (
	"path"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// DraftName is what the breakdown of a draft is called.
func DraftName(kept workflow.KeptDraft) string {
	return strings.TrimSuffix(kept.Name, path.Ext(kept.Name)) + "-分解表.xlsx"
}

// SendDraft sends the breakdown workbook of what was ticked; the record of it says how much that was.
func (s *Site) SendDraft(c *gin.Context, kept workflow.KeptDraft, t workflow.Ticked) error {
	book, err := workflow.TickedBook(kept, t)
	if err != nil {
		return err
	}
	if err := s.NoteDownload(c, DraftTaken(kept, t)); err != nil {
		return err
	}
	SendWorkbook(c, DraftName(kept), book)
	return nil
}

// DraftTaken is the record of a draft that a person confirmed.
func DraftTaken(kept workflow.KeptDraft, t workflow.Ticked) models.AuditEntry {
	return models.AuditEntry{Action: "draft.confirm", Object: kept.ID, Detail: map[string]any{"targets": t.Targets, "milestones": t.Milestones, "edited": len(t.Edits)}}
}
