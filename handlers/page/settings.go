package page

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/templates"
	"github.com/tallysheet/tallysheet/workflow"
)

// settingsPage is what the office sets for one plan.
type settingsPage struct {
	Plan     breakdown.PlanHead
	Settings breakdown.Settings
	Calendar workflow.PlanCalendar
	Table    []holidayYear // this year's and the next's days off
	LastYear int           // that the table has
	Months   string        // 2 3 4 …, "" for all
	Kinds    []kindChoice
	Rules    []string
	Presets  map[string]*deviation.Rules // by name, what each says of itself
	Classes  []classChoice
	Checks   []thresholdChoice
	Edition  bool // there is an edition that a rule can be tried on
	Orders   tally.OrderRules
}

// holidayYear is one year of the holiday table in words.
type holidayYear struct {
	Year        int
	Off, Worked string
}

// Settings is the page of what a plan sets for itself.
type Settings struct{ *web.Site }

// holidayYears are the years of the holiday table that matter now, and the last one that it has.
func (s Settings) holidayYears() (years []holidayYear, last int) {
	now := s.Clock().In(s.Zone).Year()
	for y := now; y <= now+1; y++ {
		if off, worked := calendar.OffDays(y); off != "" {
			years = append(years, holidayYear{y, off, worked})
		}
	}
	_, last = calendar.HolidayYears()
	return years, last
}

// thresholdChoice is one bound of the checks.
type thresholdChoice struct {
	Name, Label string
	Value       exact.Number
}

// thresholdChoices lays a plan's bounds out for a form.
func thresholdChoices(t check.Thresholds) []thresholdChoice {
	return []thresholdChoice{
		{"unit_within", "疑似单位错误：与万倍、亿倍相差几倍以内", t.UnitWithin},
		{"jump_month", "异动：本月超过月均的几倍", t.JumpMonth},
		{"jump_year", "异动：与去年同月相差几倍", t.JumpYear},
		{"jump_stock", "异动：存量与上次相差几倍", t.JumpStock},
		{"jump_growth", "异动：增速与上次相差几个百分点", t.JumpGrowth},
		{"jump_share", "异动：占比与上次相差几个百分点", t.JumpShare},
		{"jump_count", "异动：件数至少相差多少才算", t.JumpCount},
		{"rate_digits", "表中完成率允许差几个末位", t.RateDigits},
	}
}

// classChoice is one code whose class may be changed.
type classChoice struct {
	Code    tally.Code
	Default tally.Class
	Now     tally.Class
}

func (s Settings) GetSettings(c *gin.Context) error {
	ctx := c.Request.Context()
	page := settingsPage{Rules: templates.RuleNames(), Presets: map[string]*deviation.Rules{}}
	for _, name := range page.Rules {
		rules, err := s.Workflow.Rules(name)
		if err != nil {
			return err
		}
		page.Presets[name] = rules
	}
	var err error
	if page.Plan, err = s.PlanHead(ctx, c.Param("plan")); err != nil {
		return err
	}
	page.Settings = page.Plan.Settings
	if page.Calendar, err = s.Workflow.PlanCalendar(ctx, page.Plan.Key); err != nil {
		return err
	}
	page.Table, page.LastYear = s.holidayYears()
	page.Orders = page.Settings.OrderRules()
	if page.Kinds, err = s.kindChoices(ctx, page.Plan.Key, page.Calendar.Calendar); err != nil {
		return err
	}
	for _, m := range page.Calendar.Months {
		page.Months += strconv.Itoa(m) + " "
	}
	page.Classes = classChoices(page.Settings)
	thresholds, err := check.ParseThresholds(page.Settings.Checks)
	if err != nil {
		return err
	}
	page.Checks = thresholdChoices(thresholds)
	editions, err := s.Store.Editions.Newest(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	page.Edition = len(editions) > 0
	return s.Show(c, http.StatusOK, "settings", "计划设置", page)
}

// classChoices are the codes that are not class A, which cannot be changed.
func classChoices(set breakdown.Settings) []classChoice {
	var list []classChoice
	for _, code := range tally.Codes() {
		class := tally.DefaultClass(code)
		if class == tally.ClassA {
			continue
		}
		now := class
		if changed, ok := set.Classes[code]; ok {
			now = changed
		}
		list = append(list, classChoice{code, class, now})
	}
	return list
}

func (s Settings) PostSettings(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, plan := c.Request.Context(), c.Param("plan")
	set, err := s.Store.Plans.Settings(ctx, plan)
	if err != nil {
		return err
	}
	if set.Version, err = web.WholeNumber(f.Get("version"), 0, 1<<31-1); err != nil {
		return err
	}
	set.Manual = f.Get("manual") == "yes"
	if set.Rules = f.Get("rules"); set.Rules != "" && !slices.Contains(templates.RuleNames(), set.Rules) {
		return web.Fail(web.BadRequest, "没有这套亮灯规则。")
	}
	set.Classes = map[tally.Code]tally.Class{}
	for _, choice := range classChoices(breakdown.Settings{}) {
		if class := tally.Class(f.Get("class." + string(choice.Code))); class != "" && class != choice.Default {
			set.Classes[choice.Code] = class
		}
	}
	if set.Checks, err = checksFrom(f); err != nil {
		return err
	}
	if f.Has("follow_days") {
		if set.Orders, err = orderRulesFrom(f); err != nil {
			return err
		}
	}
	calendar, err := workflow.CalendarOf(set)
	if err != nil {
		return err
	}
	if err := calendarFrom(f, &calendar); err != nil {
		return web.Fail(web.BadRequest, err.Error())
	}
	if set.Calendar, err = s.Workflow.EncodeCalendar(ctx, plan, calendar); err != nil {
		return err
	}
	if _, err := s.Store.Plans.SetSettings(ctx, web.PersonOf(ctx).Actor(), plan, set); err != nil {
		return err
	}
	return s.GoTo(c, "/plans/"+web.PathEscape(plan)+"/settings")
}

// checksFrom keeps the bounds that differ from the defaults, once they have been found to make sense.
func checksFrom(f url.Values) (json.RawMessage, error) {
	bounds := map[string]string{}
	for _, choice := range thresholdChoices(check.DefaultThresholds()) {
		n, err := exact.ParseNumber(strings.TrimSpace(f.Get(choice.Name)))
		if err != nil {
			return nil, web.Fail(web.BadRequest, "“"+choice.Label+"”应为数字。").At(choice.Name)
		}
		if n.OK() && !n.Equal(choice.Value) {
			bounds[choice.Name] = n.String()
		}
	}
	if len(bounds) == 0 {
		return nil, nil
	}
	text, err := json.Marshal(bounds)
	if err != nil {
		return nil, err
	}
	if _, err := check.ParseThresholds(text); err != nil {
		return nil, web.Fail(web.BadRequest, "审核界限不合理："+err.Error())
	}
	return text, nil
}

// calendarFrom reads the calendar's fields and says what is wrong with them.
func calendarFrom(f url.Values, calendar *calendar.Calendar) error {
	for name, into := range map[string]*int{"open_day": &calendar.OpenDay, "due_day": &calendar.DueDay, "due_hour": &calendar.DueHour, "cut_day": &calendar.CutDay, "cut_hour": &calendar.CutHour} {
		n, err := strconv.Atoi(strings.TrimSpace(f.Get(name)))
		if err != nil {
			return errors.New("日期和时刻须填整数。")
		}
		*into = n
	}
	calendar.Months = nil
	for _, m := range strings.Fields(strings.NewReplacer(",", " ", "，", " ", "、", " ").Replace(f.Get("months"))) {
		n, err := strconv.Atoi(m)
		if err != nil {
			return errors.New("报告月份须填 1 到 12 的数字，用空格分开。")
		}
		calendar.Months = append(calendar.Months, n)
	}
	calendar.Shift = f.Get("shift") == "yes"
	calendar.Holidays, calendar.Workdays = strings.Fields(f.Get("holidays")), strings.Fields(f.Get("workdays"))
	for name, into := range map[string]*tally.Round{"from": &calendar.From, "until": &calendar.Until} {
		m, err := tally.ParseMonth(strings.TrimSpace(f.Get(name)))
		if err != nil {
			return errors.New("起始月和结束月应写成 2018-09 这样的形式，留空则按计划推定。")
		}
		*into = m
	}
	calendar.Lock = f.Get("lock") == "yes"
	return kindsFrom(f, calendar)
}

// orderRulesFrom reads which rows are followed; nil for the usual rules.
func orderRulesFrom(f url.Values) (*tally.OrderRules, error) {
	r := tally.OrderRules{Red: f.Get("follow_red") == "yes", Twice: f.Get("follow_twice") == "yes", Auto: f.Get("follow_auto") == "yes"}
	var err error
	if r.Points, err = exact.ParseNumber(strings.TrimSpace(f.Get("follow_points"))); err != nil {
		return nil, web.Fail(web.BadRequest, "落后多少个百分点才督办，应为数字。").At("follow_points")
	}
	if r.Days, err = strconv.Atoi(strings.TrimSpace(f.Get("follow_days"))); err != nil {
		return nil, web.Fail(web.BadRequest, "督办的办理时限须填整数。").At("follow_days")
	}
	if err := r.Validate(); err != nil {
		return nil, web.Fail(web.BadRequest, err.Error()).At("follow_days")
	}
	if r == tally.DefaultOrderRules() {
		return nil, nil //nolint:nilnil // the plan says nothing of its own
	}
	return &r, nil
}
