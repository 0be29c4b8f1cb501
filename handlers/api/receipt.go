package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// Receipt answers with the receipt of a filing.
func (s Submissions) Receipt(c *gin.Context) error {
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	r, err := s.Store.Submissions.Receipt(c.Request.Context(), sub)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, r)
	return nil
}
