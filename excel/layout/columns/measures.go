package columns

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// clash finds two columns that say the same of a row, so that one would have to be guessed.
func (b *Block) clash() (a, c *Column, clashes bool) {
	for _, m := range b.measures {
		for _, cols := range [...][]*Column{m.targets, m.actuals} {
			for i, a := range cols {
				for _, c := range cols[i+1:] {
					if a.role == c.role && a.point == c.point && b.sameTime(a.when, c.when, a.role.IsActual()) && a.growth == c.growth && a.period == c.period {
						return a, c, true
					}
				}
			}
		}
	}
	return nil, nil, false
}

// sameTime reports that two columns speak of one time, with what the captions say where their headings do not.
// A target without months is for the year.
func (b *Block) sameTime(v, w vocabulary.When, months bool) bool {
	fill := func(w vocabulary.When) vocabulary.When {
		if w.Year == 0 {
			w.Year = b.year
		}
		if w.To == 0 && months {
			w.To = b.period.Month()
		}
		return w
	}
	v, w = fill(v), fill(w)
	return v.Year == w.Year && v.To == w.To && (v.From == w.From || months && (v.From < 2 || w.From < 2))
}

// partMeasures parts the columns of figures by what they measure: 建设规模 and 总投资, 完成投资 and 到位资金. Columns that name nothing
// of the kind stay with the first measure. Where that leaves targets of one measure beside figures of another, what stands in the lowest
// heading alone is tried: 投资额 and 工程量 under 年度投资计划 and under 累计完成.
func (s Sheet) partMeasures(b *Block) {
	measures := s.partBy(b, func(c *Column) string {
		if noun := s.measured(c, 0); noun != "" {
			return noun
		}
		return b.wideNoun(c)
	})
	if wide := s.partBy(b, b.wideName); len(wide) > 1 && slices.ContainsFunc(measures, func(m figures) bool { return m.noun == "" && !m.isHalf() }) && !slices.ContainsFunc(wide, figures.isHalf) {
		measures = wide // 投资完成 | 资金支付, each over its target and what was done
	}
	if len(b.targets) > 0 && slices.ContainsFunc(measures, figures.isHalf) {
		if lowest := s.partBy(b, func(c *Column) string { return s.measured(c, len(c.path)-1) }); len(lowest) > 1 && !slices.ContainsFunc(lowest, figures.isHalf) {
			measures = lowest
		}
	}
	measures = s.withoutShares(b, joinShorter(measures))
	if total := func(m figures) bool { return s.Headings.IsTotal(m.noun) }; len(measures) > 2 && slices.ContainsFunc(measures, total) { // 合计 behind one group of columns a street
		measures = slices.DeleteFunc(measures, total)
	}
	if measures = joinHalves(joinDeeds(s.Headings, measures)); len(measures) > 1 {
		b.measures = measures
	}
}

// withoutShares drops the parts of what was done (其中:设备购置 beside 合计) that no target asks for, where others have theirs: they break the
// figure down and are no indicators.
func (s Sheet) withoutShares(b *Block, measures []figures) []figures {
	if len(b.targets) == 0 {
		return measures
	}
	measures = slices.DeleteFunc(measures, func(m figures) bool {
		if len(m.targets) > 0 || len(m.actuals) == 0 || slices.ContainsFunc(m.actuals, func(c *Column) bool { return !c.isShare() }) {
			return false
		}
		for _, c := range m.actuals {
			c.role = vocabulary.RoleAside
			c.share = true
		}
		return true
	})
	b.actuals = slices.DeleteFunc(slices.Clone(b.actuals), func(c *Column) bool { return c.share })
	if len(measures) == 1 {
		measures[0].noun = ""
		b.measures = measures
	}
	return measures
}

// isShare reports a column whose lowest heading is a part of the one beside it: 其中:建安投资.
func (c *Column) isShare() bool {
	n := len(c.path)
	return n > 1 && strings.HasPrefix(c.path[n-1].Noun, "其中") && !c.path[n-1].When.Months()
}

// joinHalves gives figures that name no measure (累计完成) the targets that have no figures of their own (年度计划投资), where only one measure
// is without.
func joinHalves(measures []figures) []figures {
	plain, aimed := -1, -1
	for i := range measures {
		switch m := &measures[i]; {
		case m.noun == "" && len(m.targets) == 0:
			plain = i
		case len(m.actuals) == 0 && aimed >= 0:
			return measures
		case len(m.actuals) == 0:
			aimed = i
		}
	}
	if plain < 0 || aimed < 0 {
		return measures
	}
	measures[plain].targets = measures[aimed].targets
	measures[plain].rates = append(measures[plain].rates, measures[aimed].rates...)
	return slices.Delete(measures, aimed, aimed+1)
}

// joinShorter gives figures since the beginning of a plan under a shorter word (累计完成规模) to the one measure whose noun ends so (建设规模).
func joinShorter(measures []figures) []figures {
	for i, m := range measures {
		if m.noun == "" || len(m.targets) > 0 || slices.ContainsFunc(m.actuals, func(c *Column) bool { return c.role != vocabulary.RoleProject }) {
			continue
		}
		longer := -1
		for k := range measures {
			if k == i || !strings.HasSuffix(measures[k].noun, m.noun) {
				continue
			}
			if longer >= 0 {
				return measures
			}
			longer = k
		}
		if longer >= 0 {
			measures[longer].actuals = append(measures[longer].actuals, m.actuals...)
			return slices.Delete(measures, i, i+1)
		}
	}
	return measures
}

// joinDeeds gives what is aimed at (户数) the figures of what was done of it (签约户数), where each has one such half alone.
func joinDeeds(h *vocabulary.Headings, measures []figures) []figures {
	for i := 0; i < len(measures); i++ {
		aim := &measures[i]
		if aim.noun == "" || len(aim.actuals) > 0 {
			continue
		}
		done, n := -1, 0
		for k := range measures {
			if deed, of := strings.CutSuffix(measures[k].noun, aim.noun); of && len(measures[k].targets) == 0 && h.Is(vocabulary.Deeds, deed) {
				done, n = k, n+1
			}
		}
		if n != 1 {
			continue
		}
		m := measures[done]
		aim.actuals, aim.growths, aim.rates = m.actuals, append(aim.growths, m.growths...), append(aim.rates, m.rates...)
		if measures = slices.Delete(measures, done, done+1); done < i {
			i--
		}
	}
	return measures
}

// isHalf reports a measure with targets and no figures, or the other way about.
func (f figures) isHalf() bool { return len(f.targets) == 0 || len(f.actuals) == 0 }

// partBy parts the columns of figures by the nouns that of gives them. A rate or a growth alone is no measure.
func (s Sheet) partBy(b *Block, noun func(*Column) string) []figures {
	var measures []figures
	at := map[string]int{}
	of := func(c *Column) *figures {
		noun := noun(c)
		i, ok := at[noun]
		if !ok {
			i = len(measures)
			at[noun] = i
			measures = append(measures, figures{noun: noun})
		}
		return &measures[i]
	}
	for _, c := range b.targets {
		m := of(c)
		m.targets = append(m.targets, c)
	}
	for _, c := range b.actuals {
		m := of(c)
		m.actuals = append(m.actuals, c)
	}
	for _, c := range b.growths {
		m := of(c)
		m.growths = append(m.growths, c)
	}
	for _, c := range b.rates {
		m := of(c)
		m.rates = append(m.rates, c)
	}
	return slices.DeleteFunc(measures, func(m figures) bool { return len(m.targets)+len(m.actuals) == 0 })
}

// shareUnits gives each column of figures its own of several columns of units: the one behind it, or before it where the first
// unit stands before the first figure.
func (b *Block) shareUnits(unitCols []int) {
	if len(unitCols) < 2 {
		return
	}
	before, first := false, true
	for i := range b.cols {
		c := &b.cols[i]
		if !c.role.IsTarget() && !c.role.IsActual() || c.growth {
			continue
		}
		if first {
			before, first = unitCols[0] < c.col, false
		}
		for _, u := range unitCols {
			if before && u < c.col {
				c.unitCol = u
			}
			if !before && u > c.col {
				c.unitCol = u
				break
			}
		}
	}
}

// measured is what a column measures: of its headings from the given one down, without the words that say what its figures are, those that are known nouns of
// quantity, each once. Leftovers (是否, 上年底, 形象进度) measure nothing.
func (s Sheet) measured(c *Column, from int) string {
	var b strings.Builder
	for i, h := range c.path[max(0, from):] {
		noun, part := strings.CutPrefix(vocabulary.WithoutBrackets(h.Noun), "其中")
		if i+1 < len(c.path) && s.Headings.Ends(vocabulary.ActualKinds, noun) { // 实际使用外资 over its target and what was done
			b.WriteString(noun)
			continue
		}
		for _, w := range s.Headings.Listed(vocabulary.FigureWords) {
			noun = strings.ReplaceAll(noun, w, "")
		}
		if noun = strings.Trim(noun, ":、,-"); noun == "" || strings.Contains(b.String(), noun) {
			continue
		}
		if part || s.Headings.IsQuantity(noun) {
			b.WriteString(noun)
		}
	}
	return b.String()
}

// wideName is the heading over a target and what was done of it, whatever it says; "" for any other column.
func (b *Block) wideName(c *Column) string {
	if len(c.path) < 2 || !c.path[0].When.IsZero() || c.path[0].Role.IsTarget() {
		return ""
	}
	return vocabulary.WithoutBrackets(c.path[0].Noun)
}

// wideNoun is the heading over several columns that come again, with the same words, under another one beside it (全年目标 | 1-10月 under
// 利润总额 and under 上缴税费): it names what they measure, whatever it is.
func (b *Block) wideNoun(c *Column) string {
	n := len(c.path)
	if n < 2 || c.path[0].Role != vocabulary.RoleNone || !c.path[0].When.IsZero() {
		return ""
	}
	for i := range b.cols {
		d := &b.cols[i]
		if len(d.path) == n && d.path[0].Text != c.path[0].Text && d.path[0].Role == vocabulary.RoleNone && d.path[n-1].Text == c.path[n-1].Text {
			return vocabulary.WithoutBrackets(c.path[0].Noun)
		}
	}
	return ""
}

// sameUnderMonth reports a column under months (1-7月, 零售额) whose own heading stands under 本月 as well: what is a figure of the month there is one
// of the months here.
func (b *Block) sameUnderMonth(c *Column) bool {
	if !c.when.Months() || len(c.path) < 2 {
		return false
	}
	own := c.path[len(c.path)-1].Text
	for i := range b.cols {
		d := &b.cols[i]
		if n := len(d.path); d != c && n > 1 && d.path[n-1].Text == own && (d.role.IsActual() || d.role == vocabulary.RoleDone) {
			return true
		}
	}
	return false
}
