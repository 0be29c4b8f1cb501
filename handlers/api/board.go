package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
)

// Periods answer for the periods of a plan.
type Periods struct{ *web.Site }

func (s Periods) Board(c *gin.Context) error {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	b, err := s.BoardOf(c.Request.Context(), c.Param("plan"), month)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, b)
	return nil
}
