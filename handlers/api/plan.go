package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/tally"
)

func (s Plans) List(c *gin.Context) error {
	plans, err := s.Store.Plans.List(c.Request.Context())
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"plans": plans})
	return nil
}

func (s Plans) Get(c *gin.Context) error {
	plan, err := s.Workflow.Plan(c.Request.Context(), c.Param("plan"), tally.Round{})
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, plan)
	return nil
}

func (s Plans) Import(c *gin.Context) error {
	u, err := s.ReadUpload(c)
	if err != nil {
		return err
	}
	imported, err := s.ImportPlan(c, c.Query("plan"), u)
	if err != nil {
		return err
	}
	status := http.StatusCreated
	if imported.Plan.Unchanged {
		status = http.StatusOK
	}
	c.JSON(status, imported)
	return nil
}
