package vocabulary

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Deadline reads a 完成时限 as precisely as it is printed: 2020, 2017-09, 2017-09-30; "" for none (长期坚持).
// year is the plan's, for 9月底前, 年底前 and 明年3月. why is what could not be read of the text, "" where all was.
func (h *Headings) Deadline(text string, year int) (deadline, why string) {
	form := HeadingForm(text)
	if form == "" || h.Has(DeadlineOpen, form) {
		return "", ""
	}
	w, rest := ParseWhen(h.writtenOut(form, year))
	if w.Year == 0 {
		for _, p := range fiveYearPlans {
			if strings.Contains(form, p.word) {
				return strconv.Itoa(p.last), ""
			}
		}
	}
	whole := h.Has(DeadlineYear, rest)
	switch {
	case w.To == 0 && strings.Contains(rest, "年中"):
		w.From, w.To = 6, 6
	case w.To == 0 && (strings.HasPrefix(rest, "初") || strings.Contains(rest, "年初")):
		w.From, w.To = 1, 1
	case w.To == 0 && h.Has(DeadlineSeason, rest):
		return "", "看不出是哪个月"
	case w.To == 0 && w.Year == 0 && !whole:
		return unreadDeadline(form)
	}
	if w.Year == 0 {
		if w.Year = year; year == 0 {
			return "", "看不出是哪一年"
		}
	}
	switch {
	case w.To == 0:
		return fmt.Sprintf("%04d", w.Year), ""
	case w.Day == 0:
		return fmt.Sprintf("%04d-%02d", w.Year, w.To), ""
	}
	month := time.Date(w.Year, time.Month(w.To), 1, 0, 0, 0, 0, time.UTC)
	if last := month.AddDate(0, 1, -1).Day(); w.Day > last {
		return month.Format("2006-01"), fmt.Sprintf("%d月没有%d日", w.To, w.Day)
	}
	return month.AddDate(0, 0, w.Day-1).Format(time.DateOnly), ""
}

// unreadDeadline tells words that name no time (竣工) from digits or a time that was not understood.
func unreadDeadline(form string) (string, string) {
	if strings.ContainsAny(form, "0123456789") || strings.ContainsAny(form, "年月日旬季") && utf8.RuneCountInString(form) < 12 {
		return "", "看不出是哪一天或哪个月"
	}
	return "", ""
}

// writtenOut writes a time as ParseWhen knows it: 明年 by its number, 元月 as 1月, 202111 and 20211130 with their parts apart, 22年 in full.
func (h *Headings) writtenOut(form string, year int) string {
	for _, w := range [...]struct {
		words List
		after int
	}{{DeadlineNext, 1}, {DeadlineThis, 0}} {
		for _, word := range h.lists[w.words] {
			if rest, ok := strings.CutPrefix(form, word); ok && year > 0 {
				form = strconv.Itoa(year+w.after) + "年" + strings.TrimPrefix(rest, "度")
				break
			}
		}
	}
	form = strings.NewReplacer("元月", "1月", "年腊月", "年12月", "零", "〇").Replace(form)
	digits := form[:len(form)-len(strings.TrimLeft(form, "0123456789"))]
	rest := form[len(digits):]
	switch {
	case len(digits) == 8 && IsYear(digits[:4]) && !strings.HasPrefix(rest, "-"):
		return digits[:4] + "年" + strings.TrimPrefix(digits[4:6], "0") + "月" + strings.TrimPrefix(digits[6:], "0") + "日" + rest
	case len(digits) == 6 && IsYear(digits[:4]):
		return digits[:4] + "年" + strings.TrimPrefix(digits[4:], "0") + "月" + rest
	case len(digits) == 2 && (strings.HasPrefix(rest, "年") || strings.HasPrefix(rest, ".") && strings.Count(rest, ".") == 2):
		return "20" + form
	case len(digits) > 0 && len(digits) <= 2 && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "/")): // 6.30
		if day := strings.TrimLeft(rest[1:], "0123456789"); len(rest)-len(day) > 1 && len(rest)-len(day) <= 3 {
			return digits + "月" + strings.TrimPrefix(rest[1:len(rest)-len(day)], "0") + "日" + day
		}
	}
	return form
}

// IsYear reports four digits of a year of our time.
func IsYear(s string) bool { return len(s) == 4 && s >= "1990" && s <= "2099" }
