package web

import "github.com/tallysheet/tallysheet/tally"

// roundText names a round for whoever reads the page, in their language; a week with its days, which nobody knows by heart.
func roundText(p tally.Round, say func(string, ...any) string) string {
	b, e := p.Begin(), p.End()
	switch p.Kind() {
	case tally.Weekly:
		year, n := b.ISOWeek()
		return say("%d年第%d周（%d月%d日至%d月%d日）", year, n, int(b.Month()), b.Day(), int(e.Month()), e.Day())
	case tally.Quarterly:
		return say([...]string{"%d年一季度", "%d年二季度", "%d年三季度", "%d年四季度"}[p.Place()-1], p.Year())
	case tally.HalfYear:
		if p.Place() == 1 {
			return say("%d年上半年", p.Year())
		}
		return say("%d年下半年", p.Year())
	case tally.Yearly:
		return say("%d年全年", p.Year())
	case tally.Dated:
		return say("截至%d年%d月%d日", p.Year(), p.Month(), e.Day())
	case tally.Monthly:
	}
	return say("%d年%d月", p.Year(), p.Month())
}
