package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// orderList is orders and how many stand how.
type orderList struct {
	Orders []tally.Order     `json:"orders"`
	Counts tally.OrderCounts `json:"counts"`
}

// Orders answers for orders (督办单).
type Orders struct{ *web.Site }

// List lists the orders that the person may see.
func (s Orders) List(c *gin.Context) error {
	ask, err := s.OrdersAsked(c)
	if err != nil {
		return err
	}
	all, err := s.Orders().List(c.Request.Context(), ask)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, orderList{web.OrEmpty(all), tally.CountOrders(all)})
	return nil
}

// orderWhole is an order with the files behind its answer, and what an answer may begin with.
type orderWhole struct {
	tally.Order
	Evidence []evidence.File `json:"evidence"`
	Draft    *orderDraft     `json:"draft,omitempty"`
}

// orderDraft is what the department wrote beside the row in its sheet.
type orderDraft struct {
	Cause   string `json:"cause"`
	Measure string `json:"measure"`
}

// Get gives one order.
func (s Orders) Get(c *gin.Context) error {
	o, err := s.OrderOf(c)
	if err != nil {
		return err
	}
	return s.whole(c, http.StatusOK, o)
}

// whole answers with an order as the person may see it.
func (s Orders) whole(c *gin.Context, status int, o tally.Order) error {
	ctx := c.Request.Context()
	files, err := s.OrderEvidence(ctx, o)
	if err != nil {
		return err
	}
	out := orderWhole{Order: o, Evidence: web.OrEmpty(files)}
	if o.State.Owed() && web.MayAnswer(ctx, o) {
		out.Draft = &orderDraft{}
		if out.Draft.Cause, out.Draft.Measure, err = s.Orders().Draft(ctx, o); err != nil {
			return err
		}
	}
	c.JSON(status, out)
	return nil
}

// Open opens one order.
func (s Orders) Open(c *gin.Context) error {
	var n workflow.NewOrder
	if err := web.ReadJSON(c, &n); err != nil {
		return err
	}
	ctx := c.Request.Context()
	o, err := s.Orders().Open(ctx, web.PersonOf(ctx).Actor(), n)
	if err != nil {
		return err
	}
	return s.whole(c, http.StatusCreated, o)
}

// Proposed shows the rows of an edition that the plan's rules follow; it opens nothing.
func (s Orders) Proposed(c *gin.Context) error {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	all, err := s.Orders().Propose(c.Request.Context(), c.Param("plan"), month)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, all)
	return nil
}

// opening chooses rows of an edition to be followed: those named, or all proposed that nobody follows yet.
type opening struct {
	Indicators []string `json:"indicators"`
	Asks       string   `json:"asks"`
	Why        string   `json:"why"`
	Days       int      `json:"days"`
	Due        string   `json:"due"`
}

// OpenProposed opens orders on rows of an edition, all or none of them.
func (s Orders) OpenProposed(c *gin.Context) error {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	var o opening
	if err := web.ReadJSON(c, &o); err != nil {
		return err
	}
	ctx := c.Request.Context()
	opened, err := s.Orders().OpenProposed(ctx, web.PersonOf(ctx).Actor(), c.Param("plan"), month, o.Indicators, workflow.NewOrder{Asks: o.Asks, Why: o.Why, Days: o.Days, Due: o.Due})
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, orderList{opened, tally.CountOrders(opened)})
	return nil
}

// Answer answers an order.
func (s Orders) Answer(c *gin.Context) error {
	var a workflow.OrderAnswer
	if err := web.ReadJSON(c, &a); err != nil {
		return err
	}
	o, err := s.OrderToAnswer(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	o, err = s.Orders().Answer(ctx, web.PersonOf(ctx).Actor(), o.N, a)
	if err != nil {
		return err
	}
	return s.whole(c, http.StatusOK, o)
}

// orderAct is what the office does to an order. Version is the one that was seen, 0 for the one that stands.
type orderAct struct {
	Version int    `json:"version"`
	Result  string `json:"result"`
	Reason  string `json:"reason"`
	Due     string `json:"due"`
	Days    int    `json:"days"`
}

func (s Orders) act(c *gin.Context, do func(o tally.Order, a orderAct) (tally.Order, error)) error {
	var a orderAct
	if err := web.ReadJSON(c, &a); err != nil {
		return err
	}
	o, err := s.OrderOf(c)
	if err == nil {
		o, err = do(o, a)
	}
	if err != nil {
		return err
	}
	return s.whole(c, http.StatusOK, o)
}

// Close closes an order.
func (s Orders) Close(c *gin.Context) error {
	ctx := c.Request.Context()
	return s.act(c, func(o tally.Order, a orderAct) (tally.Order, error) {
		return s.Orders().Close(ctx, web.PersonOf(ctx).Actor(), o.N, a.Version, a.Result)
	})
}

// Return sends an answer back.
func (s Orders) Return(c *gin.Context) error {
	ctx := c.Request.Context()
	return s.act(c, func(o tally.Order, a orderAct) (tally.Order, error) {
		return s.Orders().Return(ctx, web.PersonOf(ctx).Actor(), o.N, a.Version, a.Reason, workflow.LastDay{Due: a.Due, Days: a.Days})
	})
}

// Extend sets a later last day.
func (s Orders) Extend(c *gin.Context) error {
	ctx := c.Request.Context()
	return s.act(c, func(o tally.Order, a orderAct) (tally.Order, error) {
		return s.Orders().Extend(ctx, web.PersonOf(ctx).Actor(), o.N, a.Version, a.Reason, workflow.LastDay{Due: a.Due, Days: a.Days})
	})
}

// Attach keeps a file behind the answer.
func (s Orders) Attach(c *gin.Context) error {
	_, f, err := web.AttachToOrder(c, s.Site)
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, f)
	return nil
}
