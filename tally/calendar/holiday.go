package calendar

import (
	"strconv"
	"sync"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
)

// Holiday is a day of the holiday table: off, or a weekend that is worked (调休).
type Holiday struct {
	Day  string `json:"day"` // 2018-10-01
	Name string `json:"name"`
	Work bool   `json:"work"`
}

// Holidays is the holiday table of a year as the State Council's office (国务院办公厅) publishes it each autumn for the
// next, from github.com/6tail/lunar-go; none for a year that it does not have.
func Holidays(year int) []Holiday {
	var days []Holiday
	for e := HolidayUtil.GetHolidaysByYear(year).Front(); e != nil; e = e.Next() {
		if h, ok := e.Value.(*HolidayUtil.Holiday); ok {
			days = append(days, Holiday{Day: h.GetDay(), Name: h.GetName(), Work: h.IsWork()})
		}
	}
	return days
}

// HolidayYears are the first and the last year that the table has whole. A weekend of a later year is off and every
// other day worked, until a newer program or the plan's own days say more.
var HolidayYears = sync.OnceValues(func() (first, last int) {
	first = 2002 // of the year before, the table has its last days alone
	last = first
	for len(Holidays(last+1)) > 0 {
		last++
	}
	return first, last
})

// statutory says what the table has of a day.
func statutory(day time.Time) (works, known bool) {
	h := HolidayUtil.GetHolidayByYmd(day.Year(), int(day.Month()), day.Day())
	if h == nil {
		return false, false
	}
	return h.IsWork(), true
}

// OffDays says a year's table in a sentence for people: the days off under their names, and the weekends worked.
func OffDays(year int) (off, worked string) {
	var named, last string
	for _, h := range Holidays(year) {
		at, err := time.Parse(time.DateOnly, h.Day)
		if err != nil {
			continue
		}
		day := strconv.Itoa(int(at.Month())) + "月" + strconv.Itoa(at.Day()) + "日"
		switch {
		case h.Work && worked != "":
			worked += "、" + day
		case h.Work:
			worked = day
		case h.Name != named:
			off, named, last = off+until(last)+sep(off)+h.Name+" "+day, h.Name, ""
		default:
			last = day
		}
	}
	return off + until(last), worked
}

func until(day string) string {
	if day == "" {
		return ""
	}
	return "至" + day
}

func sep(before string) string {
	if before == "" {
		return ""
	}
	return "；"
}
