package page

import (
	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
)

// PostPlace keeps a misplaced draft's workbook where it belongs, found out anew from the workbook itself.
func (s Submissions) PostPlace(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	at, err := s.Workflow.PlaceOf(ctx, sub)
	if err != nil {
		return err
	}
	if p := s.PlaceFor(ctx, at); p == nil || p.Href == "" || sub.State != models.Draft {
		return web.Fail(web.Code(models.Conflict), "这份表没有另外的去处，请回到报送页核对计划、部门和月份。")
	}
	got, err := s.Workflow.PutInPlace(ctx, web.PersonOf(ctx).Actor(), sub, *at)
	if err != nil {
		return err
	}
	return s.GoTo(c, "/submissions/"+got.Submission.ID)
}
