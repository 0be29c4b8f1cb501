package edition

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/tally"
)

// sameGroup reports whether two rows stand in the same group down to a level.
func sameGroup(a, b *tally.Row, level int) bool {
	for k := 0; k <= level; k++ {
		if levelOf(a, k) != levelOf(b, k) {
			return false
		}
	}
	return true
}

func levelOf(r *tally.Row, k int) string {
	if k < len(r.Indicator.Group) {
		return r.Indicator.Group[k]
	}
	return ""
}

// hideRepeats leaves the name of a group in its first row on each page only, as merged cells must.
func (s *summary) hideRepeats(cells []cell, i int) {
	if i == 0 || s.begins(i) {
		return
	}
	for level := range s.depth {
		if sameGroup(&s.ed.Rows[i-1], &s.ed.Rows[i], level) {
			cells[1+level].kind = blank
		}
	}
}

// merges are those of the title, the headings and the groups.
func (s *summary) merges() []string {
	last := s.printed - 1
	m := []string{area(0, 1, last, 1), area(0, 2, last, 2)}
	for i := 0; i < len(s.columns); {
		to := i
		for to+1 < len(s.columns) && s.columns[to+1].upper == s.columns[i].upper {
			to++
		}
		switch {
		case s.columns[i].lower == "":
			m = append(m, area(i, 3, to, 4))
		case to > i:
			m = append(m, area(i, 3, to, 3))
			for k := i; k < to; k++ {
				if s.columns[k].lower == s.columns[k+1].lower {
					m = append(m, area(k, 4, k+1, 4))
				}
			}
		}
		i = to + 1
	}
	rows := s.ed.Rows
	for level := range s.depth {
		for i := 0; i < len(rows); {
			to := i
			for to+1 < len(rows) && sameGroup(&rows[i], &rows[to+1], level) && !s.begins(to+1) {
				to++
			}
			if to > i && levelOf(&rows[i], level) != "" {
				m = append(m, area(1+level, firstSummaryRow+i, 1+level, firstSummaryRow+to))
			}
			i = to + 1
		}
	}
	return append(m, s.footMerges()...)
}

// explanation is the sentence of the light, what it is against further targets, and what the department says.
func (b *book) explanation(r *tally.Row) cell {
	parts := []string{r.Main.Sentence}
	for _, d := range r.Others {
		parts = append(parts, "对"+tierWord(&d)+targetWords(&d)+"："+d.Sentence+"（"+b.word(d.Light)+"灯）")
	}
	if said := r.Remark.Progress; said != "" && r.Main.Basis == tally.ByDate && r.Main.Light != tally.Green { // its figure is in words
		parts = append(parts, "进展："+said)
	}
	if why := firstOf(r.Remark.Explanation, r.Remark.Problems); why != "" && r.Main.Light != tally.Green {
		parts = append(parts, "原因："+why)
	}
	c := say(body, joined(parts, "；"))
	c.from, c.basis = r.Figures, "亮灯说明，以及部门的说明"
	return c
}

// tierWord says whose target it is.
func tierWord(d *tally.Deviation) string {
	switch {
	case d.Target.Tier == tally.TierStretch || d.OnStretch:
		return "力争目标"
	case d.Target.Tier != "":
		return "上级目标"
	}
	return "目标"
}

// targetWords is the number that a deviation was held against.
func targetWords(d *tally.Deviation) string {
	n, unit := d.Target.Floor, d.Target.Unit
	if d.OnStretch {
		n = d.Target.Stretch
		if d.Target.StretchUnit != "" {
			unit = d.Target.StretchUnit
		}
	}
	if !n.OK() {
		return d.Target.Text
	}
	return n.Plain() + unit
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// joined joins what is there.
func joined(parts []string, sep string) string {
	var kept []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// dress sets the page, the colours and the sparklines.
func (s *summary) dress(f *excelize.File, last int) error {
	name := SummarySheet
	foot := last + len(s.foot(nil))
	p := summaryPage
	p.OnePage = s.onePage
	p.Freeze, p.Last = ref(s.frozen, firstSummaryRow), ref(s.printed-1, foot)
	for _, i := range s.breaks {
		p.Breaks = append(p.Breaks, firstSummaryRow+i)
	}
	if err := s.setPage(f, name, p); err != nil {
		return err
	}
	lightAt := "$" + columnName(s.light) + strconv.Itoa(firstSummaryRow)
	if err := s.palette.PaintLights(f, name, area(s.light, firstSummaryRow, s.light, last), lightAt); err != nil {
		return err
	}
	if err := s.palette.PaintGaps(f, name, area(s.gap, firstSummaryRow, s.gap, last), lightAt); err != nil {
		return err
	}
	if s.bar >= 0 {
		if err := dress.DrawBarPair(f, name, s.bar, firstSummaryRow, last); err != nil {
			return err
		}
	}
	if len(s.trends) == 0 {
		return nil
	}
	row := s.trends[0] // the others are written with the lines
	return f.AddSparkline(name, &excelize.SparklineOptions{Location: []string{ref(s.trend, row)}, Range: []string{s.year(strconv.Itoa(row))},
		Type: "line", Last: true, SeriesColor: "#2F5597", Hidden: true, EmptyCells: "gap"})
}

// year are the cells that a row's sparkline draws.
func (s *summary) year(row string) string {
	return "'" + SummarySheet + "'!" + columnName(s.month) + row + ":" + columnName(s.month+len(s.ed.Period.Series())-1) + row
}
