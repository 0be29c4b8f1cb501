package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
)

// Submissions answer for what departments file.
type Submissions struct{ *web.Site }

// Act does one thing to a submission and answers with how it stands then.
func (s Submissions) Act(do web.Act) func(*gin.Context) error {
	return func(c *gin.Context) error {
		var a web.ActRequest
		if err := web.ReadJSON(c, &a); err != nil {
			return err
		}
		sub, err := s.DoAct(c, do, a)
		if err != nil {
			return err
		}
		return s.answerFiled(c, sub, nil)
	}
}

// Discard throws a draft away; there is nothing left to answer with.
func (s Submissions) Discard(c *gin.Context) error {
	var a web.ActRequest
	if err := web.ReadJSON(c, &a); err != nil {
		return err
	}
	if _, err := s.DoAct(c, s.Site.Discard, a); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}
