package leader

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// yearPage is a plan's year as lights: indicators and departments down, months across. It is read off the newest edition of the year,
// which says of each month what it is worth today.
type yearPage struct {
	Plan        breakdown.PlanHead
	Info        models.EditionInfo
	Year        int
	Months      []tally.Round
	Rows        []yearRow
	Pages       web.Pages
	Departments []yearDepartment
	Units       web.Pages // of departments
	Query       string
}

// yearRow is an indicator with the light of each month; "" is a month of which nothing is known, such as one before the plan was kept here.
type yearRow struct {
	Row    *tally.Row
	Lights []yearCell
}

type yearCell struct {
	Light    tally.Light
	Sentence string
}

// yearDepartment counts the lights of each month of a department.
type yearDepartment struct {
	Name   string
	Months []map[tally.Light]int
}

// How many indicators and departments a page of the year has.
const (
	shownYears = 80
	shownUnits = 60
)

func (s Editions) GetYear(c *gin.Context) error {
	ctx := c.Request.Context()
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil || year < 1900 || year > 2999 {
		return web.Fail(web.NotFound, "没有这一年。")
	}
	page := yearPage{Year: year, Query: strings.TrimSpace(c.Query("q"))}
	if page.Plan, err = s.PlanHead(ctx, c.Param("plan")); err != nil {
		return err
	}
	editions, err := s.Store.Editions.Newest(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	page.Info = lastOf(editions, year)
	if page.Info.Plan == "" {
		return web.Fail(web.NotFound, "这一年还没有出版汇总表。")
	}
	_, ed, err := s.EditionOf(ctx, page.Plan.Key, page.Info.Period, page.Info.Number)
	if err != nil {
		return err
	}
	page.fill(ed)
	page.Rows, page.Pages = web.Paged(page.Rows, c.Request.URL.Query(), "indicators", "indicators", shownYears)
	page.Departments, page.Units = web.Paged(page.Departments, c.Request.URL.Query(), "units", "departments", shownUnits)
	return s.Show(c, http.StatusOK, "year", strconv.Itoa(year)+"年亮灯", page)
}

func (p *yearPage) fill(ed *web.EditionView) {
	for m := 1; m <= 12; m++ {
		p.Months = append(p.Months, tally.MonthOf(p.Year, m))
	}
	first := firstLit(ed.Edition)
	at := map[string]int{}
	for _, d := range ed.Departments {
		at[d.Name] = len(p.Departments)
		p.Departments = append(p.Departments, yearDepartment{Name: d.Name, Months: make([]map[tally.Light]int, 12)})
	}
	for i := range ed.Edition.Rows {
		r := &ed.Edition.Rows[i]
		row := yearRow{Row: r, Lights: make([]yearCell, 12)}
		for k := range r.Year {
			y := &r.Year[k]
			m := y.Period.Month()
			if y.Period.Year() != p.Year || !y.Period.Kind().Tiles() || m < first || y.Light == "" {
				continue
			}
			row.Lights[m-1] = yearCell{y.Light, y.Sentence}
			if d, ok := at[r.Department]; ok {
				if p.Departments[d].Months[m-1] == nil {
					p.Departments[d].Months[m-1] = map[tally.Light]int{}
				}
				p.Departments[d].Months[m-1][y.Light]++
			}
		}
		if strings.Contains(r.Indicator.Name, p.Query) {
			p.Rows = append(p.Rows, row)
		}
	}
}

// firstLit is the first month of the year in which anything is lit: the months before it were not kept here.
func firstLit(ed *tally.Edition) int {
	first := ed.Period.Month()
	for i := range ed.Rows {
		year := ed.Rows[i].Year
		if k := slices.IndexFunc(year, func(m tally.MonthPoint) bool { return m.Light != "" && m.Light != tally.Grey }); k >= 0 {
			first = min(first, year[k].Period.Month())
		}
	}
	return first
}

// lastOf is the edition that tells most of a year by months; Plan "" where there is none.
func lastOf(editions []models.EditionInfo, year int) (last models.EditionInfo) {
	for _, e := range editions {
		if e.Period.Year() == year && e.Period.Kind().Tiles() && (last.Plan == "" || tellsMore(e.Period, last.Period)) {
			last = e
		}
	}
	return last
}

// tellsMore reports a round whose edition tells more of its year by months: a month before a quarter, and the later of two months.
func tellsMore(a, b tally.Round) bool {
	if a.Kind() != b.Kind() {
		return a.Kind().ShorterThan(b.Kind())
	}
	return a.Compare(b) > 0
}
