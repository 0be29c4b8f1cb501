package web

import (
	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// Verify holds the workbook of a form against the editions issued. A reporter is told what was changed in the own department's part alone:
// what stood in a cell of another's is not theirs to read.
func (s *Site) Verify(c *gin.Context) (workflow.Verdict, error) {
	u, err := s.ReadUpload(c)
	if err != nil {
		return workflow.Verdict{}, err
	}
	ctx := c.Request.Context()
	who := PersonOf(ctx).User
	return s.Workflow.Verify(ctx, u.data, func(_, department string) bool {
		return who.Role != account.Reporter || department != "" && who.Holds(department)
	})
}
