package page

import (
	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
)

// PostComment says what the office thinks of a round (季点评).
func (s Periods) PostComment(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	period, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	if err := s.CommentOn(c.Request.Context(), c.Param("plan"), period, f.Get("department"), f.Get("text")); err != nil {
		return err
	}
	return s.GoTo(c, monthPath(c)+"#comments")
}
