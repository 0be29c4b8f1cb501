package xlsx

import (
	"fmt"
	"strings"
	"time"
)

// date turns the ISO date of a cell of type d, which strict files use, into the serial number that
// every other file stores, so that callers know one kind of date only.
func (sr *sheetReader) date(c *Cell, iso string) (why string) {
	var t time.Time
	var err error
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z", "2006-01-02T15:04", "20060102", "20060102T150405", "20060102T150405Z", "15:04:05"} {
		if t, err = time.Parse(layout, iso); err == nil {
			break
		}
	}
	if err != nil {
		return "应为日期，实际内容是“" + clip(iso, 30) + "”"
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if sr.book.Date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	midnight := t.Truncate(24 * time.Hour)
	days := int64(0)
	if t.Year() > 0 { // a time alone parses to year 0
		days = int64(midnight.Sub(epoch) / (24 * time.Hour))
	}
	if !sr.book.Date1904 && days > 0 && days < 61 {
		days-- // the format counts a 29 February 1900 that was not
	}
	// Ten decimals of a day are finer than a millisecond.
	const parts = 10_000_000_000
	fraction := int64(t.Sub(midnight)/time.Millisecond) * (parts / 10_000) / 8640
	digits := fmt.Sprintf("%d.%010d", days, fraction)
	c.Kind, c.Value = Number, sr.arena.keep([]byte(strings.TrimRight(strings.TrimRight(digits, "0"), ".")))
	if c.Format == "" {
		c.Format = builtinDate(14)
		if fraction > 0 {
			c.Format = builtinDate(22)
		}
	}
	return ""
}
