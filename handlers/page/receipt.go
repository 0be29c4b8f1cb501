package page

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
)

// receiptPage is what a department has in hand of a filing, to be printed.
type receiptPage struct {
	models.Receipt
	Sub   models.Submission
	Title string // of the plan
}

// GetReceipt shows the receipt of a filing.
func (s Submissions) GetReceipt(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	page := receiptPage{Sub: sub}
	if page.Receipt, err = s.Store.Submissions.Receipt(ctx, sub); err != nil {
		return err
	}
	var h breakdown.PlanHead
	if h, err = s.PlanHead(ctx, sub.Plan); err != nil {
		return err
	}
	page.Title = h.Title
	return s.Show(c, http.StatusOK, "receipt", "报送回执", page)
}

// MayWithdraw reports whether the filing may be taken back.
func (p submissionPage) MayWithdraw() bool {
	return p.Files && p.Newest && p.Sub.State == models.Submitted && !p.Lock.Locked
}
