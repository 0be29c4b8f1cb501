package api

import (
	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
)

// Template sends a department's workbook to fill for a month.
func (s Submissions) Template(c *gin.Context) error {
	month, err := web.Period(c.Query("period"))
	if err != nil {
		return err
	}
	department, err := s.Department(c.Request.Context(), c.Query("department"))
	if err != nil {
		return err
	}
	name, data, err := s.Workflow.Template(c.Request.Context(), c.Param("plan"), department, month)
	if err != nil {
		return err
	}
	if err := s.NoteDownload(c, models.AuditEntry{Action: "download.template", Plan: c.Param("plan"), Department: department, Period: month}); err != nil {
		return err
	}
	web.SendWorkbook(c, name, data)
	return nil
}
