package page

import (
	"net/url"
	"testing"

	"github.com/tallysheet/tallysheet/models/breakdown"
)

// Only departments with something past due and asked of them are overdue; the plan stays chosen while pages are turned.
func TestOverdueDepartmentsAlone(t *testing.T) {
	p := overviewPage{Plan: breakdown.PlanHead{Key: "zone"}, Departments: []overviewRow{
		{Name: "发改局", Cells: []overviewCell{{}, {Overdue: true}}}, {Name: "财政局", Cells: []overviewCell{{Late: true}}}, {Name: "科技局", Cells: []overviewCell{{Overdue: true, Unasked: true}}},
	}}
	p.cut(url.Values{"filter": {onlyOverdue}})
	if len(p.Departments) != 1 || p.Departments[0].Name != "发改局" || p.Pages.Total != 1 {
		t.Errorf("overdue: %+v", p.Departments)
	}
	if next, _ := url.Parse(p.Pages.URL(2)); next.Query().Get("plan") != "zone" || next.Query().Get("filter") != onlyOverdue {
		t.Errorf("the next page is at %s", next)
	}
}
