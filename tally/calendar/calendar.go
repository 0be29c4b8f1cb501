package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// Calendar says which rounds a plan has, and when they open, fall due and are cut off (DOMAIN §7). The days of a month are
// counted in the month after it; a day that the month lacks is its last.
type Calendar struct {
	Zone     string      `json:"zone" yaml:"zone"`                             // IANA name
	Months   []int       `json:"months,omitempty" yaml:"months,omitempty"`     // that report; none means all twelve. 2 to 12: January free, 1-2月 together
	OpenDay  int         `json:"open_day" yaml:"open_day"`                     // opens at 00:00
	DueDay   int         `json:"due_day" yaml:"due_day"`                       // falls due at DueHour
	DueHour  int         `json:"due_hour" yaml:"due_hour"`                     // 0 to 24
	CutDay   int         `json:"cut_day" yaml:"cut_day"`                       // inputs are fixed at CutHour
	CutHour  int         `json:"cut_hour" yaml:"cut_hour"`                     // 0 to 24
	Shift    bool        `json:"shift" yaml:"shift"`                           // due and cut-off move to the next working day
	Holidays []string    `json:"holidays,omitempty" yaml:"holidays,omitempty"` // 2018-10-01: no working day, whatever the holiday table says
	Workdays []string    `json:"workdays,omitempty" yaml:"workdays,omitempty"` // 2018-09-29: worked, whatever the holiday table says
	From     tally.Round `json:"from,omitzero" yaml:"from,omitempty"`          // first period that is owed; none: see Within
	Until    tally.Round `json:"until,omitzero" yaml:"until,omitempty"`        // last period that is owed; none: see Within
	Lock     bool        `json:"lock,omitempty" yaml:"lock,omitempty"`         // periods lock at their cut-off

	Kinds         []tally.RoundKind            `json:"kinds,omitempty" yaml:"kinds,omitempty"`                     // of rounds that the plan has; none: months alone
	Rows          map[tally.RoundKind][]string `json:"rows,omitempty" yaml:"rows,omitempty"`                       // the indicators, by ID, that report in a kind: see Asked
	Days          map[tally.RoundKind]Times    `json:"days,omitempty" yaml:"days,omitempty"`                       // of other kinds than months; see usual
	Dates         []tally.Round                `json:"dates,omitempty" yaml:"dates,omitempty"`                     // the dated rounds
	MonthFromWeek bool                         `json:"month_from_week,omitempty" yaml:"month_from_week,omitempty"` // a month without a year-to-date takes that of its last week

	Came time.Time `json:"-" yaml:"-"` // see Within: rounds cut off by then are not owed
}

// Default opens on the 1st, falls due on the 5th at 18:00 and is cut off on the 10th at 09:00, the
// rhythm of most offices found in DOMAIN §7.
func Default() Calendar {
	return Calendar{Zone: "Asia/Shanghai", OpenDay: 1, DueDay: 5, DueHour: 18, CutDay: 10, CutHour: 9, Shift: true}
}

// Window is one period in time. A submission at or before Due is on time; at CutOff the inputs of the
// edition are fixed.
type Window struct {
	Period tally.Round `json:"period"`
	Open   time.Time   `json:"open"`
	Due    time.Time   `json:"due"`
	CutOff time.Time   `json:"cut_off"`
}

// Validate says what is wrong with the settings, in Chinese, nil if nothing is.
func (c Calendar) Validate() error {
	if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "" {
		return fmt.Errorf("时区“%s”不存在，应为 Asia/Shanghai 这样的名称", c.Zone)
	}
	for _, m := range c.Months {
		if m < 1 || m > 12 {
			return fmt.Errorf("报告月份 %d 不在 1 到 12 之间", m)
		}
	}
	for _, d := range []struct {
		name      string
		day, hour int
	}{{"开始", c.OpenDay, 0}, {"截止", c.DueDay, c.DueHour}, {"封账", c.CutDay, c.CutHour}} {
		if d.day < 1 || d.day > 31 || d.hour < 0 || d.hour > 24 {
			return fmt.Errorf("%s日 %d 日 %d 时无效，应为 1 到 31 日、0 到 24 时", d.name, d.day, d.hour)
		}
	}
	if c.DueDay < c.OpenDay || c.CutDay < c.DueDay || c.CutDay == c.DueDay && c.CutHour < c.DueHour {
		return fmt.Errorf("日期次序不对：应为开始（%d日）在前，截止（%d日）居中，封账（%d日）在后", c.OpenDay, c.DueDay, c.CutDay)
	}
	if err := c.validateKinds(); err != nil {
		return err
	}
	for _, p := range []tally.Round{c.From, c.Until} {
		if !p.IsZero() && p.Kind() != tally.Monthly {
			return fmt.Errorf("起止应写成月份：%s", strings.TrimSuffix((&tally.OtherKind{Round: p}).Sentence(), "。"))
		}
	}
	if !c.From.IsZero() && !c.Until.IsZero() && c.Until.Compare(c.From) < 0 {
		return fmt.Errorf("起始月 %s 在结束月 %s 之后", c.From, c.Until)
	}
	for _, day := range slices.Concat(c.Holidays, c.Workdays) {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return fmt.Errorf("节假日表中的“%s”不是日期，应为 2018-10-01 这样的形式", day)
		}
	}
	return nil
}

// Reports reports whether the plan has the round: it is of one of its kinds, a month is one that files, a dated round one that is set.
func (c Calendar) Reports(p tally.Round) bool {
	switch {
	case !c.Has(p.Kind()):
		return false
	case p.Kind() == tally.Dated:
		return slices.Contains(c.Dates, p)
	}
	return p.Kind() != tally.Monthly || len(c.Months) == 0 || slices.Contains(c.Months, p.Month())
}

// Window is when the period opens, falls due and is cut off; ok is false where the plan does not have it.
// The calendar must be valid.
func (c Calendar) Window(p tally.Round) (w Window, ok bool) {
	if !c.Reports(p) {
		return Window{}, false
	}
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return Window{}, false
	}
	if p.Kind() != tally.Monthly {
		return c.other(p, zone), true
	}
	next := p.Add(1)
	last := next.Days()
	at := func(day, hour int, shift bool) time.Time {
		for shift && !c.Works(time.Date(next.Year(), time.Month(next.Month()), day, 0, 0, 0, 0, zone)) {
			day++
		}
		return time.Date(next.Year(), time.Month(next.Month()), day, hour, 0, 0, 0, zone)
	}
	cut := min(c.CutDay, last)
	w = Window{Period: p, Open: at(min(c.OpenDay, last), 0, false), Due: at(min(c.DueDay, last), c.DueHour, c.Shift), CutOff: at(cut, c.CutHour, c.Shift)}
	for c.CutDay > c.DueDay && w.CutOff.Before(w.Due) { // a long holiday, or the end of February, put both on one day
		cut++
		w.CutOff = at(cut, c.CutHour, c.Shift)
	}
	return w, true
}

// Works reports whether the day is a working day: by the plan's own days, else by the holiday table, else by the week.
func (c Calendar) Works(day time.Time) bool {
	d := day.Format(time.DateOnly)
	if slices.Contains(c.Holidays, d) {
		return false
	}
	if slices.Contains(c.Workdays, d) {
		return true
	}
	if works, known := statutory(day); known {
		return works
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

// Years are those that a plan is made for; the zero value names none.
type Years struct{ First, Last int }

// Meets reports years that both are made for; one that names none may be made for any.
func (y Years) Meets(o Years) bool {
	return y == (Years{}) || o == (Years{}) || y.First <= o.Last && o.First <= y.Last
}

// String prints 2018年 or 2018—2020年.
func (y Years) String() string {
	switch {
	case y.First == y.Last:
		return fmt.Sprintf("%d年", y.Last)
	case y.First == 0:
		return fmt.Sprintf("至%d年", y.Last)
	}
	return fmt.Sprintf("%d—%d年", y.First, y.Last)
}

// Within gives the calendar with its first and last period filled in where they are not set: first is the earliest that
// was not yet cut off when the plan came in, last is the end of the plan's years, or of the year in which it came where it names none.
// Neither lies outside the plan's years, whatever is set. Rounds of other kinds lie between the two by their ends; those that were cut
// off when the plan came in are not owed where nobody set a first month.
func (c Calendar) Within(came time.Time, years Years) Calendar {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		zone = time.UTC
	}
	came = came.In(zone)
	if c.From.IsZero() {
		c.From, c.Came = c.firstOpen(came), came
	}
	if years.Last == 0 {
		years.Last = max(came.Year(), c.From.Year())
		if !c.Until.IsZero() { // a plan of no year goes on as long as somebody says
			years.Last = c.Until.Year()
		}
	}
	if first := (tally.MonthOf(years.First, 1)); years.First > 0 && c.From.Compare(first) < 0 {
		c.From = first
	}
	if last := (tally.MonthOf(years.Last, 12)); c.Until.IsZero() || c.Until.Compare(last) > 0 {
		c.Until = last
	}
	return c
}

// firstOpen is the earliest month that was not yet cut off at a time.
func (c Calendar) firstOpen(at time.Time) tally.Round {
	now := tally.MonthOf(at.Year(), int(at.Month()))
	for p := now.Add(-2); p.Compare(now) < 0; p = p.Add(1) {
		if w, ok := c.Window(p); ok && w.CutOff.After(at) {
			return p
		}
	}
	return now
}

// Owes reports whether the period is asked for: the plan has it, and it ends between From and Until.
func (c Calendar) Owes(p tally.Round) bool {
	if !c.Reports(p) || p.End().Before(c.From.Begin()) || !c.Until.IsZero() && p.End().After(c.Until.End()) {
		return false
	}
	if p.Kind() == tally.Monthly || c.Came.IsZero() {
		return true
	}
	w, _ := c.Window(p)
	return w.CutOff.After(c.Came)
}

// Owed gives the windows from the first period on that have been cut off by now, as they were cut off: what must
// have been consolidated, however long the service was off. None lies outside From and Until.
func (c Calendar) Owed(from tally.Round, now time.Time) []Window {
	return c.windows(from, func(w Window) bool { return !w.CutOff.After(now) })
}

// Opened gives the windows from the first period on that have opened by now, as they are cut off.
func (c Calendar) Opened(from tally.Round, now time.Time) []Window {
	return c.windows(from, func(w Window) bool { return !w.Open.After(now) })
}

// Next is the first window that is not cut off; none when the plan is over.
func (c Calendar) Next(now time.Time) (next Window) {
	for _, kind := range c.Holds() {
		for p, ok := c.first(kind, c.From); ok && (c.Until.IsZero() || !p.End().After(c.Until.End())); p, ok = c.after(p) {
			if w, has := c.Window(p); has && w.CutOff.After(now) {
				if next.Period.IsZero() || w.CutOff.Before(next.CutOff) {
					next = w
				}
				break
			}
		}
	}
	return next
}

func (c Calendar) windows(from tally.Round, reached func(Window) bool) []Window {
	var ws []Window
	if from.Compare(c.From) < 0 {
		from = c.From
	}
	kinds := c.Holds()
	for _, kind := range kinds {
		quiet := 0
		for p, ok := c.first(kind, from); ok && quiet < 12 && (c.Until.IsZero() || !p.End().After(c.Until.End())); p, ok = c.after(p) {
			w, has := c.Window(p)
			if !has { // a calendar without any reporting month must end
				quiet++
				continue
			}
			quiet = 0
			if !reached(w) {
				break
			}
			if kind == tally.Monthly || w.CutOff.After(c.Came) {
				ws = append(ws, w)
			}
		}
	}
	if len(kinds) > 1 {
		slices.SortStableFunc(ws, func(a, b Window) int { return cmp.Or(a.CutOff.Compare(b.CutOff), a.Period.Compare(b.Period)) })
	}
	return ws
}

// first is the first round of a kind that ends in the period or after it; ok is false where the calendar sets no more.
func (c Calendar) first(kind tally.RoundKind, from tally.Round) (p tally.Round, ok bool) {
	switch {
	case kind == from.Kind():
		return from, true
	case kind == tally.Dated:
		return c.dated(func(p tally.Round) bool { return !p.End().Before(from.Begin()) })
	case from.IsZero():
		return tally.Round{}, false
	}
	return tally.RoundOn(kind, from.Begin()), true
}

// after is the round after one.
func (c Calendar) after(p tally.Round) (tally.Round, bool) {
	if p.Kind() == tally.Dated {
		return c.dated(func(o tally.Round) bool { return o.Compare(p) > 0 })
	}
	return p.Add(1), true
}

// dated is the earliest of the dated rounds that fits.
func (c Calendar) dated(fits func(tally.Round) bool) (first tally.Round, ok bool) {
	for _, p := range c.Dates {
		if fits(p) && (!ok || p.Compare(first) < 0) {
			first, ok = p, true
		}
	}
	return first, ok
}

// ReminderKind says why those who have not filed are reminded.
type ReminderKind string

// The reminders, in the order in which they come.
const (
	RemindOpen    ReminderKind = "open"
	RemindHalf    ReminderKind = "half"
	RemindLast    ReminderKind = "last" // each of the last three days, 10:00
	RemindOverdue ReminderKind = "overdue"
)

// Reminder is one moment at which those who have not filed are told.
type Reminder struct {
	Kind ReminderKind `json:"kind"`
	At   time.Time    `json:"at"`
}

// Reminders gives the moments of a window, in order: at opening, half-way, 10:00 of the last three days,
// and 10:00 of the day after it fell due. Two on one day are one, the later kind.
func (w Window) Reminders() []Reminder {
	ten := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 10, 0, 0, 0, t.Location())
	}
	all := []Reminder{{RemindOpen, ten(w.Open)}, {RemindHalf, ten(w.Open.Add(w.Due.Sub(w.Open) / 2))}}
	for back := 2; back >= 0; back-- {
		all = append(all, Reminder{RemindLast, ten(w.Due.AddDate(0, 0, -back))})
	}
	all = append(all, Reminder{RemindOverdue, ten(w.Due.AddDate(0, 0, 1))})
	var kept []Reminder
	for _, r := range all {
		if r.At.Before(w.Open) || r.Kind == RemindLast && r.At.After(w.Due) {
			continue
		}
		if n := len(kept); n > 0 && !r.At.After(kept[n-1].At) {
			kept[n-1].Kind = r.Kind
			continue
		}
		kept = append(kept, r)
	}
	return kept
}
