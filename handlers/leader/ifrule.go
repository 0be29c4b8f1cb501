package leader

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/internal/siteyaml"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/templates"
)

// ifRulePage lays another light rule over the months of a year: which lights would turn. Nothing is published by it.
type ifRulePage struct {
	Plan    breakdown.PlanHead
	Years   []int // that have an edition, newest first
	Year    int
	Presets []*deviation.Rules
	Asked   string // the preset laid over; "" for a text or none
	Text    string // of a rule that was pasted
	Chosen  *deviation.Rules
	Info    models.EditionInfo // whose months are looked at
	Legend  []string
	Months  []ruleMonth
	Rows    []ruleRow
	Pages   web.Pages
	More    int // rows that are not shown
}

// shownIfPasted is how many indicators are shown for a rule that was pasted.
const shownIfPasted = 400

// ruleMonth counts a month's lights under the plan's rule and under the other.
type ruleMonth struct {
	Period  tally.Round
	Own, If map[tally.Light]int
	Turned  int
}

// ruleRow is an indicator of which some month's light turns.
type ruleRow struct {
	Row    *tally.Row
	Lights []turnedLight // a month each, as Months
}

type turnedLight struct {
	Own, If  tally.Light
	Sentence string
}

// Turned reports a light that would be another.
func (t turnedLight) Turned() bool { return t.Own != t.If }

func (s Editions) GetIfRule(c *gin.Context) error {
	page, err := s.ifRule(c, c.Request.URL.Query())
	if err != nil {
		return err
	}
	if page.Asked = c.Query("rules"); page.Asked != "" {
		if !slices.Contains(templates.RuleNames(), page.Asked) {
			return web.Fail(web.BadRequest, "没有这套亮灯规则。")
		}
		if page.Chosen, err = s.Workflow.Rules(page.Asked); err != nil {
			return err
		}
	}
	return s.showIfRule(c, page)
}

// PostIfRule lays a rule over that was pasted as a file's text.
func (s Editions) PostIfRule(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	page, err := s.ifRule(c, f)
	if err != nil {
		return err
	}
	page.Text = f.Get("text")
	if strings.TrimSpace(page.Text) == "" {
		return web.Fail(web.BadRequest, "请把规则文件的内容贴在这里。").At("text")
	}
	if err := siteyaml.Check([]byte(page.Text)); err != nil {
		return web.Fail(web.BadRequest, "规则"+err.Error()+"。").At("text")
	}
	if page.Chosen, err = deviation.ParseRules([]byte(page.Text)); err != nil {
		var at *deviation.RuleError
		if errors.As(err, &at) {
			return web.Fail(web.BadRequest, fmt.Sprintf("规则第 %d 行第 %d 列：%s。", at.Line, at.Column, at.Message)).At("text")
		}
		return err
	}
	return s.showIfRule(c, page)
}

// ifRule is the page before a rule is laid over: the plan, its years and the presets.
func (s Editions) ifRule(c *gin.Context, f url.Values) (page ifRulePage, err error) {
	ctx := c.Request.Context()
	if page.Plan, err = s.PlanHead(ctx, c.Param("plan")); err != nil {
		return page, err
	}
	for _, name := range templates.RuleNames() {
		rules, err := s.Workflow.Rules(name)
		if err != nil {
			return page, err
		}
		page.Presets = append(page.Presets, rules)
	}
	editions, err := s.Store.Editions.Newest(ctx, page.Plan.Key)
	if err != nil {
		return page, err
	}
	for _, e := range editions {
		if e.Period.Kind().Tiles() && !slices.Contains(page.Years, e.Period.Year()) {
			page.Years = append(page.Years, e.Period.Year())
		}
	}
	if len(page.Years) == 0 {
		return page, nil
	}
	slices.SortFunc(page.Years, func(a, b int) int { return b - a })
	page.Year = page.Years[0]
	if asked := f.Get("year"); asked != "" {
		if page.Year, err = strconv.Atoi(asked); err != nil || !slices.Contains(page.Years, page.Year) {
			return page, web.Fail(web.NotFound, "这一年还没有出版汇总表。")
		}
	}
	page.Info = lastOf(editions, page.Year)
	return page, nil
}

// oneIfRule lets one such computation run at a time: it costs what two editions cost.
var oneIfRule = make(chan struct{}, 1)

func (s Editions) showIfRule(c *gin.Context, page ifRulePage) error {
	if page.Chosen != nil {
		if page.Info.Plan == "" {
			return web.Fail(web.BadRequest, "还没有出版过汇总表，没有可以套用规则的月份。")
		}
		web.AllowMore(c.Writer)
		if err := s.layOver(c.Request.Context(), &page, c.Request.URL.Query()); err != nil {
			return err
		}
	}
	return s.Show(c, http.StatusOK, "ifrule", "换一套亮灯规则", page)
}

func (s Editions) layOver(ctx context.Context, page *ifRulePage, query url.Values) error {
	select {
	case oneIfRule <- struct{}{}:
		defer func() { <-oneIfRule }()
	case <-ctx.Done():
		return ctx.Err()
	}
	own, other, err := s.Workflow.Under(ctx, page.Plan.Key, page.Info.Period, page.Chosen)
	if err != nil {
		return err
	}
	page.Legend = other.Legend
	page.fill(&own, &other)
	if page.Text != "" { // a form's answer has one page: its other ones would have no address
		page.More = max(0, len(page.Rows)-shownIfPasted)
		page.Rows, page.Pages.Total = page.Rows[:len(page.Rows)-page.More], len(page.Rows)
		return nil
	}
	page.Rows, page.Pages = web.Paged(page.Rows, query, "at", "indicators", shownYears)
	return nil
}

// fill sets each month of a year under both rules beside each other; months of which nothing is known are left out.
func (p *ifRulePage) fill(own, other *tally.Edition) {
	first := firstLit(own)
	var months [12]ruleMonth
	for m := range months {
		months[m] = ruleMonth{Period: tally.MonthOf(p.Year, m+1), Own: map[tally.Light]int{}, If: map[tally.Light]int{}}
	}
	then := map[string]*tally.Row{}
	for i := range other.Rows {
		then[other.Rows[i].Indicator.ID+"\x00"+other.Rows[i].Department] = &other.Rows[i]
	}
	for i := range own.Rows {
		was := &own.Rows[i]
		lights := lightsUnder(was, then[was.Indicator.ID+"\x00"+was.Department], p.Year, first)
		for m, l := range lights {
			if l.Own == "" {
				continue
			}
			months[m].Own[l.Own]++
			months[m].If[l.If]++
			if l.Turned() {
				months[m].Turned++
			}
		}
		if slices.ContainsFunc(lights, turnedLight.Turned) {
			p.Rows = append(p.Rows, ruleRow{was, lights})
		}
	}
	for m := range months {
		if len(months[m].Own) > 0 {
			p.Months = append(p.Months, months[m])
		}
	}
	for i := range p.Rows {
		all := p.Rows[i].Lights
		p.Rows[i].Lights = make([]turnedLight, len(p.Months))
		for k := range p.Months {
			p.Rows[i].Lights[k] = all[p.Months[k].Period.Month()-1]
		}
	}
}

// lightsUnder are the twelve months of a row under both rules, "" where nothing is known.
func lightsUnder(own, other *tally.Row, year, first int) []turnedLight {
	lights := make([]turnedLight, 12)
	for k, y := range own.Year {
		if y.Period.Year() != year || !y.Period.Kind().Tiles() || y.Period.Month() < first || y.Light == "" || other == nil || k >= len(other.Year) {
			continue
		}
		lights[y.Period.Month()-1] = turnedLight{y.Light, other.Year[k].Light, other.Year[k].Sentence}
	}
	return lights
}
