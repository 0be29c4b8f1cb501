package edition

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/beside"
	"github.com/tallysheet/tallysheet/tally"
)

// targetCell is a target as a number with the word that says how it is meant, or as the plan prints it where it is no single
// number.
func (b *issued) targetCell(r *tally.Row, t *tally.Target) cell {
	c := cell{style: style{face: centered}, basis: b.targetBasis(r, t)}
	switch {
	case t.Op == tally.OpRange && t.Floor.OK() && t.Max.OK():
		c.kind, c.value = text, t.Floor.Plain()+"-"+t.Max.Plain()+beside.OwnUnit(r, t.Unit)
	case len(t.Parts) == 0 && t.Floor.OK():
		n := amount(figure, t.Floor, beside.TargetFormat(r, t))
		n.basis = c.basis
		return n
	case t.Text != "" && !t.Stretch.OK():
		c.kind, c.value = text, t.Text
	case !t.Value().OK():
		if later, ok := beside.Later(r, b.ed.Period); ok {
			c.kind, c.value, c.basis = text, later.Text, b.targetBasis(r, &later)
			if !strings.Contains(later.Text, later.Period) {
				c.value += "（" + later.Period + "年）"
			}
		}
	}
	return c
}

// stretchCell is 力争, with its unit where that is not the row's.
func (b *issued) stretchCell(r *tally.Row, t *tally.Target) cell {
	if !t.Stretch.OK() || len(t.Parts) > 0 {
		return cell{style: style{face: figure}}
	}
	c := amount(figure, t.Stretch, beside.StretchFormat(r, t))
	c.basis = b.targetBasis(r, t)
	return c
}

// growthCell is that growth.
func (b *issued) growthCell(r *tally.Row) cell {
	t, ok := beside.Growth(r)
	if !ok {
		return cell{style: style{face: figure}}
	}
	c := amount(figure, t.Value(), beside.GrowthFormat(&t))
	c.basis = b.targetBasis(r, &t)
	return c
}

// asideCell is the target's own words.
func (b *issued) asideCell(r *tally.Row) cell {
	c := say(body, beside.Aside(r))
	if c.kind == text {
		c.basis = b.targetBasis(r, r.Main.Target)
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
