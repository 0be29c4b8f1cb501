package edition

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
)

// unitOf is the unit that a row's figures are in: the plan's, or where its row names none the one that the target prints with its number.
func unitOf(r *tally.Row) string {
	t := &r.Main.Target
	if r.Indicator.Unit != "" || len(t.Parts) > 0 || !t.Value().OK() {
		return r.Indicator.Unit
	}
	return t.Unit
}

// ownUnit is a unit that has to be said with a number, since it is not the row's.
func ownUnit(r *tally.Row, unit string) string {
	if unit == unitOf(r) {
		return ""
	}
	return unit
}

// targetFormat shows a target's number with the word that says how it is meant and the unit that is its own.
func targetFormat(r *tally.Row, t *tally.Target) string {
	return numfmt.In(numfmt.Decimals(t.Floor), opWord(t), ownUnit(r, t.Unit))
}

// targetCell is a target as a number with the word that says how it is meant, or as the plan prints it where it is no single
// number.
func (b *issued) targetCell(r *tally.Row, t *tally.Target) cell {
	c := cell{style: style{face: centered}, basis: b.targetBasis(r, t)}
	switch {
	case t.Op == tally.OpRange && t.Floor.OK() && t.Max.OK():
		c.kind, c.value = text, t.Floor.Plain()+"-"+t.Max.Plain()+ownUnit(r, t.Unit)
	case len(t.Parts) == 0 && t.Floor.OK():
		n := amount(figure, t.Floor, targetFormat(r, t))
		n.basis = c.basis
		return n
	case t.Text != "" && !t.Stretch.OK():
		c.kind, c.value = text, t.Text
	case !t.Value().OK():
		if later, ok := laterTarget(r, b.ed.Period); ok {
			c.kind, c.value, c.basis = text, later.Text, b.targetBasis(r, &later)
			if !strings.Contains(later.Text, later.Period) {
				c.value += "（" + later.Period + "年）"
			}
		}
	}
	return c
}

// laterTarget is the next target of a row that has none for the edition's year.
func laterTarget(r *tally.Row, p tally.Round) (next tally.Target, ok bool) {
	year := strconv.Itoa(p.Year())
	for _, t := range r.Indicator.Targets {
		if t.Tier == "" && len(t.Period) == 4 && t.Period > year && t.Text != "" && (!ok || t.Period < next.Period) {
			next, ok = t, true
		}
	}
	return next, ok
}

// stretchFormat is targetFormat for 力争.
func stretchFormat(r *tally.Row, t *tally.Target) string {
	unit := t.StretchUnit
	if unit == "" {
		unit = t.Unit
	}
	return numfmt.In(numfmt.Decimals(t.Stretch), "", ownUnit(r, unit))
}

// stretchCell is 力争, with its unit where that is not the row's.
func (b *issued) stretchCell(r *tally.Row, t *tally.Target) cell {
	if !t.Stretch.OK() || len(t.Parts) > 0 {
		return cell{style: style{face: figure}}
	}
	c := amount(figure, t.Stretch, stretchFormat(r, t))
	c.basis = b.targetBasis(r, t)
	return c
}

// growthBeside is the growth that a plan asks beside a level, in a cell of its own: 332亿元 and 10%.
func growthBeside(r *tally.Row) (tally.Target, bool) {
	main := &r.Main.Target
	if main.Unit == "%" || !main.Value().OK() {
		return tally.Target{}, false
	}
	for _, t := range r.Indicator.Targets {
		if t.Tier == main.Tier && t.Period == main.Period && t.Cell != main.Cell && t.Unit == "%" && t.Value().OK() && len(t.Parts) == 0 {
			return t, true
		}
	}
	return tally.Target{}, false
}

// growthCell is that growth.
func (b *issued) growthCell(r *tally.Row) cell {
	t, ok := growthBeside(r)
	if !ok {
		return cell{style: style{face: figure}}
	}
	c := amount(figure, t.Value(), growthFormat(&t))
	c.basis = b.targetBasis(r, &t)
	return c
}

func growthFormat(t *tally.Target) string {
	return numfmt.In(numfmt.Decimals(t.Value()), opWord(t), "%")
}

// brackets are those that a plan's text has.
var brackets = strings.NewReplacer("(", "（", ")", "）")

// asideOf is what a target prints whose number stands alone in its cell, where its brackets say more than a unit; "" where they do not.
func asideOf(r *tally.Row) string {
	t := &r.Main.Target
	if !t.Value().OK() || len(t.Parts) > 0 || !strings.ContainsAny(t.Text, "(（") {
		return ""
	}
	for rest := brackets.Replace(t.Text); ; {
		_, after, open := strings.Cut(rest, "（")
		in, more, closed := strings.Cut(after, "）")
		if !open || !closed {
			return ""
		}
		if in = strings.TrimSpace(in); in != "" && in != "%" && in != t.Unit && in != r.Indicator.Unit && in != t.StretchUnit {
			return t.Text
		}
		rest = more
	}
}

// asideCell is the target's own words.
func (b *issued) asideCell(r *tally.Row) cell {
	c := say(body, asideOf(r))
	if c.kind == text {
		c.basis = b.targetBasis(r, &r.Main.Target)
	}
	return c
}

// targetBasis says where a target was read.
func (b *issued) targetBasis(r *tally.Row, t *tally.Target) string {
	if b.originals == nil {
		return ""
	}
	s := "计划中的目标值"
	if t.Cell != "" {
		s += "，取自计划工作簿“" + r.Indicator.Sheet + "”" + t.Cell
	}
	if t.Text != "" {
		s += "，原文“" + t.Text + "”"
	}
	if p, ok := r.Indicator.PathFor(t, b.ed.Period); ok {
		s += fmt.Sprintf("；这里是%d年的分年目标%s", p.Year, p.Value.Plain())
		if r.Indicator.PathWhy != "" {
			s += "，" + r.Indicator.PathWhy
		}
	}
	return s
}

// formats are the number formats that the edition's figures need.
func (b *issued) formats() []string {
	all := map[string]bool{numfmt.Count: true, numfmt.Percent: true, numfmt.Points: true, numfmt.Moment: true, numfmt.Change: true, numfmt.Gap(2, "个百分点"): true}
	for d := range numfmt.MostDecimals + 1 {
		all[numfmt.Of(d, "")] = true
	}
	for i := range b.ed.Rows {
		r := &b.ed.Rows[i]
		t := &r.Main.Target
		if t.Floor.OK() {
			all[targetFormat(r, t)] = true
		}
		if t.Stretch.OK() {
			all[stretchFormat(r, t)] = true
		}
		if g, ok := growthBeside(r); ok {
			all[growthFormat(&g)] = true
		}
		past := pastOf(r, b.ed.Period)
		for _, f := range [...]*tally.Fact{past.last, past.growth, past.base} {
			if f != nil {
				all[past.format(r, f)] = true
			}
		}
		if r.Main.GapUnit != "" && r.Main.GapUnit != "个百分点" {
			all[numfmt.Gap(numfmt.Decimals(r.Main.Gap), r.Main.GapUnit)] = true
		}
	}
	delete(all, "")
	return sortedKeys(all)
}
