package page

import (
	"net/url"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// PostAnswer answers an order.
func (s Orders) PostAnswer(c *gin.Context) error {
	o, err := s.OrderToAnswer(c)
	if err != nil {
		return err
	}
	return s.act(c, o, func(by models.Actor, version int, f url.Values) error {
		_, err := s.Orders().Answer(c.Request.Context(), by, o.N, workflow.OrderAnswer{Version: version, Cause: f.Get("cause"), Measure: f.Get("measure")})
		return err
	})
}

// PostClose closes an order.
func (s Orders) PostClose(c *gin.Context) error {
	return s.officeAct(c, func(by models.Actor, o tally.Order, version int, f url.Values) error {
		_, err := s.Orders().Close(c.Request.Context(), by, o.N, version, f.Get("result"))
		return err
	})
}

// PostReturn sends an answer back.
func (s Orders) PostReturn(c *gin.Context) error {
	return s.officeAct(c, func(by models.Actor, o tally.Order, version int, f url.Values) error {
		_, err := s.Orders().Return(c.Request.Context(), by, o.N, version, f.Get("reason"), workflow.LastDay{Due: f.Get("due")})
		return err
	})
}

// PostExtend sets a later last day.
func (s Orders) PostExtend(c *gin.Context) error {
	return s.officeAct(c, func(by models.Actor, o tally.Order, version int, f url.Values) error {
		_, err := s.Orders().Extend(c.Request.Context(), by, o.N, version, f.Get("reason"), workflow.LastDay{Due: f.Get("due")})
		return err
	})
}

func (s Orders) officeAct(c *gin.Context, do func(by models.Actor, o tally.Order, version int, f url.Values) error) error {
	o, err := s.OrderOf(c)
	if err != nil {
		return err
	}
	return s.act(c, o, func(by models.Actor, version int, f url.Values) error { return do(by, o, version, f) })
}

// act does what a form says, on the version that its person saw, and goes back to the order.
func (s Orders) act(c *gin.Context, o tally.Order, do func(by models.Actor, version int, f url.Values) error) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	version, err := web.WholeNumber(f.Get("version"), 0, 1<<31-1)
	if err != nil {
		return web.Beside("version", err)
	}
	if err := do(web.PersonOf(c.Request.Context()).Actor(), version, f); err != nil {
		return err
	}
	return s.GoTo(c, orderPath(o))
}

// PostEvidence keeps a file behind the answer.
func (s Orders) PostEvidence(c *gin.Context) error {
	o, _, err := web.AttachToOrder(c, s.Site)
	if err != nil {
		return err
	}
	return s.GoTo(c, orderPath(o)+"#evidence")
}

// PostDetach takes a file out of the list.
func (s Orders) PostDetach(c *gin.Context) error {
	o, err := s.OrderToAnswer(c)
	if err != nil {
		return err
	}
	f, err := s.OrderFile(c, o)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	if err := s.Store.Orders.Detach(ctx, web.PersonOf(ctx).Actor(), f); err != nil {
		return err
	}
	return s.GoTo(c, orderPath(o)+"#evidence")
}

// GetEvidence sends a file as it was attached.
func (s Orders) GetEvidence(c *gin.Context) error {
	o, err := s.OrderOf(c)
	if err != nil {
		return err
	}
	f, err := s.OrderFile(c, o)
	if err != nil {
		return err
	}
	return s.SendEvidence(c, f)
}
