package page

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
)

// PostSubmit takes the explanations of the form and then files: the one button 上报. With save set it only keeps them. A cell that
// was changed in the form and not yet saved is corrected first: what comes of it is looked at before it is filed.
func (s Submissions) PostSubmit(c *gin.Context) error {
	f, err := s.LongForm(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	if sub.Revision, err = revisionOf(f); err != nil {
		return err
	}
	if cells := cellsIn(f); len(cells) > 0 {
		if done, err := s.amended(c, f, sub, cells); done || err != nil {
			return err
		}
	}
	if sub, err = s.explain(ctx, sub, f); err != nil {
		return err
	}
	if f.Get("save") == "" && sub.State == models.Draft {
		if sub, err = s.Store.Submissions.Submit(ctx, web.PersonOf(ctx).Actor(), sub.ID, sub.Revision); err != nil {
			return err
		}
		s.Share(ctx, sub)
		return s.GoTo(c, "/submissions/"+sub.ID+"/receipt")
	}
	return s.GoTo(c, "/submissions/"+sub.ID)
}

func revisionOf(f url.Values) (int, error) { return web.WholeNumber(f.Get("revision"), 0, 1<<31-1) }

// explain takes the explanations of the form.
func (s Submissions) explain(ctx context.Context, sub models.Submission, f url.Values) (models.Submission, error) {
	findings, err := s.Store.Findings.List(ctx, sub.ID)
	if err != nil {
		return sub, err
	}
	ns, texts := explanationsIn(findings, func(name string) string { return strings.TrimSpace(f.Get(name)) })
	for _, n := range ns {
		field := explainField + strconv.Itoa(n)
		if len(texts[n]) > web.MaxText {
			return sub, web.Fail(web.BadRequest, "文字过长。").At(field)
		}
		revision := sub.Revision
		if sub, err = s.Store.Findings.Explain(ctx, web.PersonOf(ctx).Actor(), sub.ID, revision, n, texts[n]); err != nil {
			return sub, web.Beside(field, err)
		}
	}
	return sub, nil
}

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
