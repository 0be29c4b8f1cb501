package handlers

import (
	"context"
	"net/url"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// place is where a misplaced workbook belongs. Href is where the person may file it; "" where that is not theirs to do.
type place struct {
	workflow.Place
	Title string `json:"-"` // of the plan
	Href  string `json:"href,omitempty"`
}

// placeFor is a place as the person may use it.
func (s *Server) placeFor(ctx context.Context, at *workflow.Place) *place {
	if at == nil {
		return nil
	}
	p := &place{Place: *at, Title: at.Plan}
	if h, err := s.planHead(ctx, at.Plan); err == nil {
		p.Title = h.Title
	}
	if u := whoOf(ctx).user; u.Role != models.Reporter || u.Department == at.Department {
		q := url.Values{"department": {at.Department}, "period": {at.Period.String()}}
		p.Href = "/api/v1/plans/" + url.PathEscape(at.Plan) + "/submissions?" + q.Encode()
	}
	return p
}

// Says is a sentence of the place for a problem's detail.
func (p *place) Says() string {
	where := "「" + p.Title + "」" + p.Department + p.Period.Chinese()
	if p.Href == "" {
		return "这份表是" + where + "的，请交给该部门报送。"
	}
	return "这份表是" + where + "的，请放到那里：" + p.Href
}

// postPlace keeps a misplaced draft's workbook where it belongs, found out anew from the workbook itself.
func (s *Server) postPlace(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	at, err := s.workflow.PlaceOf(ctx, sub)
	if err != nil {
		return err
	}
	if p := s.placeFor(ctx, at); p == nil || p.Href == "" || sub.State != models.Draft {
		return fail(code(models.Conflict), "这份表没有另外的去处，请回到报送页核对计划、部门和月份。")
	}
	got, err := s.workflow.PutInPlace(ctx, whoOf(ctx).actor(), sub, *at)
	if err != nil {
		return err
	}
	return s.goTo(c, "/submissions/"+got.Submission.ID)
}
