package web

import (
	"io"
	"mime"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/evidence"
)

// SendEvidence sends a file as it was attached, and notes that it was read.
func (s *Site) SendEvidence(c *gin.Context, f evidence.File) error {
	if err := s.NoteDownload(c, models.AuditEntry{Action: "download.evidence", Plan: f.Plan, Department: f.Department, Period: f.Period, Object: f.FileID}); err != nil {
		return err
	}
	_, content, err := s.Store.Evidence.Open(c.Request.Context(), f.FileID)
	if err != nil {
		return err
	}
	h := c.Writer.Header()
	h.Set("Content-Type", evidence.MediaType(f.Type))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": CleanName(f.Name)}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	c.Status(http.StatusOK)
	_, err = io.Copy(c.Writer, content)
	return err
}

// Attach keeps the file of a form beside an indicator of a submission.
func (s *Site) Attach(c *gin.Context, indicator string) (models.Submission, evidence.File, error) {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return sub, evidence.File{}, err
	}
	u, err := s.ReadUpload(c)
	if err != nil {
		return sub, evidence.File{}, err
	}
	if indicator == "" {
		indicator = u.Fields["indicator"]
	}
	name, data := u.Document()
	f, err := s.Store.Submissions.Attach(ctx, PersonOf(ctx).Actor(), sub.Plan, sub.Department, sub.Period, indicator, name, data)
	return sub, f, err
}
