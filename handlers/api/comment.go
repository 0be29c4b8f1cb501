package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/tally"
)

// Comments tells what the office says of a round.
func (s Periods) Comments(c *gin.Context) error {
	period, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	return s.sendComments(c, period)
}

// Comment says something of a round, and answers with all that is said of it then.
func (s Periods) Comment(c *gin.Context) error {
	period, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	var said struct {
		Department string `json:"department"`
		Text       string `json:"text"`
	}
	if err := web.ReadJSON(c, &said); err != nil {
		return err
	}
	if err := s.CommentOn(c.Request.Context(), c.Param("plan"), period, said.Department, said.Text); err != nil {
		return err
	}
	return s.sendComments(c, period)
}

func (s Periods) sendComments(c *gin.Context, period tally.Round) error {
	all, err := s.Store.Periods.Comments(c.Request.Context(), c.Param("plan"), period)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"comments": web.OrEmpty(all)})
	return nil
}
