package web

import (
	"context"
	"net/url"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// Place is where a misplaced workbook belongs. Href is where the person may file it; "" where that is not theirs to do.
type Place struct {
	workflow.Place
	Title string `json:"-"` // of the plan
	Href  string `json:"href,omitempty"`
}

// PlaceFor is a place as the person may use it.
func (s *Site) PlaceFor(ctx context.Context, at *workflow.Place) *Place {
	if at == nil {
		return nil
	}
	p := &Place{Place: *at, Title: at.Plan}
	if h, err := s.PlanHead(ctx, at.Plan); err == nil {
		p.Title = h.Title
	}
	if u := PersonOf(ctx).User; u.Role != account.Reporter || u.Holds(at.Department) {
		q := url.Values{"department": {at.Department}, "period": {at.Period.String()}}
		p.Href = "/api/v1/plans/" + url.PathEscape(at.Plan) + "/submissions?" + q.Encode()
	}
	return p
}

// Says is a sentence of the place for a problem's detail.
func (p *Place) Says() string {
	where := "「" + p.Title + "」" + p.Department + p.Period.Chinese()
	if p.Href == "" {
		return "这份表是" + where + "的，请交给该部门报送。"
	}
	return "这份表是" + where + "的，请放到那里：" + p.Href
}
