package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/workflow"
)

// questionList is the questions of a plan.
type questionList struct {
	Questions []breakdown.PlanQuestion `json:"questions"`
}

// Questions answers for what plans leave open.
type Questions struct{ *web.Site }

// List gives a plan's questions, open and answered.
func (s Questions) List(c *gin.Context) error {
	all, err := s.Workflow.Questions(c.Request.Context(), c.Param("plan"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, questionList{web.OrEmpty(all)})
	return nil
}

// answer is what a person says to one question; Version is that of the question as they saw it.
type answer struct {
	Answer  string `json:"answer"`
	Reason  string `json:"reason"`
	Version *int   `json:"version"`
}

// Answer answers one question.
func (s Questions) Answer(c *gin.Context) error {
	var a answer
	if err := web.ReadJSON(c, &a); err != nil {
		return err
	}
	n, err := web.QuestionNumber(c.Param("n"))
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	answered, err := s.Workflow.Answer(ctx, web.PersonOf(ctx).Actor(), c.Param("plan"), a.Reason, workflow.Answer{N: n, Answer: a.Answer, Version: a.Version})
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, answered[0])
	return nil
}

// Confirm keeps what a person says of an indicator, and answers with how it reads then.
func (s Questions) Confirm(c *gin.Context) error {
	var said workflow.Confirmation
	if err := web.ReadJSON(c, &said); err != nil {
		return err
	}
	said.Plan, said.Indicator = c.Param("plan"), c.Param("indicator")
	ctx := c.Request.Context()
	ind, err := s.Workflow.Confirm(ctx, web.PersonOf(ctx).Actor(), said)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, ind)
	return nil
}
