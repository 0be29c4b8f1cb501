package handlers

import "github.com/gin-gonic/gin"

// apiTemplate sends a department's workbook to fill for a month.
func (s *Server) apiTemplate(c *gin.Context) error {
	month, err := period(c.Query("period"))
	if err != nil {
		return err
	}
	department, err := s.department(c.Request.Context(), c.Query("department"))
	if err != nil {
		return err
	}
	name, data, err := s.workflow.Template(c.Request.Context(), c.Param("plan"), department, month)
	if err != nil {
		return err
	}
	sendWorkbook(c, name, data)
	return nil
}
