package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// Orders are the pages of orders (督办单): the ledger, one order, what an edition proposes.
type Orders struct{ *web.Site }

// ordersPage is the ledger: the office's and the readers' of all, a department's of its own.
type ordersPage struct {
	Orders      []tally.Order
	Counts      tally.OrderCounts // of all that the person may see, whatever is chosen
	Pages       web.Pages
	Ask         workflow.OrdersAsked
	Query       string // of the ledger's download
	Office      bool
	Reporter    bool
	Plans       []breakdown.PlanHead
	Departments []string
	Today       string
}

// TitleOf is the title of a plan.
func (p ordersPage) TitleOf(key string) string {
	for _, h := range p.Plans {
		if h.Key == key {
			return h.Title
		}
	}
	return key
}

// shownOrders is how many orders a page of the ledger has.
const shownOrders = 50

// shownProposals is how many rows that the rules follow are sent at a time.
const shownProposals = 200

// GetOrders shows the ledger.
func (s Orders) GetOrders(c *gin.Context) error {
	ctx := c.Request.Context()
	ask, err := s.OrdersAsked(c)
	if err != nil {
		return err
	}
	u := web.PersonOf(ctx).User
	page := ordersPage{Ask: ask, Office: u.Role == account.Supervisor, Reporter: u.Role == account.Reporter, Query: c.Request.URL.RawQuery, Today: s.Clock().In(s.Zone).Format("2006-01-02")}
	own := workflow.OrdersAsked{}
	if page.Reporter {
		own.Department = u.Department
	}
	all, err := s.Orders().List(ctx, own)
	if err != nil {
		return err
	}
	page.Counts = tally.CountOrders(all)
	for _, o := range all {
		page.Departments = append(page.Departments, o.Department)
	}
	if all, err = s.Orders().List(ctx, ask); err != nil {
		return err
	}
	page.Orders, page.Pages = web.Paged(all, c.Request.URL.Query(), "at", "orders", shownOrders)
	if page.Plans, err = s.Store.Plans.Heads(ctx, ""); err != nil {
		return err
	}
	if page.Office { // who may be asked to do something
		departments, err := s.Store.Departments.List(ctx, "")
		if err != nil {
			return err
		}
		page.Departments = nil
		for _, d := range departments {
			page.Departments = append(page.Departments, d.Name)
		}
	}
	slices.Sort(page.Departments)
	page.Departments = slices.Compact(page.Departments)
	return s.Show(c, http.StatusOK, "orders", "督办", page)
}

// PostOrder opens one order: typed, or on a row.
func (s Orders) PostOrder(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	n := workflow.NewOrder{Basis: tally.OrderBasis(f.Get("basis")), Plan: f.Get("plan"), Indicator: f.Get("indicator"), Subject: f.Get("subject"), Source: f.Get("source"),
		SourceDate: f.Get("source_date"), Asks: f.Get("asks"), Why: f.Get("why"), Department: f.Get("department"), Due: f.Get("due")}
	if text := f.Get("period"); text != "" {
		if n.Period, err = web.Period(text); err != nil {
			return web.Beside("period", err)
		}
	}
	if n.Days, err = daysOf(f.Get("days")); err != nil {
		return err
	}
	for name := range strings.FieldsFuncSeq(f.Get("supports"), func(r rune) bool { return strings.ContainsRune("、，,;； ", r) }) {
		n.Supports = append(n.Supports, name)
	}
	ctx := c.Request.Context()
	o, err := s.Orders().Open(ctx, web.PersonOf(ctx).Actor(), n)
	if err != nil {
		return err
	}
	return s.GoTo(c, orderPath(o))
}

// PostRow opens an order on one row of an edition.
func (s Orders) PostRow(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	n := workflow.NewOrder{Plan: c.Param("plan"), Indicator: c.Param("indicator"), Asks: f.Get("asks"), Why: f.Get("why")}
	if n.Period, err = web.Period(c.Param("period")); err != nil {
		return err
	}
	if n.Days, err = daysOf(f.Get("days")); err != nil {
		return err
	}
	ctx := c.Request.Context()
	o, err := s.Orders().Open(ctx, web.PersonOf(ctx).Actor(), n)
	if err != nil {
		return err
	}
	return s.GoTo(c, orderPath(o))
}

// daysOf reads a number of working days, 0 for none given.
func daysOf(text string) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := web.WholeNumber(text, 1, tally.MaxOrderDays)
	return n, web.Beside("days", err)
}

func orderPath(o tally.Order) string { return "/orders/" + strconv.Itoa(o.N) }

// orderPage is one order with everything that was done, and what the person may do next.
type orderPage struct {
	Order    tally.Order
	Plan     string // its title
	Evidence []evidence.File
	Cause    string // what the answer's form begins with
	Measure  string
	Drafted  bool // it comes from the department's sheet
	Answers  bool // the person answers it
	Office   bool
	Lit      bool        // the newest edition has the row
	Light    tally.Light // in it
	Newest   tally.EditionRef
	Today    string
}

// GetOrder shows an order.
func (s Orders) GetOrder(c *gin.Context) error {
	ctx := c.Request.Context()
	o, err := s.OrderOf(c)
	if err != nil {
		return err
	}
	page := orderPage{Order: o, Office: web.PersonOf(ctx).User.Role == account.Supervisor, Cause: o.Cause, Measure: o.Measure, Today: s.Clock().In(s.Zone).Format("2006-01-02")}
	page.Answers = web.MayAnswer(ctx, o) && o.State != tally.OrderClosed
	if page.Evidence, err = s.OrderEvidence(ctx, o); err != nil {
		return err
	}
	if page.Answers && o.Cause+o.Measure == "" {
		if page.Cause, page.Measure, err = s.Orders().Draft(ctx, o); err != nil {
			return err
		}
		page.Drafted = page.Cause+page.Measure != ""
	}
	if o.Plan != "" {
		h, err := s.PlanHead(ctx, o.Plan)
		if err != nil {
			return err
		}
		page.Plan = h.Title
	}
	if o.Indicator != "" {
		if err := s.litNow(c, &page); err != nil {
			return err
		}
	}
	return s.Show(c, http.StatusOK, "order", o.Name(), page)
}

// litNow is how the row of an order is lit in the plan's newest edition.
func (s Orders) litNow(c *gin.Context, page *orderPage) error {
	ctx := c.Request.Context()
	editions, err := s.Store.Editions.Newest(ctx, page.Order.Plan)
	if err != nil || len(editions) == 0 {
		return err
	}
	last := editions[len(editions)-1]
	_, ed, err := s.EditionOf(ctx, last.Plan, last.Period, last.Number)
	if err != nil {
		return err
	}
	if row, there := ed.Rows[page.Order.Indicator]; there {
		page.Lit, page.Light, page.Newest = true, row.Main.Light, tally.EditionRef{Period: last.Period, Number: last.Number}
	}
	return nil
}

// proposalsPage is what the plan's rules follow in an edition, to be looked at before it is sent.
type proposalsPage struct {
	Plan      breakdown.PlanHead
	Period    tally.Round
	Proposals workflow.OrderProposals
	Open      int                      // rows that nobody follows yet
	Rows      []workflow.OrderProposal // those of the page
	Pages     web.Pages
}

// GetProposals shows the rows that the rules follow.
func (s Orders) GetProposals(c *gin.Context) error {
	ctx := c.Request.Context()
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	page := proposalsPage{Period: month}
	if page.Plan, err = s.PlanHead(ctx, c.Param("plan")); err != nil {
		return err
	}
	if page.Proposals, err = s.Orders().Propose(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	for _, r := range page.Proposals.Rows {
		if r.Followed == 0 && r.Department != "" {
			page.Open++
		}
	}
	page.Rows, page.Pages = web.Paged(page.Proposals.Rows, c.Request.URL.Query(), "page", "proposals", shownProposals)
	return s.Show(c, http.StatusOK, "proposals", "交办督办单", page)
}

// PostProposals opens orders on the rows that were ticked.
func (s Orders) PostProposals(c *gin.Context) error {
	f, err := s.LongForm(c)
	if err != nil {
		return err
	}
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	days, err := daysOf(f.Get("days"))
	if err != nil {
		return err
	}
	if len(f["indicator"]) == 0 {
		return web.Fail(web.BadRequest, "还没有勾选要督办的指标。")
	}
	ctx := c.Request.Context()
	_, err = s.Orders().OpenProposed(ctx, web.PersonOf(ctx).Actor(), c.Param("plan"), month, f["indicator"], workflow.NewOrder{Asks: f.Get("asks"), Days: days})
	if err != nil {
		return err
	}
	return s.GoTo(c, "/orders?plan="+url.QueryEscape(c.Param("plan"))+"&standing=yes")
}
