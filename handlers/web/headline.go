package web

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// headline is the one sentence of a month: how many, red before green, against the month before, why rows are grey, who has reported.
func headline(c tally.Counts, say func(string, ...any) string) string {
	var lights []string
	for _, l := range []tally.Light{tally.Red, tally.Yellow, tally.Green, tally.Grey} {
		word := say("%s %d", say(l.Chinese()), c.Now[l])
		var why []string
		if l == tally.Red && c.Before != nil {
			last := "上月 %d"
			if c.Period.Kind() != tally.Monthly {
				last = "上期 %d"
			}
			why = append(why, say(last, c.Before[tally.Red]))
		}
		if l == tally.Grey {
			for _, g := range tally.GreyReasons() {
				if n := c.Grey[g]; n > 0 {
					why = append(why, say("%s %d", say(g.Chinese()), n))
				}
			}
		}
		if len(why) > 0 {
			word += say("（%s）", strings.Join(why, say("、")))
		}
		lights = append(lights, word)
	}
	filed := say("%d/%d 个部门已报", c.Filed, c.Of)
	if c.Unread > 0 {
		filed += say("（%d 个还没有审核，未计入）", c.Unread)
	}
	return say("共 %d 项：%s；%s；待确认 %d。", c.All, strings.Join(lights, say("、")), filed, c.Asked)
}

// neededText is what a red or yellow row still takes, "" where nothing adds up to it.
func neededText(r *tally.Row, period tally.Round, say func(string, ...any) string) string {
	if r.Main.Light != tally.Red && r.Main.Light != tally.Yellow {
		return ""
	}
	n, ok := r.Needed(period)
	if !ok {
		return ""
	}
	return n.SentenceOf(say)
}
