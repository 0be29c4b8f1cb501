package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
)

// Copies answers for workbooks that somebody holds.
type Copies struct{ *web.Site }

// Verify says whether a workbook was issued here, and what was changed in it.
func (s Copies) Verify(c *gin.Context) error {
	v, err := s.Site.Verify(c)
	if err != nil {
		return err
	}
	v.Changes = web.OrEmpty(v.Changes)
	c.JSON(http.StatusOK, v)
	return nil
}
