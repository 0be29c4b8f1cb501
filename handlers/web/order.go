package web

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/excel/orderlist"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/models/order"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// Orders are the flows of orders.
func (s *Site) Orders() workflow.Orders { return workflow.Orders{Workflow: s.Workflow} }

// OrdersAsked reads a list's filter from an address; a reporter's is that of the own department, whatever was asked.
func (s *Site) OrdersAsked(c *gin.Context) (workflow.OrdersAsked, error) {
	ask := workflow.OrdersAsked{Plan: c.Query("plan"), Department: c.Query("department"), State: tally.OrderState(c.Query("state")),
		Colour: tally.OrderColour(c.Query("colour")), Standing: c.Query("standing") == "yes"}
	if ask.State != "" && !known(tally.OrderStates(), ask.State) {
		return ask, Fail(BadRequest, "状态应为 open、answered、returned、extended 或 closed。").At("state")
	}
	if ask.Colour != "" && !known(tally.OrderColours(), ask.Colour) {
		return ask, Fail(BadRequest, "亮牌应为 blue、yellow 或 red。").At("colour")
	}
	if text := c.Query("year"); text != "" {
		var err error
		if ask.Year, err = WholeNumber(text, 2000, 2199); err != nil {
			return ask, Beside("year", err)
		}
	}
	if u := PersonOf(c.Request.Context()).User; u.Role == account.Reporter {
		ask.Department = u.Department
	}
	return ask, nil
}

func known[T comparable](all []T, one T) bool {
	for _, v := range all {
		if v == one {
			return true
		}
	}
	return false
}

// OrderOf is the order of an address as the person may see it: to a reporter, one that does not concern the own department is not there.
func (s *Site) OrderOf(c *gin.Context) (tally.Order, error) {
	n, err := WholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return tally.Order{}, err
	}
	o, err := s.Orders().Get(c.Request.Context(), n)
	u := PersonOf(c.Request.Context()).User
	if err == nil && u.Role == account.Reporter && !slices.ContainsFunc(u.Held(), o.Concerns) {
		err = &models.Error{Code: models.NotFound, Message: "没有第" + strconv.Itoa(n) + "号督办单。"}
	}
	return o, err
}

// MayAnswer reports whether the person answers the order: its lead's reporters, and the office for it.
func MayAnswer(ctx context.Context, o tally.Order) bool {
	u := PersonOf(ctx).User
	return u.Role == account.Supervisor || u.Role == account.Reporter && u.Holds(o.Department)
}

// OrderToAnswer is the order of an address that the person may answer; who supports it alone is told whose it is to answer.
func (s *Site) OrderToAnswer(c *gin.Context) (tally.Order, error) {
	o, err := s.OrderOf(c)
	if err == nil && !MayAnswer(c.Request.Context(), o) {
		err = Fail(forbidden, o.Name()+"由牵头单位“"+o.Department+"”反馈，配合单位只能查看。")
	}
	return o, err
}

// OrderEvidence are the files behind an order's answer.
func (s *Site) OrderEvidence(ctx context.Context, o tally.Order) ([]evidence.File, error) {
	of := order.EvidenceOf(o)
	return s.Store.Evidence.List(ctx, evidence.Filter{Kind: of.Kind, IDs: []string{of.ID}})
}

// OrderFile is the file of an address, where it stands behind the answer of the order.
func (s *Site) OrderFile(c *gin.Context, o tally.Order) (evidence.File, error) {
	f, err := s.Store.Evidence.Get(c.Request.Context(), c.Param("file"))
	if of := order.EvidenceOf(o); err == nil && (f.Kind != of.Kind || f.ID != of.ID) {
		err = Fail(NotFound, "没有这个佐证文件。")
	}
	return f, err
}

// SendLedger sends the ledger of orders.
func (s *Site) SendLedger(c *gin.Context) error {
	ask, err := s.OrdersAsked(c)
	if err != nil {
		return err
	}
	all, err := s.Orders().List(c.Request.Context(), ask)
	if err != nil {
		return err
	}
	var book bytes.Buffer
	if err := orderlist.Write(&book, all, s.Clock()); err != nil {
		return err
	}
	if err := s.NoteDownload(c, models.AuditEntry{Action: "download.orders", Plan: ask.Plan, Department: ask.Department, Detail: map[string]any{"orders": len(all)}}); err != nil {
		return err
	}
	SendWorkbook(c, "督办台账 "+s.Clock().In(s.Zone).Format("2006-01-02")+".xlsx", book.Bytes())
	return nil
}

// OrdersBeside are the orders of a plan to be shown beside the lights, the last of each indicator.
func (s *Site) OrdersBeside(ctx context.Context, plan string) (map[string]tally.Order, error) {
	all, err := s.Orders().List(ctx, workflow.OrdersAsked{Plan: plan})
	last := map[string]tally.Order{}
	for _, o := range all {
		if o.Indicator != "" && o.N > last[o.Indicator].N {
			last[o.Indicator] = o
		}
	}
	return last, err
}

// OrdersOwed are the orders that wait for the answer of a department, the nearest day first.
func (s *Site) OrdersOwed(ctx context.Context, department string) ([]tally.Order, error) {
	all, err := s.Orders().List(ctx, workflow.OrdersAsked{Department: department, Standing: true})
	var owed []tally.Order
	for _, o := range all {
		if o.State.Owed() && o.Department == department {
			owed = append(owed, o)
		}
	}
	return owed, err
}

// AttachToOrder keeps the file of a form behind the answer of the order of an address.
func AttachToOrder(c *gin.Context, s *Site) (tally.Order, evidence.File, error) {
	o, err := s.OrderToAnswer(c)
	if err != nil {
		return o, evidence.File{}, err
	}
	u, err := s.ReadUpload(c)
	if err != nil {
		return o, evidence.File{}, err
	}
	ctx := c.Request.Context()
	f, err := s.Store.Orders.Attach(ctx, PersonOf(ctx).Actor(), o.N, u.name, u.data)
	return o, f, err
}
