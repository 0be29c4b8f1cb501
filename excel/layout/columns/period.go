package columns

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// periodOf is the round that a table is about: as its captions say, else the single month that its headings
// name, else its sheet's name; the month filed for gives what is missing of it.
func (s *finder) periodOf(b *Block) tally.Round {
	year := b.year
	if year == 0 {
		year = s.known.Period.Year()
	}
	if p := b.sur.When.Round(year, s.known.Period); !p.IsZero() {
		return p
	}
	if p, n := s.headingPeriod(b, year); n == 1 {
		return p
	}
	if w, _ := vocabulary.ParseWhen(vocabulary.HeadingForm(s.g.Name)); w.Months() {
		if p := w.Round(year, s.known.Period); !p.IsZero() {
			return p
		}
	}
	if year == 0 {
		year = s.known.Cover.When.Year
	}
	return s.known.Cover.When.Round(year, s.known.Period)
}

// headingPeriod is the round that the columns of figures end with, and how many different ones there are.
func (s *finder) headingPeriod(b *Block, year int) (tally.Round, int) {
	var found tally.Round
	n := 0
	for i := range b.cols {
		c := &b.cols[i]
		if !c.role.IsActual() && c.role != vocabulary.RoleProgress || !c.when.Dated() {
			continue
		}
		if p := c.when.Round(year, s.known.Period); p != found {
			found = p
			n++
		}
	}
	return found, n
}
