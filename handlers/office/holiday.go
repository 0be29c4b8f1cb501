package office

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
)

// Holidays is the calendar of a year: what the program has of it, and what plans set themselves.
type Holidays struct{ *web.Site }

// holidaysPage is a year of days, and the forms by which plans get days of their own.
type holidaysPage struct {
	Year, Before, After int
	Table               bool // the program's own table has the year
	LastYear            int  // that it has
	Months              []yearMonth
	Plans               []planDays
	Off, Worked         string // the days of their own in the form, a line each
	Read                *calendar.Announced
	Notice              string // that was read
	Known               int    // of the days read: those that the table has anyhow
	Saved               int
	Refused             []string // plans that kept what they had, each with the reason
}

// yearMonth is a month as a sheet of weeks, Monday first.
type yearMonth struct {
	Month int
	Weeks [][]yearDay
}

// yearDay is one day; N 0 is none.
type yearDay struct {
	N    int
	Free bool
	Own  bool   // some plan sets it otherwise than the table and the week
	Mark string // 休 of a working day that is off, 班 of a weekend that is worked
	Name string // of the holiday
}

// planDays are the days that a plan sets itself in the year.
type planDays struct {
	breakdown.PlanHead
	Off, Worked int
	Lies        bool // within the plan's years
	Ticked      bool
}

// GetHolidays shows a year.
func (s Holidays) GetHolidays(c *gin.Context) error {
	year, err := s.yearOf(c.Query("year"))
	if err != nil {
		return err
	}
	return s.show(c, year, holidaysPage{}, nil)
}

// yearOf is the year that is asked for, this one for none.
func (s Holidays) yearOf(text string) (int, error) {
	if text == "" {
		return s.Clock().In(s.Zone).Year(), nil
	}
	return web.WholeNumber(text, 2002, 2100)
}

// show fills the page in: days given are those of the form, else what plans have.
func (s Holidays) show(c *gin.Context, year int, page holidaysPage, given *calendar.Calendar) error {
	heads, err := s.Store.Plans.Heads(c.Request.Context(), "")
	if err != nil {
		return err
	}
	page.Year, page.Before, page.After = year, year-1, year+1
	_, page.LastYear = calendar.HolidayYears()
	page.Table = len(calendar.Holidays(year)) > 0
	var all calendar.Calendar
	for _, h := range heads {
		cal, err := workflow.CalendarOf(h.Settings)
		if err != nil {
			return err
		}
		off, worked := ofYear(cal.Holidays, year), ofYear(cal.Workdays, year)
		lies := h.Years.Last == 0 || h.Years.First <= year && year <= h.Years.Last+1
		page.Plans = append(page.Plans, planDays{h, len(off), len(worked), lies, lies})
		all.Holidays, all.Workdays = append(all.Holidays, off...), append(all.Workdays, worked...)
	}
	if given != nil {
		all = *given
	}
	for _, list := range []*[]string{&all.Holidays, &all.Workdays} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	page.Off, page.Worked = strings.Join(all.Holidays, "\n"), strings.Join(all.Workdays, "\n")
	page.Months = sheetOf(year, all)
	return s.Show(c, http.StatusOK, "holidays", "节假日", page)
}

// ofYear are the days of a year.
func ofYear(days []string, year int) (out []string) {
	for _, d := range days {
		if strings.HasPrefix(d, strconv.Itoa(year)+"-") {
			out = append(out, d)
		}
	}
	return out
}

// sheetOf lays a year out.
func sheetOf(year int, own calendar.Calendar) []yearMonth {
	names := map[string]string{}
	for _, h := range calendar.Holidays(year) {
		if !h.Work {
			names[h.Day] = h.Name
		}
	}
	var months []yearMonth
	for m := time.January; m <= time.December; m++ {
		at := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
		week := make([]yearDay, (int(at.Weekday())+6)%7, 7)
		sheet := yearMonth{Month: int(m)}
		for ; at.Month() == m; at = at.AddDate(0, 0, 1) {
			text := at.Format(time.DateOnly)
			off, worked := slices.Contains(own.Holidays, text), slices.Contains(own.Workdays, text)
			d := yearDay{N: at.Day(), Free: !own.Works(at), Name: names[text]}
			switch weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday; {
			case d.Free && (!weekend || d.Name != ""):
				d.Mark = "休"
			case !d.Free && weekend:
				d.Mark = "班"
			}
			d.Own = off && calendar.Own(text, false) || worked && !off && calendar.Own(text, true)
			if week = append(week, d); len(week) == 7 {
				sheet.Weeks, week = append(sheet.Weeks, week), nil
			}
		}
		if len(week) > 0 {
			sheet.Weeks = append(sheet.Weeks, append(week, make([]yearDay, 7-len(week))...))
		}
		months = append(months, sheet)
	}
	return months
}

// PostRead reads a notice that was pasted and shows what it says in the form; nothing is kept yet.
func (s Holidays) PostRead(c *gin.Context) error {
	f, year, err := s.formOf(c)
	if err != nil {
		return err
	}
	page := holidaysPage{Notice: f.Get("notice")}
	read := calendar.ReadAnnounced(page.Notice, year)
	if len(read.Off)+len(read.Worked)+len(read.Unread) == 0 {
		return web.Fail(web.BadRequest, "没有读出日子。请粘贴放假通知的原文，如“10月1日至7日放假调休，9月26日上班”。").At("notice")
	}
	page.Read = &read
	given := calendar.Calendar{Holidays: lines(f.Get("off")), Workdays: lines(f.Get("worked"))}
	for _, d := range read.Off {
		if calendar.Own(d, false) {
			given.Holidays = append(given.Holidays, d)
		} else {
			page.Known++
		}
	}
	for _, d := range read.Worked {
		if calendar.Own(d, true) {
			given.Workdays = append(given.Workdays, d)
		} else {
			page.Known++
		}
	}
	return s.show(c, year, page, &given)
}

func (s Holidays) formOf(c *gin.Context) (url.Values, int, error) {
	f, err := s.Form(c)
	if err != nil {
		return nil, 0, err
	}
	year, err := web.WholeNumber(f.Get("year"), 2002, 2100)
	return f, year, err
}

func lines(text string) []string { return strings.Fields(text) }

// PostHolidays gives the plans that are ticked the days of the form, in the year alone, each at the version that was seen.
func (s Holidays) PostHolidays(c *gin.Context) error {
	f, year, err := s.formOf(c)
	if err != nil {
		return err
	}
	off, worked := lines(f.Get("off")), lines(f.Get("worked"))
	for field, days := range map[string][]string{"off": off, "worked": worked} {
		for _, d := range days {
			if at, err := time.Parse(time.DateOnly, d); err != nil || at.Year() != year {
				return web.Fail(web.BadRequest, "“"+d+"”不是这一年的日子，每行一个，写成 "+strconv.Itoa(year)+"-10-01 这样。").At(field)
			}
		}
	}
	for _, d := range off {
		if slices.Contains(worked, d) {
			return web.Fail(web.BadRequest, d+" 既放假又上班，请留一个。").At("worked")
		}
	}
	if len(f["plan"]) == 0 {
		return web.Fail(web.BadRequest, "请选用在哪些计划上。").At("plan")
	}
	ctx := c.Request.Context()
	var page holidaysPage
	heads, err := s.Store.Plans.Heads(ctx, "")
	if err != nil {
		return err
	}
	for _, ticked := range f["plan"] {
		key, seen, _ := strings.Cut(ticked, "@")
		version, err := strconv.Atoi(seen)
		if err != nil {
			return web.Fail(web.BadRequest, "表单有误，请刷新后再试。")
		}
		_, err = s.Workflow.SetCalendar(ctx, web.PersonOf(ctx).Actor(), key, version, func(cal *calendar.Calendar) error {
			cal.Holidays, cal.Workdays = replaced(cal.Holidays, year, off), replaced(cal.Workdays, year, worked)
			return nil
		})
		var refused *models.Error
		switch {
		case errors.As(err, &refused):
			page.Refused = append(page.Refused, titleOf(heads, key)+"："+refused.Message)
		case err != nil:
			return err
		default:
			page.Saved++
		}
	}
	return s.show(c, year, page, nil)
}

// replaced has the days of a year replaced.
func replaced(days []string, year int, by []string) []string {
	out := slices.DeleteFunc(slices.Clone(days), func(d string) bool { return strings.HasPrefix(d, strconv.Itoa(year)+"-") })
	out = append(out, by...)
	slices.Sort(out)
	return slices.Compact(out)
}
