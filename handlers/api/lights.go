package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/workflow"
)

// Lights answers with what a version would light if it were accepted now.
func (s Submissions) Lights(c *gin.Context) error {
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	rows, err := workflow.ExpectedLights(c.Request.Context(), s.Workflow, sub)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, map[string]any{"rows": rows})
	return nil
}
