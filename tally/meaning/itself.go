package meaning

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// A plan is held against itself: a row that asks for nothing, a part of the year that asks for more than all of it, a target that is
// a hundred times what was done last year. Each is a finding at its cell; none blocks.

// itself says of each row where it contradicts itself.
func (p *planReading) itself() {
	aimed, parts := false, map[string]bool{}
	for i := range p.r.Items {
		aimed, parts[p.r.Items[i].Parent] = aimed || len(p.r.Items[i].Targets) > 0, true
	}
	said := p.unreadTargets()
	for i := range p.r.Items {
		it := &p.r.Items[i]
		if len(it.Targets) == 0 {
			if aimed && !parts[it.Name] && !said[[2]string{it.Sheet, it.Name}] { // its parts have theirs
				p.noTarget(it)
			}
			continue
		}
		p.partOfYear(it)
		p.besideLastYear(it)
	}
}

func (p *planReading) say(code tally.Code, it *tally.Item, cell, said, expected string) {
	f := tally.NewFinding(code, it.Sheet, cell, "「"+it.Name+"」"+said, expected)
	f.About = it.Name
	p.r.Findings = append(p.r.Findings, f)
}

// unreadTargets are the rows, by sheet and name, of which it was said already why their target was not read.
func (p *planReading) unreadTargets() map[[2]string]bool {
	said := map[[2]string]bool{}
	for _, f := range p.r.Findings {
		switch f.Code {
		case tally.TargetDeclined, tally.CellError, tally.FormulaUncached, tally.NumberUnreadable:
			said[[2]string{f.Sheet, f.About}] = true
		default:
		}
	}
	return said
}

// noTarget says of a row that it asks for nothing.
func (p *planReading) noTarget(it *tally.Item) {
	said := "这一行没有目标值，报来的数没有可比的"
	for _, f := range it.Facts {
		if f.Kind == tally.FactAverage && f.Value.OK() {
			said += "；只有" + f.Words()
		}
	}
	p.say(tally.TargetDeclined, it, it.NameCell, said, "请补上目标值；不考核的，可以不管")
}

// partOfYear: in what adds up over the year no part of it can ask for more than all of it, and no longer part for less than a shorter one.
func (p *planReading) partOfYear(it *tally.Item) {
	if it.Measure != tally.Level && it.Measure != tally.Count || it.Better == tally.Lower {
		return
	}
	for i := range it.Targets {
		part := &it.Targets[i]
		from, to, ok := monthsIn(part.Period)
		if !ok || !whole(part) {
			continue
		}
		for k := range it.Targets {
			all := &it.Targets[k]
			f, t, ok := monthsIn(all.Period)
			if !ok || !whole(all) || all.Tier != part.Tier || all.Period[:4] != part.Period[:4] || f > from || t < to || f == from && t == to {
				continue
			}
			n, ok := p.w.ConvertPrinted(part.Floor, part.Unit, all.Unit)
			if ok && n.Cmp(all.Floor) > 0 {
				p.say(tally.TargetDiffers, it, part.Cell, fmt.Sprintf("%s的目标%s%s比%s的目标%s%s还大", spoken(part.Period), part.Floor.Plain(), part.Unit, spoken(all.Period), all.Floor.Plain(), all.Unit),
					"请核对两个目标的数和单位")
				break
			}
		}
	}
}

// whole reports a target that is one number, at least.
func whole(t *tally.Target) bool {
	return t.Floor.OK() && len(t.Parts) == 0 && t.Recur.IsZero() && (t.Op == tally.OpAtLeast || t.Op == tally.OpMore)
}

// monthsIn are the first and the last month of a target's period: 2018, 2018-Q1, 2018-H1, 2018-09, 2018-01/09.
func monthsIn(period string) (from, to int, ok bool) {
	if len(period) < 4 || strings.Trim(period[:4], "0123456789") != "" {
		return 0, 0, false
	}
	rest := strings.TrimPrefix(period[4:], "-")
	var n int
	switch {
	case rest == "":
		return 1, 12, true
	case strings.HasPrefix(rest, "Q"):
		if _, err := fmt.Sscanf(rest, "Q%d", &n); err != nil {
			return 0, 0, false
		}
		return 3*n - 2, 3 * n, true
	case strings.HasPrefix(rest, "H"):
		if _, err := fmt.Sscanf(rest, "H%d", &n); err != nil {
			return 0, 0, false
		}
		return 6*n - 5, 6 * n, true
	}
	if _, err := fmt.Sscanf(rest, "%d/%d", &from, &to); err == nil {
		return from, to, true
	}
	if _, err := fmt.Sscanf(rest, "%d", &n); err != nil {
		return 0, 0, false
	}
	return n, n, true
}

// spoken is a target's period in words.
func spoken(period string) string {
	from, to, _ := monthsIn(period)
	switch {
	case from == 1 && to == 12:
		return period[:4] + "年"
	case from == to:
		return fmt.Sprintf("%s年%d月", period[:4], from)
	}
	return fmt.Sprintf("%s年%d-%d月", period[:4], from, to)
}

// farOff is how many times last year's figure a target is that is more likely in another unit.
const farOff = 100

// besideLastYear: an amount that is to be a hundred times last year's, or a hundredth of it, stands in another unit more likely than not.
func (p *planReading) besideLastYear(it *tally.Item) {
	if it.Measure != tally.Level && it.Measure != tally.Stock {
		return
	}
	for i := range it.Targets {
		t := &it.Targets[i]
		from, to, ok := monthsIn(t.Period)
		if !ok || from != 1 || to != 12 || !whole(t) || p.w.Counter(t.Unit) || t.Floor.Sign() <= 0 {
			continue
		}
		year, err := strconv.Atoi(t.Period[:4])
		f, _, ok := it.Base(year)
		if err != nil || !ok || f.Value.Sign() <= 0 {
			continue
		}
		was, ok := p.w.ConvertPrinted(f.Value, f.Unit, t.Unit)
		if !ok {
			continue
		}
		times := exact.FractionOf(t.Floor).Quo(exact.FractionOf(was))
		if times.Cmp(exact.Integer(farOff)) < 0 && times.Mul(exact.Integer(farOff)).Cmp(exact.Integer(1)) > 0 {
			continue
		}
		p.say(tally.UnitSuspect, it, t.Cell, fmt.Sprintf("目标%s%s，而%s（%s），相差%d倍以上，疑似单位填错", t.Floor.Plain(), t.Unit, f.Words(), f.Cell, farOff), "请核对目标值和它的单位")
		return
	}
}
