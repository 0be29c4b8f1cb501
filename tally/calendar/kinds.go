package calendar

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// Times say when rounds of a kind open, fall due and are cut off, in days after their end: 1 is the day after, 0 the last day itself,
// -2 of a week its Friday.
type Times struct {
	OpenDay int `json:"open_day" yaml:"open_day"`
	DueDay  int `json:"due_day" yaml:"due_day"`
	DueHour int `json:"due_hour" yaml:"due_hour"`
	CutDay  int `json:"cut_day" yaml:"cut_day"`
	CutHour int `json:"cut_hour" yaml:"cut_hour"`
}

// usual are the times of kinds for which a plan sets none. Weeks come before Tuesday noon, as 周调度 is published; what is made of months
// follows them.
var usual = map[tally.RoundKind]Times{
	tally.Dated:     {1, 3, 18, 5, 9},
	tally.Weekly:    {1, 2, 12, 2, 18},
	tally.Quarterly: {1, 10, 18, 15, 9},
	tally.HalfYear:  {1, 10, 18, 15, 9},
	tally.Yearly:    {1, 15, 18, 20, 9},
}

// SetDays sets when rounds of a kind open, fall due and are cut off, as a person writes it: 1,2@12,2@18; "" is as usual.
func (c *Calendar) SetDays(kind tally.RoundKind, text string) error {
	days := maps.Clone(c.Days)
	if days == nil {
		days = map[tally.RoundKind]Times{}
	}
	if delete(days, kind); text != "" {
		t := Times{DueHour: 18, CutHour: 9}
		parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",， ", r) })
		for i, into := range [][2]*int{{&t.OpenDay, nil}, {&t.DueDay, &t.DueHour}, {&t.CutDay, &t.CutHour}} {
			if i >= len(parts) || len(parts) > 3 {
				return fmt.Errorf("%s的时间“%s”应写成 1,2@12,2@18：期末后第1天开始，第2天12时截止，第2天18时封账", kindWord(kind), text)
			}
			day, hour, timed := strings.Cut(parts[i], "@")
			n, err := strconv.Atoi(day)
			if *into[0] = n; err == nil && timed && into[1] != nil {
				*into[1], err = strconv.Atoi(hour)
			}
			if err != nil || timed && into[1] == nil {
				return fmt.Errorf("%s的时间“%s”里，“%s”应为天数，或天数@时刻", kindWord(kind), text, parts[i])
			}
		}
		days[kind] = t
	}
	c.Days = days
	return nil
}

// DaysText writes the times of a kind as SetDays reads them.
func (c Calendar) DaysText(kind tally.RoundKind) string {
	t := c.timesOf(kind)
	return fmt.Sprintf("%d,%d@%d,%d@%d", t.OpenDay, t.DueDay, t.DueHour, t.CutDay, t.CutHour)
}

// farthest is the largest number of days that Times may count, either way.
const farthest = 90

// Of reads a calendar as a plan's settings keep it; the default for none.
func Of(kept json.RawMessage) (Calendar, error) {
	c := Default()
	if len(kept) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(kept, &c); err != nil {
		return c, fmt.Errorf("calendar: %w", err)
	}
	return c, c.Validate()
}

// Holds are the kinds of rounds that the plan has, the shortest first.
func (c Calendar) Holds() []tally.RoundKind {
	if len(c.Kinds) == 0 {
		return []tally.RoundKind{tally.Monthly}
	}
	var kinds []tally.RoundKind
	for _, k := range tally.RoundKinds() {
		if slices.Contains(c.Kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// Has reports whether the plan has rounds of the kind.
func (c Calendar) Has(kind tally.RoundKind) bool { return slices.Contains(c.Holds(), kind) }

// Takes says why the plan has no such round: a *tally.OtherKind, nil where it has it.
func (c Calendar) Takes(p tally.Round) error {
	if p.IsZero() || c.Has(p.Kind()) {
		return nil
	}
	has := c.Holds()
	slices.SortStableFunc(has, func(a, b tally.RoundKind) int { // months are what most people mean
		return map[bool]int{true: 0, false: 1}[a == tally.Monthly] - map[bool]int{true: 0, false: 1}[b == tally.Monthly]
	})
	return &tally.OtherKind{Round: p, Has: has}
}

// Asked says which indicators report in rounds of a kind. Where the plan has months, what is made of them asks for no report of its own
// unless Rows says so; and what reports by the quarter, half or year is not asked for by the month unless Rows says that too.
func (c Calendar) Asked(kind tally.RoundKind) tally.Asks {
	if rows, set := c.Rows[kind]; set {
		return tally.AsksOnly(rows)
	}
	if kind != tally.Monthly {
		if len(c.MadeOf(kind)) > 0 {
			return tally.AsksOnly(nil)
		}
		return tally.Asks{}
	}
	var longer []string
	for _, k := range c.Holds() {
		if kind.ShorterThan(k) {
			longer = append(longer, c.Rows[k]...)
		}
	}
	return tally.AsksAllBut(longer)
}

// MadeOf are the kinds of shorter rounds whose cumulative figures stand for a round of the kind where it has none of its own, the
// nearest first: months for quarters, halves and years, and for months the last week where MonthFromWeek says so.
func (c Calendar) MadeOf(kind tally.RoundKind) []tally.RoundKind {
	switch kind {
	case tally.Monthly:
		if c.MonthFromWeek && c.Has(tally.Weekly) {
			return []tally.RoundKind{tally.Weekly}
		}
		return nil
	case tally.Quarterly, tally.HalfYear, tally.Yearly:
	default:
		return nil
	}
	var kinds []tally.RoundKind
	for _, k := range slices.Backward(c.Holds()) {
		if k.Tiles() && slices.Index(tally.RoundKinds(), k) < slices.Index(tally.RoundKinds(), kind) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// timesOf are the times of a kind.
func (c Calendar) timesOf(kind tally.RoundKind) Times {
	if t, set := c.Days[kind]; set {
		return t
	}
	if kind == tally.Monthly {
		return Times{c.OpenDay, c.DueDay, c.DueHour, c.CutDay, c.CutHour}
	}
	return usual[kind]
}

// other is the window of a round that is no month.
func (c Calendar) other(p tally.Round, zone *time.Location) Window {
	t, end := c.timesOf(p.Kind()), p.End()
	at := func(day, hour int, shift bool) time.Time {
		for shift && !c.Works(time.Date(end.Year(), end.Month(), end.Day()+day, 0, 0, 0, 0, zone)) {
			day++
		}
		return time.Date(end.Year(), end.Month(), end.Day()+day, hour, 0, 0, 0, zone)
	}
	cut := t.CutDay
	w := Window{Period: p, Open: at(t.OpenDay, 0, false), Due: at(t.DueDay, t.DueHour, c.Shift), CutOff: at(cut, t.CutHour, c.Shift)}
	for w.CutOff.Before(w.Due) { // a long holiday put both on one day
		cut++
		w.CutOff = at(cut, t.CutHour, c.Shift)
	}
	for _, kind := range c.MadeOf(p.Kind()) { // what it is made of is cut off before it
		if part, ok := c.Window(p.Closing(kind)); ok && w.CutOff.Before(part.CutOff) {
			w.CutOff = part.CutOff
		}
	}
	return w
}

// validateKinds says what is wrong with the kinds and what hangs on them.
func (c Calendar) validateKinds() error {
	for _, k := range c.Kinds {
		if !slices.Contains(tally.RoundKinds(), k) {
			return fmt.Errorf("没有“%s”这种报告期，应为 week（周）、month（月）、quarter（季）、half（半年）、year（年）、dated（按日）", k)
		}
	}
	for k := range c.Rows {
		if !c.Has(k) {
			return fmt.Errorf("本计划没有%s，不能指定哪些指标报%s", kindWord(k), kindWord(k))
		}
	}
	for k, t := range c.Days {
		if _, other := usual[k]; !other || !c.Has(k) {
			return fmt.Errorf("本计划没有另定时间的%s", kindWord(k))
		}
		for _, d := range []int{t.OpenDay, t.DueDay, t.CutDay} {
			if d < -farthest || d > farthest {
				return fmt.Errorf("%s的开始、截止、封账应在期末前后%d天以内", kindWord(k), farthest)
			}
		}
		if t.DueHour < 0 || t.DueHour > 24 || t.CutHour < 0 || t.CutHour > 24 {
			return fmt.Errorf("%s的截止、封账时刻应为 0 到 24 时", kindWord(k))
		}
		if t.DueDay < t.OpenDay || t.CutDay < t.DueDay || t.CutDay == t.DueDay && t.CutHour < t.DueHour {
			return fmt.Errorf("%s的次序不对：应为开始（期末后第%d天）在前，截止（第%d天）居中，封账（第%d天）在后", kindWord(k), t.OpenDay, t.DueDay, t.CutDay)
		}
	}
	for _, d := range c.Dates {
		if d.Kind() != tally.Dated {
			return fmt.Errorf("专报日期“%s”应写成 2022-05-20 这样的形式", d)
		}
	}
	if len(c.Dates) > 0 && !c.Has(tally.Dated) {
		return errors.New("列出了专报日期，报告期种类里却没有 dated（按日）")
	}
	return nil
}

func kindWord(k tally.RoundKind) string {
	if w := k.Chinese(); w != "" {
		return w
	}
	return "“" + string(k) + "”"
}
