package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

func (s *Server) apiPlans(c *gin.Context) error {
	plans, err := s.store.Plans.List(c.Request.Context())
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"plans": plans})
	return nil
}

func (s *Server) apiPlan(c *gin.Context) error {
	plan, err := s.store.Plans.Get(c.Request.Context(), c.Param("plan"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, plan)
	return nil
}

// importedPlan is the answer to an import.
type importedPlan struct {
	Plan     models.PlanInfo `json:"plan"`
	Findings []tally.Finding `json:"findings"`
}

func (s *Server) apiImportPlan(c *gin.Context) error {
	u, err := s.readUpload(c)
	if err != nil {
		return err
	}
	imported, err := s.importPlan(c, c.Query("plan"), u)
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

// importPlan imports a breakdown workbook; class A findings refuse it.
func (s *Server) importPlan(c *gin.Context, key string, u upload) (importedPlan, error) {
	got, err := s.workflow.ImportPlan(c.Request.Context(), whoOf(c.Request.Context()).actor(), key, u.name, u.data)
	if err != nil {
		return importedPlan{}, err
	}
	if got.Refused() {
		return importedPlan{}, refuse("这份分解表还不能作为计划导入，请按下列问题改正后再传。", got.Reading.Findings)
	}
	return importedPlan{Plan: got.Info, Findings: orEmpty(got.Reading.Findings)}, nil
}

// orEmpty keeps a list a list in JSON.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
