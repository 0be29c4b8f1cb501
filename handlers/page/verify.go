package page

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/workflow"
)

// Copies is the page that tells whether a workbook is as it was issued.
type Copies struct{ *web.Site }

// verifyPage takes a workbook and says what became of it.
type verifyPage struct {
	Verdict *workflow.Verdict // nil before one was asked for
	Problem *web.Problem
}

func (s Copies) GetVerify(c *gin.Context) error {
	return s.Show(c, http.StatusOK, "verify", "查验", verifyPage{})
}

// PostVerify shows what was found; nothing is kept, so that it can be asked again.
func (s Copies) PostVerify(c *gin.Context) error {
	v, err := s.Site.Verify(c)
	if err == nil {
		return s.Show(c, http.StatusOK, "verify", "查验", verifyPage{Verdict: &v})
	}
	p := web.AsProblem(err, web.ReferenceOf(c.Request.Context()))
	if p.Status >= http.StatusInternalServerError {
		return err
	}
	return s.Show(c, p.Status, "verify", "查验", verifyPage{Problem: &p})
}
