package columns

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// clash finds two columns that say the same of a row, so that one would have to be guessed.
func (b *Block) clash() (a, c *Column, clashes bool) {
	for _, m := range b.measures {
		for _, cols := range [...][]*Column{m.targets, m.actuals} {
			for i, a := range cols {
				for _, c := range cols[i+1:] {
					if a.role == c.role && b.sameTime(a.when, c.when, a.role.IsActual()) && a.growth == c.growth && a.period == c.period {
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
// of the kind stay with the first measure.
func (s Sheet) partMeasures(b *Block) {
	var measures []figures
	at := map[string]int{}
	of := func(c *Column) *figures {
		noun := s.measured(c)
		if noun == "" {
			noun = b.wideNoun(c)
		}
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
	kept := measures[:0]
	for _, m := range measures { // a rate or a growth alone is no indicator
		if len(m.targets)+len(m.actuals) > 0 {
			kept = append(kept, m)
		}
	}
	if len(kept) > 1 {
		b.measures = kept
	}
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

// measured is what a column measures: of its headings, without the words that say what its figures are, those that are known nouns of
// quantity, each once. Leftovers (是否, 上年底, 形象进度) measure nothing.
func (s Sheet) measured(c *Column) string {
	var b strings.Builder
	for _, h := range c.path {
		noun, part := strings.CutPrefix(vocabulary.WithoutBrackets(h.Noun), "其中")
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
