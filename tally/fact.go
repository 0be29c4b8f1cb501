package tally

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// FactKind says what a Fact is.
type FactKind string

// The kinds of facts.
const (
	FactBase     FactKind = "base"      // 基期, 基数
	FactLastYear FactKind = "last_year" // 上年完成, or the year before the plan's first
	FactPast     FactKind = "past"      // an earlier year: 2015年实际
	FactAverage  FactKind = "average"   // 年均增长率, in %
)

// Fact is what a plan's row prints beside its targets and asks of nobody: what an earlier year came to, the growth a year.
// It is kept as it stands, for whoever holds a target against it.
type Fact struct {
	Cell    string       `json:"cell"`
	Heading string       `json:"heading"` // as printed: 2016年完成情况
	Kind    FactKind     `json:"kind"`
	Period  string       `json:"period"` // "2016", or as precise as printed: "2016-09"; "" where the sheet does not say
	Text    string       `json:"text"`
	Value   exact.Number `json:"value"` // absent for words
	Unit    string       `json:"unit"`
}

// Of is the figure that the plan prints for a whole year, in the form that a year's figures have: not a growth beside an amount.
func (i *Item) Of(year int) (Fact, bool) {
	period := strconv.Itoa(year)
	for _, f := range i.Facts {
		if f.Kind != FactAverage && f.Period == period && f.Value.OK() && i.inUnit(f.Unit) {
			return f, true
		}
	}
	return Fact{}, false
}

// StoodAt is what the plan prints of the year's first months up to the end of a month.
func (i *Item) StoodAt(p Round) (Fact, bool) {
	if p.Kind() == Dated || p.Kind() == Weekly {
		return Fact{}, false
	}
	month := p.Month()
	if month == 12 {
		return i.Of(p.Year())
	}
	year := strconv.Itoa(p.Year())
	names := []string{year + fmt.Sprintf("-01/%02d", month)}
	if short := map[int]string{1: "-01", 3: "-Q1", 6: "-H1"}[month]; short != "" {
		names = append(names, year+short)
	}
	for _, f := range i.Facts {
		if f.Kind != FactAverage && slices.Contains(names, f.Period) && f.Value.OK() && i.inUnit(f.Unit) {
			return f, true
		}
	}
	return Fact{}, false
}

// Base is the latest figure of a whole year before the one given.
func (i *Item) Base(before int) (f Fact, year int, ok bool) {
	for _, one := range i.Facts {
		y, err := strconv.Atoi(one.Period)
		if err != nil || len(one.Period) != 4 || y >= before || y <= year || one.Kind == FactAverage || !one.Value.OK() || !i.inUnit(one.Unit) {
			continue
		}
		f, year, ok = one, y, true
	}
	return f, year, ok
}

// inUnit reports that a figure is the row's own: a per cent in a row of amounts is a growth.
func (i *Item) inUnit(unit string) bool {
	return i.Unit == "" || unit == "" || (unit == "%") == (i.Unit == "%")
}

// Words says what a fact is, for a person: 2016年完成情况 204.72 亿元.
func (f Fact) Words() string {
	what := f.Text
	if f.Value.OK() {
		what = f.Value.Plain()
		switch f.Unit {
		case "", "%":
			what += f.Unit
		default:
			what += " " + f.Unit
		}
	}
	heading := strings.TrimSpace(strings.TrimSuffix(strings.NewReplacer("(%)", "", "（%）", "").Replace(f.Heading), "%"))
	return heading + " " + what
}
