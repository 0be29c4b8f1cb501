package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// Doubt is why the round of a table is asked about: what stands at a cell, "" for none, and what it would say.
type Doubt struct {
	Cell, Text string
	Says       tally.Round
	Weak       bool // nothing better says which round it is
}

// periodOf is the round that a table is about: as its captions say, else the single month that its headings
// name, else its sheet's name; the month filed for gives what is missing of it, and stands where only a place that is hardly believed says
// another.
func (s *finder) periodOf(b *Block) tally.Round {
	year, filed := b.year, s.known.Period
	if year == 0 {
		year = filed.Year()
	}
	told := b.sur.Told.Month
	said, weak := b.sur.When.Round(year, filed), told.Trust == captions.Weak
	if !said.IsZero() && !weak {
		s.doubtCaptions(b, said, year)
		return said
	}
	p, n := s.headingPeriod(b, year)
	if n == 1 {
		return p
	}
	if w, _ := vocabulary.ParseWhen(vocabulary.HeadingForm(s.g.Name)); w.Months() {
		if named := w.Round(year, filed); !named.IsZero() {
			return named
		}
	}
	if said.IsZero() {
		cover := s.known.Cover
		if year == 0 {
			year = cover.When.Year
		}
		told = cover.Told.Month
		said, weak = cover.When.Round(year, filed), told.Trust == captions.Weak
		told.Cell = ""
	}
	if said.IsZero() && n == 0 && (filed.IsZero() || filed.Kind() == tally.Monthly) {
		day := filing(s, b)
		said, weak, told = day.Month(), true, day.Place
		if b.year == 0 {
			b.year = said.Year()
		}
	}
	if !weak || said.IsZero() || said == filed {
		return said
	}
	b.doubt = Doubt{Cell: told.Cell, Text: told.Text, Says: said, Weak: true}
	if !filed.IsZero() {
		return filed
	}
	return said
}

// filing is the day on which the sheet was filled in, as it stands above the table or below it.
func filing(s *finder, b *Block) captions.Filing {
	if day := b.sur.Told.Filing; !day.When.IsZero() {
		return day
	}
	return captions.Reader{Reader: s.Sheet.Reader}.FilingBelow(s.g.Rows[b.body:b.end])
}

// doubtCaptions doubts a round that stands in one place around the table while another, as near, says another one.
func (s *finder) doubtCaptions(b *Block, said tally.Round, year int) {
	other := b.sur.Told.OtherMonth
	if other.Trust == captions.Nowhere || said == s.known.Period {
		return
	}
	w, _ := vocabulary.ParseWhen(vocabulary.HeadingForm(other.Text))
	if p := w.Round(year, s.known.Period); !p.IsZero() && p != said {
		b.doubt = Doubt{Cell: other.Cell, Text: other.Text, Says: p}
	}
}

// SayPeriod asks about the round of a table where it stands in a place that is hardly believed, or another place says another one.
func (b *Block) SayPeriod(j *journal.Journal) {
	d := b.doubt
	if d.Says.IsZero() || b.kind != tally.KindProgress {
		return
	}
	said := fmt.Sprintf("这里写的是“%s”，表题等处写的是另一个时间，按%s的数读", vocabulary.Clip(d.Text, 20), b.period.Chinese())
	if d.Weak {
		said = fmt.Sprintf("表上没有写明是哪个月的数，只有“%s”，按%s的数读", vocabulary.Clip(d.Text, 20), b.period.Chinese())
	}
	f := tally.NewFinding(tally.PeriodDiffers, j.On(), d.Cell, said, "请在表题或“报告期”里写明；读对了的请说明")
	f.Class = tally.ClassC
	j.Find(f)
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
